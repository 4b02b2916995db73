import Rehearsal
import Scenarios

/// Drills beside the values that are known of them, as a page for the documentation, in both
/// languages; the same bytes everywhere.
package enum ValidationMarkdown {
  /// The page. Ends with a line feed.
  ///
  /// - Parameter command: what writes it again.
  package static func render(_ validation: Validation, command: String) -> String {
    let zh = ValidationSentences(validation: validation, language: .zh)
    let en = ValidationSentences(validation: validation, language: .en)
    let lines = [
      "# 验证 Validation", "",
      "沙盘把能用公式算出结果的演练推演多次，与公式的值比较。本页由下面的命令写成，请勿手改。"
        + "\(zh.rule)。", "",
      "Sandtable plays drills whose results formulas tell, many times, and compares. This page is "
        + "written by the command below, not by hand. \(en.rule).", "",
      "    \(ControlCharacters.inLine(command))", "",
      ([zh.summary] + zh.leftOut).joined(separator: "；") + "。", "",
      ([en.summary] + en.leftOut).joined(separator: "; ") + ".", "",
      "随机种子 seed \(validation.seed) · 版本 version \(validation.version)", "",
    ]
    return (lines + table(validation)).joined(separator: "\n") + "\n"
  }

  private static func table(_ validation: Validation) -> [String] {
    let heads = [
      "结论 verdict", "已知值 case", "名称 title", "公式 formula", "应为 expected", "估计 estimate",
      "95 % 置信区间 interval", "半宽 half-width", "重复仿真 replications", "来源 source",
    ]
    let rows = validation.drills.flatMap { drill in drill.cases.map { row($0, of: drill) } }
    return [line(heads), line(heads.map { _ in "---" })] + rows.map(line)
  }

  private static func row(_ known: ValidatedCase, of drill: ValidatedDrill) -> [String] {
    let words = MeasureWords(language: .en)
    let (estimate, verdict) = (known.estimate, Terms.word(known.verdict))
    return [
      "\(Terms.sign(known.verdict)) \(verdict.zh) \(verdict.en)", known.name,
      "\(MarkdownText.escaped("\(drill.title.zh)：\(known.title.zh)"))<br>"
        + MarkdownText.escaped("\(drill.title.en): \(known.title.en)"),
      known.formula.isEmpty ? "" : MarkdownText.code(known.formula).replacing("|", with: "\\|"),
      words.value(known.expected, estimate.unit),
      estimate.value.map { words.value($0, estimate.unit) } ?? "–",
      estimate.interval.map { words.range($0, estimate.unit) } ?? "–",
      known.relativeHalfWidth.map(words.percent) ?? "–", "\(estimate.replications)",
      MarkdownText.escaped(known.source),
    ]
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
