import EventKernel

/// Tokens move through the flows.
extension World {
  /// A token enters a node; what it does there happens at this instant, in order.
  @inline(__always)
  mutating func enter(_ node: Row<FlowNode>, instance: Row<FlowInstance>) {
    flow.instances[instance].tokens += 1
    move(to: Int32(truncatingIfNeeded: node.index), instance: instance)
  }

  @inline(__always)
  private mutating func move(to target: Int32, instance: Row<FlowInstance>) {
    flow.moving.append(
      FlowState.Token(
        instance: instance, target: target, generation: flow.instances[instance].generation))
  }

  /// Lets the moving tokens act, the oldest first, until none moves or the world halts at a choice.
  mutating func moveTokens() {
    repeat {
      moveTokensOnce()
      guard endless == nil, let next = pending.first, next.answer >= 0 else { return }
      takeEffect()
    } while true
  }

  private mutating func moveTokensOnce() {
    while flow.nextMoving < flow.moving.count {
      let token = flow.moving[flow.nextMoving]
      let instance = token.instance
      if flow.instances[instance].isRunning,
        flow.instances[instance].generation == token.generation
      {
        guard token.target >= 0 else {
          guard enterJoin(along: ~token.target, instance: instance) else { return }
          continue
        }
        let node = Row<FlowNode>(Int(token.target))
        let position = countersPosition(instance, node)
        guard !isEndless(node, visits: flow.counters[position].visits) else { return }
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
  private mutating func act(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
    switch model.net.nodes[row].kind {
    case .start: leave(row, instance: instance)
    case .task(let step):
      guard model.net.nodes[row].multiplicity == nil else {
        return beginParts(node: row, instance: instance)
      }
      offer(step, node: row, instance: instance)
    case .exclusive: decideBranch(row, instance: instance)
    case .parallel: leave(row, instance: instance)
    case .inclusive: actInclusive(row, instance: instance)
    case .eventBased: waitForFirst(row, instance: instance)
    case .catching: arm(row, instance: instance)
    case .boundary: leave(row, instance: instance)
    case .throwing(let signal):
      if let signal { raise(signal, instance: instance) }
      leave(row, instance: instance)
    case .call(let called):
      guard model.net.nodes[row].multiplicity == nil else {
        return beginParts(node: row, instance: instance)
      }
      call(called, from: row, instance: instance)
    case .end(let end): finish(end, node: row, instance: instance)
    }
  }

  /// The token goes on along every outgoing edge.
  mutating func leave(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
    let outgoing = model.net.nodes[row].outgoing
    if outgoing.upperBound &- outgoing.lowerBound == 1 {
      // The token itself goes on.
      flow.edgeCounts[Int(outgoing.lowerBound)] += 1
      move(to: flow.edges.targets[Int(outgoing.lowerBound)], instance: instance)
      return
    }
    for edge in outgoing { take(edge: Int(edge), instance: instance) }
    consume(instance: instance, at: row)
  }

  mutating func take(edge: Int, instance: Row<FlowInstance>) {
    flow.edgeCounts[edge] += 1
    flow.instances[instance].tokens += 1
    move(to: flow.edges.targets[edge], instance: instance)
  }

  /// A token is used up; with the last one the instance ends.
  mutating func consume(instance: Row<FlowInstance>, at node: Row<FlowNode>) {
    flow.instances[instance].tokens -= 1
    if flow.instances[instance].tokens == 0 { end(instance: instance, at: node) }
  }

  private mutating func actInclusive(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
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

  private mutating func splitInclusive(
    _ row: Row<FlowNode>, _ node: FlowNode, instance: Row<FlowInstance>
  ) {
    let incident = flow.instances[instance].record.incident
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
    if let join = node.pair { count(instance, join) { $0.expected = Int32(taken) } }
    consume(instance: instance, at: row)
  }

  /// An inclusive branch is taken by its condition, or by a draw of its share.
  private func isTaken(
    _ edge: FlowEdge, instance: Row<FlowInstance>, incident: Row<Incident>
  ) -> Bool {
    if let condition = edge.condition {
      return holds(condition, incident: incident, instance: instance)
    }
    guard let share = edge.share else { return false }
    let name = part(of: flow.instances[instance].key, edge.name)
    var draws = draws(
      Purpose.share, name, Int(counters(instance, edge.from).visits))
    return draws.below(1_000_000) < UInt64(share)
  }

  @inline(__always)
  mutating func finish(_ end: FlowNode.End, node: Row<FlowNode>, instance: Row<FlowInstance>) {
    switch end {
    case .none, .handOver:
      if end == .handOver {
        note(
          .flowEnded, incident: flow.instances[instance].record.incident, instance: instance,
          subject: node.index, value: 1)
      }
      consume(instance: instance, at: node)
    case .signal(let signal):
      raise(signal, instance: instance)
      consume(instance: instance, at: node)
    case .terminate:
      giveUpRest(of: instance)
      self.end(instance: instance, at: node)
    case .error(let code): fail(instance: instance, with: code, at: node)
    }
  }

  mutating func giveUpRest(of instance: Row<FlowInstance>) {
    while let child = flow.instances[instance].children.firstRow(of: FlowInstance.self) {
      flow.childrenOfInstance.remove(child, from: &flow.instances[instance].children)
      cutOff(instance: child)
    }
    while let task = flow.instances[instance].tasks.firstRow(of: FlowTask.self) {
      interrupt(task: task)
    }
    while let wait = flow.instances[instance].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    while let multiple = flow.instances[instance].multiples.row {
      forget(multiple: multiple)
    }
    flow.instances[instance].tokens = 0
  }
}
