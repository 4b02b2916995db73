import Rehearsal
import Scenarios
import Scoring

/// Where the time until recovery goes with each value.
enum SweepRecoverySection {
  static func make(_ context: SweepContext) -> SectionView? {
    let bars = RecoveryBars.all(
      context.sweep.points.map {
        RecoveryBars.Row(name: $0.value, sums: $0.bench.sums.details.recovery)
      })
    if bars.isEmpty { return nil }
    let longest = bars.map(\.longest).max() ?? 1
    return SectionView(
      id: "recovery", heading: Markup(ChartNumbers.recoveryTitle[context.language]),
      lead: Markup(RecoveryBars.meaning[context.language]),
      content: ChartFrame.panels(
        bars.map { $0.picture(longest: longest, context) },
        data: context.charts.recovery(context.first.drill),
        legend: RecoveryBars.legend(bars, context), context.language))
  }
}
