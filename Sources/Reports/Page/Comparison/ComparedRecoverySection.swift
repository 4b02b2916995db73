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
          name: Format.capital(Terms.word(side)[context.language]),
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
