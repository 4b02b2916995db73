import EventKernel

/// Effects that repair, bypass, switch over, order parts and restore data.
extension World {
  mutating func respondAutomatically(task: Row<FlowTask>, incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let mode = platform.faults[fault].record.mode else { continue }
      let definition = model.platform.failureModes[mode]
      let name = part(of: flow.tasks[task].name, definition.name)
      if happens(
        definition.automatic, Purpose.automatic, name, flow.tasks[task].ordinal)
      {
        end(fault: fault)
      }
    }
    let isSolved = firstOpenFault(of: incident) == nil
    set(.automatic, of: incident, to: isSolved)
    set(.solved, of: incident, to: isSolved)
  }

  mutating func repair(task: Row<FlowTask>, incident: Row<Incident>) {
    if flow.tasks[task].record.vendor != nil { bringSpares(for: incident) }
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard platform.faults[fault].record.mode != nil, platform.faults[fault].isLocated,
        part(for: fault) == nil || platform.faults[fault].partInHand
      else { continue }
      if solves(fault, task: task) {
        markEvidence(destroyedOn: incident)
        end(fault: fault)
      } else {
        platform.faults[fault].isBeyondUs = true
      }
    }
    set(.solved, of: incident, to: firstOpenFault(of: incident) == nil)
  }

  mutating func restoreService(task: Row<FlowTask>, incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let mode = platform.faults[fault].record.mode else { continue }
      let definition = model.platform.failureModes[mode]
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

  func sumOfServicesDown(_ incident: Row<Incident>) -> Int32 {
    Int32(down(for: incident).services)
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
    for row in platform.dataLost.indices where platform.dataLost[row] > .zero {
      platform.dataLost[row] = .zero
      conditionWaits.change(FactSet(.dataSetsLost))
      note(.dataRestored, incident: incident, subject: row)
    }
    set(.dataLost, of: incident, to: false)
  }
}
