import EventKernel

/// Tokens move through the flows.
extension World {
  // MARK: Starting and ending instances

  /// Starts the flows that begin with a signal, for a case about this incident.
  @discardableResult
  mutating func startFlows(on signal: Signal, incident: Int, parent: Int) -> Bool {
    var started = false
    for row in model.net.flows.indices where model.net.flows[row].startsOn == signal {
      startInstance(of: row, incident: incident, parent: parent, callNode: -1)
      started = true
    }
    return started
  }

  @discardableResult
  mutating func startInstance(
    of flowRow: Int, incident: Int, parent: Int, callNode: Int
  ) -> Int {
    let row = openInstance(of: flowRow, incident: incident, parent: parent, callNode: callNode)
    enter(model.net.flows[flowRow].start.index, instance: row)
    return row
  }

  /// Starts the flow of a case that comes by itself. Its token is past the start event at once: when
  /// cases come no other token moves that it would overtake.
  mutating func startCase(of flowRow: Int, incident: Int) {
    let row = openInstance(of: flowRow, incident: incident, parent: -1, callNode: -1)
    let start = model.net.flows[flowRow].start.index
    flow.instances[row].tokens = 1
    flow.counters[countersPosition(row, start)].visits = 1
    leave(start, instance: row)
  }

  @inline(__always)
  private mutating func openInstance(
    of flowRow: Int, incident: Int, parent: Int, callNode: Int
  ) -> Int {
    let definition = model.net.flows[flowRow]
    let key =
      parent >= 0 && callNode >= 0
      ? keyOfCall(from: callNode, instance: parent)
      : part(of: incidents.states[incident].key, definition.name)
    let row = flow.open(
      FlowInstance(
        flow: Row(flowRow), incident: Row(incident), parent: parent >= 0 ? Row(parent) : nil,
        started: now), key: key, callNode: callNode, nodes: definition.nodes)
    if parent >= 0, callNode >= 0 {
      flow.childrenOfInstance.append(row, to: &flow.instances[parent].children)
    }
    incidents.states[incident].running += 1
    note(
      .flowStarted, incident: incident, instance: row, subject: flowRow, object: parent)
    return row
  }

  /// The key of what a call activity calls: the caller's, the activity, and its how-manieth visit.
  private func keyOfCall(from node: Int, instance: Int) -> NameHash {
    let visit = UInt64(counters(instance, node).visits)
    let activity = part(of: flow.instances[instance].key, model.net.nodes[node].name)
    let key = activity.combined(with: visit)
    drawLog?.derive(key, from: activity, .ordinal(visit))
    return key
  }

  /// The key of a part of what has a key: of a flow of a case, of an element of a flow.
  @inline(__always)
  func part(of key: NameHash, _ name: NameHash) -> NameHash {
    let part = key.combined(with: name)
    if drawLog != nil { drawLog?.derive(part, from: key, .name(name)) }
    return part
  }

  @inline(__always)
  mutating func end(instance row: Int, at node: Int) {
    guard flow.instances[row].isRunning else { return }
    flow.instances[row].isRunning = false
    flow.instances[row].record.ended = now
    if node >= 0 { flow.instances[row].record.endNode = Row(node) }
    let incident = flow.instances[row].record.incident.index
    note(.flowEnded, incident: incident, instance: row, subject: node)
    while flow.instances[row].waits.first >= 0 {
      disarm(wait: Int(flow.instances[row].waits.first))
    }
    meters.take(
      (now - flow.instances[row].record.started).microseconds, at: .flowTime,
      flow.instances[row].record.flow.index)
    let callNode = Int(flow.instances[row].callNode)
    let parent = flow.instances[row].record.parent?.index ?? -1
    flowEnded(of: incident)
    if callNode >= 0, parent >= 0, flow.instances[parent].isRunning {
      let failed = node >= 0 && model.net.nodes[node].kind == .end(.error)
      returnFromCall(parent: parent, callNode: callNode, child: row, failed: failed)
    }
    if !isTraced { flow.close(instance: row) }
  }

  /// Cuts an instance off: everything in it is given up.
  mutating func cutOff(instance row: Int) {
    guard flow.instances[row].isRunning else { return }
    flow.instances[row].callNode = -1
    giveUpRest(of: row)
    end(instance: row, at: -1)
  }
}
