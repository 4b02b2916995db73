import Rehearsal
import Scenarios
import Scoring

/// The test cases of a comparison: one for each figure that is judged, and for each that was and is
/// there no more.
struct ComparisonCases {
  private static let causeLimit = 5

  var drill: GatedDrill
  /// Of the drill file.
  var path: String
  var language: Language

  /// - Parameter fails: whether a finding does.
  func make(_ fails: (GateFinding) -> Bool) -> [JUnitDocument.Case] {
    guard let comparison = drill.comparison else { return [] }
    let failed = drill.findings.filter(fails)
    let names = comparison.figures.filter(\.figure.isGate).map(\.name)
    let there = Set(names)
    var gone: [String] = []
    for name in failed.map(caseName) where !there.contains(name) && !gone.contains(name) {
      gone.append(name)
    }
    return comparison.figures.filter(\.figure.isGate).map { compared in
      JUnitDocument.Case(
        name: compared.name,
        state: state(failed.filter { caseName($0) == compared.name }, comparison)
          ?? state(compared, comparison))
    }
      + gone.map { name in
        JUnitDocument.Case(
          name: name, state: state(failed.filter { caseName($0) == name }, comparison) ?? .passed)
      }
  }

  /// Objectives by the names of their figures.
  private func caseName(_ finding: GateFinding) -> String {
    finding.objective == nil ? finding.name : "objective/" + finding.name
  }

  private func state(
    _ failed: [GateFinding], _ comparison: Comparison
  ) -> JUnitDocument.State? {
    guard let first = failed.first else { return nil }
    let findings = FindingSentences(drill: drill, language: language)
    let changes = comparison.sourceChanges
    let shown = ShownPaths(comparison.after.drill, at: path)
    let told = ComparisonSentences(comparison: comparison, language: language)
    let lines = failed.map { finding in
      let place = comparison.place(of: finding, changes)
      return "\(shown(place)):\(place.line): \(findings.line(finding))"
    }
    let causes = comparison.causes.prefix(Self.causeLimit).map { told.line($0) }
    return .failed(
      findings.line(first), detail: (lines + causes).joined(separator: "\n"))
  }

  /// Of a figure that does not fail.
  private func state(
    _ compared: ComparedFigure, _ comparison: Comparison
  ) -> JUnitDocument.State {
    if case .objective(let row) = compared.figure.subject,
      comparison.after.verdicts.indices.contains(row)
    {
      let verdict = comparison.after.verdicts[row]
      if verdict.outcome != .met {
        // Undecided, or missed as before.
        let sentences = BenchSentences(bench: comparison.after, language: language)
        return .skipped(sentences.objective(row, verdict))
      }
    }
    guard compared.change == .incomparable else { return .passed }
    let told = ComparisonSentences(comparison: comparison, language: language)
    return .skipped("\(Terms.word(compared.change)[language]): \(told.line(compared))")
  }
}
