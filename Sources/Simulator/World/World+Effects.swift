import EventKernel

/// What steps do to the world when they are done.
extension World {
  mutating func apply(_ step: Step, task: Int, incident: Int, instance: Int) {
    switch step.effect {
    case .none, .report, .backUp: break
    case .accept: pass(.accepted, incident: incident)
    case .verifyAlarm: verifyAlarm(step, task: task, incident: incident)
    case .classify: classify(incident)
    case .correlate:
      if incidents.states[incident].duplicateOf >= 0 {
        set(.filtered, of: incident, to: true)
        set(.solved, of: incident, to: true)
      }
    case .autoRespond: respondAutomatically(task: task, incident: incident)
    case .diagnose: diagnose(task: task, incident: incident)
    case .repair: repair(task: task, incident: incident)
    case .checkDanger: set(.danger, of: incident, to: threats.isDanger)
    case .checkLimit: set(.atLimit, of: incident, to: isAtLimit)
    case .checkAlone: set(.alone, of: incident, to: canDoAlone(incident))
    case .getThrough: getThrough(task: task, incident: incident)
    case .failOver: switchOver(incident, closed: true)
    case .switchBack: switchOver(incident, closed: false)
    case .shutDown: shutDown(incident)
    case .startUp: startUp(incident)
    case .drawSpare:
      let vendor = record.tasks[task].vendor != nil
      set(.spare, of: incident, to: drawSpares(for: incident, fromVendor: vendor).value)
    case .orderSpare: orderSpares(for: incident)
    case .refillStore:
      for part in model.support.stock.indices { reorder(part: part) }
    case .isolate, .curb: isolateKnown(incident)
    case .block: block(incident)
    case .clean, .rebuild: clean(step, task: task, incident: incident)
    case .scan: scan(step, task: task, incident: incident)
    case .reconnect: reconnect(incident)
    case .restoreData: restoreData(incident)
    case .verify: verify(step, task: task, incident: incident)
    case .watch: set(.recurs, of: incident, to: incidents.states[incident].impact > 0)
    case .secureEvidence:
      if record.incidents[incident].evidenceSecured == nil {
        record.incidents[incident].evidenceSecured = now
      }
    case .handOverEvidence:
      if record.incidents[incident].evidenceHandedOver == nil {
        record.incidents[incident].evidenceHandedOver = now
      }
    case .grade:
      classify(incident)
      pass(.graded, incident: incident)
    case .startOrder:
      set(.planActivated, of: incident, to: true)
      pass(.ordered, incident: incident)
    case .openProblem: set(.problemOpened, of: incident, to: true)
    case .openChange: set(.changeOpened, of: incident, to: true)
    case .close: pass(.closed, incident: incident)
    case .declareEnd: pass(.ended, incident: incident)
    case .summarise: pass(.summarised, incident: incident)
    }
    // Event management raises the level while the case runs (6.2.1).
    if record.incidents[incident][.graded] != nil { grade(incident) }
    mustCheckConditions = true
    mustDispatch = true
  }

  /// The components that an effect works on one by one.
  func touched(by effect: Effect, incident: Int) -> [Int] {
    switch effect {
    case .isolate, .curb:
      knownInfected(of: incident).filter { !platform.components[$0].isIsolated }
    case .clean, .rebuild, .backUp, .secureEvidence: knownInfected(of: incident)
    case .scan:
      model.platform.components.indices.filter {
        let component = model.platform.components[$0]
        return model.drill.threats.contains { $0.targets & component.objectClass.bit != 0 }
      }
    case .reconnect, .verify:
      model.platform.components.indices.filter { platform.components[$0].isIsolated }
    case .shutDown: atRisk()
    case .startUp: model.platform.components.indices.filter { platform.nodes[$0].isOff }
    default: openFaults(of: incident).map { record.faults[$0].component.index }
    }
  }

  // MARK: Telling what it is

