import EventKernel

/// The live half of incidents, beside `Replication.incidents`.
struct IncidentTable {
  var states: [IncidentState] = []
  /// Rows of incidents that are not closed, in the order they were opened.
  var live: [Int] = []
  /// Kept facts, `Fact.count` for each incident.
  var facts: [Int64] = []

  struct IncidentState {
    /// Stable name: what caused it, and the cause's ordinal.
    var key: NameHash
    /// The first of its root faults, a chain by `FaultState.nextRoot`; -1: a false alarm.
    var firstRoot: Int32
    /// The incident of the same cause that was there first; -1: none.
    var duplicateOf: Int32 = -1
    /// What it has open or down at present.
    var impact: Int32 = 0
    /// Its flow instances that still run.
    var running: Int32 = 0
    /// The component it believes at fault.
    var believed: Int32
    var vendor: Int32 = -1
    var isVendorOnSite = false
    /// The people who did its last task in a lane.
    var lastInLane: [LastInLane] = []
    var tier: Tier?
  }

  struct LastInLane {
    var lane: NameHash
    var person: Int32
  }
}

extension World {
  // MARK: Facts

  func fact(_ fact: Fact, of incident: Int) -> Int64 {
    incidents.facts[incident * Fact.count + fact.index]
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Int64) {
    let position = incident * Fact.count + fact.index
    guard incidents.facts[position] != value else { return }
    incidents.facts[position] = value
    mustCheckConditions = true
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Bool) {
    set(fact, of: incident, to: value ? 1 : 0)
  }

  // MARK: Opening

  mutating func openIncident(root: Int32, component: Int, channel: DetectionChannel) {
    let row = record.incidents.count
    let first = incident(ofRoot: root)
    record.incidents.append(
      IncidentRecord(
        fault: root >= 0 ? Row(Int(root)) : nil, component: Row(component), channel: channel))
    incidents.states.append(
      IncidentTable.IncidentState(
        key: incidentKey(root: root, component: component, duplicate: first >= 0),
        firstRoot: root, duplicateOf: Int32(first), believed: Int32(component)))
    incidents.live.append(row)
    incidents.facts.append(contentsOf: repeatElement(0, count: Fact.count))
    record.incidents[row].alarmCount = channel == .userCall ? 0 : 1
    record.incidents[row].callCount = channel == .userCall ? 1 : 0
    if root >= 0 {
      record.incidents[row][.occurred] = record.faults[Int(root)].began
      if first < 0 { adopt(root: root, by: row) }
    } else {
      record.incidents[row][.occurred] = now
    }
    note(.incidentOpened, incident: row, subject: component, object: Int(channel.rawValue))
    pass(.detected, incident: row)
    set(.danger, of: row, to: threats.isDanger)
    if first < 0 { impactChanged(row) }
    send(.eventOccurred, toIncident: row)
  }

  /// A name that edits elsewhere do not change: the failing component, what befell it, and how
  /// often it had done so.
  private func incidentKey(root: Int32, component: Int, duplicate: Bool) -> NameHash {
    let place = model.platform.nodes[component].name
    guard root >= 0 else {
      return place.combined(with: NameHash("false alarm"))
        .combined(with: UInt64(platform.falseAlarms))
    }
    let fault = record.faults[Int(root)]
    var key = model.platform.nodes[fault.component.index].name
    if let mode = fault.mode {
      key = key.combined(with: model.platform.failureModes[mode.index].name)
    }
    if let threat = fault.threat {
      key = key.combined(with: model.drill.threats[threat.index].name)
    }
    key = key.combined(with: UInt64(bitPattern: fault.began.microseconds))
    guard duplicate else { return key }
    return key.combined(with: place)
      .combined(with: UInt64(platform.components[component].alarms))
  }

  /// Everything of a root fault belongs to the incident from now on.
  private mutating func adopt(root: Int32, by incident: Int) {
    platform.faults[Int(root)].incident = Int32(incident)
    for row in record.faults.indices where record.faults[row].root.index == Int(root) {
      record.faults[row].incident = Row(incident)
    }
  }

  /// A second root fault is found to belong to an incident that is already open.
  mutating func join(root: Int32, to incident: Int) {
    adopt(root: root, by: incident)
    platform.faults[Int(root)].nextRoot = incidents.states[incident].firstRoot
    incidents.states[incident].firstRoot = root
    impactChanged(incident)
  }

