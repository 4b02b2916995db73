import EventKernel

/// Who does what: tasks wait in one queue, by priority and then time offered.
extension World {
  /// Starts every waiting task that has all it needs, the most urgent first.
  @inline(__always)
  mutating func dispatch() {
    guard flow.queues.waiting > 0 else { return }
    flow.queues.beginRound()
    var tried = WorkQueues.Standing()
    stock.takes = 0
    while flow.queues.waiting > 0 {
      guard let task = flow.queues.mostUrgent(behind: tried, in: flow.tasks) else { return }
      let queue = queue(ofTask: task)
      switch tryToStart(task: task, queue: queue) {
      case .started:
        if stock.takes > 0 { reopen(queue, behind: task, &tried) }
      case .asked: return
      case .lacking:
        if stock.takes > 0 { reopen(queue, behind: task, &tried) }
        flow.queues.passOver(queue, task, in: flow.tasks, &tried)
      }
    }
  }

  /// Pieces were taken of the part that a queue's tasks want, and perhaps of the stores that it is
  /// sent from: what is on top there now is tested by whoever is next.
  @inline(never)
  private mutating func reopen(
    _ queue: Int, behind task: Row<FlowTask>, _ tried: inout WorkQueues.Standing
  ) {
    stock.takes = 0
    var next = flow.queues.queues[queue].part
    while let part = next {
      if model.support.stock[part].deadOnTest.value > 0 {
        flow.queues.reopen(part, behind: task, &tried, in: flow.tasks)
      }
      next = model.support.stock[part].parent
    }
  }

  enum Attempt {
    case started
    /// A decision was asked; its answer goes on with the queue.
    case asked
    case lacking
  }

  @inline(__always)
  private mutating func tryToStart(task row: Row<FlowTask>, queue: Int) -> Attempt {
    if let part = flow.queues.queues[queue].part, flow.tasks[row].record.started == nil,
      !hasGoodPiece(of: part)
    {
      return .lacking
    }
    switch flow.queues.queues[queue].performer {
    case .automatic, .outside:
      start(task: row, delay: .zero)
      return .started
    case .vendor: return startVendor(task: row)
    case .people where flow.queues.queues[queue].fitting.isEmpty:
      let people = model.net.steps[flow.tasks[row].step].people
      return startPool(task: row, queue: queue, needed: max(1, Int(people)))
    case .people: return startPeople(task: row, queue: queue)
    }
  }

  // MARK: People

  private mutating func startPeople(task row: Row<FlowTask>, queue: Int) -> Attempt {
    let step = flow.tasks[row].step
    let isOnSite = flow.queues.queues[queue].isOnSite
    let incident = incident(ofTask: row)
    let needed = max(1, Int(model.net.steps[step].people))
    let chosen = flow.tasks[row].chosen.row
    if needed == 1, let chosen, people.people[chosen].task.isNone,
      isAvailable(chosen, onSite: isOnSite)
        || flow.tasks[row].isOrdered && callLaw(of: chosen, onSite: isOnSite) != nil
    {
      candidates.removeAll()
      candidates.append(chosen)
      startCrew(of: 1, task: row)
      return .started
    }
    if needed == 1, flow.tasks[row].isOrdered { return .lacking }
    let need = need(ofQueue: queue, incident: incident)
    let isMajor = incidents.states[incident].record.level == .major
    let round = flow.queues.round
    if free.isLacking(need, isMajor: isMajor, round: round) { return .lacking }
    gatherFree(free.eligible.group(ofNeed: need), needed: needed, incident: incident)
    guard candidates.count >= needed else {
      let attempt = startPool(task: row, queue: queue, needed: needed)
      if attempt == .lacking { free.noteLacking(need, isMajor: isMajor, round: round) }
      return attempt
    }
    if candidates.count > 1 {
      rankCandidates(task: row, incident: incident, needed: needed)
    }
    if let chosen {
      bringForward(chosen)
    } else if candidates.count > needed {
      askWhom(task: row, incident: incident)
      return .asked
    }
    startCrew(of: needed, task: row)
    return .started
  }

