import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What a comparison came to, first and large.
enum ComparisonOutcomeSection {
  private static let most = 6

  static func make(_ context: ComparisonContext) -> SectionView {
    let comparison = context.comparison
    let view = OutcomeView(
      sign(comparison.outcome),
      verdict: Terms.word(comparison.outcome, regressions: comparison.regressions.count),
      headline: headline(context), figures: figures(context), objectives: .empty,
      context.language)
    return SectionView(
      id: "outcome", heading: context.markup("结果", "Outcome"), lead: nil,
      content: view.markup)
  }

  /// The sign of what is well, bad, or open.
  private static func sign(_ outcome: Comparison.Outcome) -> ObjectiveVerdict.Outcome {
    switch outcome {
    case .same, .passed: .met
    case .regression, .weakened, .missed, .broken: .missed
    case .incomparable: .undecided
    }
  }

  /// What it came to, what would have shown, and what weakens it.
  static func headline(_ context: ComparisonContext) -> String {
    let sentences = context.sentences
    return ([sentences.summary, sentences.sensitivity].compactMap { $0 } + sentences.notes)
      .map(Format.capital).joined(separator: context.phrase("。", ". "))
      + context.phrase("。", ".")
  }

  /// The figures that are told first, and from what change on each would have shown.
  private static func figures(_ context: ComparisonContext) -> [OutcomeView.Figure] {
    context.comparison.judged.filter { $0.difference != nil }.prefix(most).map { compared in
      let word = "\(Terms.sign(compared.change)) \(Terms.word(compared.change)[context.language])"
      let least = context.sentences.detectable(compared)
      let shows = least.isEmpty ? "" : context.phrase("；可察觉 \(least)", "; \(least) would show")
      return OutcomeView.Figure(
        term: Markup(Format.capital(context.words.title(compared.figure))),
        value: Markup(
          compared.difference.map { context.words.change($0.estimate, compared.figure.unit) } ?? "–"
        ), extra: .empty, note: Markup(word + shows))
    }
  }
}
