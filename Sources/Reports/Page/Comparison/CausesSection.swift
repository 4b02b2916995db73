import EventKernel
import Rehearsal
import Scenarios
import Scoring

/// Where the time goes: the steps whose waiting or handling changed, on one axis.
enum CausesSection {
  /// Steps of a picture.
  private static let most = 10

  static func make(_ context: ComparisonContext) -> SectionView? {
    let causes = context.comparison.causes
    let waiting = causes.filter { $0.figure.metric == .waitingTime }
    let handling = causes.filter { $0.figure.metric == .handlingTime }
    let plots = [
      plot("causes-waiting", Bilingual(zh: "等待人员的时间", en: "Waiting for people"), waiting, context),
      plot("causes-handling", Bilingual(zh: "处理的时间", en: "Handling"), handling, context),
    ].compactMap { $0 }
    if plots.isEmpty { return nil }
    let shown = plots.reduce(0) { $0 + $1.rows.count }
    let rest =
      causes.count > shown
      ? context.phrase(
        "共 \(causes.count) 项有变化，图中为最大的 \(shown) 项。",
        " Of \(causes.count) changes the pictures have the largest \(shown).") : ""
    let ends = ForestPlot.ends(plots)
    return SectionView(
      id: "causes", heading: Markup(context.sentences.causesTitle),
      lead: Markup(
        context.phrase(
          "等待人员或处理的时间有变化的步骤，合计每次推演，最大的在先；右侧为时间变长。各区间为 95 %。",
          "The steps of which the time that tasks waited for people, or that people were at them, has changed; all tasks of a run together, the largest first. More time is to the right. Each interval is at 95 %."
        ) + rest),
      content: ChartFrame.panels(
        plots.map { $0.picture(context, ends: ends) }, data: context.charts.causes,
        legend: ChangesSection.legend(plots.flatMap(\.rows), context), isUneven: true,
        context.language))
  }

  private static func plot(
    _ id: String, _ title: Bilingual, _ figures: [ComparedFigure], _ context: ComparisonContext
  ) -> ForestPlot? {
    ForestPlot(
      id, title, .time, Array(figures.prefix(most)),
      tolerance: context.comparison.tolerance.value)
  }
}
