import Rehearsal
import Scenarios
import Scoring
import Statistics

/// A bench, and what it is compared with, as a short page of Markdown: for the summary of a CI job.
package enum BenchMarkdown {
  /// The page. Ends with a line feed; some tens of KiB at most.
  package static func render(_ bench: Bench, _ comparison: Comparison?, language: Language)
    -> String
  {
    func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let sentences = BenchSentences(bench: bench, language: language)
    let isPassed = bench.isMet && comparison?.isPassed ?? true
    var lines = heading(bench, comparison, isPassed: isPassed, language)
    lines += [escaped(sentences.summary), ""]
    lines += sentences.notes.map { "> " + escaped($0) }
    if !bench.verdicts.isEmpty {
      lines += [""] + objectives(bench, language)
    }
    if let comparison {
      lines += ["", "### " + phrase("与基线比较", "Against the baseline"), ""]
      lines += compared(comparison, language)
    }
    return page(lines, bench, language)
  }

  /// The page of a comparison, whose objectives are judged by what they were before alone.
  package static func render(_ comparison: Comparison, language: Language) -> String {
    page(
      heading(comparison.after, comparison, isPassed: comparison.isPassed, language)
        + compared(comparison, language), comparison.after, language)
  }

  /// What decides the exit code, first.
  private static func heading(
    _ bench: Bench, _ comparison: Comparison?, isPassed: Bool, _ language: Language
  ) -> [String] {
    let told = comparison.map { ComparisonSentences(comparison: $0, language: language).summary }
    let isComparison = comparison.map { !$0.isPassed } ?? false
    let own = BenchSentences(bench: bench, language: language).summary
    let decides = isComparison || isPassed ? told ?? own : own
    let mark = language == .zh ? "：" : ": "
    let sign = isPassed ? "✅ " : "❌ "
    let code = language == .zh ? "退出码 \(isPassed ? 0 : 1)" : "exit code \(isPassed ? 0 : 1)"
    return [
      "## " + sign + escaped(bench.drill.title[language] + mark + decides), "", "**\(code)**", "",
    ]
  }

  private static func compared(_ comparison: Comparison, _ language: Language) -> [String] {
    let told = ComparisonSentences(comparison: comparison, language: language)
    return [escaped(told.summary), ""] + told.notes.map { "> " + escaped($0) } + [""]
      + changes(comparison, language)
  }

  private static func page(_ lines: [String], _ bench: Bench, _ language: Language) -> String {
    func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let foot = phrase(
      "随机种子 \(bench.seed) · 版本 \(bench.version)", "seed \(bench.seed) · version \(bench.version)")
    return (lines + ["", "<sub>\(foot)</sub>"]).joined(separator: "\n") + "\n"
  }

  private static func objectives(_ bench: Bench, _ language: Language) -> [String] {
    let sentences = BenchSentences(bench: bench, language: language)
    let heads =
      language == .zh
      ? ["结论", "目标", "估计", "要求", "依据"] : ["", "Objective", "Estimate", "Asked", "Grounds"]
    return [row(heads), row(heads.map { _ in "---" })]
      + bench.verdicts.enumerated().map { number, verdict in
        let sign = verdict.outcome == .met ? "✅" : verdict.outcome == .missed ? "❌" : "❔"
        return row([
          "\(sign) \(Terms.word(verdict.outcome)[language])",
          bench.drill.lexicon.objectives[number].title[language],
          sentences.verdicts.estimate(verdict), sentences.asked(verdict.objective),
          sentences.verdicts.grounds(verdict),
        ])
      }
  }

  private static func changes(_ comparison: Comparison, _ language: Language) -> [String] {
    let sentences = ComparisonSentences(comparison: comparison, language: language)
    let words = FigureWords(drill: comparison.after.drill, language: language)
    let told =
      comparison.figures.filter {
        $0.figure.isGate && [.worse, .better, .incomparable].contains($0.change)
      } + comparison.causes.prefix(8)
    guard !told.isEmpty else { return [] }
    let heads =
      language == .zh ? ["", "项目", "之前", "现在", "差异"] : ["", "Figure", "Before", "Now", "Change"]
    return [row(heads), row(heads.map { _ in "---" })]
      + told.map { compared in
        let unit = compared.figure.unit
        return row([
          sentences.word(compared), words.title(compared.figure),
          compared.before.map { words.value($0, unit) } ?? "–",
          compared.after.map { words.value($0, unit) } ?? "–", sentences.change(compared),
        ])
      }
  }

  static func row(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |"
  }

  private static func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
