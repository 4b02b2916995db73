import EventKernel

/// Effects that find out: true or false alarm, class, cause, limits, whether it works again.
extension World {
  mutating func verifyAlarm(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    let isTrue = incidents.states[incident].record.fault != nil
    let isSeen = happens(
      step.succeeds, Purpose.verify, flow.tasks[task].name, flow.tasks[task].ordinal)
    set(.trueAlarm, of: incident, to: isTrue || !isSeen)
    let lane = model.net.nodes[flow.tasks[task].record.node].lane
    if let lane, model.net.lanes[lane].performer == .automatic {
      set(.filtered, of: incident, to: !isTrue && isSeen)
    }
  }

  /// Class, plan, level and priority, from what is known now.
  mutating func classify(_ incident: Row<Incident>) {
    var malware: Row<Threat>?
    var isFacility = false
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if malware == nil { malware = platform.faults[fault].record.threat }
      if kind(of: fault) == .facility { isFacility = true }
    }
    let isMalware = malware != nil
    let down = down(for: primary(incident))
    let upgraded =
      isMalware || down.coreServices > 0
      || (isFacility && (platform.draining > 0 || down.components > 1))
    let eventClass: EventClass = upgraded || down.services > 0 ? .exception : .warning
    incidents.states[incident].record.eventClass = eventClass
    set(.eventClass, of: incident, to: eventClass == .exception ? 3 : 2)
    if upgraded { set(.upgraded, of: incident, to: true) }
    set(.malware, of: incident, to: isMalware)
    incidents.states[incident].record.plan =
      malware.map { model.drill.threats[$0].emergencyClass } ?? .facilityFailure
    set(.plan, of: incident, to: Int64(incidents.states[incident].record.plan.index))
    grade(incident)
  }

  mutating func diagnose(task: Row<FlowTask>, incident: Row<Incident>) {
    guard firstOpenFault(of: incident) != nil else {
      set(.located, of: incident, to: true)
      set(.solved, of: incident, to: true)
      set(.kind, of: incident, to: 0)
      return
    }
    var first: Row<Fault>?
    var areAllLocated = true
    var needsPart = false
    var isChangeNeeded = false
    let one = flow.tasks[task].component
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if !platform.faults[fault].isLocated,
        one.isNone || one == platform.faults[fault].record.component
      {
        platform.faults[fault].isLocated = solves(fault, task: task)
      }
      guard platform.faults[fault].isLocated else {
        areAllLocated = false
        continue
      }
      if first == nil { first = fault }
      if part(for: fault) != nil { needsPart = true }
      if needsChange(fault) { isChangeNeeded = true }
      if platform.faults[fault].record.threat != nil {
        threats.hosts[platform.faults[fault].record.component].isKnown = true
        conditionWaits.change(.infections)
      }
    }
    set(.located, of: incident, to: areAllLocated)
    guard let first else { return }
    let component = platform.faults[first].record.component
    if incidents.states[incident].believed != OptionalRow(component) {
      incidents.states[incident].believed = OptionalRow(component)
      requeue(incident: incident)
    }
    incidents.states[incident].record.located = component
    set(.kind, of: incident, to: Int64(kind(of: first).index + 1))
    set(.partNeeded, of: incident, to: needsPart)
    set(.changeNeeded, of: incident, to: isChangeNeeded)
    set(.dataLost, of: incident, to: platform.dataLost.contains { $0 > .zero })
  }

  func needsChange(_ fault: Row<Fault>) -> Bool {
    guard let mode = platform.faults[fault].record.mode else { return false }
    let repair = model.platform.failureModes[mode].repair
    return repair == .replace || repair == .reinstall
  }

  /// Whether the tier at work is equal to a fault, by the shares of its failure mode.
  func solves(_ fault: Row<Fault>, task: Row<FlowTask>) -> Bool {
    guard let mode = platform.faults[fault].record.mode else { return true }
    let tier: Int
    switch flow.tasks[task].record.tier {
    case .hotline: tier = 0
    case .tier1: tier = 1
    case .tier2: tier = 2
    case .vendor, .management, nil: tier = 3
    }
    let definition = model.platform.failureModes[mode]
    let name = part(of: flow.tasks[task].name, definition.name)
    return happens(
      definition.solvedBy[tier], Purpose.solved, name, flow.tasks[task].ordinal)
  }

  /// Our own people have what the repair needs when tier 2 would more likely than not solve it, and
  /// has not tried in vain.
  func canDoAlone(_ incident: Row<Incident>) -> Bool {
    allOpenFaults(of: incident) { fault in
      if platform.faults[fault].isBeyondUs { return false }
      guard let mode = platform.faults[fault].record.mode else { return true }
      return model.platform.failureModes[mode].solvedBy[2].value >= 0.5
    }
  }

  mutating func verify(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    let isWell =
      incidents.states[primary(incident)].impact == 0
      || allOpenFaults(of: incident) { platform.faults[$0].isBypassed }
    let isSeen = happens(
      step.succeeds, Purpose.verify, flow.tasks[task].name, flow.tasks[task].ordinal)
    set(.verified, of: incident, to: isWell || !isSeen)
  }
}
