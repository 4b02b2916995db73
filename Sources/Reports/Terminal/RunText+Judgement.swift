import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension RunText {
  var objectives: [String] {
    if card.objectives.isEmpty { return [] }
    var table = TextTable()
    for (number, verdict) in card.objectives.enumerated() {
      let mark = mark(verdict.outcome)
      table.rows.append([
        TextTable.Cell("\(mark.0) \(Terms.word(verdict.outcome)[language])", mark.1),
        TextTable.Cell(facts.run.drill.lexicon.objectives[number].title[language]),
        TextTable.Cell(judgement.measured(verdict), right: true),
        TextTable.Cell(judgement.asked(verdict), .dim),
      ])
    }
    return [heading("演练目标", "Objectives")] + table.lines(width: width, ink: ink)
  }

  private func mark(_ outcome: ObjectiveVerdict.Outcome) -> (String, Ink.Colour) {
    switch outcome {
    case .met: ("✓", .green)
    case .missed: ("✗", .red)
    case .undecided: ("~", .yellow)
    }
  }

  private func mark(_ outcome: ClockVerdict.Outcome) -> (String, Ink.Colour) {
    switch outcome {
    case .met: ("✓", .green)
    case .missed: ("✗", .red)
    case .open: ("…", .yellow)
    }
  }

  /// The clocks of each incident against their targets.
  var clocks: [String] {
    var lines: [String] = []
    for row in facts.replication.incidents.indices {
      let verdicts = card.clocks.filter { $0.incident.index == row }
      if verdicts.isEmpty { continue }
      lines.append("  " + about(Row(row)))
      var table = TextTable(indent: 4)
      for verdict in verdicts {
        let mark = mark(verdict.outcome)
        table.rows.append([
          TextTable.Cell("\(mark.0) \(Terms.word(verdict.outcome)[language])", mark.1),
          TextTable.Cell(Terms.word(verdict.rule.kind)[language]),
          TextTable.Cell(duration(verdict.shown), right: true),
          TextTable.Cell(against(verdict), .dim),
        ])
      }
      lines += table.lines(width: width, ink: ink)
    }
    if lines.isEmpty { return [] }
    return [heading("事故与时钟", "Incidents and their clocks")] + lines
  }

  /// `from the fault, target 8 h, over by 2 h 10 min`.
  private func against(_ verdict: ClockVerdict) -> String {
    let from = Terms.start(verdict.rule.from)[language]
    let goal = duration(verdict.target)
    let target = phrase("\(from)，目标 \(goal)", "\(from), target \(goal)")
    let running = verdict.taken == nil ? phrase("，仍在计时", ", still running") : ""
    guard verdict.outcome == .missed else { return target + running }
    let over = duration(verdict.shown - verdict.target)
    return target + phrase("，超出 \(over)", ", over by \(over)") + running
  }

  private func about(_ row: Row<Incident>) -> String {
    let incident = facts.replication.incidents[row.index]
    let name = names.incident(row)
    let component = names.subject(incident)
    if incident.fault == nil {
      return phrase("\(name)：\(component)，误报", "\(name): \(component), a false alarm")
    }
    if let primary = facts.primary(of: row) {
      let other = names.incident(primary)
      return phrase(
        "\(name)：\(component)，已并入\(other)",
        "\(name): \(component), joined to \(other)"
      )
    }
    let level = Terms.word(incident.level)[language]
    return phrase(
      "\(name)：\(component)，\(level)，优先级 \(incident.priority)",
      "\(name): \(component), \(level), priority \(incident.priority)")
  }

  /// Services that were down, and the year's allowance.
  var outages: [String] {
    var table = TextTable()
    for outage in facts.outages {
      table.rows.append([
        TextTable.Cell("▼", .red),
        TextTable.Cell(Terms.word(outage.service.importance)[language]),
        TextTable.Cell(names.node(outage.service.node)),
        TextTable.Cell(duration(outage.history.out), right: true),
        TextTable.Cell(times(outage.history), .dim),
      ])
    }
    let use = card.availability
    let share = Format.percent(use.share)
    let used = phrase(
      "全年允许异常停机 \(Format.hours(use.allowance, language))，本次演练用去 \(duration(use.used))（\(share)）。",
      "Of the year's allowance of \(Format.hours(use.allowance, language)) abnormal down time this drill used \(duration(use.used)) (\(share))."
    )
    return [heading("服务停机", "Services down")] + table.lines(width: width, ink: ink)
      + TextWidth.wrapped(used, to: width - 2).map { "  " + $0 }
  }

  private func times(_ history: NodeHistory) -> String {
    let spans = history.spans.filter(\.state.isOut).map { span in
      let end = span.end == facts.end ? "" : facts.clock.short(span.end)
      return "\(facts.clock.short(span.start))–\(end)"
    }
    return names.list(spans)
  }

  var score: [String] {
    var table = TextTable()
    for line in card.dimensions.map(DimensionLine.init) {
      guard let quality = line.score.quality, let points = line.points else { continue }
      let items = phrase(
        "\(line.all) 项中评估 \(line.evaluated) 项",
        "\(line.evaluated) of \(Plural.count(line.all, "item", "items")) evaluated")
      table.rows.append([
        TextTable.Cell(Terms.word(line.score.dimension)[language]),
        TextTable.Cell(Format.percent(quality), right: true),
        TextTable.Cell(
          "\(Format.points(Milli((points + 50) / 100))) / \(line.score.weight)", right: true),
        TextTable.Cell(items, .dim),
      ])
    }
    let told = sentences.ratingReasons.map { [total, why($0)] } ?? [total]
    let sum = told.flatMap { TextWidth.wrapped($0, to: width - 2) }.map { "  " + $0 }
    return [heading("得分", "Score")] + sum + table.lines(width: width, ink: ink) + caps
  }

  private var total: String {
    guard let final = card.final else {
      return phrase("没有可评估的项目，未给出得分", "nothing could be evaluated: no score")
    }
    let coverage = Format.percent(card.coverage)
    let rating = card.rating.map { phrase("，评级 ", ", rated ") + Terms.word($0)[language] } ?? ""
    return phrase(
      "\(Format.points(final)) / 100，评估覆盖率 \(coverage)\(rating)，评分规则 \(facts.run.drill.rubricName)",
      "\(Format.points(final)) of 100, coverage \(coverage)\(rating), rubric \(facts.run.drill.rubricName)"
    )
  }

  private func why(_ reasons: String) -> String {
    phrase("评级依据：\(reasons)", "rated so because of: \(reasons)")
  }

  private var caps: [String] {
    card.caps.map { cap in
      let fact = judgement.finding(cap.reason)
      return "  " + phrase("封顶 \(cap.points) 分：\(fact)", "capped at \(cap.points): \(fact)")
    }
  }

  /// Dimensions that were not evaluated, and why; they are named, not dropped.
  var notEvaluated: [String] {
    var table = TextTable()
    for score in card.dimensions where score.quality == nil {
      let reason = score.notEvaluated ?? .didNotApply
      table.rows.append([
        TextTable.Cell(Terms.word(score.dimension)[language]),
        TextTable.Cell(score.weight == 0 ? phrase("门槛", "gate") : "\(score.weight)", right: true),
        TextTable.Cell(Terms.word(reason)[language], .dim),
      ])
    }
    if table.rows.isEmpty { return [] }
    return [heading("未评估", "Not evaluated")] + table.lines(width: width, ink: ink)
  }
}
