import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Who told whom, in time or late.
enum MessagesSection {
  static func make(_ context: RunContext) -> SectionView? {
    let messages = context.facts.replication.messages
    if messages.isEmpty { return nil }
    let late = messages.filter { $0.isLate(at: context.facts.end) }.count
    let wrong = messages.filter(\.wentWrong).count
    let lead = context.phrase(
      "共 \(messages.count) 条消息，\(late) 条迟报，\(wrong) 条曾误发。",
      "\(Plural.count(messages.count, "message", "messages")), \(late) of them late, \(wrong) first sent to the wrong receiver."
    )
    let table = PageTable(
      context.phrase("消息", "Messages"),
      [
        (context.phrase("消息", "message"), false), (context.phrase("由谁到谁", "from and to"), false),
        (context.phrase("方式", "by"), false),
        (context.phrase("发出", "sent"), false), (context.phrase("收悉", "received"), false),
        (context.phrase("期限", "due"), false), (context.phrase("判定", "verdict"), false),
      ], messages.map { row($0, context) }, context.language)
    return SectionView(
      id: "messages", heading: context.markup("消息", "Messages"), lead: Markup(lead),
      content: table.markup(most: 12, context.language))
  }

  private static func row(_ message: MessageRecord, _ context: RunContext) -> [Markup] {
    let way = "\(context.names.lane(message.from)) → \(context.names.lane(message.to))"
    let by = context.facts.way(of: message).map { Terms.word($0)[context.language] }
    let end = context.facts.end
    let (isBad, isOpen) = (message.isBad(at: end), message.isOpen(at: end))
    var words: [String] = []
    if message.isLate(at: end) { words.append(context.phrase("迟报", "late")) }
    if message.wentWrong { words.append(context.phrase("曾误发", "misdirected")) }
    if isOpen {
      words.append(context.phrase("尚未收悉", "not read yet"))
    } else if message.arrived == nil {
      words.append(context.phrase("未送达", "not received"))
    }
    let text =
      words.isEmpty
      ? context.phrase("按时", "on time") : words.joined(separator: context.phrase("，", ", "))
    let (style, sign) = isBad ? ("missed", "✕") : isOpen ? ("open", "~") : ("met", "✓")
    let never = isOpen ? "–" : context.phrase("未送达", "never")
    let verdict =
      "<span class=\"\(style)\"><span aria-hidden=\"true\">\(sign)</span>"
      + " \(Markup(text))</span>"
    return [
      Markup(context.names.flowNode(message.node)), Markup(way), Markup(by ?? "–"),
      Markup(context.moment(message.sent)),
      Markup(message.arrived.map(context.moment) ?? never),
      Markup(message.due.map(context.moment) ?? "–"), Markup(html: verdict),
    ]
  }
}
