import EventKernel

/// People whom threats keep away, and places where people must not be.
extension World {
  // MARK: People

  mutating func takeOut(_ impact: ImpactInHand, isHurt: Bool) {
    guard let person = model.platform.personRow(ofNode: impact.subject) else { return }
    people.people[person].keptAway += 1
    if isHurt { record.hurtCount += 1 }
    keptAwayChanged(person)
  }

  mutating func letBack(_ impact: ImpactInHand) {
    guard let person = model.platform.personRow(ofNode: impact.subject) else { return }
    people.people[person].keptAway -= 1
    keptAwayChanged(person)
  }

  private mutating func keptAwayChanged(_ person: Row<Person>) {
    standingChanged(of: person)
    setDuty(of: person)
    mustDispatch = true
  }

  /// Somebody does more or less of what they should not.
  mutating func changeCare(_ impact: ImpactInHand, isOn: Bool) {
    guard let person = model.platform.personRow(ofNode: impact.subject) else { return }
    people.people[person].carelessness.change(impact.value, isOn: isOn)
  }

  /// How many times as often those at a task deviate: as the first of them does.
  func carelessness(ofTask task: Row<FlowTask>) -> Double {
    flow.tasks[task].crew.row.map { people.people[$0].carelessness.value } ?? 1
  }

  /// Work that begins is begun late more often, where who does it is careless: so much the chance
  /// that a deviation befalls it is greater than when it was drawn.
  func carelessDelay(ofTask row: Row<FlowTask>) -> TimeSpan {
    let factor = carelessness(ofTask: row)
    guard factor > 1 else { return .zero }
    let task = flow.tasks[row]
    var delay = TimeSpan.zero
    for deviation in model.drill.deviations {
      guard case .late(let law) = deviation.kind, deviation.nodes.contains(task.record.node) else {
        continue
      }
      let name = part(of: task.name, deviation.name)
      var draws = source.draws(
        purpose: Purpose.deviation, entity: name, ordinal: UInt64(task.ordinal))
      let draw = draws.unit()
      let share = deviation.share.value
      if draw >= share, draw < min(1, share * factor) {
        delay = delay + span(law, Purpose.deviationDelay, name, task.ordinal)
      }
    }
    return delay
  }

  // MARK: Places

  /// Whether nobody may be where a case's fault is believed to be.
  func isClosed(for incident: Row<Incident>) -> Bool {
    guard threats.closings > 0 else { return false }
    return places(of: incident).contains { platform.nodes[$0].closings > 0 }
  }

  /// The room and the site of what a case is about.
  private func places(of incident: Row<Incident>) -> [Row<Node>] {
    let state = incidents.states[incident]
    guard state.record.stream == nil else { return [] }
    let subject = state.believed.row?.node ?? state.record.subject
    var places: [Row<Node>] = []
    if model.platform.nodes[subject].kind == .room {
      places.append(subject)
    } else if let host = host(of: subject), let room = model.platform.components[host].room {
      places.append(room)
    }
    if let site = shared.index.sites[subject.index].row,
      site.index < model.platform.siteNodes.count
    {
      places.append(model.platform.siteNodes[site.index])
    }
    return places
  }

  /// Who is in a place that was closed leaves it, and is counted; the work waits. Who deals with
  /// what closed it stays.
  mutating func evacuate(_ impact: ImpactInHand) {
    var count = 0
    if platform.nodes[impact.subject].closings == 1 {
      for person in people.people.rows where isThere(person, at: impact.subject) { count += 1 }
    }
    for task in flow.tasks.rows where flow.tasks[task].phase == .working {
      if !mayBeThere(task: task) { pause(task: task) }
    }
    guard count > 0 else { return }
    record.evacuatedCount += count
    note(
      .evacuated, incident: incident(ofRoot: impact.root), subject: impact.subject.index,
      value: Int64(count))
  }

  /// A place is open again: the work there goes on.
  mutating func enterPlaces() {
    for task in flow.tasks.rows where flow.tasks[task].phase == .paused { resume(task: task) }
  }

  // MARK: Danger

  /// Counts anew who is where people are in danger, as an instant is over: at work there, or at a
  /// site.
  mutating func countExposed() {
    guard threats.dangers > 0 || threats.exposed.level > 0 else { return }
    let exposed = threats.dangers > 0 ? people.people.rows.count { isExposed($0) } : 0
    threats.exposed.set(to: Double(exposed), at: now)
  }

  private func isExposed(_ person: Row<Person>) -> Bool {
    if let task = workOnSite(of: person) {
      return places(of: incident(ofTask: task)).contains { platform.nodes[$0].dangers > 0 }
    }
    guard let site = siteOfStay(of: person) else { return false }
    return platform.nodes[site].dangers > 0 && platform.nodes[site].closings == 0
  }

  /// Whether somebody is in a place, and has to leave it if it is closed.
  private func isThere(_ person: Row<Person>, at place: Row<Node>) -> Bool {
    guard let task = workOnSite(of: person) else { return siteOfStay(of: person) == place }
    return step(ofTask: task).effect != .treat
      && places(of: incident(ofTask: task)).contains(place)
  }

  /// What somebody works at now in front of it; nil also of work for a ticket, which is done where
  /// they are stationed.
  private func workOnSite(of person: Row<Person>) -> Row<FlowTask>? {
    guard let task = people.people[person].task.row, flow.tasks[task].phase == .working,
      isOnSite(ofTask: task), !isTicket(incident(ofTask: task))
    else { return nil }
    return task
  }

  /// Whether it is a case of demand, which is about no place.
  private func isTicket(_ incident: Row<Incident>) -> Bool {
    incidents.states[incident].record.stream != nil
  }

  /// Whether those who do a task must not be where it is done.
  func isClosed(forTask task: Row<FlowTask>) -> Bool {
    let incident = incident(ofTask: task)
    guard isTicket(incident) else { return isClosed(for: incident) }
    guard let person = flow.tasks[task].crew.row else { return false }
    let site = people.people[person].site
    guard site.index < model.platform.siteNodes.count else { return false }
    return platform.nodes[model.platform.siteNodes[site.index]].closings > 0
  }

  /// Where somebody is who does not work in front of something: on duty or called in, and not on
  /// the way.
  private func siteOfStay(of person: Row<Person>) -> Row<Node>? {
    let state = people.people[person]
    let isOnTheWay = state.task.row.map { flow.tasks[$0].phase == .onTheWay } ?? false
    let isThere = state.isOnDuty ? state.keptAway == 0 : state.presence == .onPremises
    guard isThere, !isOnTheWay, state.site.index < model.platform.siteNodes.count else {
      return nil
    }
    return model.platform.siteNodes[state.site.index]
  }

  /// Whether people are in danger where a case's fault is believed to be.
  func isDangerous(for incident: Row<Incident>) -> Bool {
    threats.dangers > 0 && places(of: incident).contains { platform.nodes[$0].dangers > 0 }
  }
}
