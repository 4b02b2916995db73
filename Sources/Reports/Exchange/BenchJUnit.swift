import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// A bench, and what it is compared with, as JUnit XML: a test case for each objective and for each
/// figure that is judged against the baseline, by names that no two share. What is missed, worse,
/// weakened or gone has failed; what is undecided or could not be compared is skipped.
///
/// GitLab shows the class name as the suite.
package enum BenchJUnit {
  /// The document. Ends with a line feed.
  ///
  /// - Parameters:
  ///   - path: of the drill file.
  ///   - time: nil: nothing was played, or it does not matter.
  package static func render(
    _ bench: Bench, _ comparison: Comparison?, path: String, time: PlayingTime? = nil,
    language: Language
  ) -> String {
    let name = bench.drill.name
    let baseline = comparison.map { comparisonCases($0, path: path, language) } ?? []
    return JUnitDocument(suites: [
      JUnitDocument.Suite(
        name: "sandtable.\(name).objectives", file: path, time: time,
        cases: objectiveCases(bench, language)),
      // The same runs: their time is told once.
      JUnitDocument.Suite(
        name: "sandtable.\(name).baseline", file: path,
        time: bench.drill.objectives.isEmpty ? time : nil, cases: baseline),
    ]).text
  }

  /// The same of a comparison, whose objectives are judged by what they were before alone.
  package static func render(
    _ comparison: Comparison, path: String, time: PlayingTime? = nil, language: Language
  ) -> String {
    JUnitDocument(suites: [
      JUnitDocument.Suite(
        name: "sandtable.\(comparison.after.drill.name).comparison", file: path, time: time,
        cases: comparisonCases(comparison, path: path, language))
    ]).text
  }

  private static func objectiveCases(_ bench: Bench, _ language: Language) -> [JUnitDocument.Case] {
    let sentences = BenchSentences(bench: bench, language: language)
    return bench.verdicts.enumerated().map { row, verdict in
      let told = sentences.objective(row, verdict)
      let state: JUnitDocument.State =
        switch verdict.outcome {
        case .met: .passed
        case .missed: .failed(told, detail: told)
        case .undecided: .skipped(told)
        }
      return JUnitDocument.Case(name: verdict.objective.name, state: state)
    }
  }

  private static func comparisonCases(
    _ comparison: Comparison, path: String, _ language: Language
  ) -> [JUnitDocument.Case] {
    let pair = DrillPair(
      before: nil, after: TreeDrill(path: path, inside: path, drill: comparison.after.drill))
    return ComparisonCases(
      drill: GatedDrill(pair, .compared(comparison)), path: path, language: language
    ).make { $0.kind.isWorse && $0.kind != .missedNew }
  }
}
