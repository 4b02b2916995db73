import EventKernel
import Simulator

/// A bound that a drill sets itself, checked before the run and printed first.
package struct Objective: Sendable {
  package enum Test: Sendable {
    /// Every value is at most (or at least) this, in the unit of the metric as a file writes it:
    /// microseconds, counts, whole points, parts per million, hundredths of the currency.
    case every(ConditionStep.Comparison, Int64)
    /// The share of values at most `within` is at least this.
    case share(within: Int64, atLeast: Probability)
    /// The mean of the values is at most (or at least) this.
    case mean(ConditionStep.Comparison, Int64)
    /// A quantile of the values is at most (or at least) this.
    case quantile(Probability, ConditionStep.Comparison, Int64)
  }

  /// The share of runs that must meet an objective on every value, when the file says none: one
  /// night decides nothing, and what can happen at all happens in some night.
  package static let usualRuns = Probability(clamped: 0.95)

  /// The key in the drill file.
  package var name: String
  package var metric: Metric
  package var filter: MetricFilter
  package var test: Test
  /// For `every`, over many runs: the share of them that must meet it.
  package var runs: Probability

  package init(
    name: String, metric: Metric, filter: MetricFilter = MetricFilter(), test: Test,
    runs: Probability = Objective.usualRuns
  ) {
    self.name = name
    self.metric = metric
    self.filter = filter
    self.test = test
    self.runs = runs
  }
}

package struct ObjectiveVerdict: Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case met
    case missed
    /// Nothing to measure, or the drill ended before it was decided.
    case undecided
  }

  package var objective: Objective
  package var outcome: Outcome
  /// The worst value (`every`), the share in thousandths (`share`), the mean or the quantile; nil:
  /// nothing measured.
  package var value: Int64?
  /// The mean as it is, where one was asked for; `value` is it rounded.
  package var mean: Double?
  /// How many values were looked at, and how many met the bound.
  package var tried: Int
  package var hits: Int

  package init(objective: Objective, outcome: Outcome, value: Int64?, tried: Int, hits: Int) {
    self.objective = objective
    self.outcome = outcome
    self.value = value
    self.tried = tried
    self.hits = hits
  }
}
