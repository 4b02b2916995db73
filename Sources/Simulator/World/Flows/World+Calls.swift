import EventKernel

/// Flows that call others and wait for them.
extension World {
  mutating func call(
    _ called: Row<Flow>, from row: Row<FlowNode>, instance: Row<FlowInstance>
  ) {
    let incident = flow.instances[instance].record.incident
    let child = startInstance(of: called, incident: incident, parent: instance, callNode: row)
    armBoundaries(of: row, instance: instance, task: nil, child: child)
  }

  mutating func returnFromCall(
    parent: Row<FlowInstance>, callNode: Row<FlowNode>, child: Row<FlowInstance>, failed: Bool
  ) {
    flow.childrenOfInstance.remove(child, from: &flow.instances[parent].children)
    var caught: Row<FlowNode>?
    var next = flow.instances[parent].waits.first
    while next >= 0 {
      let wait = Row<FlowState.WaitState>(Int(next))
      next = flow.waitsOfInstance.next(next)
      guard flow.waits[wait].child == child else { continue }
      if failed, case .error = trigger(of: flow.waits[wait].node) {
        caught = flow.waits[wait].node
      }
      disarm(wait: wait)
    }
    count(parent, callNode) { $0.done += 1 }
    leave(caught ?? callNode, instance: parent)
  }
}
