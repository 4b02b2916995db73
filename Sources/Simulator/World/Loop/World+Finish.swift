import EventKernel

/// The end of a replication: what still runs is closed, and the record is handed over.
extension World {
  /// Closes what still runs at the end: integrals of state, work under way, what is left in store.
  mutating func closeAccounts() {
    var next = 0
    while let row = platform.downNodes.first(from: next) {
      next = row + 1
      // A way to a fallback that was never opened is not an outage.
      guard !platform.nodes[row].cause.isNone else { continue }
      platform.downtime[row] = platform.downtime[row] + countedDown(Row(row))
    }
    record.downtime = platform.downtime
    for row in people.people.indices {
      let state = people.people[row]
      let running = !state.task.isNone && !state.isPaused ? now - state.busySince : .zero
      let late = !state.task.isNone && !state.isPaused ? overtime(of: state, until: now) : .zero
      record.busy.append(state.busy + running)
      record.overtime.append(state.overtime + late)
    }
    closeCorruption()
    record.dataLost = platform.dataSets.indices.map { platform.dataSets[$0].lostMost }
    record.serviceLoss = platform.services.rows.map { loss(of: $0) }
    for service in platform.services.rows {
      let node = platform.nodes[model.platform.services[service].node]
      if !node.isUp { countOutage(of: service, cause: node.cause.row) }
    }
    record.longestOutage = platform.services.rows.map { platform.services[$0].longestOutage }
    record.harmTime = TimeSpan(microseconds: Int64(threats.harmed.area(until: now).rounded()))
    record.exposedTime = TimeSpan(
      microseconds: Int64(threats.exposed.area(until: now).rounded()))
    let hour = Double(TimeSpan.hours(1).microseconds)
    record.leakedCount = Int((threats.leak.area(until: now) / hour).rounded())
    record.stock = stock.items
    record.edgeCounts = flow.edgeCounts.indices.map { flow.edgeCounts[$0] }
    record.measures = meters.results(of: model.drill, at: now)
    readTotals()
    record.end = now
  }

  /// Measures of what the replication came to.
  private mutating func readTotals() {
    for (row, measure) in model.drill.measures.enumerated() {
      guard case .total(let total) = measure.quantity else { continue }
      record.measures[row] = Meters.result(
        of: record.value(of: total), for: measure, horizon: model.drill.horizon)
    }
  }

  /// Puts what happened to incidents, flows, tasks and faults into the record.
  mutating func handOver() {
    guard isTraced else { return }
    record.incidents = incidents.states.indices.map { incidents.states[$0].record }
    record.instances = flow.instances.indices.map { flow.instances[$0].record }
    record.tasks = flow.tasks.indices.map { flow.tasks[$0].record }
    record.faults = platform.faults.indices.map { platform.faults[$0].record }
  }
}
