import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Who told whom, in time or late.
enum MessagesSection {
  static func make(_ context: RunContext) -> SectionView? {
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

  private static func row(_ message: MessageRecord, _ context: RunContext) -> [Markup] {
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
