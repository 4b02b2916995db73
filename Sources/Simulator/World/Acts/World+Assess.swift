import EventKernel

/// Acts that find out: true or false alarm, class, cause, limits, whether it works again.
extension World {
  /// Whether anything is wrong with what the alarm is about; where nothing is, the case believes
  /// nothing any more.
  mutating func verifyAlarm(_ act: ActInHand) {
    let (task, incident) = (act.task, act.incident)
    let isTrue = isAnythingWrong(incident) || knowledge.everThreat(of: incident) != nil
    let isSeen = happens(
      self.step(ofTask: task).succeeds, Purpose.verify, flow.tasks[task].name,
      flow.tasks[task].ordinal)
    set(.trueAlarm, of: incident, to: isTrue || !isSeen)
    if !isTrue, isSeen { seeAll(incident) }
    let lane = model.net.nodes[flow.tasks[task].record.node].lane
    if let lane, model.net.lanes[lane].performer == .automatic {
      set(.filtered, of: incident, to: !isTrue && isSeen)
    }
  }

  /// Class, plan, level and priority, from what is known now.
  mutating func classify(_ incident: Row<Incident>) {
    let threat = knowledge.threat(of: incident).map { model.drill.threats[$0].emergencyClass }
    let isFacility = isAboutFacility(incident)
    let down = knowledge.down(for: incident)
    let upgraded =
      threat != nil || down.coreServices > 0
      || (isFacility && (down.components > 1 || !reservesDraining(for: incident).isEmpty))
    let eventClass: EventClass = upgraded || down.services > 0 ? .exception : .warning
    incidents.states[incident].record.eventClass = eventClass
    set(.eventClass, of: incident, to: eventClass == .exception ? 3 : 2)
    if upgraded { set(.upgraded, of: incident, to: true) }
    set(.malware, of: incident, to: threat == .malware)
    // What was once known to be a threat is dealt with by its plan to the end.
    let ever = knowledge.everThreat(of: incident).map { model.drill.threats[$0].emergencyClass }
    incidents.states[incident].record.plan = ever ?? .facilityFailure
    set(.plan, of: incident, to: Int64(incidents.states[incident].record.plan.index))
    grade(incident)
  }

