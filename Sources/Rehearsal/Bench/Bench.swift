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

  package init(
    drill: CompiledDrill, seed: UInt64, version: String = sandtableVersion, sums: BenchSums,
    planned: Int, done: Int, looks: Int = 1, overall: Confidence = .ninetyFive
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
  }

  /// They were stopped before the end, and tell of those that were done.
  package var isPartial: Bool { done < planned }

  /// The confidence of every objective's interval, so that all of them hold together at
  /// ``overall``.
  package var confidence: Confidence {
    overall.shared(among: max(1, drill.objectives.count) * looks)
  }

  /// What each objective came to, by its row.
  package var verdicts: [BenchVerdict] {
    figures.enumerated().compactMap { row, figure in
      guard case .objective(let objective) = figure.subject else { return nil }
      return BenchVerdict(
        drill.objectives[objective], interval: sums.figures[row].interval(confidence),
        runs: sums.figures[row].count, missing: sums.figures[row].missing)
    }
  }

  /// What the objectives came to together: missed when one is, met when all are.
  package var outcome: ObjectiveVerdict.Outcome {
    verdicts.contains { $0.outcome == .missed } ? .missed : isMet ? .met : .undecided
  }

  /// Every objective is met.
  package var isMet: Bool { verdicts.allSatisfy { $0.outcome == .met } }
}

/// What an objective came to over many runs.
package struct BenchVerdict: Sendable {
  package var objective: Objective
  package var outcome: ObjectiveVerdict.Outcome
  /// The estimate, in the figure's unit; nothing where the runs tell none.
  package var interval: Interval?
  package var runs: Int64
  /// Runs in which nothing was seen, or nothing was decided.
  package var missing: Int64

  /// Met or missed when the whole interval is on one side of the bound; else undecided.
  init(_ objective: Objective, interval: Interval?, runs: Int64, missing: Int64) {
    self.objective = objective
    self.interval = interval
    self.runs = runs
    self.missing = missing
    outcome = interval.map { objective.outcome($0) } ?? .undecided
  }
}

extension Objective {
  /// The bound over many runs, in the unit of its figure.
  package var bound: Double {
    let scale = Double(metric.valuesPerUnit)
    switch test {
    case .every: return runs.value
    case .share(_, let atLeast): return atLeast.value
    case .mean(_, let bound):
      return metric.meanUnit == .share ? Double(bound) / 1_000_000 : Double(bound) * scale
    case .quantile(_, _, let bound): return Double(bound) * scale
    }
  }

  fileprivate func outcome(_ interval: Interval) -> ObjectiveVerdict.Outcome {
    switch test {
    case .every, .share: return floor(interval)
    case .mean(let comparison, _), .quantile(_, let comparison, _):
      switch comparison {
      case .greater, .greaterOrEqual: return floor(interval)
      case .less, .lessOrEqual:
        return interval.upper <= bound ? .met : interval.lower > bound ? .missed : .undecided
      // No estimate is ever equal for certain.
      case .equal: return interval.contains(bound) ? .undecided : .missed
      case .notEqual: return interval.contains(bound) ? .undecided : .met
      }
    }
  }

  private func floor(_ interval: Interval) -> ObjectiveVerdict.Outcome {
    interval.lower >= bound ? .met : interval.upper < bound ? .missed : .undecided
  }
}
