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
      platform.downtime[row] = platform.downtime[row] + (now - platform.nodes[row].downSince)
    }
    record.downtime = platform.downtime
    for row in people.people.indices {
      let state = people.people[row]
      let running = !state.task.isNone && !state.isPaused ? now - state.busySince : .zero
      let late = !state.task.isNone && !state.isPaused ? overtime(of: state, until: now) : .zero
      record.busy.append(state.busy + running)
      record.overtime.append(state.overtime + late)
    }
    record.dataLost = platform.dataLostMost
    record.stock = stock.items
    record.edgeCounts = flow.edgeCounts.indices.map { flow.edgeCounts[$0] }
    record.measures = meters.results(of: model.drill, at: now)
    record.end = now
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