  /// Whether a case knows of trouble with power, cooling or a room.
  private func isAboutFacility(_ incident: Row<Incident>) -> Bool {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      if !knowledge.trouble(state).isEmpty,
        let component = componentRow(ofNode: state.subject),
        model.platform.components[component].objectClass == .physicalEnvironment
      {
        return true
      }
      next = knowledge.nextBelief(belief)
    }
    return false
  }

  /// Whoever diagnoses a case as a whole finds out about all faults that they see; of an activity
  /// that is done for each component, about those of this part's.
  mutating func diagnose(_ act: ActInHand) {
    let (task, incident) = (act.task, act.incident)
    guard firstOpenFault(of: incident) != nil else {
      if !incidents.states[incident].isHandedOver, let other = caseThatDeals(with: incident) {
        handOver(from: incident, to: other)
      }
      set(.located, of: incident, to: true)
      set(.solved, of: incident, to: !isAnythingWrong(incident) || isWell(incident))
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
        one.isNone || one.row?.node == platform.faults[fault].record.subject
      {
        if solves(fault, task: task) { locate(fault, for: act) }
      }
      guard platform.faults[fault].isLocated else {
        areAllLocated = false
        continue
      }
      if first == nil { first = fault }
      let record = platform.faults[fault].record
      knowledge.locate(record.mode, of: record.subject, by: incident)
      if part(for: fault) != nil { needsPart = true }
      if needsChange(fault) { isChangeNeeded = true }
      findLoss(behind: fault, incident: incident)
    }
    set(.located, of: incident, to: areAllLocated)
    guard let first else { return }
    if let component = componentRow(ofNode: platform.faults[first].record.subject) {
      if incidents.states[incident].believed != OptionalRow(component) {
        incidents.states[incident].believed = OptionalRow(component)
        requeue(incident: incident)
      }
      incidents.states[incident].record.located = component
    }
    set(.kind, of: incident, to: Int64(kind(of: first).index + 1))
    set(.partNeeded, of: incident, to: needsPart)
    set(.changeNeeded, of: incident, to: isChangeNeeded)
    set(.dataLost, of: incident, to: knowledge.dataSetsLost(for: incident) > 0)
  }

  /// Another case that has seen what is wrong with something that a case is about; nil: none has.
  private func caseThatDeals(with incident: Row<Incident>) -> Row<Incident>? {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      next = knowledge.nextBelief(belief)
      var open = platform.nodes[knowledge[belief].subject].firstFault.row
      while let fault = open {
        if let other = caseThatSaw(fault, besides: incident) { return other }
        open = platform.faults[fault].nextOfSubject.row
      }
    }
    return nil
  }

  /// Whoever is equal to a fault finds out what it is.
  mutating func locate(_ fault: Row<Fault>, for act: ActInHand) {
    let record = platform.faults[fault].record
    platform.faults[fault].isLocated = true
    knowledge.locate(record.mode, of: record.subject, by: act.incident)
    note(
      .located, incident: act.incident, instance: flow.tasks[act.task].record.instance,
      subject: record.subject.index, object: record.mode?.index)
  }

  /// Who has located a fault knows which data are gone with it.
  private mutating func findLoss(behind fault: Row<Fault>, incident: Row<Incident>) {
    let subject = platform.faults[fault].record.subject
    forEachDataSet(of: subject) { world, set in
      guard world.platform.dataSets[set].lost > .zero else { return }
      world.learnLoss(of: set, isCorrupt: false, incident)
    }
  }

  /// A case learns that a data set is lost, or that what is written to it is bad.
  mutating func learnLoss(
    of set: Row<DataSet>, isCorrupt: Bool, _ incident: Row<Incident>
  ) {
    guard knowledge.learnLoss(of: set.index, isCorrupt: isCorrupt, incident) else { return }
    conditionWaits.change(FactSet(.dataSetsLost), of: incident)
    self.set(.dataLost, of: incident, to: true)
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

  /// Our own people have what the repair needs when they know what it is, and tier 2 would more
  /// likely than not solve it and has not tried in vain.
  func canDoAlone(_ incident: Row<Incident>) -> Bool {
    allOpenFaults(of: incident) { fault in
      if platform.faults[fault].isBeyondUs { return false }
      guard platform.faults[fault].isLocated else { return false }
      guard let mode = platform.faults[fault].record.mode else { return true }
      return model.platform.failureModes[mode].solvedBy[2].value >= 0.5
    }
  }

  /// Whether something that a case is about looks wrong now.
  private func isAnythingWrong(_ incident: Row<Incident>) -> Bool {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      if !looks(of: knowledge[belief].subject).isEmpty { return true }
      next = knowledge.nextBelief(belief)
    }
    return false
  }

  mutating func verify(_ act: ActInHand) {
    let (task, incident) = (act.task, act.incident)
    let isWell = isWell(incident)
    let isSeen = happens(
      self.step(ofTask: task).succeeds, Purpose.verify, flow.tasks[task].name,
      flow.tasks[task].ordinal)
    set(.verified, of: incident, to: isWell || !isSeen)
  }

  /// Whether a case knows of nothing wrong but what people made so: what was shut down or cut off
  /// on purpose, what is on its way up, and what waits for nothing else. Of a case that was handed
  /// over others look after the rest.
  mutating func isWell(_ incident: Row<Incident>) -> Bool {
    guard knowledge.troubles(of: incident) > 0, !incidents.states[incident].isHandedOver else {
      return true
    }
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      next = knowledge.nextBelief(belief)
      let trouble = knowledge.trouble(state)
      guard !trouble.isEmpty else { continue }
      guard trouble == .down else { return false }
      if state.isLocated || !isDownOnPurpose(state.subject) { return false }
    }
    return true
  }

  /// Whether all that keeps a node down was done on purpose or starts, as whoever follows the
  /// diagram from one thing that is down to the next sees it.
  private mutating func isDownOnPurpose(_ node: Row<Node>) -> Bool {
    beginWalk(at: node)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if isHeldDown(node) { continue }
      let state = platform.nodes[node]
      let isStarved = state.upInputs < model.platform.nodes[node].threshold || state.hotRooms > 0
      guard isStarved, shared.index.inputs.range(of: node).contains(where: { isInputDown($0) })
      else { return false }
      walkUp(from: node)
    }
    return true
  }

  private func isInputDown(_ position: Int) -> Bool {
    !platform.nodes[shared.index.inputs[position]].isUp
  }

  /// Whether a node is off, cut off or starting, or a switch to a fallback that nobody closed.
  private func isHeldDown(_ node: Row<Node>) -> Bool {
    let state = platform.nodes[node]
    if state.isOff || state.isStarting { return true }
    if model.platform.nodes[node].kind == .failoverSwitch { return !state.isClosed }
    return componentRow(ofNode: node).map { platform.components[$0].isIsolated } ?? false
  }
}
