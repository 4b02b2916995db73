import EventKernel

/// Incidents are opened, judged by what they have down, graded, and over.
extension World {
  // MARK: Facts

  func fact(_ fact: Fact, of incident: Int) -> Int64 {
    Int64(incidents.facts[incident * Fact.count + fact.index])
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Int64) {
    let position = incident * Fact.count + fact.index
    // Flags and choices of a few.
    let value = Int8(value)
    guard incidents.facts[position] != value else { return }
    incidents.facts[position] = value
    conditionWaits.change(FactSet(fact), of: incident)
    mustCheckConditions = true
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Bool) {
    set(fact, of: incident, to: value ? 1 : 0)
  }

  // MARK: Opening

  mutating func openIncident(root: Int32, component: Int, channel: DetectionChannel) {
    let first = incident(ofRoot: root)
    let isReopened = first >= 0 && !isInHand(first)
    let row = incidents.open(
      IncidentTable.IncidentState(
        record: IncidentRecord(
          fault: root >= 0 ? Row(Int(root)) : nil, component: Row(component), channel: channel),
        key: nextCaseKey(of: component),
        firstRoot: root, duplicateOf: Int32(first), believed: Int32(component)),
      roles: flow.queues.roleCount)
    if first >= 0 { incidents.duplicates.append(row, to: &incidents.states[first].duplicates) }
    incidents.states[row].isReopened = isReopened
    incidents.states[row].record.alarmCount = channel == .userCall ? 0 : 1
    incidents.states[row].record.callCount = channel == .userCall ? 1 : 0
    if root >= 0 {
      incidents.states[row].record[.occurred] = platform.faults[Int(root)].record.began
      if first < 0 { adopt(root: root, by: row) }
    } else {
      incidents.states[row].record[.occurred] = now
    }
    note(.incidentOpened, incident: row, subject: component, object: Int(channel.rawValue))
    pass(.detected, incident: row)
    set(.danger, of: row, to: threats.isDanger)
    if first < 0 { impactChanged(row) }
    send(.eventOccurred, toIncident: row)
  }

  /// The key of the next case of a subject: what was first observed, and how many cases it opened
  /// before. Neither an instant nor a cause that nobody knows is in it, so that a repair that is a
  /// second faster gives later cases no other draws.
  private mutating func nextCaseKey(of component: Int) -> NameHash {
    let ordinal = UInt64(platform.components[component].casesOpened)
    platform.components[component].casesOpened += 1
    let subject = model.platform.nodes[component].name
    let key = subject.combined(with: ordinal)
    drawLog?.open(key, of: subject, ordinal: ordinal)
    return key
  }

  /// Whether an incident, the first of its cause, is not closed yet, or something runs for it or for
  /// another of its cause.
  func isInHand(_ incident: Int) -> Bool {
    let first = incidents.states[incident]
    if first.record[.closed] == nil || first.running > 0 { return true }
    var next = first.duplicates.first
    while next >= 0 {
      if incidents.states[Int(next)].running > 0 { return true }
      next = incidents.duplicates.next(next)
    }
    return false
  }

  /// Everything of a root fault belongs to the incident from now on.
  private mutating func adopt(root: Int32, by incident: Int) {
    platform.faults[Int(root)].incident = Int32(incident)
    var next = platform.faults[Int(root)].family.first
    while next >= 0 {
      let fault = Int(next)
      next = platform.family.next(Int32(fault))
      platform.family.remove(fault, from: &platform.faults[Int(root)].family)
      enlist(fault, in: incident)
    }
  }

  /// Puts a fault among those of an incident, by when it began.
  mutating func enlist(_ fault: Int, in incident: Int) {
    platform.faults[fault].record.incident = Row(incident)
    if platform.faults[fault].record.threat != nil { conditionWaits.change(.infections) }
    let serial = platform.faults[fault].serial
    var before = incidents.states[incident].faults.last
    while before >= 0, platform.faults[Int(before)].serial > serial {
      before = platform.family.previous(before)
    }
    platform.family.insert(fault, behind: before, in: &incidents.states[incident].faults)
  }

  /// A second root fault is found to belong to an incident that is already open.
  mutating func join(root: Int32, to incident: Int) {
    adopt(root: root, by: incident)
    platform.faults[Int(root)].nextRoot = incidents.states[incident].firstRoot
    incidents.states[incident].firstRoot = root
    impactChanged(incident)
  }

  // MARK: Milestones and impact

  @inline(__always)
  mutating func pass(_ milestone: Milestone, incident row: Int) {
    guard incidents.states[row].record[milestone] == nil else { return }
    incidents.states[row].record[milestone] = now
    note(.milestone, incident: row, subject: milestone.index)
  }

