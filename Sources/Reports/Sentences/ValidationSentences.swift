import Rehearsal
import Scenarios

/// What looking at known values came to, in a sentence.
struct ValidationSentences: Sendable {
  var validation: Validation
  var language: Language

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// `12 known values: 10 match, 1 outside, 1 too loose.`
  var summary: String {
    let planned = validation.planned
    if validation.isGreen {
      return phrase(
        "\(planned) 个已知值全部相符",
        planned == 1 ? "the one known value matches" : "all \(planned) known values match")
    }
    let counts = ValidationVerdict.allCases.map { ($0, validation.count($0)) }
      .filter { $0.0 == .matches || $0.1 > 0 }
      .map { verdict, count in
        phrase(
          "\(count) 个\(Terms.word(verdict).zh)",
          verdict == .matches && count != 1
            ? "\(count) match" : "\(count) \(Terms.word(verdict).en)")
      }
    let known = Plural.count(planned, "known value", "known values")
    return phrase("\(planned) 个已知值：", "\(known): ")
      + counts.joined(separator: phrase("，", ", "))
  }

  /// What is not in the table; nothing when all is.
  var leftOut: [String] {
    var lines: [String] = []
    if validation.isPartial {
      let rest = validation.planned - validation.cases.count
      let known = Plural.count(rest, "known value was", "known values were")
      lines.append(
        phrase(
          "部分结果：已中断，\(rest) 个已知值未比较",
          "partial result: interrupted, \(known) not looked at"))
    }
    if validation.slowLeftOut > 0 {
      let count = validation.slowLeftOut
      let known = Plural.count(count, "known value needs", "known values need")
      lines.append(
        phrase(
          "另有 \(count) 个已知值需要很长的运行，未比较：--slow",
          "\(known) a very long run and \(count == 1 ? "is" : "are") left out: --slow"))
    }
    return lines
  }

  /// The rule in a sentence.
  var rule: String {
    phrase(
      "“相符”：重复仿真 \(ValidationRule.fewestReplications) 次以上，已知值在全部已知值共享的 95 % 置信区间内，"
        + "且 95 % 置信区间的半宽不超过已知值的 1 %（份额取较小一侧的 1 %，不足 1 % 时取 2 %；方差取 5 %）",
      "'matches': over \(ValidationRule.fewestReplications) replications or more the value lies in "
        + "the interval at 95 % shared among all known values, and the half-width at 95 % is at most "
        + "1 % of the value (of a share 1 % of the rarer side, 2 % where that is below 1 %; of a "
        + "variance 5 %)")
  }
}
