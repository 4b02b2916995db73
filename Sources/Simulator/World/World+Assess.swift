import EventKernel

/// Effects that find out: true or false alarm, class, cause, limits, whether it works again.
extension World {
  mutating func verifyAlarm(_ step: Step, task: Int, incident: Int) {
    let isTrue = record.incidents[incident].fault != nil
    let isSeen = happens(
      step.succeeds, Purpose.verify, flow.tasks[task].name, flow.tasks[task].ordinal)
    set(.trueAlarm, of: incident, to: isTrue || !isSeen)
    let lane = model.net.nodes[record.tasks[task].node.index].lane
    if let lane, model.net.lanes[lane.index].performer == .automatic {
      set(.filtered, of: incident, to: !isTrue && isSeen)
    }
  }

  /// Class, plan, level and priority, from what is known now.
  mutating func classify(_ incident: Int) {
    let faults = openFaults(of: incident)
    let isMalware = faults.contains { record.faults[$0].threat != nil }
    let isFacility = faults.contains { kind(of: $0) == .facility }
    var coreDown: Int32 = 0
    var servicesDown: Int32 = 0
    var componentsDown: Int32 = 0
    forEachRoot(of: primary(incident)) { root, world in
      coreDown += world.platform.faults[root].coreServicesDown
      servicesDown += world.platform.faults[root].servicesDown
      componentsDown += world.platform.faults[root].componentsDown
    }
    let isReserve = platform.reserves.contains { $0.isDraining }
    let upgraded = isMalware || coreDown > 0 || (isFacility && (isReserve || componentsDown > 1))
    let eventClass: EventClass = upgraded || servicesDown > 0 ? .exception : .warning
    record.incidents[incident].eventClass = eventClass
    set(.eventClass, of: incident, to: eventClass == .exception ? 3 : 2)
    if upgraded { set(.upgraded, of: incident, to: true) }
    set(.malware, of: incident, to: isMalware)
    if let infection = faults.first(where: { record.faults[$0].threat != nil }),
      let threat = record.faults[infection].threat
    {
      record.incidents[incident].plan = model.drill.threats[threat.index].emergencyClass
    } else {
      record.incidents[incident].plan = .facilityFailure
    }
    set(.plan, of: incident, to: Int64(record.incidents[incident].plan.index))
    grade(incident)
  }

  /// A second incident of one cause is about what the first is about.
  func primary(_ incident: Int) -> Int {
    let first = Int(incidents.states[incident].duplicateOf)
    return first >= 0 ? first : incident
  }

  func kind(of fault: Int) -> FaultKind {
    guard let mode = record.faults[fault].mode else { return .malware }
    return model.platform.failureModes[mode.index].kind
  }

  mutating func diagnose(task: Int, incident: Int) {
    let faults = openFaults(of: incident)
    guard !faults.isEmpty else {
      set(.located, of: incident, to: true)
      set(.solved, of: incident, to: true)
      set(.kind, of: incident, to: 0)
      return
    }
    for fault in faults where !platform.faults[fault].isLocated {
      platform.faults[fault].isLocated = solves(fault, task: task)
    }
    let located = faults.filter { platform.faults[$0].isLocated }
    set(.located, of: incident, to: located.count == faults.count)
    guard let first = located.first else { return }
    incidents.states[incident].believed = Int32(record.faults[first].component.index)
    record.incidents[incident].located = record.faults[first].component
    for fault in located where record.faults[fault].threat != nil {
      threats.hosts[record.faults[fault].component.index].isKnown = true
    }
    set(.kind, of: incident, to: Int64(kind(of: first).index + 1))
    set(.partNeeded, of: incident, to: located.contains { part(for: $0) != nil })
    set(.changeNeeded, of: incident, to: located.contains { needsChange($0) })
    set(.dataLost, of: incident, to: platform.dataLost.contains { $0 > .zero })
  }

  func needsChange(_ fault: Int) -> Bool {
    guard let mode = record.faults[fault].mode else { return false }
    let repair = model.platform.failureModes[mode.index].repair
    return repair == .replace || repair == .reinstall
  }

  /// Whether the tier at work is equal to a fault, by the shares of its failure mode.
  func solves(_ fault: Int, task: Int) -> Bool {
    guard let mode = record.faults[fault].mode else { return true }
    let tier: Int
    switch record.tasks[task].tier {
    case .hotline: tier = 0
    case .tier1: tier = 1
    case .tier2: tier = 2
    case .vendor, .management, nil: tier = 3
    }
    let definition = model.platform.failureModes[mode.index]
    let name = flow.tasks[task].name.combined(with: definition.name)
    return happens(
      definition.solvedBy[tier], Purpose.solved, name, flow.tasks[task].ordinal)
  }

  /// Our own people have what the repair needs when tier 2 would more likely than not solve it, and
  /// has not tried in vain.
  func canDoAlone(_ incident: Int) -> Bool {
    openFaults(of: incident).allSatisfy { fault in
      if platform.faults[fault].isBeyondUs { return false }
      guard let mode = record.faults[fault].mode else { return true }
      return model.platform.failureModes[mode.index].solvedBy[2].value >= 0.5
    }
  }

  /// A reserve that the incident drains has no more than the margin left, and something that can be
  /// shut down in order hangs on it.
  func isLimitNear(for incident: Int) -> Bool {
    let isNear = platform.reserves.indices.contains {
      let root = platform.nodes[model.platform.reserves[$0].node.index].inputCause
      return platform.reserves[$0].isDraining && left(ofReserve: $0) <= Self.limitMargin
        && root >= 0 && self.incident(ofRoot: root) == primary(incident)
    }
    return isNear && !atRisk().isEmpty
  }

  /// Every reserve has what it needs: nothing drains, and what ran out works again.
  var isSupplied: Bool {
    platform.reserves.indices.allSatisfy {
      !platform.reserves[$0].isDraining
        && platform.nodes[model.platform.reserves[$0].node.index].isUp
    }
  }

  /// A reserve will be empty before a new measure could take hold.
  var isAtLimit: Bool {
    platform.reserves.indices.contains {
      platform.reserves[$0].isDraining && left(ofReserve: $0) <= Self.limitMargin
    } || platform.reserves.indices.contains { left(ofReserve: $0) == .zero }
  }

  /// How long before the end of a reserve an orderly shutdown must begin (own).
  static var limitMargin: TimeSpan { .minutes(15) }

  mutating func verify(_ step: Step, task: Int, incident: Int) {
    let isWell =
      incidents.states[primary(incident)].impact == 0
      || openFaults(of: incident).allSatisfy { platform.faults[$0].isBypassed }
    let isSeen = happens(
      step.succeeds, Purpose.verify, flow.tasks[task].name, flow.tasks[task].ordinal)
    set(.verified, of: incident, to: isWell || !isSeen)
  }
}

extension EmergencyClass {
  var index: Int {
    switch self {
    case .malware: 0
    case .networkAttack: 1
    case .informationDestruction: 2
    case .contentSecurity: 3
    case .facilityFailure: 4
    case .disaster: 5
    }
  }
}

extension FaultKind {
  var index: Int {
    switch self {
    case .software: 0
    case .hardware: 1
    case .facility: 2
    case .human: 3
    case .malware: 4
    case .other: 5
    }
  }
}
