import Rehearsal
import Scenarios

/// Drills beside the values that are known of them, as text for a terminal.
package struct ValidationText: Sendable {
  private let validation: Validation
  private let sentences: ValidationSentences
  private let words: MeasureWords
  private let language: Language
  private let width: Int
  private let ink: Ink

  /// The outcome, then a line for each known value. Ends with a line feed.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal; at least 40 are used.
  ///   - colour: SGR colours; every sign has a word besides.
  package static func render(
    _ validation: Validation, language: Language, width: Int, colour: Bool
  ) -> String {
    let text = ValidationText(
      validation: validation,
      sentences: ValidationSentences(validation: validation, language: language),
      words: MeasureWords(language: language), language: language, width: max(40, width),
      ink: Ink(isOn: colour))
    return [text.head, text.table, text.foot].filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var head: [String] {
    let (sign, colour): (String, Ink.Colour) = validation.isGreen ? ("✓", .green) : ("✗", .red)
    return ["\(ink.paint(sign, colour)) \(sentences.summary)"]
      + sentences.leftOut.flatMap { TextWidth.wrapped($0, to: width) }
  }

  private var table: [String] {
    guard !validation.cases.isEmpty else { return [] }
    var table = TextTable()
    table.rows.append(
      heads.enumerated().map { TextTable.Cell($1, .dim, right: (2...7).contains($0)) })
    for drill in validation.drills {
      for (number, known) in drill.cases.enumerated() {
        table.rows.append(row(known, of: drill, isFirst: number == 0))
      }
    }
    return table.lines(width: width, ink: ink)
  }

  private var heads: [String] {
    language == .zh
      ? ["结论", "已知值", "应为", "估计", "95 % 置信区间", "半宽", "重复仿真", "用时", "名称"]
      : [
        "Verdict", "Case", "Expected", "Estimate", "95 % interval", "Half-width", "Replications",
        "Time", "Title",
      ]
  }

  private func row(
    _ known: ValidatedCase, of drill: ValidatedDrill, isFirst: Bool
  ) -> [TextTable.Cell] {
    let (verdict, estimate) = (known.verdict, known.estimate)
    let word = "\(Terms.sign(verdict)) \(Terms.word(verdict)[language])"
    let interval = estimate.interval.map { words.range($0, estimate.unit) }
    return [
      TextTable.Cell(word, verdict == .matches ? .green : .red),
      TextTable.Cell(known.name),
      TextTable.Cell(words.value(known.expected, estimate.unit), right: true),
      TextTable.Cell(estimate.value.map { words.value($0, estimate.unit) } ?? "–", right: true),
      TextTable.Cell(interval ?? "–", right: true),
      TextTable.Cell(known.relativeHalfWidth.map(words.percent) ?? "–", right: true),
      TextTable.Cell("\(estimate.replications)", right: true),
      TextTable.Cell(isFirst ? seconds(drill.took) : "", .dim, right: true),
      TextTable.Cell(title(known, of: drill), .dim),
    ]
  }

  private func title(_ known: ValidatedCase, of drill: ValidatedDrill) -> String {
    drill.title[language] + phrase("：", ": ") + known.title[language] + note(known)
  }

  /// Why a case that is missing or too loose is so, where its numbers don't show it.
  private func note(_ known: ValidatedCase) -> String {
    let (missing, fewest) = (known.estimate.missing, ValidationRule.fewestReplications)
    switch known.verdict {
    case .missing where missing > 0:
      return phrase("；\(missing) 次重复仿真中没有值", "; no value in \(missing) replications")
    case .tooLoose where known.estimate.replications < fewest:
      return phrase("；重复仿真不足 \(fewest) 次", "; fewer than \(fewest) replications")
    case .matches, .outside, .tooLoose, .missing: return ""
    }
  }

  private func seconds(_ took: Duration) -> String {
    Format.number(took / .seconds(1), digits: 3) + phrase(" 秒", " s")
  }

  private var foot: [String] {
    let line = phrase(
      "随机种子 \(validation.seed) · 版本 \(validation.version)",
      "seed \(validation.seed) · version \(validation.version)")
    return TextWidth.wrapped(sentences.rule, to: width).map { ink.paint($0, .dim) }
      + [ink.paint(line, .dim)]
  }
}
