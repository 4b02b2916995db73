import Rehearsal
import Scenarios
import Scoring

/// The outcome of a sweep, first and large: which values meet every objective, and each objective's
/// verdict with each value.
enum SweepOutcomeSection {
  static func make(_ context: SweepContext) -> SectionView {
    let isAsked = !context.first.verdicts.isEmpty
    let sentences = context.sentences
    let headline = ([sentences.summary, sentences.shift].compactMap { $0 } + sentences.notes)
      .map(Format.capital).joined(separator: context.phrase("。", ". "))
    let view = OutcomeView(
      outcome(context.sweep), verdict: isAsked ? verdict(context.sweep) : OutcomeView.none,
      headline: headline + context.phrase("。", "."), figures: figures(context, isAsked: isAsked),
      objectives: matrix(context), context.language)
    return SectionView(
      id: "outcome", heading: context.markup("结果", "Outcome"), lead: nil,
      content: view.markup)
  }

  /// Met when some value meets everything, missed when each misses something.
  private static func outcome(_ sweep: Sweep) -> ObjectiveVerdict.Outcome {
    let outcomes = sweep.points.map { $0.bench.verdicts.isEmpty ? .undecided : $0.bench.outcome }
    return outcomes.contains(.met) ? .met : outcomes.contains(.undecided) ? .undecided : .missed
  }

  private static func verdict(_ sweep: Sweep) -> Bilingual {
    let (met, all) = (sweep.met.count, sweep.points.count)
    if met == 0 {
      return outcome(sweep) == .undecided
        ? Bilingual(zh: "尚不能判定有取值全部达标", en: "No value is known to meet all")
        : Bilingual(zh: "没有取值全部达标", en: "No value meets all")
    }
    return Bilingual(
      zh: "\(all) 个取值中 \(met) 个全部达标",
      en: "\(met) of \(Plural.count(all, "value", "values")) \(met == 1 ? "meets" : "meet") all")
  }

  private static func figures(
    _ context: SweepContext, isAsked: Bool
  ) -> [OutcomeView.Figure] {
    let (sweep, first) = (context.sweep, context.first)
    let tried = OutcomeView.Figure(
      term: context.markup("试过的取值", "Values tried"), value: Markup("\(sweep.points.count)"),
      extra: .empty, note: Markup(sweep.path))
    let runs = OutcomeView.Figure(
      term: context.markup("每个取值的推演次数", "Runs of each value"), value: Markup("\(first.done)"),
      extra: .empty, note: context.markup("种子 \(first.seed)", "seed \(first.seed)"))
    guard isAsked else { return [tried, runs] }
    let met = sweep.met.first.map { sweep.points[$0].value }
    let best = OutcomeView.Figure(
      term: context.markup("最先全部达标的取值", "First value that meets all"),
      value: Markup(met ?? context.phrase("没有", "none")), extra: .empty,
      note: context.markup("按所给顺序，限于试过的取值", "in the order given, of those tried"))
    return [tried, runs, best]
  }

  /// Objectives by values; one objective is told by its own picture.
  private static func matrix(_ context: SweepContext) -> Markup {
    let courses = context.courses.filter { course in course.points.contains { $0.verdict != nil } }
    guard courses.count > 1 else { return .empty }
    return PageTable(
      context.phrase("各目标在每个取值下的判定", "The verdict of each objective with each value"),
      [(context.phrase("目标", "objective"), false)]
        + context.sweep.points.map { ($0.value, false) },
      courses.map { course in
        [Markup(context.words.title(course.figure))]
          + course.points.map { point in
            point.verdict.map { VerdictSign.small($0.outcome, context.language) } ?? Markup("–")
          }
      }, context.language
    ).markup
  }
}
