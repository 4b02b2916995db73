import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Which role knew of the worst incidents when, and by which way.
enum KnowledgeSection {
  /// Incidents that the table tells of.
  private static let most = 3

  static func make(_ context: RunContext) -> SectionView? {
    let words = KnowledgeSentences(context.facts, context.language)
    let incidents = context.facts.worstIncidents(most: most).filter {
      !context.facts.knowledge.of($0).isEmpty
    }
    guard let worst = incidents.first else { return nil }
    let isOne = incidents.count == 1
    let rows = incidents.flatMap { incident in
      context.facts.knowledge.of(incident).map { item in
        (isOne ? [] : [Markup(context.names.incident(incident))])
          + row(item, of: incident, words, context)
      }
    }
    let table = PageTable(
      context.phrase("何时知情", "Who knew when"),
      (isOne ? [] : [(context.phrase("事故", "incident"), false)]) + [
        (context.phrase("角色", "role"), false), (context.phrase("知情时间", "knew at"), false),
        (context.phrase("距发现", "after detection"), true),
        (context.phrase("途径", "by which way"), false),
      ], rows, context.language)
    return SectionView(
      id: "knew", heading: context.markup("何时知情", "Who knew when"),
      lead: words.sentence(of: worst).map { Markup($0) },
      content: table.markup(most: 12, context.language))
  }

  private static func row(
    _ item: RoleKnowledge.Item, of incident: Row<Incident>, _ words: KnowledgeSentences,
    _ context: RunContext
  ) -> [Markup] {
    let detected = context.facts.replication.incidents[incident.index][.detected]
    return [
      Markup(context.names.lane(item.role)), Markup(context.moment(item.time)),
      Markup(detected.map { context.duration(item.time - $0) } ?? "–"),
      Markup(words.way(of: item)),
    ]
  }
}
