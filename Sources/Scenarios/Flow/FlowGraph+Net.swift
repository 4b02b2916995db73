import EventKernel
import Simulator

extension FlowGraph {
  /// Appends the structure to a net as its next flow.
  ///
  /// - Parameters:
  ///   - kinds: By node.
  ///   - conditions: By edge.
  /// - Returns: The row of each edge of the graph.
  @discardableResult
  func append(
    to net: inout FlowNet, name: String, kinds: [FlowNode.Kind], conditions: [Row<Condition>?],
    startsOn: Signal? = nil
  ) -> [Row<FlowEdge>] {
    let flow = Row<Flow>(net.flows.count)
    let first = net.nodes.count
    let firstLane = net.lanes.count
    var rows = edges.map { _ in Row<FlowEdge>(0) }
    for (index, node) in nodes.enumerated() {
      let edgeStart = net.edges.count
      let boundaryStart = net.boundaries.count
      for edge in node.outgoing {
        rows[edge] = Row(net.edges.count)
        net.edges.append(
          FlowEdge(
            name: NameHash("\(name).\(edges[edge].drawn.id)"), from: Row(first + index),
            to: Row(first + edges[edge].to), condition: conditions[edge],
            share: edges[edge].share.map(Int32.init)))
      }
      net.boundaries += node.boundaries.map { Row(first + $0) }
      net.nodes.append(
        FlowNode(
          name: NameHash("\(name).\(node.id)"), flow: flow,
          lane: node.lane.map { Row(firstLane + $0) },
          kind: kinds[index], outgoing: Int32(edgeStart)..<Int32(net.edges.count),
          incomingCount: Int32(node.incoming.count), pair: node.pair.map { Row(first + $0) },
          attachedTo: node.attachedTo.map { Row(first + $0) },
          boundaries: Int32(boundaryStart)..<Int32(net.boundaries.count),
          defaultEdge: node.defaultEdge.map(Int32.init),
          multiplicity: node.drawn.multiple.map(\.multiplicity)))
    }
    let start = nodes.firstIndex { $0.drawn.isStart } ?? 0
    net.flows.append(
      FlowDefinition(
        name: NameHash(name), nodes: Int32(first)..<Int32(net.nodes.count),
        start: Row(first + start), startsOn: startsOn))
    return rows
  }

  /// The structure alone as a net of one flow, with one kind of work for every task.
  var skeleton: FlowNet {
    var net = FlowNet()
    var laws = LawTable()
    net.steps = [Step(effect: .none, takes: laws.add(.constant(0)))]
    append(
      to: &net, name: process.id.id, kinds: nodes.map { Self.bareKind($0.drawn) },
      conditions: edges.map { _ in nil })
    return net
  }

  private static func bareKind(_ node: BPMNNode) -> FlowNode.Kind {
    switch node.kind {
    case .start: .start(.none)
    case .task: .task(Row(0))
    case .exclusive: .exclusive
    case .parallel: .parallel
    case .inclusive: .inclusive
    case .eventBased: .eventBased
    case .catching: .catching(.none)
    case .boundary(_, _, let interrupts): .boundary(.none, interrupts: interrupts)
    case .throwing, .refused: .throwing(nil)
    case .call: .call(Row(0))
    case .end(.none), .end(.message): .end(.none)
    case .end(.terminate): .end(.terminate)
    case .end(.error): .end(.error(.none))
    }
  }
}

extension BPMNMultiple {
  var multiplicity: Multiplicity {
    Multiplicity(
      cardinality.map { .times(Int32($0)) } ?? .components, isSequential: isSequential)
  }
}
