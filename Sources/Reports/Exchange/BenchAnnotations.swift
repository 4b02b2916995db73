import Rehearsal
import Scenarios
import Scoring
import Statistics

/// Workflow commands of GitHub Actions that point at the lines of what went wrong.
package enum BenchAnnotations {
  /// One line for each objective that is not met, and for each thing that is worse than before, the
  /// worst first: at the objective's line, or at the changed line that accounts for it.
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
          WorkflowCommand.line(
            outcome == .missed ? "error" : "warning", path, line,
            title: bench.drill.lexicon.objectives[row].title[language],
            message: told.objective(row, verdict)))
      }
    }
    if let comparison {
      lines += Self.lines(of: comparison, path: path, language) {
        $0.kind.isWorse && !$0.kind.isOpen
      }
    }
    return lines.prefix(WorkflowCommand.limit).map { $0 + "\n" }.joined()
  }

  /// The same of a comparison alone.
  package static func render(
    _ comparison: Comparison, path: String, language: Language
  ) -> String {
    lines(of: comparison, path: path, language) { $0.kind.isWorse && $0.kind != .missedNew }
      .prefix(WorkflowCommand.limit).map { $0 + "\n" }.joined()
  }

  private static func lines(
    of comparison: Comparison, path: String, _ language: Language,
    where isTold: (GateFinding) -> Bool
  ) -> [String] {
    let drill = TreeDrill(path: path, inside: path, drill: comparison.after.drill)
    let gated = GatedDrill(DrillPair(before: nil, after: drill), .compared(comparison))
    return gated.findings.filter(isTold).map { line($0, of: gated, "error", language) }
  }

  /// - Parameter kind: `error`, `warning` or `notice`.
  static func line(
    _ finding: GateFinding, of drill: GatedDrill, _ kind: String, _ language: Language
  ) -> String {
    let told = FindingSentences(drill: drill, language: language).line(finding)
    let (path, line) = drill.place(of: finding)
    let head = drill.comparison.map { title(finding, $0, language) } ?? finding.name
    return WorkflowCommand.line(kind, path, line, title: head, message: told)
  }

  private static func title(
    _ finding: GateFinding, _ comparison: Comparison, _ language: Language
  ) -> String {
    if let objective = finding.objective {
      return QuestionSentences(comparison: comparison, language: language).label(objective)
    }
    let words = FigureWords(drill: comparison.after.drill, language: language)
    return finding.figure.map { words.title($0.figure) } ?? finding.name
  }
}

/// The same of two trees of drills.
package enum GateAnnotations {
  package static func render(_ gate: Gate, language: Language) -> String {
    var lines: [String] = []
    for drill in gate.drills {
      lines += gate.failures(of: drill).map {
        BenchAnnotations.line($0, of: drill, "error", language)
      }
    }
    for drill in gate.drills {
      lines += drill.findings.filter { $0.kind.isOpen && !gate.fails($0, of: drill) }.map {
        BenchAnnotations.line($0, of: drill, "warning", language)
      }
    }
    return lines.prefix(WorkflowCommand.limit).map { $0 + "\n" }.joined()
  }
}
