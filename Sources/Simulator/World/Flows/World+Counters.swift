import EventKernel

/// How often the elements of a flow were entered and done.
extension World {
  func counters(_ instance: Int, _ node: Int) -> FlowState.Counters {
    flow.counters[countersPosition(instance, node)]
  }

  mutating func count(
    _ instance: Int, _ node: Int, _ change: (inout FlowState.Counters) -> Void
  ) {
    change(&flow.counters[countersPosition(instance, node)])
  }

  func countersPosition(_ instance: Int, _ node: Int) -> Int {
    flow.instances[instance].countersOffset + node
  }

  /// How often an element was done in this instance; 0 when it is not of its flow.
  func doneCount(of node: Int, instance: Int) -> Int64 {
    guard instance >= 0 else { return 0 }
    let range = model.net.flows[flow.instances[instance].record.flow.index].nodes
    guard range.contains(Int32(node)) else { return 0 }
    return Int64(counters(instance, node).done)
  }
}
