import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The SLA clocks of each incident: a bar against its target, all targets at the same place.
enum ClocksSection {
  private static let template = PageTemplate(
    """
    {{#incidents}}<h3>{{{name}}}</h3>
    <p class="none">{{{about}}}</p>
    {{{table}}}
    {{/incidents}}
    """)

  private struct IncidentView: Sendable {
    var name: Markup
    var about: Markup
    var table: Markup
  }

  private struct View: Sendable {
    var incidents: [IncidentView]
  }

  static func make(_ context: RunContext) -> SectionView {
    let clocks = context.run.scorecard.clocks
    let lead = lead(context)
    let rows = context.facts.replication.incidents.indices
    let incidents = rows.compactMap { row -> IncidentView? in
      let own = clocks.filter { $0.incident.index == row }
      return own.count > 1 ? incident(Row(row), own, context) : nil
    }
    let single = clocks.filter { clock in
      clocks.filter { $0.incident == clock.incident }.count == 1
    }
    let others = single.isEmpty ? [] : [self.others(single, context)]
    return SectionView(
      id: "clocks", heading: context.markup("SLA 时钟", "SLA clocks"), lead: Markup(lead),
      content: template.render(View(incidents: incidents + others)))
  }

  private static func lead(_ context: RunContext) -> String {
    let clocks = context.sentences.outcome.clocks
    let own = context.phrase(
      "\(clocks.all) 个时钟：\(clocks.met) 个达标，\(clocks.missed) 个超时，\(clocks.open) 个未到期",
      "\(Plural.count(clocks.all, "clock", "clocks")): \(clocks.met) met, \(clocks.missed) missed, \(clocks.open) still open"
    )
    let told = [own, context.sentences.joinedText].compactMap(\.self)
      .joined(separator: context.phrase("；", "; "))
    return told + context.phrase("。竖线为目标。", ". The upright line is the target.")
  }

  private static func incident(
    _ row: Row<Incident>, _ clocks: [ClockVerdict], _ context: RunContext
  ) -> IncidentView {
    let record = context.facts.replication.incidents[row.index]
    let name = context.names.incident(row)
    let subject = context.names.subject(record)
    let table = PageTable(
      context.phrase("\(name) 的时钟", "Clocks of \(name)"),
      [
        (context.phrase("时钟", "clock"), false), (context.phrase("计时起点", "counted"), false),
        (context.phrase("判定", "verdict"), false), (context.phrase("用时", "taken"), true),
        (context.phrase("目标", "target"), true),
        (context.phrase("对比", "against the target"), false),
      ],
      clocks.map { verdict in
        [
          Markup(Terms.word(verdict.rule.kind)[context.language]),
          Markup(Terms.start(verdict.rule.from)[context.language]),
          VerdictSign.small(verdict.outcome, context.language), Markup(taken(verdict, context)),
          Markup(context.duration(verdict.target)), bar(verdict) + over(verdict, context),
        ]
      }, context.language)
    let title = Format.capital(name)
    return IncidentView(
      name: Markup(context.phrase("\(title)：\(subject)", "\(title): \(subject)")),
      about: Markup(about(record, context)), table: table.markup)
  }

  /// Incidents with one clock only: alarms that were joined to another case, false alarms.
  private static func others(_ clocks: [ClockVerdict], _ context: RunContext) -> IncidentView {
    let title = context.phrase("其余事故", "Other incidents")
    let table = PageTable(
      context.phrase("其余事故的时钟", "Clocks of the other incidents"),
      [
        (context.phrase("事故", "incident"), false), (context.phrase("时钟", "clock"), false),
        (context.phrase("计时起点", "counted"), false), (context.phrase("判定", "verdict"), false),
        (context.phrase("用时", "taken"), true),
        (context.phrase("目标", "target"), true), (context.phrase("对比", "against the target"), false),
      ],
      clocks.map { verdict in
        let subject = context.facts.replication.incidents[verdict.incident.index].subject
        let name = context.names.incident(verdict.incident)
        return [
          Markup(
            context.phrase(
              "\(name)：\(context.names.node(subject))",
              "\(name): \(context.names.node(subject))")),
          Markup(Terms.word(verdict.rule.kind)[context.language]),
          Markup(Terms.start(verdict.rule.from)[context.language]),
          VerdictSign.small(verdict.outcome, context.language), Markup(taken(verdict, context)),
          Markup(context.duration(verdict.target)), bar(verdict) + over(verdict, context),
        ]
      }, context.language)
    return IncidentView(
      name: Markup(title),
      about: context.markup(
        "只有一个时钟：并入他案的告警，只计受理。",
        "One clock each: alarms that were joined to another case, whose acceptance alone counts."),
      table: table.markup)
  }

  private static func taken(_ verdict: ClockVerdict, _ context: RunContext) -> String {
    let shown = context.duration(verdict.shown)
    return verdict.taken == nil ? context.phrase("已过 \(shown)", "\(shown) so far") : shown
  }

  /// By how much a target was missed.
  private static func over(_ verdict: ClockVerdict, _ context: RunContext) -> Markup {
    guard verdict.outcome == .missed else { return .empty }
    let over = context.duration(verdict.shown - verdict.target)
    return context.markup(" 超出 \(over)", " over by \(over)")
  }

  private static func about(_ record: Incident, _ context: RunContext) -> String {
    let language = context.language
    if record.fault == nil { return context.phrase("误报。", "A false alarm.") }
    let level = Terms.word(record.level)[language]
    let emergency = Terms.word(record.emergency)[language]
    let impact = Terms.word(record.impact)[language]
    let urgency = Terms.word(record.urgency)[language]
    let alarms = Plural.count(record.alarmCount, "alarm", "alarms")
    let calls = Plural.count(record.callCount, "call", "calls")
    return context.phrase(
      "\(level)，\(emergency)；影响度\(impact)，紧急度\(urgency)，优先级 \(record.priority)；告警 \(record.alarmCount) 次，来电 \(record.callCount) 次。",
      "\(level), \(emergency); impact \(impact), urgency \(urgency), priority \(record.priority); \(alarms), \(calls)."
    )
  }

  /// The target is at two thirds of the bar; what goes past the end is cut, with an arrow.
  private static func bar(_ verdict: ClockVerdict) -> Markup {
    let target = max(1, verdict.target.microseconds)
    let mark = 120.0
    let full = 176.0
    let length = mark * Double(verdict.shown.microseconds) / Double(target)
    let style =
      switch verdict.outcome {
      case .met: "fill-good"
      case .missed: "fill-bad"
      case .open: "fill-warn"
      }
    let over =
      length > full
      ? "<polygon class=\"\(style)\" points=\"\(Picture.points([(176, 3), (184, 8), (176, 13)]))\"/>"
      : ""
    return Markup(
      html: "<svg viewBox=\"0 0 186 16\" width=\"186\" height=\"16\" aria-hidden=\"true\">"
        + "<rect class=\"track\" x=\".5\" y=\"3.5\" width=\"175\" height=\"9\"/>"
        + "<rect class=\"\(style)\" x=\"0\" y=\"4\" width=\"\(Picture.number(min(length, full)))\" height=\"8\"/>\(over)"
        + "<line class=\"target\" x1=\"120\" y1=\"0\" x2=\"120\" y2=\"16\"/></svg>")
  }
}
