import Rehearsal
import Scenarios
import Simulator

/// How long the clocks took before and take now, where both results are at hand.
enum ComparedClocksSection {
  static func make(_ context: ComparisonContext) -> SectionView? {
    let curves = context.charts.curves
    if curves.isEmpty { return nil }
    let legend = StateLegend.markup(
      ComparedSide.allCases.map {
        StateLegend.Entry(
          line: SurvivalCurve.style($0), Terms.word($0)[context.language])
      })
    return SectionView(
      id: "clocks", heading: context.markup("SLA 时钟", "SLA clocks"),
      lead: Markup(SurvivalCurve.meaning[context.language]),
      content: ChartFrame.panels(
        curves.map { $0.picture(context) }, data: context.charts.survival, legend: legend,
        context.language))
  }
}
