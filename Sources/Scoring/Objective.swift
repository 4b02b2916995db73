import EventKernel
import Simulator

/// A bound that a drill sets itself, checked before the run and printed first.
package struct Objective: Sendable {
  package enum Test: Sendable, Hashable {
    /// Every value is at most (or at least) this, in the unit of the metric as a file writes it:
    /// microseconds, counts, whole points, parts per million, hundredths of the currency,
    /// millionths of a level or rate.
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
  /// What its values are counted in: of a measure that is a share, not what the metric is in.
  package var unit: Metric.Unit
  package var filter: MetricFilter
  package var test: Test
  /// For `every`, over many runs: the share of them that must meet it.
  package var runs: Probability
  /// Of those who give up waiting.
  package var counting: MetricValue.Counting
  /// The row of the measure that it is read from; nil: from the record.
  package var measure: Int?

  package init(
    name: String, metric: Metric, unit: Metric.Unit? = nil,
    filter: MetricFilter = MetricFilter(), test: Test,
    runs: Probability = Objective.usualRuns, counting: MetricValue.Counting = .offered,
    measure: Int? = nil
  ) {
    self.name = name
    self.metric = metric
    self.unit = unit ?? metric.unit
    self.filter = filter
    self.test = test
    self.runs = runs
    self.counting = counting
    self.measure = measure
  }
}

extension Objective {
  /// What a value is held against, where each is; nil: of a mean.
  package var limit: (comparison: ConditionStep.Comparison, bound: Int64)? {
    switch test {
    case .every(let comparison, let bound), .quantile(_, let comparison, let bound):
      (comparison, scaled(bound))
    case .share(let within, _): (.lessOrEqual, scaled(within))
    case .mean: nil
    }
  }

  /// The share of values that are to keep the limit; nil: of a mean, and of every value.
  ///
  /// A quantile is at most a bound when at least that share of the values is; it is at least a
  /// bound when at least the rest is.
  package var sharePart: Probability? {
    switch test {
    case .every, .mean: nil
    case .share(_, let atLeast): atLeast
    case .quantile(let probability, let comparison, _):
      comparison.isFloor ? Probability(clamped: 1 - probability.value) : probability
    }
  }

  /// A bound as a file writes it, in the unit of the values.
  package func scaled(_ bound: Int64) -> Int64 {
    let (product, overflow) = bound.multipliedReportingOverflow(by: metric.valuesPerUnit)
    return overflow ? (bound < 0 ? .min : .max) : product
  }
}

extension ConditionStep.Comparison {
  /// Whether it sets a least value.
  package var isFloor: Bool { self == .greater || self == .greaterOrEqual }
  /// Whether it sets a greatest value.
  package var isCeiling: Bool { self == .less || self == .lessOrEqual }
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
  /// Values that may still grow, and values that began too late to have passed the bound.
  package var open = 0
  package var leftOut = 0

  package init(objective: Objective, outcome: Outcome, value: Int64?, tried: Int, hits: Int) {
    self.objective = objective
    self.outcome = outcome
    self.value = value
    self.tried = tried
    self.hits = hits
  }
}
