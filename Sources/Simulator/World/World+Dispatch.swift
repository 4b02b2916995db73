import EventKernel

/// Who does what: tasks wait in one queue, by priority and then time offered.
extension World {
  /// Starts every waiting task that has all it needs, the most urgent first.
  mutating func dispatch() {
    sortQueue()
    var blockedLanes: [Int32] = []
    for row in flow.queue where flow.tasks[row].phase == .queued {
      let lane = model.net.nodes[record.tasks[row].node.index].lane
      if let lane, blockedLanes.contains(Int32(lane.index)) { continue }
      switch tryToStart(task: row) {
      case .started: continue
      case .asked: return
      case .lacking:
        if let lane, model.net.lanes[lane.index].holds { blockedLanes.append(Int32(lane.index)) }
      }
    }
  }

  private enum Attempt {
    case started
    /// A decision was asked; its answer goes on with the queue.
    case asked
    case lacking
  }

  private mutating func sortQueue() {
    func rank(_ task: Int) -> (Int, UInt64) {
      (record.incidents[incident(ofTask: task)].priority, flow.tasks[task].seniority)
    }
    let sorted = flow.queue.sorted { rank($0) < rank($1) }
    flow.queue = sorted
  }

  private mutating func tryToStart(task row: Int) -> Attempt {
    let node = model.net.nodes[record.tasks[row].node.index]
    guard let lane = node.lane else {
      start(task: row, people: [], vendor: nil, delay: .zero)
      return .started
    }
    switch model.net.lanes[lane.index].performer {
    case .automatic, .outside:
      start(task: row, people: [], vendor: nil, delay: .zero)
      return .started
    case .vendor: return startVendor(task: row)
    case .people(let posts, let tiers):
      return startPeople(task: row, posts: posts, tiers: tiers)
    }
  }

  // MARK: People

  private mutating func startPeople(task row: Int, posts: UInt64, tiers: UInt8) -> Attempt {
    let step = step(ofTask: row)
    let incident = incident(ofTask: row)
    let fitting = fitting(step, incident: incident, posts: posts, tiers: tiers)
    let onDuty = fitting.filter { isAvailable($0, onSite: step.isOnSite) }
    let needed = max(1, Int(step.people))
    var free = onDuty.filter { people.people[$0].task < 0 }
    if free.count < needed, onDuty.count < needed || record.incidents[incident].level == .major {
      free += fitting.filter {
        !isAvailable($0, onSite: step.isOnSite) && people.people[$0].task < 0
          && callLaw(of: $0, onSite: step.isOnSite) != nil
      }
    }
    guard free.count >= needed else { return .lacking }
    let ranked = ranked(free, node: record.tasks[row].node.index, incident: incident)
    var crew = Array(ranked.prefix(needed))
    if flow.tasks[row].chosen >= 0 {
      let chosen = Int(flow.tasks[row].chosen)
      if ranked.contains(chosen) { crew = [chosen] + crew.filter { $0 != chosen }.prefix(needed - 1) }
    } else if ranked.count > needed {
      askWhom(task: row, incident: incident, candidates: ranked)
      return .asked
    }
    start(task: row, people: crew, vendor: nil, delay: delay(of: crew, task: row, step: step))
    return .started
  }

  /// Who could do it: by lane, then by skill; a lane in which nobody at all has the skill does it
  /// without.
  private func fitting(
    _ step: Step, incident: Int, posts: UInt64, tiers: UInt8
  ) -> [Int] {
    let lane = model.support.people.indices.filter {
      let person = model.support.people[$0]
      return person.posts & posts != 0 || tiers & person.tier.bit != 0
    }
    var skills = step.skills
    if step.skillOfComponent {
      skills |= model.platform.components[believedComponent(of: incident)].skill
    }
    guard skills != 0 else { return lane }
    let skilled = lane.filter { model.support.people[$0].skills & skills != 0 }
    return skilled.isEmpty ? lane : skilled
  }

  /// Whoever did this incident's last task in the lane, else on duty before on call, else at the
  /// site before away, else longest idle, else file order.
  private func ranked(_ free: [Int], node: Int, incident: Int) -> [Int] {
    let lane = model.net.nodes[node].lane.map { model.net.lanes[$0.index].name }
    let last = incidents.states[incident].lastInLane.first { $0.lane == lane }?.person ?? -1
    let site = model.platform.components[believedComponent(of: incident)].site
    func rank(_ person: Int) -> (Int, Int, Int64, Int) {
      let state = people.people[person]
      let isHere = state.isOnDuty || state.presence != .none
      let order = Int32(person) == last && isHere ? 0 : isHere ? 1 : 2
      return (order, state.site == site ? 0 : 1, state.idleSince.microseconds, person)
    }
    return free.sorted { rank($0) < rank($1) }
  }

