import EventKernel
import Simulator

extension FlowGraph {
  /// Resolves what the drawing refers to. What does not resolve gets a diagnostic and is left out.
  init(_ process: BPMNProcess, _ sink: inout DiagnosticSink) {
    self.process = process
    nodes = process.nodes.map { Node(drawn: $0) }
    let rows = Dictionary(
      nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    linkEdges(rows, &sink)
    linkLanes(rows, &sink)
    linkBoundaries(rows, &sink)
    linkDefaults(&sink)
    readTriggers(&sink)
    readConditions(&sink)
  }

  private mutating func linkEdges(_ rows: [String: Int], _ sink: inout DiagnosticSink) {
    let ids = nodes.map(\.id)
    for flow in process.flows {
      for end in [flow.source, flow.target] where rows[end.id] == nil {
        sink.error(
          .flowDangling, end.position, zh: "连线的一端 '\(end.id)' 不是本流程的节点",
          en: "the sequence flow ends at '\(end.id)', which is no node of this flow",
          hint: NearestName.hint(end.id, in: ids))
      }
      guard let from = rows[flow.source.id], let to = rows[flow.target.id] else { continue }
      if nodes[from].drawn.isEnd || nodes[to].drawn.isStart || nodes[to].drawn.isBoundary {
        sink.error(
          .flowDangling, flow.position,
          zh: "连线不能离开结束事件，也不能进入开始事件或边界事件",
          en: "no sequence flow may leave an end event, or enter a start or a boundary event")
        continue
      }
      nodes[from].outgoing.append(edges.count)
      nodes[to].incoming.append(edges.count)
      edges.append(Edge(drawn: flow, from: from, to: to))
    }
  }

  private mutating func linkLanes(_ rows: [String: Int], _ sink: inout DiagnosticSink) {
    for (index, lane) in lanes.enumerated() {
      for member in lane.members {
        guard let row = rows[member.id] else {
          sink.error(
            .flowDangling, member.position, zh: "泳道中的 '\(member.id)' 不是本流程的节点",
            en: "the lane has '\(member.id)', which is no node of this flow",
            hint: NearestName.hint(member.id, in: nodes.map(\.id)))
          continue
        }
        if let other = nodes[row].lane, other != index {
          sink.error(
            .flowNoLane, member.position, zh: "'\(member.id)' 同时在两个泳道中",
            en: "'\(member.id)' is in two lanes")
        }
        nodes[row].lane = index
      }
    }
  }

  private mutating func linkBoundaries(_ rows: [String: Int], _ sink: inout DiagnosticSink) {
    for index in nodes.indices {
      guard case .boundary(_, let activity, _) = nodes[index].drawn.kind else { continue }
      guard let row = rows[activity.id] else {
        sink.error(
          .flowDangling, activity.position, zh: "边界事件附着的 '\(activity.id)' 不存在",
          en: "the boundary event is attached to '\(activity.id)', which is not there",
          hint: NearestName.hint(activity.id, in: nodes.filter(\.drawn.isActivity).map(\.id)))
        continue
      }
      guard nodes[row].drawn.isActivity || nodes[row].drawn.isRefused else {
        sink.error(
          .flowBoundary, activity.position, zh: "边界事件只能附着在任务或调用活动上",
          en: "a boundary event sits on a task or a call activity, nothing else")
        continue
      }
      nodes[index].attachedTo = row
      nodes[row].boundaries.append(index)
      if nodes[index].lane == nil { nodes[index].lane = nodes[row].lane }
    }
  }

  private mutating func linkDefaults(_ sink: inout DiagnosticSink) {
    for index in nodes.indices {
      guard let reference = nodes[index].drawn.defaultFlow else { continue }
      let outgoing = nodes[index].outgoing
      guard let edge = outgoing.firstIndex(where: { edges[$0].drawn.id == reference.id }) else {
        sink.error(
          .flowDangling, reference.position, zh: "默认分支 '\(reference.id)' 不从这里出发",
          en: "the default flow '\(reference.id)' does not leave from here",
          hint: NearestName.hint(reference.id, in: outgoing.map { edges[$0].drawn.id }))
        continue
      }
      nodes[index].defaultEdge = edge
    }
  }

  /// Timers and conditions of events.
  private mutating func readTriggers(_ sink: inout DiagnosticSink) {
    let counted = countable
    for index in nodes.indices {
      switch nodes[index].drawn.trigger {
      case .timer(let text):
        guard let span = ISODuration.parse(text.string) else {
          sink.error(
            .badDuration, text.position, zh: "'\(text.string)' 不是 ISO 8601 时长",
            en: "'\(text.string)' is no ISO 8601 duration",
            hint: Bilingual(
              zh: "例如 PT30M、P1DT12H；年、月不是固定时长",
              en: "e.g. PT30M, P1DT12H; years and months are no fixed length"))
          continue
        }
        nodes[index].timer = span
      case .condition(let text):
        nodes[index].condition = ConditionParser.parse(
          text, scope: .ofCase, elements: counted, &sink)
      default:
        continue
      }
    }
  }

  private mutating func readConditions(_ sink: inout DiagnosticSink) {
    let counted = countable
    for index in edges.indices {
      guard let text = edges[index].drawn.condition else { continue }
      let from = nodes[edges[index].from]
      guard from.drawn.chooses || from.drawn.isRefused else {
        sink.error(
          .flowUnsupported, text.position, zh: "只有排他、包容网关的出口可以有条件",
          en: "only the ways out of exclusive and inclusive gateways may have conditions")
        continue
      }
      if let edge = from.defaultEdge, from.outgoing[edge] == index {
        sink.error(
          .badCondition, text.position, zh: "默认分支没有条件", en: "the default flow has no condition")
      }
      edges[index].condition = ConditionParser.parse(
        text, scope: .ofCase, elements: counted, &sink)
    }
  }

  /// What `count(...)` may name: activities and events, since they are done.
  private var countable: [String] {
    nodes.filter { !$0.drawn.isGateway }.map(\.id)
  }
}
