import EventKernel

/// How short an interval has to be.
package enum Precision: Hashable, Sendable {
  /// At most that share of the estimate to either side.
  case relative(Probability)
  /// For shares x: at most that share of x or 1 - x, whichever is less, so that an availability of
  /// 99.99 % is told from one of 99.98 %.
  case relativeToRarer(Probability)
  /// At most that much to either side, in the metric's unit.
  case absolute(Double)

  /// Whether an interval is short enough; one about 0 is not, unless its length is 0 or the
  /// precision is absolute.
  package func holds(for interval: Interval) -> Bool {
    let estimate = interval.estimate.magnitude
    switch self {
    case .relative(let share):
      return interval.halfWidth <= share.value * estimate
    case .relativeToRarer(let share):
      return interval.halfWidth <= share.value * min(estimate, (1 - interval.estimate).magnitude)
    case .absolute(let half):
      return interval.halfWidth <= half
    }
  }
}
