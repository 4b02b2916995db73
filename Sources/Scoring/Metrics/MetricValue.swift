import EventKernel
import Simulator

/// One value of a metric: of an incident, a task, a case, a data set or the whole run.
package struct MetricValue: Hashable, Sendable {
  /// In the metric's unit: microseconds, counts, tenths of a point.
  package var number: Int64
  /// It may still grow: a clock that runs on at the end of the run.
  package var isOpen = false
  /// When that began of which it is; nil: of the whole run, and of data sets.
  package var began: SimulationTime?
  /// It is the time since then.
  package var isSpan = false
  /// Patience ran out: what was waited for never came.
  package var isGivenUp = false

  package init(_ number: Int64, isOpen: Bool = false, began: SimulationTime? = nil) {
    self.number = number
    self.isOpen = isOpen
    self.began = began
  }

  /// A time that began at an instant.
  package init(
    _ span: TimeSpan, since began: SimulationTime, isOpen: Bool, isGivenUp: Bool = false
  ) {
    number = span.microseconds
    self.isOpen = isOpen
    self.began = began
    isSpan = true
    self.isGivenUp = isGivenUp
  }
}

extension MetricValue {
  /// What a value says of a bound.
  package enum Standing: Hashable, Sendable {
    case kept
    case broken
    /// The run ended before it was told.
    case open
    /// It says nothing: it began so late that it could not have passed the bound before the end.
    case leftOut
    /// It is not one of those that are asked about.
    case notCounted
  }

  /// What of those who give up is counted: the part of a service level below the line.
  package enum Counting: String, CaseIterable, Sendable {
    /// All who were offered: who gave up was not served.
    case offered
    /// Only those who were served.
    case answered
    /// All who were offered but for those who gave up within the bound.
    case patient = "offered less short abandons"
  }

  /// What it says of a bound at the end of a run.
  ///
  /// Times that began too late to have passed the bound by the end are left out, whatever became of
  /// them: who counted those that came to an end would count the short ones only. What is open and
  /// beyond the bound by now has passed it.
  package func standing(
    _ comparison: ConditionStep.Comparison, _ bound: Int64, at end: SimulationTime,
    counting: Counting = .offered
  ) -> Standing {
    let isCeiling = comparison == .less || comparison == .lessOrEqual
    let isFloor = comparison == .greater || comparison == .greaterOrEqual
    if let began, isSpan, isCeiling || isFloor {
      let most = end.elapsed(since: began).microseconds
      if comparison.holds(most, bound) == isCeiling { return .leftOut }
    }
    let holds = comparison.holds(number, bound)
    if isGivenUp, isCeiling || counting == .answered {
      switch counting {
      case .offered: return .broken
      case .answered: return .notCounted
      case .patient: return holds ? .notCounted : .broken
      }
    }
    guard isOpen else { return holds ? .kept : .broken }
    // Nobody has answered yet.
    if counting == .answered, isSpan { return .notCounted }
    if isCeiling { return holds ? .open : .broken }
    if isFloor { return holds ? .kept : .open }
    return number > bound ? (holds ? .kept : .broken) : .open
  }
}

/// How many values say what of a bound.
package struct StandingCount: Hashable, Sendable {
  package var kept = 0
  package var broken = 0
  package var open = 0
  package var leftOut = 0

  package init() {}

  package mutating func add(_ standing: MetricValue.Standing) {
    switch standing {
    case .kept: kept += 1
    case .broken: broken += 1
    case .open: open += 1
    case .leftOut: leftOut += 1
    case .notCounted: break
    }
  }

  /// Those that count.
  package var count: Int { kept + broken + open }

  /// Whether every one that counts is kept; nil: that is not told, or there is none.
  package var isKept: Bool? {
    broken > 0 ? false : open > 0 || kept == 0 ? nil : true
  }
}
