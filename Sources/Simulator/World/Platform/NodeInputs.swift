import EventKernel

/// What each node depends on: `Platform.dependents` the other way round.
struct NodeInputs {
  /// By node: where its inputs begin; and the end of all.
  private let starts: Table<Int32>
  private let inputs: Table<Row<Node>>

  init(_ platform: Platform) {
    var starts = [Int32](repeating: 0, count: platform.nodes.count + 1)
    for dependent in platform.dependents { starts[dependent.index + 1] += 1 }
    for node in platform.nodes.indices { starts[node + 1] += starts[node] }
    var next = starts
    var inputs = [Row<Node>](repeating: Row(0), count: platform.dependents.count)
    for node in platform.nodes.indices {
      for position in platform.nodes[node].dependents {
        let dependent = platform.dependents[Int(position)].index
        inputs[Int(next[dependent])] = Row(node)
        next[dependent] += 1
      }
    }
    self.starts = Table(starts)
    self.inputs = Table(inputs)
  }

  /// Positions of a node's inputs, rooms that it stands in among them, in the order of rows.
  func range(of node: Row<Node>) -> Range<Int> {
    Int(starts[node.index])..<Int(starts[node.index + 1])
  }

  subscript(position: Int) -> Row<Node> { inputs[position] }
}
