import EventKernel

/// How often the elements of a flow were entered and done.
extension World {
  func counters(_ instance: Row<FlowInstance>, _ node: Row<FlowNode>) -> FlowState.Counters {
    flow.counters[countersPosition(instance, node)]
  }

  mutating func count(
    _ instance: Row<FlowInstance>, _ node: Row<FlowNode>,
    _ change: (inout FlowState.Counters) -> Void
  ) {
    change(&flow.counters[countersPosition(instance, node)])
  }

  func countersPosition(_ instance: Row<FlowInstance>, _ node: Row<FlowNode>) -> Int {
    flow.instances[instance].countersOffset + node.index
  }

  /// How often an element was done in this instance; 0 when it is not of its flow, and for no
  /// instance.
  func doneCount(of node: Row<FlowNode>, instance: Row<FlowInstance>?) -> Int64 {
    guard let instance else { return 0 }
    let range = model.net.flows[flow.instances[instance].record.flow].nodes
    guard range.contains(Int32(node.index)) else { return 0 }
    return Int64(counters(instance, node).done)
  }
}
