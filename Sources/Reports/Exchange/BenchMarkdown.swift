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
    var lines = ["## " + escaped(bench.drill.title[language]), "", escaped(sentences.summary), ""]
    lines += sentences.notes.map { "> " + escaped($0) }
    if !bench.verdicts.isEmpty {
      lines += [""] + objectives(bench, language)
    }
    if let comparison {
      let told = ComparisonSentences(comparison: comparison, language: language)
      lines += [
        "", "### " + phrase("与基线比较", "Against the baseline"), "", escaped(told.summary), "",
      ]
      lines += told.notes.map { "> " + escaped($0) } + [""]
      lines += changes(comparison, language)
    }
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
          "\(Terms.sign(compared.change)) \(Terms.word(compared.change)[language])",
          words.title(compared.figure), compared.before.map { words.value($0, unit) } ?? "–",
          compared.after.map { words.value($0, unit) } ?? "–", sentences.change(compared),
        ])
      }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |"
  }

  private static func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
