import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The timeline picture: faults, services down, the milestones of incidents, messages.
enum TimelineSection {
  /// How many rows a group shows before the rest is folded into one line of text.
  private static let most = 8
  private static let rowHeight = 20.0

  static func make(_ context: RunContext) -> SectionView {
    let axis = TimeAxis(context.facts)
    var picture = Picture(
      id: "timeline-picture", width: TimeAxis.width,
      title: context.phrase(
        "时间线：故障、服务停机、里程碑与消息", "Timeline: faults, services down, milestones, messages"),
      summary: context.sentences.story.prefix(2).joined(separator: " "))
    let height = totalHeight(context)
    axis.drawGrid(&picture, to: height - 6)
    axis.drawHead(&picture, context.language)
    var y = TimeAxis.head
    faults(&picture, axis, context, &y)
    services(&picture, axis, context, &y)
    incidents(&picture, axis, context, &y)
    messages(&picture, axis, context, &y)
    picture.height = height
    let isHit = context.facts.replication.hitCount > 0
    let hit = StateLegend.Entry(
      "s-hit", Terms.word(NodeState.hit)[context.language])
    let legend = StateLegend.markup(
      [
        StateLegend.Entry("s-down", context.phrase("故障未除或服务停机", "fault, or service down"))
      ] + (isHit ? [hit] : []) + [
        StateLegend.Entry("s-bypassed", context.phrase("已抢通，故障未除", "got through, fault remains")),
        StateLegend.Entry("dot", context.phrase("里程碑", "milestone"), .circle),
        StateLegend.Entry("dot", context.phrase("消息", "message"), .square),
        StateLegend.Entry(
          "dot-bad", context.phrase("超时、迟报或误发", "missed, late or misdirected"), .diamond),
      ])
    return SectionView(
      id: "timeline", heading: context.markup("时间线", "Timeline"),
      lead: Markup(axis.note(context.language)).nonEmpty,
      content: context.figure(picture, data: context.charts.timeline, legend: legend))
  }

  private static func rows(_ count: Int) -> Double {
    count == 0 ? 0 : 26 + Double(min(count, most) + (count > most ? 1 : 0)) * rowHeight
  }

  private static func totalHeight(_ context: RunContext) -> Double {
    let facts = context.facts
    let incidents = min(facts.workedIncidents.count, most)
    let others = facts.platformIncidents.count - incidents
    return TimeAxis.head + rows(facts.replication.faults.count) + rows(facts.outages.count)
      + (incidents == 0 ? 0 : 26 + Double(incidents) * 62)
      + (others > 0 ? rowHeight : 0)
      + (facts.replication.messages.isEmpty ? 0 : 46) + 10
  }

  /// The line that stands for rows which are not shown.
  private static func more(
    _ count: Int, _ picture: inout Picture, _ context: RunContext, _ y: inout Double
  ) {
    guard count > most else { return }
    let rest = count - most
    picture.text(
      context.phrase("另有 \(rest) 项，见数据表", "\(rest) more, see the table"), x: 0, y: y + 14, size: 11,
      style: "ts")
    y += rowHeight
  }

  private static func faults(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: inout Double
  ) {
    let faults = context.facts.replication.faults
    guard !faults.isEmpty else { return }
    axis.drawGroup(&picture, context.phrase("故障", "Faults"), y: y)
    y += 26
    for fault in faults.prefix(most) {
      let name = context.names.node(fault.subject)
      axis.drawName(&picture, name, y: y + 14)
      let end = fault.ended ?? context.facts.end
      let style = fault.threat == nil ? "s-down" : "s-hit"
      let through = min(fault.bypassed ?? end, end)
      let cause = context.names.cause(fault)
      let about = context.phrase("\(name)：\(cause)", "\(name): \(cause)")
      span(&picture, axis, fault.began, through, y, style, about, context)
      if through < end { span(&picture, axis, through, end, y, "s-bypassed", about, context) }
      y += rowHeight
    }
    more(faults.count, &picture, context, &y)
  }

  private static func services(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: inout Double
  ) {
    let outages = context.facts.outages
    guard !outages.isEmpty else { return }
    axis.drawGroup(&picture, context.phrase("服务停机", "Services down"), y: y)
    y += 26
    for outage in outages.prefix(most) {
      let name = context.names.node(outage.service.node)
      axis.drawName(&picture, name, y: y + 14)
      for stretch in outage.history.spans where stretch.state.isOut {
        span(&picture, axis, stretch.start, stretch.end, y, "s-down", name, context)
      }
      y += rowHeight
    }
    more(outages.count, &picture, context, &y)
  }

