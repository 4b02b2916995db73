import EventKernel
import Simulator

/// One value of a metric: of an incident, a data set or the whole run.
package struct MetricValue: Hashable, Sendable {
  /// In the metric's unit: microseconds, counts, tenths of a point.
  package var number: Int64
  /// It may still grow: a clock that runs on at the end of the run.
  package var isOpen = false

  package init(_ number: Int64, isOpen: Bool = false) {
    self.number = number
    self.isOpen = isOpen
  }

  /// Whether it meets a bound; nil: not decided yet.
  package func meets(_ comparison: ConditionStep.Comparison, _ bound: Int64) -> Bool? {
    let now = comparison.holds(number, bound)
    guard isOpen else { return now }
    switch comparison {
    case .less, .lessOrEqual: return now ? nil : false
    case .greater, .greaterOrEqual: return now ? true : nil
    case .equal, .notEqual: return number > bound ? now : nil
    }
  }
}
