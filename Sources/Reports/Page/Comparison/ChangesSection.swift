import EventKernel
import Rehearsal
import Scenarios
import Statistics

/// What is judged and has changed: the differences with their intervals, shares by points, all else
/// by the value before.
enum ChangesSection {
  /// - Parameter isBeside: it stands on a bench's own page, and says what it came to as well.
  static func make(_ context: ComparisonContext, isBeside: Bool = false) -> SectionView? {
    let comparison = context.comparison
    let plots = plots(context)
    if plots.isEmpty && missing(context).isEmpty && !isBeside { return nil }
    let content =
      plots.isEmpty
      ? Markup.empty
      : ChartFrame.panels(
        plots.map { $0.picture(context) }, data: context.charts.changes,
        legend: legend(plots.flatMap(\.rows), context), isUneven: true, context.language)
    let explained = plots.isEmpty ? "" : lead(plots, context)
    guard isBeside else {
      return SectionView(
        id: "changes", heading: Markup(context.sentences.judgedTitle), lead: Markup(explained),
        content: content + list(context))
    }
    let sign = comparison.isPassed ? "✓ " : "✗ "
    let how = explained.isEmpty ? Markup.empty : Markup(html: "<p>\(Markup(explained))</p>")
    return SectionView(
      id: "changes", heading: context.markup("与基线比较", "Against the baseline"),
      lead: Markup(sign + ComparisonOutcomeSection.headline(context)),
      content: how + content + list(context))
  }

  private static func plots(_ context: ComparisonContext) -> [ForestPlot] {
    let judged = context.comparison.judged
    let tolerance = context.comparison.tolerance.value
    return [
      ForestPlot(
        "changes-share", Bilingual(zh: "比例，按百分点", en: "Shares, by points"), .points,
        judged.filter { $0.figure.unit == .share }, tolerance: tolerance),
      ForestPlot(
        "changes-other",
        Bilingual(zh: "时间与数量，按之前数值的百分比", en: "Times and numbers, by per cent of the value before"),
        .relative, judged.filter { $0.figure.unit != .share }, tolerance: tolerance),
    ].compactMap { $0 }
  }

  private static func lead(_ plots: [ForestPlot], _ context: ComparisonContext) -> String {
    let limit = context.words.value(ForestPlot.relativeLimit, .share)
    let cut =
      plots.contains(where: \.isCut)
      ? context.phrase(
        "超过 \(limit) 的画在轴端，用箭头表示。", " What goes beyond \(limit) is drawn at the end as an arrow.")
      : ""
    let tolerated =
      context.comparison.tolerance.value > 0
      ? context.phrase("阴影为容许的变化。", " What is tolerated is shaded.") : ""
    return context.phrase(
      "点为由之前到现在的变化，横线为区间，竖线为没有变化。右侧总是变差：时间变长，或达标比例变小。",
      "A dot is the change from before to now, with its interval; the upright line is no change. Worse is always to the right: a longer time, or a smaller share met."
    ) + cut + tolerated + context.phrase("", " ") + Format.capital(context.sentences.rule)
      + context.phrase("。", ".")
  }

  static func legend(_ rows: [ComparedFigure], _ context: ComparisonContext) -> Markup {
    let changes = [Change.worse, .better, .unclear].filter { change in
      rows.contains { $0.change == change }
    }
    let tolerated =
      context.comparison.tolerance.value > 0
      ? [StateLegend.Entry("tolerated", context.phrase("容许的变化", "tolerated"))] : []
    return StateLegend.markup(
      changes.map { change in
        let (dot, style) = ForestPlot.mark(change)
        return StateLegend.Entry(style, Terms.word(change)[context.language], dot)
      } + [StateLegend.Entry(line: "range", context.phrase("区间", "interval"))] + tolerated)
  }

  // MARK: What has no place in a picture

  /// Figures that cannot be compared any more, or only by their numbers.
  private static func missing(_ context: ComparisonContext) -> [String] {
    let drawn = Set(plots(context).flatMap { $0.rows.map(\.name) })
    return context.comparison.judged.filter { !drawn.contains($0.name) }.map {
      "\(Terms.sign($0.change)) \(Terms.word($0.change)[context.language]) · \(context.sentences.line($0))"
    } + context.comparison.dropped.map { context.sentences.dropped($0) }
  }

  private static func list(_ context: ComparisonContext) -> Markup {
    let lines = missing(context)
    if lines.isEmpty { return .empty }
    let items = lines.map { "<li>\(Markup($0))</li>" }.joined(separator: "\n")
    let heading = context.markup("未画在图上的项目", "Not in the pictures")
    return Markup(html: "<h3>\(heading)</h3><ul class=\"story\">\(items)</ul>")
  }
}
