import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Which way was taken where a flow could go several, and whom the work was given to.
enum DecisionsSection {
  static func make(_ context: RunContext) -> SectionView? {
    let entries = context.facts.replication.entries.filter { entry in
      guard entry.kind == .branchTaken else { return false }
      let node = context.facts.model.net.nodes[Int(entry.subject)]
      let isAutomatic = node.lane.map {
        context.facts.model.net.lanes[$0.index].performer == .automatic
      }
      return node.kind != .parallel && node.outgoing.count > 1 && isAutomatic != true
    }
    if entries.isEmpty { return nil }
    let logged = context.facts.replication.decisions.count
    let lead = context.phrase(
      "人员在网关处作出 \(entries.count) 次判断；决策日志共 \(logged) 条。",
      "People decided at gateways \(Plural.times(entries.count)); the decision log holds \(Plural.count(logged, "answer", "answers"))."
    )
    let table = PageTable(
      context.phrase("判断", "Decisions"),
      [
        (context.phrase("问题", "question"), false), (context.phrase("时间", "time"), false),
        (context.phrase("去向", "way taken"), false), (context.phrase("流程", "flow"), false),
      ], entries.map { row($0, context) }, context.language)
    return SectionView(
      id: "decisions", heading: context.markup("决策", "Decisions"), lead: Markup(lead),
      content: table.markup(most: 12, context.language))
  }

  private static func row(_ entry: Entry, _ context: RunContext) -> [Markup] {
    let edge = context.facts.model.net.edges[Int(entry.object)]
    let own = context.facts.run.drill.lexicon.edges[Int(entry.object)].title[context.language]
    let next = context.names.flowNode(edge.to)
    let way = [own, next].filter { !$0.isEmpty }.joined(separator: " → ")
    let node = context.facts.model.net.nodes[Int(entry.subject)]
    return [
      Markup(context.names.flowNode(Row(Int(entry.subject)))), Markup(context.moment(entry.time)),
      Markup(way), Markup(context.names.flowWithClause(node.flow)),
    ]
  }
}
