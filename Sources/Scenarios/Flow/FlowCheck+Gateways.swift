import EventKernel
import Simulator

extension FlowCheck {
  /// What decides at an exclusive or inclusive gateway: conditions with a default, or shares.
  func checkChoice(_ index: Int, _ sink: inout DiagnosticSink) {
    let node = graph.nodes[index]
    guard node.drawn.chooses, node.outgoing.count > 1 else { return }
    let edges = node.outgoing.map { graph.edges[$0] }
    let conditional = edges.count { $0.drawn.condition != nil }
    guard conditional > 0 else {
      guard knowsShares, edges.allSatisfy({ $0.share == nil }) else { return }
      let isInclusive = node.drawn.isInclusive
      return sink.error(
        .flowNoDefault, node.position, zh: "网关 '\(node.id)' 没有条件，也没有比例：无从决定",
        en: "nothing decides the gateway '\(node.id)': it has neither conditions nor shares",
        hint: isInclusive
          ? Bilingual(zh: "请给出条件和默认分支", en: "give it conditions and a default flow")
          : Bilingual(
            zh: "请给出条件和默认分支，或在 branches 中给出比例",
            en: "give it conditions and a default flow, or shares under 'branches'"))
    }
    guard node.drawn.defaultFlow != nil else {
      return sink.error(
        .flowNoDefault, node.position, zh: "网关 '\(node.id)' 没有默认分支",
        en: "the gateway '\(node.id)' has no default flow",
        hint: Bilingual(
          zh: "条件可能全部不成立：default=\"\(edges[edges.count - 1].drawn.id)\"",
          en: "all conditions may fail: default=\"\(edges[edges.count - 1].drawn.id)\""))
    }
    for (position, edge) in edges.enumerated()
    where edge.drawn.condition == nil && position != node.defaultEdge {
      guard node.defaultEdge != nil else { continue }
      sink.error(
        .flowNoDefault, edge.drawn.position,
        zh: "分支 '\(edge.drawn.id)' 没有条件，也不是默认分支",
        en: "the branch '\(edge.drawn.id)' has no condition and is not the default")
    }
  }

  func checkEventGateway(_ index: Int, _ sink: inout DiagnosticSink) {
    let gateway = graph.nodes[index]
    guard case .eventBased = gateway.drawn.kind else { return }
    if gateway.outgoing.count < 2 {
      sink.error(
        .flowEventGateway, gateway.position, zh: "事件网关至少等待两个事件",
        en: "an event-based gateway waits for two events or more")
    }
    for edge in gateway.outgoing.map({ graph.edges[$0] }) {
      let target = graph.nodes[edge.to]
      if !target.drawn.isCatching, !target.drawn.isRefused {
        sink.error(
          .flowEventGateway, edge.drawn.position, zh: "事件网关之后只能是捕获事件或带消息的接收任务",
          en: "only catching events and receive tasks with a message follow an event-based gateway",
          hint: Bilingual(
            zh: "'\(target.id)' 不等待任何事件", en: "'\(target.id)' waits for no event"))
      } else if target.incoming.count > 1 {
        sink.error(
          .flowEventGateway, edge.drawn.position, zh: "'\(target.id)' 还有别的入口",
          en: "'\(target.id)' has another way in",
          hint: Bilingual(
            zh: "事件网关等待的事件只能从它进入", en: "what such a gateway waits for is entered from it alone"))
      }
    }
  }

  /// Whether every token finds its way: inclusive gateways in pairs, joins that can happen, and an
  /// end that can be reached whatever was done. Asks for a flow that passed all else.
  func checkTokens(_ sink: inout DiagnosticSink) {
    let before = sink.errorCount
    for node in graph.nodes where node.drawn.isInclusive { checkPair(node, &sink) }
    guard sink.errorCount == before else { return }
    let net = PetriNet(net: graph.skeleton, flow: Row(0)).reduced(keepsTasks: false)
    let found = net.soundness()
    // Cut short: nothing is claimed.
    guard found.isComplete, found.stuck > 0 || !found.dead.isEmpty else { return }
    let living = Set(
      net.transitions.indices.filter { !found.dead.contains($0) }.map {
        net.transitions[$0].node
      })
    let dead = net.transitions.map(\.node).filter { !living.contains($0) }
    let waiting = net.places.indices.filter { (found.stuckExample?[Row($0)] ?? 0) > 0 }
      .map { net.places[$0] }
    report(Set((dead + waiting).map(\.index)).sorted(), &sink)
  }

  /// Tells the joins where tokens wait for ever; without any the split of which no branch came.
  private func report(_ nodes: [Int], _ sink: inout DiagnosticSink) {
    let joins = nodes.filter {
      let node = graph.nodes[$0]
      return node.incoming.count > 1 && (node.drawn.isParallel || node.drawn.isInclusive)
    }
    for join in joins.map({ graph.nodes[$0] }) {
      sink.error(
        .flowUnpaired, join.position, zh: "汇合网关 '\(join.id)' 可能永远等不齐",
        en: "the join '\(join.id)' may wait for ever",
        hint: Bilingual(
          zh: "并行的分支须由并行网关分出；只走一条的分支用排他网关汇合",
          en:
            "a parallel join closes a parallel split; of branches one of which is taken, an exclusive one"
        ))
    }
    guard joins.isEmpty else { return }
    for node in nodes.map({ graph.nodes[$0] }) {
      sink.error(
        .flowStuck, node.position, zh: "流程可能停在 '\(node.id)'，再也到不了结束",
        en: "the flow may stop at '\(node.id)' and never end",
        hint: Bilingual(
          zh: "包容网关的每个分支都须到达它的汇合",
          en: "every branch of an inclusive gateway comes to its join"))
    }
  }

  private func checkPair(_ node: FlowGraph.Node, _ sink: inout DiagnosticSink) {
    let limit = PetriNet.inclusiveBranchLimit
    let isSplit = node.outgoing.count > 1
    let isJoin = node.incoming.count > 1
    if isSplit, isJoin {
      sink.error(
        .flowUnpaired, node.position, zh: "包容网关 '\(node.id)' 既分支又汇合",
        en: "the inclusive gateway '\(node.id)' both joins and splits",
        hint: Bilingual(zh: "请画成两个网关", en: "draw two gateways"))
    } else if isSplit, node.outgoing.count > limit {
      sink.error(
        .flowUnpaired, node.position, zh: "包容网关的分支超过 \(limit) 个",
        en: "the inclusive gateway has more than \(limit) branches")
    } else if isSplit || isJoin, node.pair == nil {
      sink.error(
        .flowUnpaired, node.position,
        zh: isSplit ? "包容网关 '\(node.id)' 没有配对的汇合" : "包容网关 '\(node.id)' 没有配对的分支",
        en: "the inclusive \(isSplit ? "split" : "join") '\(node.id)' has no "
          + (isSplit ? "join" : "split"),
        hint: Bilingual(
          zh: "包容网关须成对：从分支进入，到汇合为止，中间没有别的出入口",
          en: "inclusive gateways come in pairs, with no other way in or out between them"))
    }
  }
}
