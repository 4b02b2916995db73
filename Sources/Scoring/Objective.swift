import EventKernel
import Simulator

/// What an objective measures. The raw value is the word in a drill file.
package enum Metric: String, CaseIterable, Sendable {
  case acceptanceTime = "acceptance time"
  case responseTime = "response time"
  case gradingTime = "grading time"
  case containmentTime = "containment time"
  case recoveryTime = "recovery time"
  case resolutionTime = "resolution time"
  case summaryTime = "summary time"
  /// Abnormal down time of core services.
  case coreDowntime = "core down time"
  case dataLost = "data lost"
  /// Components ever infected.
  case spread
  /// Final score, points.
  case score

  /// The clock that a time metric reads; nil for the others.
  package var clock: ClockRule.Kind? {
    switch self {
    case .acceptanceTime: .acceptance
    case .responseTime: .response
    case .gradingTime: .grading
    case .containmentTime: .containment
    case .recoveryTime: .recovery
    case .resolutionTime: .resolution
    case .summaryTime: .summary
    case .coreDowntime, .dataLost, .spread, .score: nil
    }
  }

  package enum Unit: Sendable {
    case time
    case count
    case points
  }

  package var unit: Unit {
    switch self {
    case .spread: .count
    case .score: .points
    default: .time
    }
  }
}

/// A bound that a drill sets itself, checked before the run and printed first.
package struct Objective: Sendable {
  package enum Test: Sendable {
    /// Every value is at most this (microseconds, counts) — or at least, for points.
    case every(ConditionStep.Comparison, Int64)
    /// The share of values at most `within` is at least this.
    case share(within: Int64, atLeast: Probability)
  }

  /// The key in the drill file.
  package var name: String
  package var metric: Metric
  /// Only incidents of this level; nil: all.
  package var level: FaultLevel?
  package var test: Test

  package init(name: String, metric: Metric, level: FaultLevel?, test: Test) {
    self.name = name
    self.metric = metric
    self.level = level
    self.test = test
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
  /// The worst value (`every`), or the share in thousandths (`share`); nil: nothing measured.
  package var value: Int64?
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
