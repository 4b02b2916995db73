import Rehearsal
import Scenarios
import Simulator
import Statistics

/// Where the time until recovery goes: a stacked bar for each level of fault.
enum RecoverySection {
  static func make(_ context: BenchContext) -> SectionView? {
    let bars = RecoveryBars.all([RecoveryBars.Row(name: nil, sums: context.details.recovery)])
    if bars.isEmpty { return nil }
    let longest = bars.map(\.longest).max() ?? 1
    let pictures = bars.map { $0.picture(longest: longest, context) }
    return SectionView(
      id: "recovery", heading: context.markup("恢复时间的去向", "Where recovery time goes"),
      lead: Markup(RecoveryBars.meaning[context.language]),
      content: ChartFrame.panels(pictures, data: nil, context.language)
        + table(bars.map(\.level), context))
  }

  /// The key of the bars with their numbers: every part, also those that took no time.
  private static func table(_ levels: [FaultLevel], _ context: BenchContext) -> Markup {
    let recovery = context.details.recovery
    let rows = RecoveryPart.inOrder.map { part -> [Markup] in
      let word = Terms.word(part)[context.language]
      let swatch = StateLegend.swatch(StateLegend.Entry(RecoveryBars.style(part), word))
      let name = Markup(html: "<span class=\"swatch\">\(swatch)\(Markup(word))</span>")
      let numbers = levels.flatMap { level -> [Markup] in
        let whole = RecoveryBars.mean(of: level, recovery)
        let mean = recovery.mean(part, level) ?? 0
        return [
          Markup(
            recovery.interval(part, level).map { context.words.short($0, .time) }
              ?? context.words.value(mean, .time)),
          Markup(MeasureWords(language: context.language).percent(whole > 0 ? mean / whole : 0)),
        ]
      }
      return [name] + numbers + [Markup(Terms.meaning(part)[context.language])]
    }
    let columns = levels.flatMap { level -> [(String, isNumber: Bool)] in
      let word = Terms.word(level)[context.language]
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
