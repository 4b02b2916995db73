import EventKernel

extension World {
  /// Closes what still runs at the end: integrals of state, work under way, what is left in store.
  mutating func closeBooks() {
    for row in platform.nodes.indices where !platform.nodes[row].isUp {
      // A way to a fallback that was never opened is not an outage.
      guard platform.nodes[row].cause >= 0 else { continue }
      platform.downtime[row] = platform.downtime[row] + (now - platform.nodes[row].downSince)
    }
    record.downtime = platform.downtime
    for state in people.people {
      let running = state.task >= 0 ? now - state.busySince : .zero
      let late = state.task >= 0 ? overtime(of: state, until: now) : .zero
      record.busy.append(state.busy + running)
      record.overtime.append(state.overtime + late)
    }
    record.dataLost = platform.dataLostMost
    record.stock = stock.items
  }
}