  private mutating func verifyAlarm(_ step: Step, task: Int, incident: Int) {
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
  private mutating func classify(_ incident: Int) {
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

  private mutating func diagnose(task: Int, incident: Int) {
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
    for fault in located where record.faults[fault].threat != nil {
      threats.hosts[record.faults[fault].component.index].isKnown = true
    }
    set(.kind, of: incident, to: Int64(kind(of: first).index + 1))
    set(.partNeeded, of: incident, to: located.contains { part(for: $0) != nil })
    set(.changeNeeded, of: incident, to: located.contains { needsChange($0) })
    set(.dataLost, of: incident, to: platform.dataLost.contains { $0 > .zero })
  }

  private func needsChange(_ fault: Int) -> Bool {
    guard let mode = record.faults[fault].mode else { return false }
    let repair = model.platform.failureModes[mode.index].repair
    return repair == .replace || repair == .reinstall
  }

  /// Whether the tier at work is equal to a fault, by the shares of its failure mode.
  private func solves(_ fault: Int, task: Int) -> Bool {
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
  private func canDoAlone(_ incident: Int) -> Bool {
    openFaults(of: incident).allSatisfy { fault in
      if platform.faults[fault].isBeyondUs { return false }
      guard let mode = record.faults[fault].mode else { return true }
      return model.platform.failureModes[mode.index].solvedBy[2].value >= 0.5
    }
  }

  /// A reserve will be empty before a new measure could take hold.
  private var isAtLimit: Bool {
    platform.reserves.indices.contains {
      platform.reserves[$0].isDraining && left(ofReserve: $0) <= Self.limitMargin
    } || platform.reserves.indices.contains { left(ofReserve: $0) == .zero }
  }

  /// How long before the end of a reserve an orderly shutdown must begin (own).
  private static var limitMargin: TimeSpan { .minutes(15) }

  // MARK: Mending

  private mutating func respondAutomatically(task: Int, incident: Int) {
    for fault in openFaults(of: incident) {
      guard let mode = record.faults[fault].mode else { continue }
      let definition = model.platform.failureModes[mode.index]
      let name = flow.tasks[task].name.combined(with: definition.name)
      if happens(
        definition.automatic, Purpose.automatic, name, flow.tasks[task].ordinal)
      {
        end(fault: fault)
      }
    }
    let isSolved = openFaults(of: incident).isEmpty
    set(.automatic, of: incident, to: isSolved)
    set(.solved, of: incident, to: isSolved)
  }

  private mutating func repair(task: Int, incident: Int) {
    for fault in openFaults(of: incident)
    where record.faults[fault].mode != nil && platform.faults[fault].isLocated
      && (part(for: fault) == nil || platform.faults[fault].partInHand)
    {
      if solves(fault, task: task) {
        markEvidence(destroyedOn: incident)
        end(fault: fault)
      } else {
        platform.faults[fault].isBeyondUs = true
      }
    }
    set(.solved, of: incident, to: openFaults(of: incident).isEmpty)
  }

  private mutating func getThrough(task: Int, incident: Int) {
    for fault in openFaults(of: incident) {
      guard let mode = record.faults[fault].mode else { continue }
      let definition = model.platform.failureModes[mode.index]
      if definition.canBypass {
        bypass(fault: fault)
      } else if definition.repair == .restart, solves(fault, task: task) {
        end(fault: fault)
      }
    }
    noteContainment(incident)
    let isThrough = sumOfServicesDown(primary(incident)) == 0
    set(.serviceThrough, of: incident, to: isThrough)
  }

  private func sumOfServicesDown(_ incident: Int) -> Int32 {
    var total: Int32 = 0
    forEachRoot(of: incident) { root, world in
      total += world.platform.faults[root].servicesDown
    }
    return total
  }

  /// For what does not spread, the harm is curbed when nothing more is at risk.
  private mutating func noteContainment(_ incident: Int) {
    guard isContained(incident), !isAnyReserveRunningOut else { return }
    set(.contained, of: incident, to: true)
    pass(.contained, incident: incident)
    send(.contained, toIncident: incident)
  }

  private var isAnyReserveRunningOut: Bool {
    platform.reserves.contains { $0.isDraining } && !atRisk().isEmpty
  }

  private mutating func switchOver(_ incident: Int, closed: Bool) {
    for (row, service) in model.platform.services.enumerated() {
      guard let node = service.failover?.index, platform.nodes[node].isClosed != closed else {
        continue
      }
      if closed, platform.nodes[service.node.index].isUp { continue }
      platform.nodes[node].isClosed = closed
      note(.failoverSwitched, incident: incident, subject: row, value: closed ? 1 : 0)
      recheck(node, cause: -1)
    }
    noteContainment(incident)
  }

  private mutating func orderSpares(for incident: Int) {
    for fault in openFaults(of: incident) where !platform.faults[fault].partInHand {
      if let part = part(for: fault) { order(part: part, quantity: 1, incident: incident) }
    }
    set(.spare, of: incident, to: SpareState.ordered.value)
  }

  private mutating func restoreData(_ incident: Int) {
    for row in platform.dataLost.indices where platform.dataLost[row] > .zero {
      platform.dataLost[row] = .zero
      note(.dataRestored, incident: incident, subject: row)
    }
    set(.dataLost, of: incident, to: false)
  }

  private mutating func verify(_ step: Step, task: Int, incident: Int) {
    let isWell = incidents.states[primary(incident)].impact == 0
      || openFaults(of: incident).allSatisfy { platform.faults[$0].isBypassed }
    let isSeen = happens(
      step.succeeds, Purpose.verify, flow.tasks[task].name, flow.tasks[task].ordinal)
    set(.verified, of: incident, to: isWell || !isSeen)
  }

  mutating func markEvidence(destroyedOn incident: Int) {
    if record.incidents[incident].evidenceDestroyed == nil {
      record.incidents[incident].evidenceDestroyed = now
    }
  }

  // MARK: Orderly shutdown

  /// Equipment that will stop when the reserves that drain now are empty: edge before core.
  private func atRisk() -> [Int] {
    var lost = [Int: Int32]()
    var queue = model.platform.reserves.indices.filter { platform.reserves[$0].isDraining }
      .map { model.platform.reserves[$0].node.index }
    var falling: [Int] = []
    while let row = queue.popLast() {
      for position in model.platform.nodes[row].dependents {
        let next = model.platform.dependents[Int(position)].index
        guard platform.nodes[next].isUp else { continue }
        let before = lost[next, default: 0]
        lost[next] = before + 1
        let threshold = model.platform.nodes[next].threshold
        let inputs = platform.nodes[next].upInputs
        // Once, when the last input that it can spare is lost.
        guard inputs - before >= threshold, inputs - before - 1 < threshold else { continue }
        queue.append(next)
        if next < model.platform.components.count { falling.append(next) }
      }
    }
    return falling.filter {
      let objectClass = model.platform.components[$0].objectClass
      return objectClass != .physicalEnvironment && objectClass != .network
    }.sorted { (repairOrder($1), $0) < (repairOrder($0), $1) }
  }

  private func repairOrder(_ component: Int) -> Int {
    let definition = model.platform.components[component]
    return definition.isSecurityFunction ? 0 : definition.importance == .core ? 1 : 2
  }

  private mutating func shutDown(_ incident: Int) {
    let root = incidents.states[primary(incident)].firstRoot
    for component in atRisk() {
      platform.nodes[component].isOff = true
      note(.shutDown, incident: incident, subject: component)
      recheck(component, cause: root)
    }
    noteContainment(incident)
  }

  private mutating func startUp(_ incident: Int) {
    let off = model.platform.components.indices.filter { platform.nodes[$0].isOff }
    for component in off.sorted(by: { (repairOrder($0), $0) < (repairOrder($1), $1) }) {
      platform.nodes[component].isOff = false
      note(.startedUp, incident: incident, subject: component)
      recheck(component, cause: -1)
    }
  }

  // MARK: Malware

  private mutating func isolateKnown(_ incident: Int) {
    for component in touched(by: .isolate, incident: incident) {
      isolate(component, incident: incident)
    }
    noteContainment(incident)
  }

  private mutating func block(_ incident: Int) {
    for component in knownInfected(of: incident) {
      guard let zone = model.platform.components[component].zone?.index,
        !platform.zoneBlocked[zone]
      else { continue }
      platform.zoneBlocked[zone] = true
      note(.zoneBlocked, incident: incident, subject: zone)
    }
    noteContainment(incident)
  }

  private mutating func clean(_ step: Step, task: Int, incident: Int) {
    for component in knownInfected(of: incident) {
      let name = flow.tasks[task].name.combined(with: model.platform.nodes[component].name)
      if step.effect == .rebuild
        || happens(step.succeeds, Purpose.clean, name, flow.tasks[task].ordinal)
      {
        markEvidence(destroyedOn: incident)
        cure(component)
      }
    }
    set(.clean, of: incident, to: knownInfected(of: incident).isEmpty)
    set(.solved, of: incident, to: openFaults(of: incident).isEmpty)
  }

  private mutating func scan(_ step: Step, task: Int, incident: Int) {
    var found = false
    for component in threats.hosts.indices {
      let host = threats.hosts[component]
      guard host.fault >= 0, !host.isKnown,
        record.faults[Int(host.fault)].incident?.index == incident
      else { continue }
      let name = flow.tasks[task].name.combined(with: model.platform.nodes[component].name)
      guard happens(step.succeeds, Purpose.scan, name, flow.tasks[task].ordinal) else { continue }
      threats.hosts[component].isKnown = true
      found = true
    }
    set(.moreInfected, of: incident, to: found)
  }

  private mutating func reconnect(_ incident: Int) {
    for component in model.platform.components.indices
    where platform.components[component].isIsolated && !threats.hosts[component].isKnown {
      reconnect(component, incident: incident)
    }
    guard knownInfected(of: incident).isEmpty else { return }
    for zone in platform.zoneBlocked.indices where platform.zoneBlocked[zone] {
      platform.zoneBlocked[zone] = false
      note(.zoneOpened, incident: incident, subject: zone)
    }
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