  /// Starts a task with the first so many candidates.
  mutating func startCrew(of count: Int, task row: Row<FlowTask>) {
    start(
      task: row, people: count,
      delay: delayOfCrew(of: count, task: row, isOnSite: isOnSite(ofTask: row)))
  }

  /// Puts one of the candidates before the others.
  private mutating func bringForward(_ chosen: Row<Person>) {
    let position = (0..<candidates.count).first { candidates[$0] == chosen }
    if let position { bringForward(from: position, to: 0) }
  }

  private mutating func bringForward(from position: Int, to place: Int) {
    let candidate = candidates[position]
    var position = position
    while position > place {
      candidates[position] = candidates[position - 1]
      position -= 1
    }
    candidates[place] = candidate
  }

  /// Puts the best in front, as many as are needed: whoever did this incident's last task in the
  /// lane, else on duty before on call, else at the site before away, else longest idle, else file
  /// order. The others stay in the order of the file.
  private mutating func rankCandidates(
    task row: Row<FlowTask>, incident: Row<Incident>, needed: Int
  ) {
    let lane = model.net.nodes[flow.tasks[row].record.node].lane
    let last =
      lane.map {
        incidents.lastOfRole[
          incident.index * flow.queues.roleCount + Int(flow.queues.roleOfLane[$0.index])]
      } ?? .none
    let site = site(of: incident)
    for place in 0..<needed {
      var best = place
      var bestRank = rank(of: candidates[place], last: last, site: site)
      for position in (place + 1)..<max(place + 1, candidates.count) {
        let rank = rank(of: candidates[position], last: last, site: site)
        if rank < bestRank {
          best = position
          bestRank = rank
        }
      }
      bringForward(from: best, to: place)
    }
  }

  /// Less is better: here before on call, at the site before away, longest idle; of equals, the
  /// order of the file.
  private func rank(
    of person: Row<Person>, last: OptionalRow<Person>, site: Row<Site>?
  ) -> (Int, Int64) {
    let isHere = people.people[person].isOnDuty || people.people[person].presence != .none
    let order = !isHere ? 2 : last == person ? 0 : 1
    let away = site == nil || people.people[person].site == site ? 0 : 1
    return (order * 2 + away, people.people[person].idleSince.microseconds)
  }

  /// Answering, coming in and travelling: the crew starts together, when the last is there.
  private mutating func delayOfCrew(
    of count: Int, task row: Row<FlowTask>, isOnSite: Bool
  ) -> TimeSpan {
    let incident = incident(ofTask: row)
    let task = flow.tasks[row]
    var latest = TimeSpan.zero
    for position in 0..<count {
      let person = candidates[position]
      let definition = model.support.people[person]
      let state = people.people[person]
      let name = part(of: task.name, definition.name)
      var delay = TimeSpan.zero
      if let answers = definition.answers {
        delay = delay + span(answers, Purpose.answering, name, task.ordinal)
      }
      if !isAvailable(person, onSite: isOnSite), let law = callLaw(of: person, onSite: isOnSite) {
        let coming = span(law, Purpose.callOut, name, task.ordinal)
        let comesIn = isOnSite || definition.callRemote == nil
        people.people[person].presence = comesIn ? .onPremises : .remote
        call(person, for: incident)
        note(.calledIn, incident: incident, subject: person.index, value: coming.microseconds)
        delay = delay + coming
      }
      if isOnSite, let way = way(from: state.site, incident: incident) {
        delay = delay + span(way, Purpose.travel, name, task.ordinal)
      }
      latest = max(latest, delay)
    }
    return latest
  }

  private func way(from site: Row<Site>, incident: Row<Incident>) -> LawRow? {
    guard let to = self.site(of: incident) else { return nil }
    return model.platform.travel[site.index * model.platform.siteCount + to.index]
  }
}
