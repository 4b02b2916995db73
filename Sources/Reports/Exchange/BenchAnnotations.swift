import Rehearsal
import Scenarios
import Scoring
import Statistics

/// Workflow commands of GitHub Actions that point at the lines of what went wrong.
package enum BenchAnnotations {
  /// A step shows so many.
  private static let limit = 10

  /// One line for each objective that is not met and for each regression, the worst first.
  ///
  /// `::error file={name},line={line},title={title}::{message}`, with what would end a property or
  /// a line as percent codes (docs.github.com, Workflow commands, Setting an error message).
  ///
  /// - Parameter path: of the drill file, from the root of the repository.
  package static func render(
    _ bench: Bench, _ comparison: Comparison?, path: String, language: Language
  ) -> String {
    let told = BenchSentences(bench: bench, language: language)
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
