import Scenarios
import Scoring

/// The dots that stand for verdicts beside their bounds.
enum VerdictDot {
  /// The key of verdicts against their bounds.
  static func legend(_ context: some PanelContext) -> Markup {
    StateLegend.markup(
      [ObjectiveVerdict.Outcome.met, .missed, .undecided].map { outcome in
        let (dot, style) = of(outcome)
        return StateLegend.Entry(style, Terms.word(outcome)[context.language], dot)
      } + [
        StateLegend.Entry(line: "range", context.phrase("区间", "interval")),
        StateLegend.Entry("side", context.phrase("达到要求的一侧", "where it is met")),
      ])
  }

  /// A shape for each verdict, beside its colour.
  static func of(_ outcome: ObjectiveVerdict.Outcome) -> (Picture.Dot, style: String) {
    switch outcome {
    case .met: (.circle, "dot-good")
    case .missed: (.diamond, "dot-bad")
    case .undecided: (.square, "dot-warn")
    }
  }
}
