import EventKernel

/// Acts that repair, bypass, switch over, order parts and restore data.
extension World {
  /// Tools repair what they can of what is seen.
  mutating func respondAutomatically(_ act: ActInHand) {
    let (task, incident) = (act.task, act.incident)
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard isAbout(task, fault), let mode = platform.faults[fault].record.mode else { continue }
      let definition = model.platform.failureModes[mode]
      let name = part(of: flow.tasks[task].name, definition.name)
      guard
        happens(definition.automatic, Purpose.automatic, name, flow.tasks[task].ordinal)
      else { continue }
      if let gap = repairGap(fault, task: task) {
        noteGap(gap, fault, task: task, incident: incident)
      } else {
        end(fault: fault)
      }
    }
    noteRepaired(by: act)
  }

  mutating func concludeAutomatic(_ incident: Row<Incident>) {
    let isSolved = isSolved(incident)
    set(.automatic, of: incident, to: isSolved)
    set(.solved, of: incident, to: isSolved)
  }

  /// The work of a repair begins: what it is about and nobody repairs yet is this task's.
  mutating func takeUpRepairs(task: Row<FlowTask>, incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if platform.faults[fault].repairedBy.isNone, isReadyForRepair(fault),
        isAbout(task, fault)
      {
        platform.faults[fault].repairedBy = OptionalRow(task)
      }
    }
  }

  /// The task repairs nothing any more.
  mutating func layDownRepairs(task: Row<FlowTask>, incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if platform.faults[fault].repairedBy == task { platform.faults[fault].repairedBy = .none }
    }
  }

  /// Whether a task is done to the component of a fault.
  private func isAbout(_ task: Row<FlowTask>, _ fault: Row<Fault>) -> Bool {
    isTarget(platform.faults[fault].record.subject, of: task)
  }

  /// Whether somebody knows what a fault is, and has what its repair takes.
  private func isReadyForRepair(_ fault: Row<Fault>) -> Bool {
    let state = platform.faults[fault]
    return state.record.mode != nil && state.isLocated
      && (part(for: fault) == nil || state.partInHand)
  }

  /// What a repair lacks before anybody's skill is asked for; nil: nothing.
  private func repairGap(_ fault: Row<Fault>, task: Row<FlowTask>) -> RepairGap? {
    let worker = platform.faults[fault].repairedBy
    if !worker.isNone, worker != task { return .inOtherHands }
    if part(for: fault) != nil, !platform.faults[fault].partInHand { return .noPart }
    return isWithinReach(fault, task: task) ? nil : .notThere
  }

  /// Whether those at a task stand in front of a fault, where it must be so. Outsiders are where
  /// they are wanted; tools stand nowhere.
  func isWithinReach(_ fault: Row<Fault>, task: Row<FlowTask>) -> Bool {
    guard let mode = platform.faults[fault].record.mode,
      model.platform.failureModes[mode].isOnSite
    else { return true }
    switch flow.queues.queues[queue(ofTask: task)].performer {
    case .automatic: return false
    case .outside: return true
    case .people, .vendor: return isOnSite(ofTask: task)
    }
  }

  /// Whether somebody must stand in front of a fault that a step for a case would work on.
  func mustBeThere(_ step: Row<Step>, incident: Row<Incident>) -> Bool {
    let isRepair = model.net.steps[step].effect != .restoreService
    return !allOpenFaults(of: incident) { fault in
      if let instance = platform.faults[fault].instance.row {
        return !(model.net.steps[step].effect == .treat && isTreatedOnSite(instance, incident))
      }
      // Where nobody knows yet what it is, nobody sets out for it.
      guard platform.faults[fault].isLocated, let mode = platform.faults[fault].record.mode,
        model.platform.failureModes[mode].isOnSite
      else { return true }
      if isRepair { return false }
      let definition = model.platform.failureModes[mode]
      return platform.faults[fault].isBypassed
        || !(definition.canBypass || definition.repair == .restart)
    }
  }

  private func isTreatedOnSite(
    _ instance: Row<ThreatInstance>, _ incident: Row<Incident>
  ) -> Bool {
    treatment(of: threats.instances[instance].subject, for: incident, nil)
      .map { model.drill.treatments[$0].isOnSite } ?? false
  }

  private mutating func noteGap(
    _ gap: RepairGap, _ fault: Row<Fault>, task: Row<FlowTask>, incident: Row<Incident>
  ) {
    note(
      .notRepaired, incident: incident, instance: flow.tasks[task].record.instance,
      subject: platform.faults[fault].record.subject.index, object: fault.index,
      value: gap.rawValue)
  }

  mutating func repair(_ act: ActInHand) {
    let (task, incident) = (act.task, act.incident)
    if flow.tasks[task].record.vendor != nil { bringSpares(for: incident, task: task) }
    var piece = step(ofTask: task).part
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard isAbout(task, fault), platform.faults[fault].record.mode != nil,
        platform.faults[fault].isLocated
      else { continue }
      // The piece that the step took off the stock is for a fault that wants one.
      if part(for: fault) == piece, !platform.faults[fault].partInHand, piece != nil {
        platform.faults[fault].partInHand = true
        piece = nil
      }
      if let gap = repairGap(fault, task: task) {
        noteGap(gap, fault, task: task, incident: incident)
      } else if solves(fault, task: task) {
        change(by: act)
        end(fault: fault)
      } else {
        platform.faults[fault].isBeyondUs = true
        noteGap(.beyondSkill, fault, task: task, incident: incident)
      }
    }
    noteRepaired(by: act)
  }

  /// Where nothing is left that somebody found out, nothing is left to be repaired.
  private mutating func noteRepaired(by act: ActInHand) {
    forEachComponent(of: act.task) { world, component in
      if !world.hasLocatedFault(component) {
        world.knowledge.repaired(component.node, by: act.incident)
      }
    }
  }

  /// What somebody knows the remedy of is found out and repaired in one; the rest stays as it was.
  mutating func solve(_ act: ActInHand) {
    var cursor = openFaults(of: act.incident)
    while let fault = next(&cursor, of: act.incident) {
      guard isAbout(act.task, fault), platform.faults[fault].record.mode != nil,
        solves(fault, task: act.task)
      else { continue }
      locate(fault, for: act)
      if let gap = repairGap(fault, task: act.task) {
        noteGap(gap, fault, task: act.task, incident: act.incident)
      } else {
        change(by: act)
        end(fault: fault)
      }
    }
    noteRepaired(by: act)
  }

  /// Whether something is left at a component that somebody found out.
  private func hasLocatedFault(_ component: Row<Component>) -> Bool {
    var open = platform.nodes[component.node].firstFault.row
    while let fault = open {
      if platform.faults[fault].isLocated { return true }
      open = platform.faults[fault].nextOfSubject.row
    }
    return false
  }

  mutating func concludeRepair(_ incident: Row<Incident>) {
    set(.solved, of: incident, to: isSolved(incident))
  }

  mutating func restoreService(_ act: ActInHand) {
    var cursor = openFaults(of: act.incident)
    while let fault = next(&cursor, of: act.incident) {
      guard isAbout(act.task, fault), let mode = platform.faults[fault].record.mode else {
        continue
      }
      guard isWithinReach(fault, task: act.task) else {
        noteGap(.notThere, fault, task: act.task, incident: act.incident)
        continue
      }
      let definition = model.platform.failureModes[mode]
      if definition.canBypass {
        bypass(fault: fault)
      } else if definition.repair == .restart, solves(fault, task: act.task) {
        end(fault: fault)
      }
    }
    noteRepaired(by: act)
    curbed(by: act)
  }

  mutating func concludeRestoring(_ incident: Row<Incident>) {
    set(.serviceThrough, of: incident, to: knowledge.down(for: incident).services == 0)
  }

  /// Services go on from their fallbacks; not one that came up meanwhile.
  mutating func failOver(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      guard let node = target.node, !world.platform.nodes[node].isUp else { return }
      world.note(.switchedOver, of: node, by: act.incident)
      world.switchOver(node, closed: true, act.incident)
    }
  }

  mutating func switchBack(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      guard let node = target.node else { return }
      world.undo(.switchedOver, of: node)
      world.switchOver(node, closed: false, act.incident)
    }
  }

  private mutating func switchOver(
    _ service: Row<Node>, closed: Bool, _ incident: Row<Incident>
  ) {
    guard let row = model.platform.services.firstIndex(where: { $0.node == service }),
      let fallback = model.platform.services[row].failover,
      platform.nodes[fallback].isClosed != closed
    else { return }
    platform.nodes[fallback].isClosed = closed
    note(.failoverSwitched, incident: incident, subject: row, value: closed ? 1 : 0)
    // What goes down with it does so for what the case is about.
    recheck(fallback, cause: closed ? nil : incidents.states[primary(incident)].firstRoot.row)
  }

  mutating func restoreData(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      guard let row = target.dataSet, world.knowledge.caseThatLost(row) == act.incident else {
        return
      }
      let isKnownCorrupt = world.knowledge.isCorrupt[row]
      world.knowledge.forgetLoss(of: row)
      world.conditionWaits.change(FactSet(.dataSetsLost), of: act.incident)
      let set = Row<DataSet>(row)
      world.endThreats(onData: set, for: act)
      guard
        world.platform.dataSets[set].lost > .zero
          || world.platform.dataSets[set].corruptSince != nil
      else { return }
      world.restore(set, isKnownCorrupt: isKnownCorrupt, for: act.incident)
    }
    set(.dataLost, of: act.incident, to: knowledge.dataSetsLost(for: act.incident) > 0)
  }
}
