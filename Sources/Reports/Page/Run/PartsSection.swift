import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// What the store held, gave out and bought.
enum PartsSection {
  static func make(_ context: RunContext) -> SectionView? {
    let facts = context.facts
    let stock = facts.replication.stock
    let asked = Set(
      facts.replication.entries.filter {
        [.partDrawn, .partMissing, .partDead, .partOrdered, .partArrived].contains($0.kind)
      }.map { Int($0.subject) })
    let rows = stock.indices.filter { asked.contains($0) || stock[$0].used > 0 }
    if stock.isEmpty { return nil }
    let lead = context.phrase(
      "\(stock.count) 种备件中动用 \(rows.count) 种。",
      "Of \(Plural.count(stock.count, "kind", "kinds")) of spare parts \(rows.count) \(rows.count == 1 ? "was" : "were") asked for."
    )
    let table = PageTable(
      context.phrase("备品备件", "Spare parts"),
      [
        (context.phrase("备件", "part"), false), (context.phrase("期初", "at the start"), true),
        (context.phrase("购入", "bought"), true), (context.phrase("领用", "used"), true),
        (context.phrase("抽测不合格", "dead on test"), true),
        (context.phrase("缺货次数", "times missing"), true),
        (context.phrase("结存", "left"), true),
      ],
      rows.map { row in
        let missing = facts.replication.entries.filter {
          $0.kind == .partMissing && Int($0.subject) == row
        }.count
        return [
          Markup(context.names.part(Row(row))),
          Markup("\(facts.model.support.stock[row].initialStock)"), Markup("\(stock[row].bought)"),
          Markup("\(stock[row].used)"), Markup("\(stock[row].dead)"), Markup("\(missing)"),
          Markup("\(stock[row].left)"),
        ]
      }, context.language)
    return SectionView(
      id: "parts", heading: context.markup("备品备件", "Spare parts"), lead: Markup(lead),
      content: rows.isEmpty ? .empty : table.markup)
  }
}
