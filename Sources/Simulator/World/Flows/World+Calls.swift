import EventKernel

/// Flows that call others and wait for them.
extension World {
  mutating func call(
    _ called: Row<Flow>, from row: Row<FlowNode>, instance: Row<FlowInstance>
  ) {
    let incident = flow.instances[instance].record.incident
    let child = startInstance(of: called, incident: incident, parent: instance, callNode: row)
    armBoundaries(of: row, instance: instance, child: child)
  }

  mutating func returnFromCall(
    parent: Row<FlowInstance>, callNode: Row<FlowNode>, child: Row<FlowInstance>
  ) {
    flow.childrenOfInstance.remove(child, from: &flow.instances[parent].children)
    if let multiple = flow.instances[child].multiple.row {
      flow.multiples[multiple].done += 1
      return partOver(of: multiple, task: nil)
    }
    disarmWaits(of: parent) { $0.child == child }
    count(parent, callNode) { $0.done += 1 }
    leave(callNode, instance: parent)
  }

  /// An error ends the instance that throws it, and goes up the calls to the first on which a
  /// boundary event catches it; every instance on the way there is ended with all that it does
  /// (BPMN 2.0, 10.4.2 and 13.4.3). Where nobody catches it, the whole chain of calls has failed.
  @inline(never)
  mutating func fail(
    instance row: Row<FlowInstance>, with code: OptionalRow<ErrorCode>, at node: Row<FlowNode>
  ) {
    var thrower = row
    while true {
      giveUpRest(of: thrower)
      let end = thrower == row ? node : nil
      guard let callNode = flow.instances[thrower].callNode.row,
        let parent = flow.instances[thrower].record.parent, flow.instances[parent].isRunning
      else {
        note(
          .flowFailed, incident: flow.instances[thrower].record.incident, instance: thrower,
          subject: node.index)
        return self.end(instance: thrower, at: end)
      }
      let multiple = flow.instances[thrower].multiple.row
      flow.instances[thrower].callNode = .none
      flow.childrenOfInstance.remove(thrower, from: &flow.instances[parent].children)
      self.end(instance: thrower, at: end)
      if let boundary = catcher(of: code, on: callNode) {
        if let multiple {
          interrupt(multiple: multiple)
        } else {
          disarmWaits(of: parent) { $0.child == thrower }
        }
        count(parent, boundary) { $0.done += 1 }
        return leave(boundary, instance: parent)
      }
      thrower = parent
    }
  }

  /// The boundary event of a call that catches an error: that of its code before one that catches
  /// any.
  private func catcher(
    of code: OptionalRow<ErrorCode>, on callNode: Row<FlowNode>
  ) -> Row<FlowNode>? {
    var any: Row<FlowNode>?
    for position in model.net.nodes[callNode].boundaries {
      let boundary = model.net.boundaries[Int(position)]
      guard case .error(let caught) = trigger(of: boundary) else { continue }
      if caught.isNone {
        any = boundary
      } else if caught == code {
        return boundary
      }
    }
    return any
  }
}
