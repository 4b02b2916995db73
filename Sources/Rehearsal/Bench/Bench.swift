import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// What many runs came to, in whole numbers that merge exactly.
package struct BenchSums: Hashable, Sendable, Codable {
  /// By row of the figures.
  package var figures: [FigureAccumulator]
  /// Clocks that still ran at the end of their run.
  package var open: Int64 = 0
  /// What the pictures of a report are drawn from.
  package var details: BenchDetails

  /// The sums of no run.
  package init(_ drill: CompiledDrill) {
    figures = FigureReader(Figure.all(of: drill), of: drill).accumulators
    details = BenchDetails(drill)
  }

  /// Whether so many runs could leave so many clocks open; see `ObjectiveCourse`.
  func isOpen(ofRuns runs: Int64) -> Bool {
    (0...FigureAccumulator.most(ofRuns: runs)).contains(open)
  }

  package mutating func merge(_ other: BenchSums) {
    open += other.open
    details.merge(other.details)
    for (row, others) in other.figures.enumerated() { figures[row].merge(others) }
  }
}

/// Many runs of a drill, as a value.
package struct Bench: Sendable {
  package var drill: CompiledDrill
  package var seed: UInt64
  package var version: String
  package var figures: [Figure]
  package var sums: BenchSums
  /// Replications that there were to be.
  package var planned: Int
  /// Replications that were run.
  package var done: Int
  /// How often the objectives are looked at in all: each look may end the runs.
  package var looks: Int
  /// How sure all objectives' intervals together are.
  package var overall: Confidence
  /// Whether its runs draw random numbers; where they don't, one says it all.
  package var runsDraw: Bool

  package init(
    drill: CompiledDrill, seed: UInt64, version: String = sandtableVersion, sums: BenchSums,
    planned: Int, done: Int, looks: Int = 1, overall: Confidence = .ninetyFive,
    runsDraw: Bool = true
  ) {
    self.drill = drill
    self.seed = seed
    self.version = version
    figures = Figure.all(of: drill)
    self.sums = sums
    self.planned = planned
    self.done = done
    self.looks = looks
    self.overall = overall
    self.runsDraw = runsDraw
  }

  /// They were stopped before the end, and tell of those that were done.
  package var isPartial: Bool { done < planned }

  /// How surely each objective is decided, so that all of them hold together at ``overall``.
  package var assurance: Assurance {
    Assurance(overall, bounds: max(1, drill.objectives.count), looks: looks)
  }

  /// What each objective came to, by its row.
  package var verdicts: [BenchVerdict] {
    drill.objectives.indices.map { row in
      BenchVerdict(
        drill.objectives[row], sums.details.courses[row].evidence, assurance,
        quantile: quantile(ofObjective: row), runsDraw: runsDraw)
    }
  }

  private func quantile(ofObjective row: Int) -> Double? {
    guard case .quantile = drill.objectives[row].test, drill.objectives[row].measure == nil,
      let figure = figures.firstIndex(where: { $0.subject == .objective(row) })
    else { return nil }
    return sums.figures[figure].estimate
  }

  /// An objective of which all runs came to the same, so that it is worth to ask whether they draw
  /// random numbers at all.
  var hasConstant: Bool { sums.details.courses.contains { $0.evidence.constant != nil } }

  /// What the objectives came to together: missed when one is, met when all are.
  package var outcome: ObjectiveVerdict.Outcome {
    verdicts.contains { $0.outcome == .missed } ? .missed : isMet ? .met : .undecided
  }

  /// Every objective is met.
  package var isMet: Bool { verdicts.allSatisfy { $0.outcome == .met } }
}
