import Scenarios
import Scoring

/// A shape and a word for each verdict, beside its colour: a tick in a circle, a cross in an
/// octagon, a question in a diamond; of a run also a mark of warning in a triangle.
enum VerdictSign {
  /// The class of the style sheet.
  static func style(_ outcome: ObjectiveVerdict.Outcome) -> String {
    switch outcome {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "undecided"
    }
  }

  /// The same of a run: what is met with something against it is neither met nor missed.
  static func style(_ conclusion: RunOutcome.Conclusion) -> String {
    switch conclusion {
    case .met: "met"
    case .challenged, .unrestored: "open"
    case .exposed, .missed: "missed"
    case .undecided, .unstated: "undecided"
    }
  }

  /// The large sign of a run: a warning triangle where something stands against it.
  static func large(_ conclusion: RunOutcome.Conclusion) -> Markup {
    switch conclusion {
    case .met: large(ObjectiveVerdict.Outcome.met)
    case .challenged, .unrestored:
      large("<path d=\"M32 5l28 50h-56z\"/><path d=\"M32 24v14M32 46v.5\"/>", style(conclusion))
    case .exposed, .missed: large(ObjectiveVerdict.Outcome.missed)
    case .undecided, .unstated: large(ObjectiveVerdict.Outcome.undecided)
    }
  }

  /// The large sign.
  static func large(_ outcome: ObjectiveVerdict.Outcome) -> Markup {
    let paths =
      switch outcome {
      case .met: "<circle cx=\"32\" cy=\"32\" r=\"27\"/><path d=\"M19 33l9 9 17-20\"/>"
      case .missed:
        "<path d=\"M21 5h22l16 16v22l-16 16h-22l-16-16v-22z\"/><path d=\"M23 23l18 18M41 23l-18 18\"/>"
      case .undecided:
        "<path d=\"M32 4l28 28-28 28-28-28z\"/><path d=\"M25 26a7 7 0 1 1 10 6c-2 1-3 2-3 5M32 44v.5\"/>"
      }
    return large(paths, style(outcome))
  }

  private static func large(_ paths: String, _ style: String) -> Markup {
    Markup(
      html: "<svg viewBox=\"0 0 64 64\" width=\"64\" height=\"64\" aria-hidden=\"true\""
        + " class=\"\(style)\"><g class=\"sign\">\(paths)</g></svg>")
  }

  private static func small(_ sign: String, _ style: String, _ word: String) -> Markup {
    Markup(
      html:
        "<span class=\"\(style)\"><span aria-hidden=\"true\">\(sign)</span> \(Markup(word))</span>")
  }

  static func small(_ outcome: ObjectiveVerdict.Outcome, _ language: Language) -> Markup {
    let sign =
      switch outcome {
      case .met: "✓"
      case .missed: "✕"
      case .undecided: "~"
      }
    return small(sign, style(outcome), Terms.word(outcome)[language])
  }

  static func small(_ outcome: ClockVerdict.Outcome, _ language: Language) -> Markup {
    switch outcome {
    case .met: small("✓", "met", Terms.word(outcome)[language])
    case .missed: small("✕", "missed", Terms.word(outcome)[language])
    case .open: small("…", "open", Terms.word(outcome)[language])
    }
  }
}
