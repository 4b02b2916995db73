/// What is kept of one metric over replications: count, sum, sum of squares, least and greatest.
///
/// A replication's value is a whole number in the metric's declared unit (microseconds, parts per
/// million, milli-points, cents) with a declared largest magnitude. Merging is exact in any order
/// and grouping. A value beyond the largest counts as the largest and is counted in `outside`,
/// for a diagnostic; it never traps.
package struct Moments: Hashable, Sendable, BitwiseCopyable {
  /// The largest magnitude that may be declared: 2^62 - 1, so that differences of two values fit.
  package static var largestMagnitude: Int64 { Int64.max / 2 }

  /// The declared largest magnitude, in the metric's unit.
  package let largest: Int64
  /// The sums of the values.
  package private(set) var sums = PowerSums()
  /// How many values were beyond the largest.
  package private(set) var outside: Int64 = 0
  private var lowest = Int64.max
  private var highest = Int64.min

  /// The moments of no values.
  ///
  /// - Precondition: 0 < `largest` <= ``largestMagnitude``.
  package init(largest: Int64) {
    precondition(
      largest > 0 && largest <= Moments.largestMagnitude,
      "a metric's largest magnitude is \(largest), which is not from 1 to 2^62 - 1")
    self.init(checked: largest)
  }

  /// The moments of differences of two values, each up to a checked largest.
  static func ofDifferences(largest: Int64) -> Moments { Moments(checked: 2 * largest) }

  private init(checked largest: Int64) { self.largest = largest }

  /// Takes the value of one replication in.
  package mutating func add(_ value: Int64) {
    let kept = min(max(value, -largest), largest)
    if kept != value { outside += 1 }
    sums.add(kept)
    lowest = min(lowest, kept)
    highest = max(highest, kept)
  }

  /// Takes in what the moments of other replications of the same metric have taken in.
  ///
  /// - Precondition: both have the same largest magnitude.
  package mutating func merge(_ other: Moments) {
    precondition(
      largest == other.largest,
      "moments of metrics up to \(largest) and up to \(other.largest) cannot be merged")
    sums.merge(other.sums)
    outside += other.outside
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }

  /// How many values.
  package var count: Int64 { sums.count }
  /// The least value; nothing of no values.
  package var least: Int64? { count > 0 ? lowest : nil }
  /// The greatest value; nothing of no values.
  package var greatest: Int64? { count > 0 ? highest : nil }
  /// The arithmetic mean, in the metric's unit; nothing of no values.
  package var mean: Double? { sums.mean }
  /// The sample variance, in the unit squared; nothing of fewer than two values.
  package var variance: Double? { sums.variance }
}

extension Moments {
  /// The mean with Student's interval, in the metric's unit; nothing below two replications.
  ///
  /// Replications are independent, and means of many things are near normal (A. M. Law,
  /// Simulation Modeling and Analysis, 5th ed. 2015, section 4.5). For a share of each replication,
  /// too.
  package func meanInterval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    guard let mean, let variance else { return nil }
    let error = (variance / Double(count)).squareRoot()
    let half = StudentLaw.factor(confidence, freedom: count - 1) * error
    return Interval(mean, give: half, confidence, count: count, method: .student)
  }
}
