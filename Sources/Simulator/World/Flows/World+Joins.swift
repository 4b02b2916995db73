import EventKernel

/// Parallel joins.
extension World {
  /// The next of the moving tokens enters a join along an edge; false when it has been moving for
  /// ever. A join waits for a token on each way in (BPMN 2.0, 13.3.1); what comes by a way that has
  /// one waits for the next round.
  @inline(never)
  mutating func enterJoin(along edge: Int32, instance: Row<FlowInstance>) -> Bool {
    let row = model.net.edges[Int(edge)].to
    let position = countersPosition(instance, row)
    guard !isEndless(row, visits: flow.counters[position].visits) else { return false }
    flow.counters[position].visits += 1
    flow.nextMoving += 1
    let incoming = model.net.nodes[row].incomingCount
    let way = flow.edges.ways[Int(edge)]
    guard claim(way, of: row, instance: instance) else {
      keep(way, of: row, instance: instance, isFirst: false)
      return true
    }
    guard flow.counters[position].arrived >= incoming else { return true }
    flow.counters[position].arrived = 0
    flow.counters[position].expected = 0
    if !flow.tokensAtJoins.isEmpty { beginRound(of: row, instance: instance) }
    flow.instances[instance].tokens -= incoming - 1
    leave(row, instance: instance)
    return true
  }

  /// Counts a way in that has no token yet; false when it has one.
  private mutating func claim(
    _ way: Int32, of row: Row<FlowNode>, instance: Row<FlowInstance>
  ) -> Bool {
    let position = countersPosition(instance, row)
    if way < 32 {
      let bit = Int32(bitPattern: 1 << UInt32(way))
      guard flow.counters[position].expected & bit == 0 else { return false }
      flow.counters[position].expected |= bit
    } else {
      let isClaimed = flow.tokensAtJoins.contains {
        $0.instance == instance && $0.node == row && $0.way == way && $0.isFirst
      }
      guard !isClaimed else { return false }
      keep(way, of: row, instance: instance, isFirst: true)
    }
    flow.counters[position].arrived += 1
    return true
  }

  private mutating func keep(
    _ way: Int32, of row: Row<FlowNode>, instance: Row<FlowInstance>, isFirst: Bool
  ) {
    flow.tokensAtJoins.append(
      FlowState.TokenAtJoin(
        instance: instance, generation: flow.instances[instance].generation, node: row, way: way,
        isFirst: isFirst))
  }

  /// The first token of each way is used up, and the next of those that wait takes its place.
  private mutating func beginRound(of row: Row<FlowNode>, instance: Row<FlowInstance>) {
    let all = flow.tokensAtJoins
    flow.tokensAtJoins.removeAll(keepingCapacity: true)
    for token in all {
      let state = flow.instances[token.instance]
      guard state.isRunning, state.generation == token.generation else { continue }
      if token.instance != instance || token.node != row {
        flow.tokensAtJoins.append(token)
      } else if !token.isFirst, !claim(token.way, of: row, instance: instance) {
        flow.tokensAtJoins.append(token)
      }
    }
  }
}

/// Where edges lead, as a token needs it.
struct EdgeTargets {
  /// By edge: `FlowState.Token.target`.
  let targets: Table<Int32>
  /// By edge: which of the ways into its node it is.
  let ways: Table<Int32>

  init(_ net: FlowNet) {
    var counts = Array(repeating: Int32(0), count: net.nodes.count)
    var targets: [Int32] = []
    var ways: [Int32] = []
    for (row, edge) in net.edges.enumerated() {
      let node = net.nodes[edge.to.index]
      let isJoin = node.kind == .parallel && node.incomingCount > 1
      targets.append(isJoin ? ~Int32(row) : Int32(edge.to.index))
      ways.append(counts[edge.to.index])
      counts[edge.to.index] += 1
    }
    self.targets = Table(targets)
    self.ways = Table(ways)
  }
}
