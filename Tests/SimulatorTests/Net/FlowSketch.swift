import EventKernel

@testable import Simulator

/// Draws flows in blocks (sequences, choices, forks, loops, boundary events), as nets of the model.
struct FlowSketch {
  var net = FlowNet()
  private var edges: [(from: Int, to: Int)] = []
  private var defaults: [Int: Int] = [:]

  init() {
    var laws = LawTable()
    net.steps = [Step(effect: .none, takes: laws.add(.constant(60)))]
  }

  @discardableResult
  mutating func node(_ kind: FlowNode.Kind) -> Int {
    net.nodes.append(
      FlowNode(
        name: NameHash("node-\(net.nodes.count)"), flow: Row(0), lane: nil, kind: kind,
        outgoing: 0..<0, incomingCount: 0))
    return net.nodes.count - 1
  }

  mutating func task() -> Int { node(.task(Row(0))) }

  mutating func edge(_ from: Int, _ to: Int, isDefault: Bool = false) {
    if isDefault { defaults[from] = edges.count { $0.from == from } }
    edges.append((from, to))
  }

  mutating func pair(_ split: Int, _ join: Int) {
    net.nodes[split].pair = Row(join)
    net.nodes[join].pair = Row(split)
  }

  mutating func attach(_ boundary: Int, to activity: Int) {
    net.nodes[boundary].attachedTo = Row(activity)
  }

  /// The net of what was sketched; the first node is the start.
  func finished() -> FlowNet {
    var net = net
    for index in net.nodes.indices {
      let start = net.edges.count
      for edge in edges where edge.from == index {
        net.edges.append(
          FlowEdge(
            name: NameHash("edge-\(net.edges.count)"), from: Row(edge.from), to: Row(edge.to),
            condition: nil, share: nil))
      }
      net.nodes[index].outgoing = Int32(start)..<Int32(net.edges.count)
      net.nodes[index].incomingCount = Int32(edges.count { $0.to == index })
      net.nodes[index].defaultEdge = defaults[index].map(Int32.init)
      let attached = net.nodes.indices.filter { net.nodes[$0].attachedTo == Row(index) }
      let first = net.boundaries.count
      net.boundaries += attached.map { Row($0) }
      net.nodes[index].boundaries = Int32(first)..<Int32(net.boundaries.count)
    }
    net.flows = [
      FlowDefinition(
        name: NameHash("sketch"), nodes: 0..<Int32(net.nodes.count), start: Row(0), startsOn: nil)
    ]
    return net
  }

  /// A flow drawn at random: from a start over blocks to an end.
  static func drawn(_ seed: UInt64) -> FlowNet {
    var sketch = FlowSketch()
    let source = RandomSource(seed: seed, replication: 0)
    var draws = source.draws(purpose: NameHash("sketch"), entity: NameHash("flow"), ordinal: 0)
    let start = sketch.node(.start(.none))
    let last = sketch.block(after: start, depth: 0, &draws)
    sketch.edge(last, sketch.node(.end(.none)))
    return sketch.finished()
  }

  /// Appends a block behind a node; the node it ends with.
  private mutating func block(after node: Int, depth: Int, _ draws: inout RandomDraws) -> Int {
    switch depth < 3 ? draws.below(8) : 0 {
    case 1, 2:
      let middle = block(after: node, depth: depth + 1, &draws)
      return block(after: middle, depth: depth + 1, &draws)
    case 3: return fork(.exclusive, after: node, depth, &draws)
    case 4: return fork(.parallel, after: node, depth, &draws)
    case 5: return fork(.inclusive, after: node, depth, &draws)
    case 6: return loop(after: node, depth, &draws)
    case 7: return guarded(after: node, &draws)
    default:
      let next = task()
      edge(node, next)
      return next
    }
  }

  private mutating func fork(
    _ kind: FlowNode.Kind, after node: Int, _ depth: Int, _ draws: inout RandomDraws
  ) -> Int {
    let split = self.node(kind)
    let join = self.node(kind)
    edge(node, split)
    if kind == .inclusive { pair(split, join) }
    let count = 2 + Int(draws.below(2))
    for branch in 0..<count {
      let first = task()
      edge(split, first, isDefault: kind == .inclusive && branch == 0)
      edge(block(after: first, depth: depth + 1, &draws), join)
    }
    return join
  }

  private mutating func loop(
    after node: Int, _ depth: Int, _ draws: inout RandomDraws
  ) -> Int {
    let enter = self.node(.exclusive)
    edge(node, enter)
    let decide = self.node(.exclusive)
    edge(block(after: enter, depth: depth + 1, &draws), decide)
    edge(decide, enter)
    return decide
  }

  private mutating func guarded(after node: Int, _ draws: inout RandomDraws) -> Int {
    let work = task()
    edge(node, work)
    let interrupts = draws.below(2) == 0
    let boundary = self.node(.boundary(.none, interrupts: interrupts))
    attach(boundary, to: work)
    let aside = task()
    edge(boundary, aside)
    guard interrupts else {
      edge(aside, self.node(.end(.none)))
      return work
    }
    let meet = self.node(.exclusive)
    edge(work, meet)
    edge(aside, meet)
    return meet
  }
}
