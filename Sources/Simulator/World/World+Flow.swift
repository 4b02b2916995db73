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
      InstanceRecord(
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
  private mutating func end(instance row: Int, at node: Int) {
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

  // MARK: Tokens

  /// A token enters a node; what it does there happens at this instant, in order.
  @inline(__always)
  mutating func enter(_ node: Int, instance: Int) {
    flow.instances[instance].tokens += 1
    move(to: node, instance: instance)
  }

  @inline(__always)
  private mutating func move(to node: Int, instance: Int) {
    flow.moving.append(
      FlowState.Token(
        instance: Int32(truncatingIfNeeded: instance), node: Int32(truncatingIfNeeded: node),
        generation: flow.instances[instance].generation))
  }

  /// Lets the moving tokens act, the oldest first, until none moves.
  mutating func moveTokens() {
    while flow.nextMoving < flow.moving.count {
      let token = flow.moving[flow.nextMoving]
      let instance = Int(token.instance)
      if flow.instances[instance].isRunning,
        flow.instances[instance].generation == token.generation
      {
        let node = Int(token.node)
        let position = countersPosition(instance, node)
        guard !isEndless(token, visits: flow.counters[position].visits) else { return }
        flow.counters[position].visits += 1
        flow.nextMoving += 1
        act(node, instance: instance)
      } else {
        flow.nextMoving += 1
      }
    }
    flow.moving.removeAll()
    flow.nextMoving = 0
  }

  @inline(__always)
  private mutating func act(_ row: Int, instance: Int) {
    switch model.net.nodes[row].kind {
    case .start: leave(row, instance: instance)
    case .task(let step): offer(step, node: row, instance: instance)
    case .exclusive: decideBranch(row, instance: instance)
    case .parallel: joinParallel(row, instance: instance)
    case .inclusive: actInclusive(row, instance: instance)
    case .eventBased: waitForFirst(row, instance: instance)
    case .catching: arm(row, instance: instance)
    case .boundary: leave(row, instance: instance)
    case .throwing(let signal):
      if let signal { raise(signal, instance: instance) }
      leave(row, instance: instance)
    case .call(let called): call(called.index, from: row, instance: instance)
    case .end(let end): finish(end, node: row, instance: instance)
    }
  }

  /// The token goes on along every outgoing edge.
  mutating func leave(_ row: Int, instance: Int) {
    let outgoing = model.net.nodes[row].outgoing
    if outgoing.upperBound &- outgoing.lowerBound == 1 {
      // The token itself goes on.
      flow.edgeCounts[Int(outgoing.lowerBound)] += 1
      move(to: model.net.edges[Int(outgoing.lowerBound)].to.index, instance: instance)
      return
    }
    for edge in outgoing { take(edge: Int(edge), instance: instance) }
    consume(instance: instance, at: row)
  }

  mutating func take(edge: Int, instance: Int) {
    flow.edgeCounts[edge] += 1
    enter(model.net.edges[edge].to.index, instance: instance)
  }

  /// A token is used up; with the last one the instance ends.
  mutating func consume(instance: Int, at node: Int) {
    flow.instances[instance].tokens -= 1
    if flow.instances[instance].tokens == 0 { end(instance: instance, at: node) }
  }

  private mutating func joinParallel(_ row: Int, instance: Int) {
    let incoming = model.net.nodes[row].incomingCount
    count(instance, row) { $0.arrived += 1 }
    guard counters(instance, row).arrived >= incoming else { return }
    count(instance, row) { $0.arrived = 0 }
    flow.instances[instance].tokens -= max(0, incoming - 1)
    leave(row, instance: instance)
  }

  private mutating func actInclusive(_ row: Int, instance: Int) {
    let node = model.net.nodes[row]
    if node.outgoing.count > 1 {
      splitInclusive(row, node, instance: instance)
      return
    }
    count(instance, row) { $0.arrived += 1 }
    let state = counters(instance, row)
    guard state.arrived >= max(1, state.expected) else { return }
    count(instance, row) { $0.arrived = 0 }
    flow.instances[instance].tokens -= max(0, max(1, state.expected) - 1)
    leave(row, instance: instance)
  }

  private mutating func splitInclusive(_ row: Int, _ node: FlowNode, instance: Int) {
    let incident = flow.instances[instance].record.incident.index
    var taken = 0
    for position in node.outgoing {
      let edge = model.net.edges[Int(position)]
      guard isTaken(edge, instance: instance, incident: incident) else { continue }
      taken += 1
      take(edge: Int(position), instance: instance)
    }
    if taken == 0, let fallback = node.defaultEdge {
      taken = 1
      take(edge: Int(node.outgoing.lowerBound + fallback), instance: instance)
    }
    if let join = node.pair { count(instance, join.index) { $0.expected = Int32(taken) } }
    consume(instance: instance, at: row)
  }

  /// An inclusive branch is taken by its condition, or by a draw of its share.
  private func isTaken(_ edge: FlowEdge, instance: Int, incident: Int) -> Bool {
    if let condition = edge.condition {
      return holds(condition, incident: incident, instance: instance)
    }
    guard let share = edge.share else { return false }
    let name = part(of: flow.instances[instance].key, edge.name)
    var draws = draws(
      Purpose.share, name, Int(counters(instance, edge.from.index).visits))
    return draws.below(1_000_000) < UInt64(share)
  }

  @inline(__always)
  private mutating func finish(_ end: FlowNode.End, node: Int, instance: Int) {
    switch end {
    case .none, .handOver:
      if end == .handOver {
        note(
          .flowEnded, incident: flow.instances[instance].record.incident.index, instance: instance,
          subject: node, value: 1)
      }
      consume(instance: instance, at: node)
    case .signal(let signal):
      raise(signal, instance: instance)
      consume(instance: instance, at: node)
    case .terminate, .error:
      giveUpRest(of: instance)
      self.end(instance: instance, at: node)
    }
  }

  private mutating func giveUpRest(of instance: Int) {
    while flow.instances[instance].children.first >= 0 {
      let child = Int(flow.instances[instance].children.first)
      flow.childrenOfInstance.remove(child, from: &flow.instances[instance].children)
      cutOff(instance: child)
    }
    while flow.instances[instance].tasks.first >= 0 {
      interrupt(task: Int(flow.instances[instance].tasks.first))
    }
    while flow.instances[instance].waits.first >= 0 {
      disarm(wait: Int(flow.instances[instance].waits.first))
    }
    flow.instances[instance].tokens = 0
  }

  /// A flow sends a signal: it starts the flows that begin with it, or reaches those that wait.
  private mutating func raise(_ signal: Signal, instance: Int) {
    let incident = flow.instances[instance].record.incident.index
    if !startFlows(on: signal, incident: incident, parent: instance) {
      send(signal, toIncident: incident)
    }
  }

  // MARK: Calls

  private mutating func call(_ called: Int, from row: Int, instance: Int) {
    let incident = flow.instances[instance].record.incident.index
    let child = startInstance(of: called, incident: incident, parent: instance, callNode: row)
    armBoundaries(of: row, instance: instance, task: -1, child: child)
  }

  private mutating func returnFromCall(parent: Int, callNode: Int, child: Int, failed: Bool) {
    flow.childrenOfInstance.remove(child, from: &flow.instances[parent].children)
    var caught: Int?
    var next = flow.instances[parent].waits.first
    while next >= 0 {
      let wait = Int(next)
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

  // MARK: Counters

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