  private mutating func askWhom(task row: Int, incident: Int, candidates: [Int]) {
    let instance = record.tasks[row].instance
    pending.append(
      PendingDecision(
        subject: .dispatch(task: row, candidates: candidates),
        point: DecisionPoint(
          time: now, incident: Row(incident), instance: instance,
          question: .dispatch(record.tasks[row].node),
          point: flow.tasks[row].name.combined(with: UInt64(flow.tasks[row].ordinal)),
          options: candidates.map { model.support.people[$0].name }, byTheFlow: 0)))
  }

  /// Answering, coming in and travelling: the crew starts together, when the last is there.
  private mutating func delay(of crew: [Int], task row: Int, step: Step) -> TimeSpan {
    let incident = incident(ofTask: row)
    let task = flow.tasks[row]
    var latest = TimeSpan.zero
    for person in crew {
      let definition = model.support.people[person]
      let state = people.people[person]
      let name = task.name.combined(with: definition.name)
      var delay = TimeSpan.zero
      if let answers = definition.answers {
        delay = delay + span(answers, Purpose.answering, name, task.ordinal)
      }
      if !isAvailable(person, onSite: step.isOnSite),
        let law = callLaw(of: person, onSite: step.isOnSite)
      {
        let coming = span(law, Purpose.callOut, name, task.ordinal)
        let comesIn = step.isOnSite || definition.callRemote == nil
        people.people[person].presence = comesIn ? .onPremises : .remote
        people.people[person].calledFor = Int32(incident)
        note(.calledIn, incident: incident, subject: person, value: coming.microseconds)
        delay = delay + coming
      }
      if step.isOnSite, let way = way(from: state.site, incident: incident) {
        delay = delay + span(way, Purpose.travel, name, task.ordinal)
      }
      latest = max(latest, delay)
    }
    return latest
  }

  /// How long a person off duty takes to be at work for a step; nil: cannot be called.
  private func callLaw(of person: Int, onSite: Bool) -> LawRow? {
    let definition = model.support.people[person]
    return onSite ? definition.callOut : definition.callRemote ?? definition.callOut
  }

  private func way(from site: Row<Site>, incident: Int) -> LawRow? {
    let to = model.platform.components[believedComponent(of: incident)].site
    return model.platform.travel[site.index * model.platform.siteCount + to.index]
  }

  // MARK: Vendors

  private mutating func startVendor(task row: Int) -> Attempt {
    let incident = incident(ofTask: row)
    let step = step(ofTask: row)
    var skills = step.skills
    if skills == 0 { skills = model.platform.components[believedComponent(of: incident)].skill }
    let contracted = model.support.vendors.indices.filter {
      model.support.vendors[$0].skills & skills != 0
    }
    guard !contracted.isEmpty else {
      // Nobody is under contract for this: the work is bought in without a promise.
      start(task: row, people: [], vendor: nil, delay: .zero)
      return .started
    }
    let last = Int(incidents.states[incident].vendor)
    let free = contracted.filter {
      people.vendorJobs[$0] < model.support.vendors[$0].capacity
    }
    guard let vendor = free.contains(last) ? last : free.first else { return .lacking }
    let delay = vendorDelay(vendor, task: row, step: step, incident: incident)
    people.vendorJobs[vendor] += 1
    incidents.states[incident].vendor = Int32(vendor)
    start(task: row, people: [], vendor: vendor, delay: delay)
    return .started
  }

  private mutating func vendorDelay(
    _ vendor: Int, task row: Int, step: Step, incident: Int
  ) -> TimeSpan {
    let definition = model.support.vendors[vendor]
    let task = flow.tasks[row]
    let name = task.name.combined(with: definition.name)
    let isKnown = Int(incidents.states[incident].vendor) == vendor
    if isKnown, incidents.states[incident].isVendorOnSite { return .zero }
    var delay = TimeSpan.zero
    if !isKnown { note(.vendorCalled, incident: incident, subject: vendor) }
    if let cover = definition.cover {
      let open = model.support.shifts[cover.index].nextOn(from: now)
      delay = (open ?? model.drill.horizon) - now
    }
    if !isKnown, let answers = definition.answers {
      delay = delay + span(answers, Purpose.answering, name, task.ordinal)
    }
    if step.isOnSite, let onSite = definition.onSite {
      delay = delay + span(onSite, Purpose.onSite, name, task.ordinal)
    }
    return delay
  }

  /// What the case believes to be at fault: the component first reported, until diagnosis.
  func believedComponent(of incident: Int) -> Int {
    Int(incidents.states[incident].believed)
  }
}

extension Tier {
  /// Bit in `Performer.people`.
  package var bit: UInt8 {
    switch self {
    case .hotline: 1
    case .tier1: 2
    case .tier2: 4
    case .vendor: 8
    case .management: 16
    }
  }
}
