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
    let lines = BenchLines(bench: bench, language: language)
    let words = FigureWords(drill: bench.drill, language: language)
    let heads =
      language == .zh ? ["结论", "目标", "估计", "要求"] : ["", "Objective", "Estimate", "Asked"]
    return [row(heads), row(heads.map { _ in "---" })]
      + bench.verdicts.enumerated().map { number, verdict in
        let unit = BenchRows(bench: bench).unit(ofObjective: number)
        let sign = verdict.outcome == .met ? "✅" : verdict.outcome == .missed ? "❌" : "❔"
        return row([
          "\(sign) \(Texts.word(verdict.outcome)[language])",
          bench.drill.lexicon.objectives[number].title[language],
          words.estimate(verdict.interval, unit), lines.asked(verdict.objective),
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
          "\(Texts.sign(compared.change)) \(Texts.word(compared.change)[language])",
          words.title(compared.figure), compared.before.map { words.value($0, unit) } ?? "–",
          compared.after.map { words.value($0, unit) } ?? "–", sentences.change(compared),
        ])
      }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { escaped($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// Signs that would mean something in Markdown or HTML.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]#".contains(character) { escaped.append("\\") }
      escaped += character == "<" ? "&lt;" : character == ">" ? "&gt;" : String(character)
    }
    return escaped
  }
}

/// Workflow commands of GitHub Actions that point at the lines of what went wrong.
package enum BenchAnnotations {
  /// A step shows so many.
  private static let limit = 10

  /// One line for each objective that is not met and for each regression, the worst first.
  ///
  /// `::error file={name},line={line},title={title}::{message}`, with what would end a property or a
  /// line as percent codes (docs.github.com, Workflow commands, Setting an error message).
  ///
  /// - Parameter path: of the drill file, from the root of the repository.
  package static func render(
    _ bench: Bench, _ comparison: Comparison?, path: String, language: Language
  ) -> String {
    let told = BenchLines(bench: bench, language: language)
    var lines: [String] = []
    let order: [ObjectiveVerdict.Outcome] = [.missed, .undecided]
    for outcome in order {
      for (row, verdict) in bench.verdicts.enumerated() where verdict.outcome == outcome {
        let line = row < bench.drill.objectiveLines.count ? bench.drill.objectiveLines[row] : 1
        lines.append(
          command(
            outcome == .missed ? "error" : "warning", path, line,
            title: bench.drill.lexicon.objectives[row].title[language],
            message: told.objective(row, verdict)))
      }
    }
    if let comparison {
      let sentences = ComparisonSentences(comparison: comparison, language: language)
      let words = FigureWords(drill: bench.drill, language: language)
      lines += (comparison.regressions + comparison.lost).map {
        command("error", path, 1, title: words.title($0.figure), message: sentences.line($0))
      }
      lines += comparison.dropped.map {
        command("error", path, 1, title: $0, message: sentences.dropped($0))
      }
    }
    return lines.prefix(limit).map { $0 + "\n" }.joined()
  }

  private static func command(
    _ kind: String, _ path: String, _ line: Int, title: String, message: String
  ) -> String {
    "::\(kind) file=\(property(path)),line=\(line),title=\(property(title))::\(data(message))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
