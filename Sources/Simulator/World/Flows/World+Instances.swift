import EventKernel

/// Instances of flows start and end.
extension World {
  /// Starts the flows that begin with a signal, for a case about this incident.
  mutating func startFlows(
    on signal: Signal, incident: Row<Incident>, parent: Row<FlowInstance>?
  ) {
    for row in model.net.flows.indices where model.net.flows[row].startsOn == signal {
      startInstance(of: Row(row), incident: incident, parent: parent, callNode: nil)
    }
  }

  @discardableResult
  mutating func startInstance(
    of flow: Row<Flow>, incident: Row<Incident>, parent: Row<FlowInstance>?,
    callNode: Row<FlowNode>?, as part: MultiplePart? = nil
  ) -> Row<FlowInstance> {
    let row = openInstance(
      of: flow, incident: incident, parent: parent, callNode: callNode, as: part)
    enter(model.net.flows[flow].start, instance: row)
    return row
  }

  /// Starts the flow of a case that comes by itself. Its token is past the start event at once:
  /// when cases come no other token moves that it would overtake.
  mutating func startCase(of flowRow: Row<Flow>, incident: Row<Incident>) {
    let row = openInstance(of: flowRow, incident: incident, parent: nil, callNode: nil)
    let start = model.net.flows[flowRow].start
    flow.instances[row].tokens = 1
    flow.counters[countersPosition(row, start)].visits = 1
    leave(start, instance: row)
  }

  @inline(__always)
  mutating func openInstance(
    of flowRow: Row<Flow>, incident: Row<Incident>, parent: Row<FlowInstance>?,
    callNode: Row<FlowNode>?, as part: MultiplePart? = nil
  ) -> Row<FlowInstance> {
    let definition = model.net.flows[flowRow]
    var key: NameHash
    if let parent, let callNode {
      key = keyOfCall(from: callNode, instance: parent)
      if let part { key = keyOfPart(part.number, of: key) }
    } else {
      key = self.part(of: incidents.states[incident].key, definition.name)
    }
    let row = flow.open(
      FlowInstance(
        flow: flowRow, incident: incident, parent: parent, started: now), key: key,
      callNode: callNode, nodes: definition.nodes)
    if let parent, callNode != nil {
      if let part { flow.instances[row].multiple = OptionalRow(part.multiple) }
      flow.childrenOfInstance.append(row, to: &flow.instances[parent].children)
    }
    incidents.states[incident].running += 1
    if self.flow.queues.mayMove { self.flow.instancesOfIncident.append(row, to: incident) }
    note(
      .flowStarted, incident: incident, instance: row, subject: flowRow.index,
      object: parent?.index)
    return row
  }

  /// The key of what a call activity calls: the caller's, the activity, and its how-manieth visit.
  private func keyOfCall(from node: Row<FlowNode>, instance: Row<FlowInstance>) -> NameHash {
    let visit = UInt64(counters(instance, node).visits)
    let activity = part(of: flow.instances[instance].key, model.net.nodes[node].name)
    let key = activity.combined(with: visit)
    drawLog?.derive(key, from: activity, .ordinal(visit))
    return key
  }

  @inline(__always)
  mutating func end(instance row: Row<FlowInstance>, at node: Row<FlowNode>?) {
    guard flow.instances[row].isRunning else { return }
    flow.instances[row].isRunning = false
    flow.instances[row].record.ended = now
    if let node { flow.instances[row].record.endNode = node }
    let incident = flow.instances[row].record.incident
    note(.flowEnded, incident: incident, instance: row, subject: node?.index)
    while let wait = flow.instances[row].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    meters.take(
      now - flow.instances[row].record.started, until: now, at: .flowTime, and: .flowEnded,
      flow.instances[row].record.flow.index)
    if flow.queues.mayMove { flow.instancesOfIncident.remove(row, from: incident) }
    let callNode = flow.instances[row].callNode.row
    let parent = flow.instances[row].record.parent
    flowEnded(of: incident)
    if let callNode, let parent, flow.instances[parent].isRunning {
      returnFromCall(parent: parent, callNode: callNode, child: row)
    }
    if !isTraced { flow.close(instance: row) }
  }

  /// Cuts an instance off: everything in it is given up.
  mutating func cutOff(instance row: Row<FlowInstance>) {
    guard flow.instances[row].isRunning else { return }
    flow.instances[row].callNode = .none
    giveUpRest(of: row)
    end(instance: row, at: nil)
  }
}
