import Rehearsal
import Scenarios
import Scoring

/// Two trees of drills side by side as JUnit XML: a suite for each drill, with a case for each
/// figure that is judged.
package enum GateJUnit {
  /// The document. Ends with a line feed.
  ///
  /// - Parameter times: of the drills, by their rows.
  package static func render(_ gate: Gate, times: [PlayingTime] = [], language: Language) -> String
  {
    JUnitDocument(
      suites: gate.drills.enumerated().map { row, drill in
        JUnitDocument.Suite(
          name: "sandtable.\(drill.pair.name).gate", file: drill.pair.path,
          time: times.indices.contains(row) && drill.bench != nil ? times[row] : nil,
          cases: cases(drill, gate, language))
      }
    ).text
  }

  private static func cases(
    _ drill: GatedDrill, _ gate: Gate, _ language: Language
  ) -> [JUnitDocument.Case] {
    if drill.comparison != nil {
      return ComparisonCases(drill: drill, path: drill.pair.path, language: language)
        .make { gate.fails($0, of: drill) }
    }
    let sentences = GateSentences(gate: gate, language: language)
    let own = drill.findings.filter { $0.row == nil }
    let whole = own.first { gate.fails($0, of: drill) }.map { sentences.line($0, of: drill) }
    let first = JUnitDocument.Case(
      name: "drill", state: whole.map { .failed($0, detail: $0) } ?? .passed)
    let objectives = (drill.bench?.verdicts ?? []).enumerated().map { row, verdict in
      let found = drill.findings.first { $0.row == row }
      let state: JUnitDocument.State? = found.map { found in
        let line = sentences.line(found, of: drill)
        return gate.fails(found, of: drill) ? .failed(line, detail: line) : .skipped(line)
      }
      return JUnitDocument.Case(
        name: "objective/" + verdict.objective.name, state: state ?? .passed)
    }
    return [first] + objectives
  }
}