  /// What the incident has down or open changed: is its effect removed, is it back?
  mutating func impactChanged(_ row: Int) {
    guard row >= 0 else { return }
    var impact: Int32 = 0
    var componentsDown: Int32 = 0
    var isEnded = true
    var root = incidents.states[row].firstRoot
    while root >= 0 {
      let state = platform.faults[Int(root)]
      impact += state.openFaults + state.down.components + state.down.services
      componentsDown += state.down.components
      if state.unendedFaults > 0 { isEnded = false }
      root = state.nextRoot
    }
    downChanged(row)
    let before = incidents.states[row].impact
    incidents.states[row].impact = impact
    if impact == 0 { mayRetire(row) }
    incidents.states[row].record.affectedMost = max(
      incidents.states[row].record.affectedMost, Int(componentsDown))
    if impact == 0, incidents.states[row].record.fault != nil {
      pass(.recovered, incident: row)
      sendHome(calledFor: row)
      if isEnded { pass(.resolved, incident: row) }
      if before > 0 { send(.restored, toIncident: row) }
      settleDuplicates(of: row, before > 0 ? .restored : nil)
    } else if impact > 0, before == 0, incidents.states[row].record[.recovered] != nil {
      incidents.states[row].record[.recovered] = nil
      incidents.states[row].record[.resolved] = nil
      send(.recurred, toIncident: row)
      settleDuplicates(of: row, .recurred)
    }
    mustCheckConditions = true
  }

  /// What an incident has down, so have all of its cause.
  private mutating func downChanged(_ row: Int) {
    conditionWaits.change(.down, of: row)
    var next = incidents.states[row].duplicates.first
    while next >= 0 {
      conditionWaits.change(.down, of: Int(next))
      next = incidents.duplicates.next(next)
    }
  }

  /// What a second incident of one cause is about is over when the first one's is; who works on it
  /// since the first was closed unmended hears of it.
  private mutating func settleDuplicates(of primary: Int, _ signal: Signal?) {
    var next = incidents.states[primary].duplicates.first
    while next >= 0 {
      let row = Int(next)
      incidents.states[row].record[.recovered] = incidents.states[primary].record[.recovered]
      incidents.states[row].record[.resolved] = incidents.states[primary].record[.resolved]
      next = incidents.duplicates.next(next)
      guard incidents.states[row].isReopened else { continue }
      if incidents.states[row].record[.recovered] != nil { sendHome(calledFor: row) }
      if let signal { send(signal, toIncident: row) }
    }
  }

  // MARK: Levels

  /// Sets level, emergency level and priority by the agreement's rules (own: ordering the
  /// dispatch of incidents by the matrix of 6.4.3).
  mutating func grade(_ row: Int) {
    let agreement = model.agreement
    let isMajor = holds(agreement.majorFault, incident: row)
    // A level once given is raised while the case runs, never lowered behind people's backs.
    let level: FaultLevel =
      isMajor || incidents.states[row].record.level == .major ? .major : .general
    var emergency = EmergencyLevel.general
    if holds(agreement.particularlyMajor, incident: row) {
      emergency = .particularlyMajor
    } else if holds(agreement.majorEmergency, incident: row) {
      emergency = .major
    } else if holds(agreement.largerEmergency, incident: row) {
      emergency = agreement.largerCountsAs
    }
    let impact: Grade =
      holds(agreement.highImpact, incident: row)
      ? .high : holds(agreement.mediumImpact, incident: row) ? .medium : .low
    let urgency: Grade =
      holds(agreement.highUrgency, incident: row)
      ? .high : holds(agreement.mediumUrgency, incident: row) ? .medium : .low
    let priority = min(
      incidents.states[row].record.priority, agreement.priorities[impact.index * 3 + urgency.index])
    if emergency.index < incidents.states[row].record.emergency.index {
      emergency = incidents.states[row].record.emergency
    }
    guard
      level != incidents.states[row].record.level
        || emergency != incidents.states[row].record.emergency
        || priority != incidents.states[row].record.priority
    else { return }
    incidents.states[row].record.level = level
    incidents.states[row].record.emergency = emergency
    if priority < incidents.states[row].record.priority {
      incidents.states[row].record.impact = impact
      incidents.states[row].record.urgency = urgency
    }
    if priority != incidents.states[row].record.priority {
      incidents.states[row].record.priority = priority
      conditionWaits.change(FactSet(.priority), of: row)
      requeue(incident: row)
    }
    set(.level, of: row, to: Int64(level == .major ? 1 : 0))
    set(.emergency, of: row, to: Int64(emergency.index))
    note(
      .graded, incident: row, subject: level == .major ? 1 : 0, object: emergency.index,
      value: Int64(priority))
  }
}

extension Grade {
  var index: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }
}

extension EmergencyLevel {
  package var index: Int {
    switch self {
    case .none: 0
    case .general: 1
    case .larger: 2
    case .major: 3
    case .particularlyMajor: 4
    }
  }
}
