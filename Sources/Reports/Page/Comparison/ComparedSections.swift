import Rehearsal
import Scenarios
import Simulator

/// Where the time until recovery went before and goes now, where both results are at hand.
enum ComparedRecoverySection {
  static func make(_ context: ComparisonContext) -> SectionView? {
    guard let earlier = context.comparison.earlier else { return nil }
    let sides = [(ComparedSide.before, earlier), (.now, context.comparison.after)]
    let bars = RecoveryBars.all(
      sides.map { side, bench in
        RecoveryBars.Row(
          name: Format.capital(Texts.word(side)[context.language]),
          sums: bench.sums.details.recovery)
      })
    if bars.isEmpty { return nil }
    let longest = bars.map(\.longest).max() ?? 1
    return SectionView(
      id: "recovery", heading: Markup(ChartNumbers.recoveryTitle[context.language]),
      lead: Markup(RecoveryBars.meaning[context.language]),
      content: ChartFrame.panels(
        bars.map { $0.picture(longest: longest, context) }, data: context.charts.recovery,
        legend: RecoveryBars.legend(bars, context), context.language))
  }
}

/// How long the clocks took before and take now, where both results are at hand.
enum ComparedClocksSection {
  static func make(_ context: ComparisonContext) -> SectionView? {
    let curves = context.charts.curves
    if curves.isEmpty { return nil }
    let legend = StateLegend.markup(
      ComparedSide.allCases.map {
        StateLegend.Entry(
          line: SurvivalCurve.style($0), Texts.word($0)[context.language])
      })
    return SectionView(
      id: "clocks", heading: context.markup("SLA 时钟", "SLA clocks"),
      lead: Markup(SurvivalCurve.meaning[context.language]),
      content: ChartFrame.panels(
        curves.map { $0.picture(context) }, data: context.charts.survival, legend: legend,
        context.language))
  }
}
