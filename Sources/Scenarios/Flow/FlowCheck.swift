import Simulator

/// What must hold of a flow's structure before it can run; every breach is told.
struct FlowCheck {
  let graph: FlowGraph
  /// The file with the shares was read, so that a gateway without any lacks them.
  let knowsShares: Bool

  func run(_ sink: inout DiagnosticSink) {
    checkStart(&sink)
    checkReach(&sink)
    for node in graph.nodes.indices {
      checkLane(node, &sink)
      checkWays(node, &sink)
      checkBoundary(node, &sink)
      checkChoice(node, &sink)
      checkEventGateway(node, &sink)
    }
    checkLoops(&sink)
    checkDrawing(&sink)
  }

  private func checkStart(_ sink: inout DiagnosticSink) {
    let starts = graph.nodes.filter(\.drawn.isStart)
    if starts.isEmpty {
      sink.error(
        .flowStart, graph.process.id.position, zh: "流程没有开始事件", en: "the flow has no start event")
    }
    for other in starts.dropFirst() {
      sink.error(
        .flowStart, other.position, zh: "流程只能有一个开始事件", en: "a flow has one start event only",
        hint: Bilingual(
          zh: "'\(starts[0].id)' 已是开始事件", en: "'\(starts[0].id)' is the start event already"))
    }
  }

  private func checkLane(_ index: Int, _ sink: inout DiagnosticSink) {
    let node = graph.nodes[index]
    guard node.lane == nil, !node.drawn.isRefused else { return }
    // One that is attached to nothing was told already.
    guard !node.drawn.isBoundary || node.attachedTo != nil else { return }
    sink.error(
      .flowNoLane, node.position, zh: "'\(node.id)' 不在任何泳道中",
      en: "'\(node.id)' is in no lane",
      hint: Bilingual(zh: "泳道决定由谁执行", en: "the lane says who performs it"))
  }

  /// Splitting is for gateways, so that it can be seen.
  private func checkWays(_ index: Int, _ sink: inout DiagnosticSink) {
    let node = graph.nodes[index]
    guard node.outgoing.count > 1, !node.drawn.isGateway, !node.drawn.isRefused else { return }
    sink.error(
      .flowImplicitSplit, node.position, zh: "'\(node.id)' 有 \(node.outgoing.count) 个出口",
      en: "\(node.outgoing.count) ways lead out of '\(node.id)'",
      hint: Bilingual(
        zh: "分支须由网关画出：并行、排他或包容", en: "split with a gateway: parallel, exclusive or inclusive"))
  }

  private func checkBoundary(_ index: Int, _ sink: inout DiagnosticSink) {
    let node = graph.nodes[index]
    guard case .boundary(.error(let error), _, _) = node.drawn.kind,
      let activity = node.attachedTo
    else { return }
    checkAlike(index, error?.code, on: activity, &sink)
    guard graph.nodes[activity].drawn.isTask else { return }
    sink.error(
      .flowBoundary, node.position, zh: "任务不会引发错误，错误边界事件只用于调用活动",
      en: "a task raises no error; error events sit on call activities",
      hint: Bilingual(zh: "失败请用网关判断", en: "decide about failure with a gateway"))
  }

  /// Of two events on one activity that catch the same error the second never happens.
  private func checkAlike(
    _ index: Int, _ code: String?, on activity: Int, _ sink: inout DiagnosticSink
  ) {
    let before = graph.nodes[activity].boundaries.prefix { $0 != index }
    let other = before.first { boundary in
      guard case .boundary(.error(let error), _, _) = graph.nodes[boundary].drawn.kind else {
        return false
      }
      return error?.code == code
    }
    guard let other else { return }
    let node = graph.nodes[index]
    sink.error(
      .flowBoundary, node.position,
      zh: "'\(graph.nodes[other].id)' 已捕获同样的错误，'\(node.id)' 永不发生",
      en: "'\(graph.nodes[other].id)' catches the same error; '\(node.id)' never happens")
  }

  private func checkDrawing(_ sink: inout DiagnosticSink) {
    let drawn = Set(graph.process.shapes.map(\.element.id))
    for node in graph.nodes where !drawn.contains(node.id) && !node.drawn.isRefused {
      sink.warning(
        .flowNotDrawn, node.position, zh: "'\(node.id)' 没有图形（BPMNShape），报告中画不出来",
        en: "'\(node.id)' has no BPMNShape: reports cannot draw it")
    }
  }
}