  // MARK: Milestones and impact

  mutating func pass(_ milestone: Milestone, incident row: Int) {
    guard record.incidents[row][milestone] == nil else { return }
    record.incidents[row][milestone] = now
    note(.milestone, incident: row, subject: milestone.index)
  }

  /// What the incident has down or open changed: is its effect removed, is it back?
  mutating func impactChanged(_ row: Int) {
    guard row >= 0 else { return }
    var impact: Int32 = 0
    var componentsDown: Int32 = 0
    var isEnded = true
    forEachRoot(of: row) { root, world in
      let state = world.platform.faults[root]
      impact += state.openFaults + state.componentsDown + state.servicesDown
      componentsDown += state.componentsDown
      if state.unendedFaults > 0 { isEnded = false }
    }
    let before = incidents.states[row].impact
    incidents.states[row].impact = impact
    record.incidents[row].affectedMost = max(
      record.incidents[row].affectedMost, Int(componentsDown))
    if impact == 0, record.incidents[row].fault != nil {
      pass(.recovered, incident: row)
      sendHome(calledFor: row)
      if isEnded { pass(.resolved, incident: row) }
      settleDuplicates(of: row)
      if before > 0 { send(.restored, toIncident: row) }
    } else if impact > 0, before == 0, record.incidents[row][.recovered] != nil {
      record.incidents[row][.recovered] = nil
      record.incidents[row][.resolved] = nil
      settleDuplicates(of: row)
      send(.recurred, toIncident: row)
    }
    mustCheckConditions = true
  }

  /// What a second incident of one cause is about is over when the first one's is.
  private mutating func settleDuplicates(of primary: Int) {
    for row in incidents.states.indices
    where incidents.states[row].duplicateOf == Int32(primary) {
      record.incidents[row][.recovered] = record.incidents[primary][.recovered]
      record.incidents[row][.resolved] = record.incidents[primary][.resolved]
    }
  }

  func forEachRoot(of incident: Int, _ body: (Int, borrowing World) -> Void) {
    var root = incidents.states[incident].firstRoot
    while root >= 0 {
      body(Int(root), self)
      root = platform.faults[Int(root)].nextRoot
    }
  }

  /// Its open faults as far as they show, in the order in which they should be mended (5.2.6 c):
  /// security functions first, core before edge, then as they began. An infection shows when its
  /// host is known or harmed.
  func openFaults(of incident: Int) -> [Int] {
    let primary = incidents.states[incident].duplicateOf >= 0
      ? Int(incidents.states[incident].duplicateOf) : incident
    return record.faults.indices.filter {
      platform.faults[$0].isOpen && record.faults[$0].incident?.index == primary && shows($0)
    }.sorted { (repairRank($0), $0) < (repairRank($1), $1) }
  }

  private func shows(_ fault: Int) -> Bool {
    guard record.faults[fault].threat != nil else { return true }
    let state = platform.faults[fault]
    return state.stops || state.degrades
      || threats.hosts[record.faults[fault].component.index].isKnown
  }

  private func repairRank(_ fault: Int) -> Int {
    let component = model.platform.components[record.faults[fault].component.index]
    if component.isSecurityFunction { return 0 }
    return component.importance == .core ? 1 : 2
  }

  // MARK: Levels

  /// Sets level, emergency level and priority by the agreement's rules (own: ordering the
  /// dispatch of incidents by the matrix of 6.4.3).
  mutating func grade(_ row: Int) {
    let agreement = model.agreement
    let isMajor = holds(agreement.majorFault, incident: row)
    // A level once given is raised while the case runs, never lowered behind people's backs.
    let level: FaultLevel = isMajor || record.incidents[row].level == .major ? .major : .general
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
      record.incidents[row].priority, agreement.priorities[impact.index * 3 + urgency.index])
    if emergency.index < record.incidents[row].emergency.index {
      emergency = record.incidents[row].emergency
    }
    guard level != record.incidents[row].level || emergency != record.incidents[row].emergency
      || priority != record.incidents[row].priority
    else { return }
    record.incidents[row].level = level
    record.incidents[row].emergency = emergency
    if priority < record.incidents[row].priority {
      record.incidents[row].impact = impact
      record.incidents[row].urgency = urgency
    }
    record.incidents[row].priority = priority
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
