extension FlowGraph {
  /// Finds for each inclusive split the join that closes its block: the smallest block that is
  /// entered at the split alone and goes on at the join alone. Beside it tokens may end (a message
  /// end event that starts another flow); that none is missing at the join, `checkTokens` sees.
  mutating func pairInclusive() {
    let splits = nodes.indices.filter {
      nodes[$0].drawn.isInclusive && nodes[$0].outgoing.count > 1
    }
    let joins = nodes.indices.filter { nodes[$0].drawn.isInclusive && nodes[$0].incoming.count > 1 }
    for split in splits {
      let blocks = joins.compactMap { join in block(from: split, to: join).map { (join, $0.count) }
      }
      guard let best = blocks.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { continue }
      guard nodes[best.0].pair == nil else { continue }
      nodes[split].pair = best.0
      nodes[best.0].pair = split
    }
  }

  /// The nodes between a split and a join, when they are a block; nil when they are none.
  private func block(from split: Int, to join: Int) -> Set<Int>? {
    var inside: Set<Int> = []
    var waiting = successors(split)
    while let node = waiting.popLast() {
      guard node != join, inside.insert(node).inserted else { continue }
      if node == split { return nil }
      waiting += successors(node)
    }
    let isClosed = (inside.sorted() + [join]).allSatisfy { node in
      predecessors(node).allSatisfy { $0 == split || inside.contains($0) }
    }
    return isClosed ? inside : nil
  }
}
