import Rehearsal
import Scenarios

extension Terms {
  package static func word(_ verdict: ValidationVerdict) -> Bilingual {
    switch verdict {
    case .matches: Bilingual(zh: "相符", en: "matches")
    case .outside: Bilingual(zh: "偏离", en: "outside")
    case .tooLoose: Bilingual(zh: "区间过宽", en: "too loose")
    case .missing: Bilingual(zh: "缺值", en: "missing")
    }
  }

  /// The sign that goes with the word.
  static func sign(_ verdict: ValidationVerdict) -> String {
    switch verdict {
    case .matches: "✓"
    case .outside: "✗"
    case .tooLoose: "~"
    case .missing: "?"
    }
  }
}
