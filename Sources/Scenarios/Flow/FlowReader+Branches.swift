import EventKernel
import Simulator

extension FlowReader {
  /// Shares of the gateways that no condition decides.
  mutating func readBranches(_ value: YAMLValue?, _ sink: inout DiagnosticSink) {
    // By the drawing's own words: a sequence flow that leads nowhere was told.
    let gateways = graph.nodes.filter { node in
      node.drawn.chooses && graph.process.flows.count { $0.source.id == node.id } > 1
    }.map(\.id)
    for entry in value?.entries(&sink) ?? [] {
      guard let node = graph.node(entry.key), gateways.contains(entry.key) else {
        sink.error(
          .flowStaleEntry, entry.keyPosition, zh: "图中没有要选择分支的网关 '\(entry.key)'",
          en: "the drawing has no gateway '\(entry.key)' that chooses",
          hint: NearestName.hint(entry.key, in: gateways))
        continue
      }
      readShares(of: node, entry, &sink)
    }
  }

  private mutating func readShares(
    of node: Int, _ entry: YAMLEntry, _ sink: inout DiagnosticSink
  ) {
    let outgoing = graph.nodes[node].outgoing
    let ids = outgoing.map { graph.edges[$0].drawn.id }
    let drawn = graph.process.flows.filter { $0.source.id == entry.key }.map(\.id)
    guard !graph.nodes[node].drawn.isInclusive else {
      return sink.error(
        .flowShares, entry.keyPosition, zh: "包容网关由条件决定，不用比例",
        en: "conditions decide an inclusive gateway, not shares")
    }
    if outgoing.contains(where: { graph.edges[$0].drawn.condition != nil }) {
      sink.error(
        .flowShares, entry.keyPosition, zh: "网关 '\(entry.key)' 已由条件决定，不能再有比例",
        en: "conditions decide the gateway '\(entry.key)'; it has no shares")
    }
    var total = 0
    var isWhole = true
    for branch in entry.value.entries(&sink) {
      guard let index = ids.firstIndex(of: branch.key) else {
        isWhole = false
        if drawn.contains(branch.key) { continue }
        sink.error(
          .flowStaleEntry, branch.keyPosition, zh: "连线 '\(branch.key)' 不从网关 '\(entry.key)' 出发",
          en: "no sequence flow '\(branch.key)' leaves the gateway '\(entry.key)'",
          hint: NearestName.hint(branch.key, in: ids))
        continue
      }
      guard let share = branch.value.share(&sink) else {
        isWhole = false
        continue
      }
      let parts = Int((share.value * 1e6).rounded())
      graph.edges[outgoing[index]].share = parts
      total += parts
    }
    let missing = zip(outgoing, ids).filter { graph.edges[$0.0].share == nil }.map { $0.1 }
    if isWhole, let first = missing.first {
      sink.error(
        .flowShares, entry.keyPosition, zh: "分支 '\(first)' 没有比例",
        en: "the branch '\(first)' has no share")
    } else if isWhole, total != 1_000_000 {
      let percent = YAMLValue.plain(Double(total) / 1e4)
      sink.error(
        .flowShares, entry.keyPosition, zh: "网关 '\(entry.key)' 的比例之和为 \(percent) %，应为 100 %",
        en: "the shares of the gateway '\(entry.key)' sum to \(percent) %, not to 100 %")
    }
    for edge in outgoing where graph.edges[edge].share == nil { graph.edges[edge].share = 0 }
  }
}
