import Rehearsal
import Scenarios
import Simulator
import Statistics

/// Where the time until recovery goes: a stacked bar for each level of fault.
enum RecoverySection {
  static func make(_ context: BenchContext) -> SectionView? {
    let levels = FaultLevel.allCases.filter { context.details.recovery.incidents($0) > 0 }
    if levels.isEmpty { return nil }
    let longest = levels.map { mean(of: $0, context) }.max() ?? 1
    let pictures = levels.map { picture($0, longest: longest, context) }
    return SectionView(
      id: "recovery", heading: context.markup("恢复时间的去向", "Where recovery time goes"),
      lead: context.markup(
        "每起事故从故障恢复时钟起算到恢复的平均时间。同时有几件事时，算作最靠近恢复的一件；各部分之和恰为恢复时间。",
        "The mean time of an incident from the start of its recovery clock until it is recovered. Where several things go on at once, the one nearest to recovery counts; the parts add up to the recovery time exactly."
      ),
      content: ChartFrame.panels(pictures, data: nil, context.language) + table(levels, context))
  }

  /// Microseconds of an incident.
  private static func mean(of level: FaultLevel, _ context: BenchContext) -> Double {
    RecoveryPart.inOrder.reduce(0) {
      $0 + (context.details.recovery.mean($1, level) ?? 0)
    }
  }

  /// A fill for each part, told apart by pattern besides colour.
  static func style(_ part: RecoveryPart) -> String {
    switch part {
    case .unnoticed: "blank"
    case .waiting: "fill-warn"
    case .travelling: "travel"
    case .diagnosing: "fill-virus"
    case .part: "s-reserve"
    case .vendor: "s-infected"
    case .repair: "fill-good"
    case .otherWork: "work"
    case .nobody: "s-shut"
    }
  }

  private static func summary(_ level: FaultLevel, _ context: BenchContext) -> String {
    let recovery = context.details.recovery
    let whole = mean(of: level, context)
    let count = recovery.incidents(level)
    let largest = RecoveryPart.inOrder.max {
      recovery.total($0, level) < recovery.total($1, level)
    }
    let part = largest ?? .repair
    let share = MeasureWords(language: context.language).percent(
      whole > 0 ? (recovery.mean(part, level) ?? 0) / whole : 0)
    let word = Texts.word(part)[context.language]
    let mean = context.words.value(whole, .time)
    return context.phrase(
      "\(count) 起，平均 \(mean)；最多的是\(word)，占 \(share)",
      "\(mean) on average, of \(count); most of it \(word), \(share)")
  }

  private static func picture(
    _ level: FaultLevel, longest: Double, _ context: BenchContext
  ) -> Picture {
    let word = Texts.word(level)[context.language]
    var picture = context.panel(
      "recovery-\(level.rawValue)", height: 66,
      title: word.prefix(1).uppercased() + word.dropFirst(), summary: summary(level, context))
    let scale = NumberScale(0, longest, from: 4, to: BenchContext.width - 12)
    var done = 0.0
    for part in RecoveryPart.inOrder {
      guard let mean = context.details.recovery.mean(part, level), mean > 0 else { continue }
      let (left, right) = (scale.place(done), scale.place(done + mean))
      done += mean
      if right - left < 0.5 { continue }
      let name = Texts.word(part)[context.language]
      let time = context.words.value(mean, .time)
      picture.band(
        x: left, y: 4, width: right - left, height: 34, style: style(part),
        tip: context.phrase("\(name)：\(time)", "\(name): \(time)"))
    }
    picture.line(scale.from, 42, scale.to, 42, style: "axis")
    BenchOutcomeSection.axis(scale, .time, y: 42, &picture, context)
    return picture
  }

  /// The key of the bars with their numbers: every part, also those that took no time.
  private static func table(_ levels: [FaultLevel], _ context: BenchContext) -> Markup {
    let recovery = context.details.recovery
    let rows = RecoveryPart.inOrder.map { part -> [Markup] in
      let word = Texts.word(part)[context.language]
      let swatch = StateLegend.swatch(StateLegend.Entry(style(part), word))
      let name = Markup(html: "<span class=\"swatch\">\(swatch)\(Markup(word))</span>")
      let numbers = levels.flatMap { level -> [Markup] in
        let whole = mean(of: level, context)
        let mean = recovery.mean(part, level) ?? 0
        return [
          Markup(
            recovery.interval(part, level).map { context.words.short($0, .time) }
              ?? context.words.value(mean, .time)),
          Markup(MeasureWords(language: context.language).percent(whole > 0 ? mean / whole : 0)),
        ]
      }
      return [name] + numbers + [Markup(Texts.meaning(part)[context.language])]
    }
    let columns = levels.flatMap { level -> [(String, isNumber: Bool)] in
      let word = Texts.word(level)[context.language]
      return [(word, true), (context.phrase("占比", "share"), true)]
    }
    return PageTable(
      context.phrase("每起事故平均，95 % 区间", "Mean of an incident, with intervals at 95 %"),
      [(context.phrase("去向", "where it goes"), false)] + columns
        + [(context.phrase("包括", "what it takes in"), false)], rows, context.language,
      wide: [columns.count + 1]
    ).markup
  }
}
