import EventKernel

/// Effects that repair, bypass, switch over, order parts and restore data.
extension World {
  mutating func respondAutomatically(task: Row<FlowTask>, incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let mode = platform.faults[fault].record.mode else { continue }
      let definition = model.platform.failureModes[mode]
      let name = part(of: flow.tasks[task].name, definition.name)
      guard
        happens(definition.automatic, Purpose.automatic, name, flow.tasks[task].ordinal)
      else { continue }
      if let gap = repairGap(fault, task: task) {
        noteGap(gap, fault, task: task, incident: incident)
      } else {
        end(fault: fault)
        see(platform.faults[fault].record.component.node, for: incident, by: .finding)
      }
    }
    let isSolved = firstOpenFault(of: incident) == nil
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
    var next = incidents.states[primary(incident)].faults.first
    while next >= 0 {
      let fault = Row<Fault>(Int(next))
      next = platform.family.next(next)
      if platform.faults[fault].repairedBy == task { platform.faults[fault].repairedBy = .none }
    }
  }

  /// Whether a task is about a fault: of an activity for each component, one is about one's own.
  private func isAbout(_ task: Row<FlowTask>, _ fault: Row<Fault>) -> Bool {
    let one = flow.tasks[task].component
    return one.isNone || one == platform.faults[fault].record.component
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
    let isRepair = model.net.steps[step].effect == .repair
    return !allOpenFaults(of: incident) { fault in
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

  private mutating func noteGap(
    _ gap: RepairGap, _ fault: Row<Fault>, task: Row<FlowTask>, incident: Row<Incident>
  ) {
    note(
      .notRepaired, incident: incident, instance: flow.tasks[task].record.instance,
      subject: platform.faults[fault].record.component.index, object: fault.index,
      value: gap.rawValue)
  }

  mutating func repair(task: Row<FlowTask>, incident: Row<Incident>) {
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
        markEvidence(destroyedOn: incident)
        end(fault: fault)
        see(platform.faults[fault].record.component.node, for: incident, by: .finding)
      } else {
        platform.faults[fault].isBeyondUs = true
        noteGap(.beyondSkill, fault, task: task, incident: incident)
      }
    }
    layDownRepairs(task: task, incident: incident)
    set(.solved, of: incident, to: firstOpenFault(of: incident) == nil)
  }

  mutating func restoreService(task: Row<FlowTask>, incident: Row<Incident>) {
    examine(incident)
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let mode = platform.faults[fault].record.mode else { continue }
      let definition = model.platform.failureModes[mode]
      guard isWithinReach(fault, task: task) else { continue }
      if definition.canBypass {
        bypass(fault: fault)
      } else if definition.repair == .restart, solves(fault, task: task) {
        end(fault: fault)
      }
    }
    noteContainment(incident)
    seeAll(incident)
    set(.serviceThrough, of: incident, to: knowledge.down(for: incident).services == 0)
  }

  mutating func switchOver(_ incident: Row<Incident>, closed: Bool) {
    for (row, service) in model.platform.services.enumerated() {
      guard let node = service.failover, platform.nodes[node].isClosed != closed else {
        continue
      }
      if closed, platform.nodes[service.node].isUp { continue }
      platform.nodes[node].isClosed = closed
      note(.failoverSwitched, incident: incident, subject: row, value: closed ? 1 : 0)
      recheck(node, cause: nil)
    }
    noteContainment(incident)
  }

  /// One piece for each fault that waits for it and has none on the way.
  mutating func orderSpares(for incident: Row<Incident>) {
    for row in model.support.stock.indices {
      let part = Row<Part>(row)
      let lacking = faultCount(of: incident, lacking: part)
      for _ in 0..<max(0, lacking - onOrder(part: part, for: incident)) {
        order(part: part, quantity: 1, incident: incident)
      }
    }
    set(.spare, of: incident, to: SpareState.ordered.value)
  }

  mutating func restoreData(_ incident: Row<Incident>) {
    for row in platform.dataLost.indices where knowledge.caseThatLost(row) == incident {
      knowledge.forgetLoss(of: row)
      conditionWaits.change(FactSet(.dataSetsLost), of: incident)
      guard platform.dataLost[row] > .zero else { continue }
      platform.dataLost[row] = .zero
      note(.dataRestored, incident: incident, subject: row)
    }
    set(.dataLost, of: incident, to: false)
  }
}
