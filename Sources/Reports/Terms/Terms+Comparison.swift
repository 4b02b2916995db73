import Rehearsal
import Scenarios

extension Terms {
  static func word(_ side: ComparedSide) -> Bilingual {
    switch side {
    case .before: Bilingual(zh: "之前", en: "before")
    case .now: Bilingual(zh: "现在", en: "now")
    }
  }

  /// What a comparison came to, in large letters.
  static func word(_ outcome: Comparison.Outcome, regressions: Int) -> Bilingual {
    switch outcome {
    case .broken: Bilingual(zh: "结果不可重现", en: "Not reproducible")
    case .same: Bilingual(zh: "完全相同", en: "Nothing changed")
    case .regression:
      Bilingual(
        zh: "\(regressions) 项变差", en: Plural.count(regressions, "regression", "regressions"))
    case .weakened: Bilingual(zh: "目标放宽", en: "Weakened")
    case .missed: Bilingual(zh: "目标不再达到", en: "No longer met")
    case .passed: Bilingual(zh: "没有变差", en: "No regression")
    case .incomparable: Bilingual(zh: "无法比较", en: "Cannot be compared")
    }
  }

  package static func word(_ change: Change) -> Bilingual {
    switch change {
    case .same: Bilingual(zh: "相同", en: "same")
    case .unclear: Bilingual(zh: "看不出变化", en: "no change to be told")
    case .better: Bilingual(zh: "变好", en: "better")
    case .worse: Bilingual(zh: "变差", en: "worse")
    case .incomparable: Bilingual(zh: "无法比较", en: "not comparable")
    }
  }

  /// The sign that goes with the word.
  static func sign(_ change: Change) -> String {
    switch change {
    case .same: "="
    case .unclear: "~"
    case .better: "✓"
    case .worse: "✗"
    case .incomparable: "?"
    }
  }
}
