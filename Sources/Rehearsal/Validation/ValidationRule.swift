import Simulator
import Statistics

/// What comparing an estimate with a known value comes to.
package enum ValidationVerdict: String, CaseIterable, Hashable, Sendable {
  /// The estimate is as near as chance explains, and the interval is narrow enough to tell.
  case matches
  /// It is further away than chance explains, or not equal where it must be.
  case outside
  /// It is near, but so wide that a wrong model could be, too: run more replications.
  case tooLoose
  /// The replications tell no estimate, or some never came to what is asked.
  case missing
}

/// When an estimate matches a known value. Both must hold, over 30 replications or more:
///
/// - The interval at 95 % shared among all cases that are run (Bonferroni) holds the value:
///   Student's quantile times the standard error, so that a whole table of right values raises a
///   false alarm in 5 % of the looks at most.
/// - The half-width at 95 % is at most 1 % of the value; of a share x 1 % of the rarer side
///   min(x, 1 - x), or 2 % where that is below .01; of a variance 5 %. A loose interval cannot
///   pass.
package enum ValidationRule {
  /// Fewer replications than these tell too little of how they differ.
  package static let fewestReplications: Int64 = 30

  /// Judges what a measure came to.
  ///
  /// - Parameters:
  ///   - expected: the known value, in the measure's unit.
  ///   - isExact: every replication must give it, times to the microsecond.
  ///   - cases: known values that are looked at together, this one among them.
  package static func verdict(
    _ found: MeasureAccumulator, of measure: Measure, expected: Double, isExact: Bool,
    among cases: Int
  ) -> ValidationVerdict {
    let unit = MeasureUnit(of: measure)
    // A mean of those that came in time is no mean of all.
    if case .timeUntil = measure.quantity, found.missing > 0 { return .missing }
    if isExact {
      if found.missing == found.count { return .missing }
      let isEqual = found.constant.map { equals($0, expected, unit) } ?? false
      return isEqual ? .matches : .outside
    }
    guard let sure = found.interval(Confidence.ninetyFive.shared(among: cases)),
      let usual = found.interval()
    else { return .missing }
    guard sure.contains(expected) else { return .outside }
    let isNarrow = usual.halfWidth <= widestHalf(of: expected, unit)
    return isNarrow && found.count >= fewestReplications ? .matches : .tooLoose
  }

  /// The widest half-width at 95 % that can tell a right model from a wrong one, in the unit.
  package static func widestHalf(of expected: Double, _ unit: MeasureUnit) -> Double {
    let size = size(of: expected, unit)
    return switch unit {
    case .time, .level: 0.01 * size
    case .timeSquared: 0.05 * size
    case .share: size < 0.01 ? 0.02 * size : 0.01 * size
    }
  }

  /// What a half-width is relative to: the value, and of a share its rarer side.
  package static func size(of expected: Double, _ unit: MeasureUnit) -> Double {
    unit == .share ? min(expected, 1 - expected) : expected.magnitude
  }

  /// Times to the microsecond; the rest to the twelve digits in which a file gives it.
  private static func equals(_ found: Double, _ expected: Double, _ unit: MeasureUnit) -> Bool {
    unit == .time
      ? found.rounded() == expected.rounded()
      : (found - expected).magnitude <= 1e-11 * expected.magnitude
  }
}
