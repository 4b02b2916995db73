import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Which way was taken where a flow could go several, and whom the work was given to.
enum DecisionsSection {
  static func make(_ context: PageContext) -> SectionView? {
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

  private static func row(_ entry: Entry, _ context: PageContext) -> [Markup] {
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

/// Who told whom, in time or late.
enum MessagesSection {
  static func make(_ context: PageContext) -> SectionView? {
    let messages = context.facts.replication.messages
    if messages.isEmpty { return nil }
    let late = messages.filter(\.isLate).count
    let wrong = messages.filter(\.wentWrong).count
    let lead = context.phrase(
      "共 \(messages.count) 条消息，\(late) 条迟报，\(wrong) 条曾误发。",
      "\(Plural.count(messages.count, "message", "messages")), \(late) of them late, \(wrong) first sent to the wrong receiver."
    )
    let table = PageTable(
      context.phrase("消息", "Messages"),
      [
        (context.phrase("消息", "message"), false), (context.phrase("由谁到谁", "from and to"), false),
        (context.phrase("发出", "sent"), false), (context.phrase("送达", "arrived"), false),
        (context.phrase("期限", "due"), false), (context.phrase("判定", "verdict"), false),
      ], messages.map { row($0, context) }, context.language)
    return SectionView(
      id: "messages", heading: context.markup("消息", "Messages"), lead: Markup(lead),
      content: table.markup(most: 12, context.language))
  }

  private static func row(_ message: MessageRecord, _ context: PageContext) -> [Markup] {
    let way = "\(context.names.lane(message.from)) → \(context.names.lane(message.to))"
    let isBad = message.isBad
    var words: [String] = []
    if message.isLate { words.append(context.phrase("迟报", "late")) }
    if message.wentWrong { words.append(context.phrase("曾误发", "misdirected")) }
    if message.arrived == nil { words.append(context.phrase("未送达", "not received")) }
    let text =
      words.isEmpty
      ? context.phrase("按时", "on time") : words.joined(separator: context.phrase("，", ", "))
    let verdict =
      "<span class=\"\(isBad ? "missed" : "met")\"><span aria-hidden=\"true\">\(isBad ? "✕" : "✓")</span>"
      + " \(Markup(text))</span>"
    return [
      Markup(context.names.flowNode(message.node)), Markup(way),
      Markup(context.moment(message.sent)),
      Markup(message.arrived.map(context.moment) ?? context.phrase("未送达", "never")),
      Markup(message.due.map(context.moment) ?? "–"), Markup(html: verdict),
    ]
  }
}

/// What the store held, gave out and bought.
enum PartsSection {
  static func make(_ context: PageContext) -> SectionView? {
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
