import EventKernel
import Simulator

/// Assembles a flow net by names, for tests: nodes in the order given, edges by their ends.
struct NetBuilder {
  private struct DraftEdge {
    var from: String
    var to: String
    var condition: [ConditionStep]?
    var share: Int32?
  }

  private struct DraftNode {
    var name: String
    var lane: String?
    var kind: FlowNode.Kind
    var attachedTo: String?
    var multiplicity: Multiplicity?
  }

  private struct Draft {
    var name: String
    var startsOn: Signal?
    var nodes: [DraftNode] = []
    var edges: [DraftEdge] = []
    var defaults: [String: String] = [:]
    var pairs: [String: String] = [:]
  }

  private var drafts: [Draft] = []
  private(set) var steps: [Step] = []
  private var lanes: [LaneDefinition] = []
  private var laneRows: [String: Int] = [:]

  mutating func lane(
    _ name: String, _ performer: Performer, holds: Bool = false, preempts: Bool = false,
    pauses: Bool = false
  ) {
    laneRows[name] = lanes.count
    lanes.append(
      LaneDefinition(
        name: NameHash(name), performer: performer, holds: holds, preempts: preempts,
        pausesOffDuty: pauses))
  }

  mutating func flow(_ name: String, startsOn: Signal? = nil) {
    drafts.append(Draft(name: name, startsOn: startsOn))
  }

  mutating func node(
    _ name: String, _ kind: FlowNode.Kind, lane: String? = nil, attachedTo: String? = nil,
    multiplicity: Multiplicity? = nil
  ) {
    drafts[drafts.count - 1].nodes.append(
      DraftNode(
        name: name, lane: lane, kind: kind, attachedTo: attachedTo, multiplicity: multiplicity))
  }

  mutating func task(
    _ name: String, lane: String, _ step: Step, multiplicity: Multiplicity? = nil
  ) {
    node(name, .task(Row(steps.count)), lane: lane, multiplicity: multiplicity)
    steps.append(step)
  }

  /// Edges in the order in which a gateway tries them.
  mutating func edge(
    _ from: String, _ to: String, if condition: [ConditionStep]? = nil, share: Int32? = nil,
    isDefault: Bool = false
  ) {
    let last = drafts.count - 1
    drafts[last].edges.append(
      DraftEdge(from: from, to: to, condition: condition, share: share))
    if isDefault { drafts[last].defaults[from] = to }
  }

  mutating func pair(_ split: String, _ join: String) {
    drafts[drafts.count - 1].pairs[split] = join
    drafts[drafts.count - 1].pairs[join] = split
  }

  func laneRow(_ name: String) -> Row<Lane> { Row(laneRows[name, default: 0]) }

  /// The rows that a flow and the node "flow.node" will have; of none that there is, beyond all.
  func flowRow(_ name: String) -> Row<Flow> {
    Row(drafts.firstIndex { $0.name == name } ?? drafts.count)
  }

  func nodeRow(_ name: String) -> Row<FlowNode> {
    let names = drafts.flatMap { draft in draft.nodes.map { "\(draft.name).\($0.name)" } }
    return Row(names.firstIndex(of: name) ?? names.count)
  }

  /// Puts the net (and the conditions of its edges) into a model.
  func build(into model: inout Model) {
    var net = FlowNet()
    net.steps = Table(steps)
    net.lanes = Table(lanes)
    for (flowRow, draft) in drafts.enumerated() {
      let first = net.nodes.count
      var rows: [String: Int] = [:]
      for (offset, node) in draft.nodes.enumerated() { rows[node.name] = first + offset }
      for node in draft.nodes {
        let row = rows[node.name, default: 0]
        let outgoing = draft.edges.filter { $0.from == node.name }
        let range = Int32(net.edges.count)..<Int32(net.edges.count + outgoing.count)
        var defaultEdge: Int32?
        for (offset, edge) in outgoing.enumerated() {
          var condition: Row<Condition>?
          if let steps = edge.condition {
            condition = Row(model.conditions.count)
            model.conditions.append(Condition(steps: steps))
          }
          if draft.defaults[node.name] == edge.to { defaultEdge = Int32(offset) }
          net.edges.append(
            FlowEdge(
              name: NameHash("\(draft.name).\(edge.from)-\(edge.to)"), from: Row(row),
              to: Row(rows[edge.to, default: 0]), condition: condition, share: edge.share))
        }
        let attached = draft.nodes.filter { $0.attachedTo == node.name }
        let boundaries = Int32(net.boundaries.count)
        for boundary in attached { net.boundaries.append(Row(rows[boundary.name, default: 0])) }
        net.nodes.append(
          FlowNode(
            name: NameHash("\(draft.name).\(node.name)"), flow: Row(flowRow),
            lane: node.lane.map(laneRow), kind: node.kind, outgoing: range,
            incomingCount: Int32(draft.edges.count { $0.to == node.name }),
            pair: draft.pairs[node.name].map { Row(rows[$0, default: 0]) },
            attachedTo: node.attachedTo.map { Row(rows[$0, default: 0]) },
            boundaries: boundaries..<Int32(net.boundaries.count), defaultEdge: defaultEdge,
            multiplicity: node.multiplicity))
      }
      let start = draft.nodes.first {
        if case .start = $0.kind { true } else { false }
      }
      net.flows.append(
        FlowDefinition(
          name: NameHash(draft.name), nodes: Int32(first)..<Int32(net.nodes.count),
          start: Row(rows[start?.name ?? "", default: first]), startsOn: draft.startsOn))
    }
    model.net = net
  }
}
