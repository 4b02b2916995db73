import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// The outcome, first and large: the verdict, the key figures, and each objective's estimate and
/// interval against its bound.
enum BenchOutcomeSection {
  static func make(_ context: BenchContext) -> SectionView {
    let bench = context.bench
    let isAsked = !bench.verdicts.isEmpty
    let headline = ([context.sentences.summary] + context.sentences.notes)
      .joined(separator: context.phrase("。", ". "))
    let view = OutcomeView(
      isAsked ? bench.outcome : .undecided,
      verdict: isAsked ? OutcomeView.words(bench.outcome) : OutcomeView.none,
      headline: headline + context.phrase("。", "."), figures: figures(context),
      objectives: objectives(context), context.language)
    return SectionView(
      id: "outcome", heading: context.markup("结果", "Outcome"), lead: nil,
      content: view.markup)
  }

  // MARK: Key figures

  /// Runs, the recovery clock, and what is of the whole run: six at most.
  private static func figures(_ context: BenchContext) -> [OutcomeView.Figure] {
    let runs = OutcomeView.Figure(
      term: context.markup("推演次数", "Runs"), value: Markup("\(context.bench.done)"),
      extra: .empty,
      note: context.markup("种子 \(context.bench.seed)", "seed \(context.bench.seed)"))
    let recovery = context.rows.clocks.first { $0.kind == .recovery }.map(\.met)
    let rows = ([recovery].compactMap(\.self) + context.rows.wholes).prefix(5)
    return [runs] + rows.compactMap { figure($0, context) }
  }

  private static func figure(_ row: Int, _ context: BenchContext) -> OutcomeView.Figure? {
    guard let interval = context.bench.sums.figures[row].interval() else { return nil }
    let figure = context.bench.figures[row]
    let title = context.words.title(figure)
    let range = context.words.range(interval, figure.unit)
    return OutcomeView.Figure(
      term: Markup(Format.capital(title)),
      value: Markup(context.words.value(interval.estimate, figure.unit)), extra: .empty,
      note: context.markup("95 % 区间 \(range)", "95 % interval \(range)"))
  }

  // MARK: Objectives

  private static func objectives(_ context: BenchContext) -> Markup {
    let verdicts = context.bench.verdicts
    if verdicts.isEmpty { return .empty }
    let pictures = verdicts.indices.map { picture($0, verdicts[$0], context) }
    return ChartFrame.panels(
      pictures, data: context.charts.objectives, legend: VerdictDot.legend(context),
      context.language)
  }

  private static func picture(
    _ row: Int, _ verdict: BenchVerdict, _ context: BenchContext
  ) -> Picture {
    let title = context.bench.drill.lexicon.objectives[row].title[context.language]
    let line = context.sentences.found(row, verdict)
    var picture = context.panel(
      "objective-\(row)", height: 66, title: title, summary: line)
    let unit = verdict.unit
    let bound = verdict.bound
    let scale = self.scale(verdict, unit)
    let isFloor = verdict.objective.isJudgedByFloor
    let x = scale.place(bound)
    picture.band(
      x: isFloor ? x : scale.from, y: 22, width: isFloor ? scale.to - x : x - scale.from,
      height: 24, style: "side")
    picture.line(scale.from, 46, scale.to, 46, style: "axis")
    let sign = isFloor ? "≥" : "≤"
    picture.line(x, 18, x, 46, style: "target")
    picture.place(
      "\(sign) \(context.tick(bound, unit))",
      at: [(x, 13, .middle), (x, 13, .end), (x, 13, .start)], size: 11, style: "th")
    picture.levelAxis(scale, at: scale.ticks(unit, most: 5), y: 46) { context.tick($0, unit) }
    if let interval = verdict.interval {
      picture.interval(
        y: 34, on: scale, from: interval.lower, to: interval.upper, style: "range", tip: line)
    }
    if let estimate = verdict.estimate, estimate.isFinite {
      let (dot, style) = VerdictDot.of(verdict.outcome)
      picture.dot(dot, x: scale.place(estimate), y: 34, radius: 5.5, style: style, tip: line)
    }
    return picture
  }

  /// From below the least to above the greatest of the bound and the interval; a share stays
  /// within 0 and 1, and what is counted or timed begins at 0 when that is not far.
  private static func scale(_ verdict: BenchVerdict, _ unit: Figure.Unit) -> NumberScale {
    let bound = verdict.bound
    let told = [verdict.estimate, verdict.interval?.lower, verdict.interval?.upper]
      .compactMap(\.self).filter(\.isFinite)
    let low = min(bound, told.min() ?? bound)
    let high = max(bound, told.max() ?? bound)
    let whole = unit.whole
    let room = max((high - low) * 0.25, whole.map { $0 * 0.01 } ?? bound.magnitude * 0.1)
    let from = whole != nil ? max(0, low - room) : low - room < high * 0.4 ? 0 : low - room
    let to = whole.map { min($0, high + room) } ?? high + room
    return NumberScale(from, to, from: 8, to: Picture.panelWidth - 8)
  }
}