  private static func span(
    _ picture: inout Picture, _ axis: TimeAxis, _ start: SimulationTime, _ end: SimulationTime,
    _ y: Double, _ style: String, _ name: String, _ context: RunContext
  ) {
    let from = axis.scale.x(start)
    let to = axis.scale.x(end)
    let length = context.duration(end - start)
    let isOpen = end == context.facts.end
    let until = isOpen ? context.phrase("演练结束", "the end") : context.moment(end)
    picture.band(
      x: from, y: y + 4, width: to - from, height: 12, style: style,
      tip: "\(name), \(context.moment(start)) – \(until), \(length)")
    let fits = Double(TextWidth.drawn(length) * 10) / 100 + 8 < to - from
    if style == "s-down", fits {
      picture.text(length, x: from + 4, y: y + 13.5, size: 10, style: "ti")
    }
  }

  private static func incidents(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: inout Double
  ) {
    let incidents = context.facts.workedIncidents
    guard !incidents.isEmpty else { return }
    axis.drawGroup(&picture, context.phrase("事故里程碑", "Milestones of incidents"), y: y)
    y += 26
    for row in incidents.prefix(most) {
      milestones(&picture, axis, context, row, y)
      y += 62
    }
    let others = context.facts.platformIncidents.count - min(incidents.count, most)
    guard others > 0 else { return }
    picture.text(
      context.phrase(
        "另有 \(others) 起并入他案、误报或未及处置", "\(others) more: joined, false alarms, or not worked on"),
      x: 0, y: y + 13, size: 11, style: "ts")
    y += rowHeight
  }

  private static func milestones(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext,
    _ row: Row<Incident>, _ y: Double
  ) {
    let incident = context.facts.replication.incidents[row.index]
    let middle = y + 30
    let name = context.names.incident(row)
    axis.drawName(&picture, Format.capital(name), y: middle)
    let about = TextWidth.fitted(
      context.names.subject(incident), width: Int(TimeAxis.gutter) - 14, size: 11)
    picture.text(about, x: 0, y: middle + 15, size: 11, style: "ts")
    let isUntold = context.facts.isRestoredUntold(row)
    let passed = Milestone.allCases.compactMap { milestone in
      milestone == .serviceRestored && isUntold ? nil : incident[milestone].map { (milestone, $0) }
    }.sorted { $0.1 < $1.1 }
    guard let first = passed.first, let last = passed.last else { return }
    picture.line(
      axis.scale.x(first.1), middle, axis.scale.x(last.1), middle, style: "way")
    picture.lines.take(along: [(axis.scale.x(first.1), middle), (axis.scale.x(last.1), middle)])
    for (_, time) in passed {
      picture.labels.take(
        LabelPlacer.Box(x: axis.scale.x(time) - 6, y: middle - 6, width: 12, height: 12))
    }
    for (milestone, time) in passed {
      let clock = context.facts.clock(stoppedBy: milestone, of: row)
      let missed = clock?.outcome == .missed
      let word = Terms.word(milestone)[context.language]
      let x = axis.scale.x(time)
      picture.dot(
        missed ? .diamond : .circle, x: x, y: middle, radius: missed ? 6 : 5,
        style: missed ? "dot-bad" : "dot", tip: "\(word), \(context.moment(time))")
      picture.place(
        word,
        at: [
          (x, middle - 10, .middle), (x, middle + 18, .middle), (x, middle - 22, .middle),
          (x, middle + 30, .middle), (x, middle - 10, .start), (x, middle + 18, .start),
          (x, middle - 22, .start), (x, middle - 10, .end), (x, middle + 18, .end),
        ], size: 11, style: missed ? "tb" : "t")
    }
  }

  private static func messages(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: inout Double
  ) {
    let messages = context.facts.replication.messages
    guard !messages.isEmpty else { return }
    axis.drawGroup(&picture, context.phrase("消息", "Messages"), y: y)
    y += 26
    let end = context.facts.end
    let bad = messages.filter { $0.isBad(at: end) }
    for message in messages.filter({ !$0.isBad(at: end) }) + bad {
      let sent = axis.scale.x(message.sent)
      let isBad = message.isBad(at: end)
      if let arrived = message.arrived, arrived > message.sent {
        picture.line(sent, y + 8, axis.scale.x(arrived), y + 8, style: "way")
      }
      picture.dot(
        isBad ? .diamond : .square, x: sent, y: y + 8, radius: isBad ? 6 : 4.5,
        style: isBad ? "dot-bad" : "dot",
        tip: "\(context.names.flowNode(message.node)), \(context.moment(message.sent))")
    }
    y += 20
  }
}
