import EventKernel
import Simulator

/// One flow's structure with references resolved: positions in arrays instead of ids.
package struct FlowGraph: Sendable {
  struct Node: Sendable {
    var drawn: BPMNNode
    /// Position in `lanes`; nil: none, which is an error unless it is a boundary event.
    var lane: Int?
    /// Positions in `edges`, in file order.
    var outgoing: [Int] = []
    var incoming: [Int] = []
    /// Boundary events on it.
    var boundaries: [Int] = []
    var attachedTo: Int?
    /// Of an inclusive split its join, and the other way round.
    var pair: Int?
    /// Of an event that a condition fires.
    var condition: ConditionExpression?
    /// Of an event that a timer fires.
    var timer: TimeSpan?
    /// Position in `outgoing`.
    var defaultEdge: Int?

    var id: String { drawn.id }
    var position: SourcePosition { drawn.position }
  }

  struct Edge: Sendable {
    var drawn: BPMNSequenceFlow
    var from: Int
    var to: Int
    var condition: ConditionExpression?
    /// Parts per million, where shares decide.
    var share: Int?
  }

  var process: BPMNProcess
  var nodes: [Node] = []
  var edges: [Edge] = []

  var lanes: [BPMNLane] { process.lanes }

  func node(_ id: String) -> Int? { nodes.firstIndex { $0.id == id } }

  /// The nodes that a token may come to next from a node: along its edges, and by the boundary
  /// events on it.
  func successors(_ node: Int) -> [Int] {
    nodes[node].outgoing.map { edges[$0].to } + nodes[node].boundaries
  }

  func predecessors(_ node: Int) -> [Int] {
    nodes[node].incoming.map { edges[$0].from } + (nodes[node].attachedTo.map { [$0] } ?? [])
  }
}

extension BPMNNode {
  /// A task with work of its own: it may have an entry in the file beside the drawing.
  var isTask: Bool { if case .task = kind { true } else { false } }
  var isCall: Bool { if case .call = kind { true } else { false } }
  var isActivity: Bool { isTask || isCall }
  var isStart: Bool { if case .start = kind { true } else { false } }
  var isEnd: Bool { if case .end = kind { true } else { false } }
  var isBoundary: Bool { if case .boundary = kind { true } else { false } }
  var isRefused: Bool { if case .refused = kind { true } else { false } }

  var isGateway: Bool {
    switch kind {
    case .exclusive, .parallel, .inclusive, .eventBased: true
    default: false
    }
  }

  /// Whether conditions or shares choose among its ways out.
  var chooses: Bool {
    switch kind {
    case .exclusive, .inclusive: true
    default: false
    }
  }

  var isInclusive: Bool { if case .inclusive = kind { true } else { false } }
  var isParallel: Bool { if case .parallel = kind { true } else { false } }
  var isCatching: Bool { if case .catching = kind { true } else { false } }

  /// What it waits for, of an event that catches.
  var trigger: BPMNTrigger? {
    switch kind {
    case .start(let trigger), .catching(let trigger), .boundary(let trigger, _, _): trigger
    default: nil
    }
  }
}
