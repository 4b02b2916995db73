import EventKernel

/// By node: the data sets on a component, and the one that a node is.
struct DataSetsOfNodes {
  /// By node: where its data sets begin in `sets`; and the end of all.
  private let starts: Table<Int32>
  private let sets: Table<Row<DataSet>>

  init(_ platform: Platform) {
    var sets = platform.nodes.indices.map { _ in [Row<DataSet>]() }
    for (row, set) in platform.dataSets.enumerated() {
      sets[set.component.node.index].append(Row(row))
      if set.node != set.component.node { sets[set.node.index].append(Row(row)) }
    }
    var starts: [Int32] = [0]
    for node in sets { starts.append(starts.last! + Int32(node.count)) }
    self.starts = Table(starts)
    self.sets = Table(sets.joined())
  }

  /// Positions of a node's data sets, in the order of rows.
  func range(of node: Row<Node>) -> Range<Int> {
    Int(starts[node.index])..<Int(starts[node.index + 1])
  }

  subscript(position: Int) -> Row<DataSet> { sets[position] }
}
