import EventKernel

/// What is kept of one metric under two policies that met the same replications.
///
/// With common random numbers the two values of a replication go up and down together, so the
/// differences vary less than either (Law 2015, section 11.2). Merging is exact.
package struct PairedMoments: Hashable, Sendable, BitwiseCopyable {
  /// The values under the first policy.
  package private(set) var first: Moments
  /// The values under the second policy.
  package private(set) var second: Moments
  /// The second value less the first, of each replication.
  package private(set) var difference: Moments

  /// The moments of no replication.
  ///
  /// - Precondition: as ``Moments/init(largest:)`` has it.
  package init(largest: Int64) {
    first = Moments(largest: largest)
    second = first
    difference = .ofDifferences(largest: largest)
  }

  /// Takes in the values of one replication under both policies, each cut as ``Moments`` cuts.
  package mutating func add(_ one: Int64, _ other: Int64) {
    first.add(one)
    second.add(other)
    let largest = first.largest
    let (kept, otherKept) = (min(max(one, -largest), largest), min(max(other, -largest), largest))
    difference.add(otherKept - kept)
  }

  /// Takes in those of other replications, as ``Moments/merge(_:)`` does.
  ///
  /// - Precondition: both have the same largest magnitude.
  package mutating func merge(_ other: PairedMoments) {
    first.merge(other.first)
    second.merge(other.second)
    difference.merge(other.difference)
  }

  /// How many replications.
  package var count: Int64 { difference.count }

  /// The mean of the second less the first with Student's interval on the differences, in the
  /// metric's unit; nothing below two replications (Law 2015, section 10.2.1).
  package func differenceInterval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    difference.meanInterval(confidence)
  }

  /// The correlation of the two values over replications, from -1 to 1; nothing below two
  /// replications or where either does not vary.
  package var correlation: Double? {
    let (one, other) = (first.sums.centredSquares, second.sums.centredSquares)
    guard one > 0, other > 0 else { return nil }
    let joint = (one + other - difference.sums.centredSquares) / 2
    return min(max(joint / (one.squareRoot() * other.squareRoot()), -1), 1)
  }

  /// The least difference that this many replications would call a difference with that power, in
  /// the metric's unit; nothing below two replications.
  ///
  /// The sum of two Student quantiles times the standard error, in place of the noncentral law:
  /// from ten replications on within 2 % of the exact difference (J. H. Zar, Biostatistical
  /// Analysis, 5th ed. 2010, chapters 7 and 9).
  ///
  /// - Parameter power: the chance that such a difference is seen, from 0.5 and below 1.
  package func minimumDetectableDifference(
    _ confidence: Confidence = .ninetyFive, power: Probability = Probability(clamped: 0.8)
  ) -> Double? {
    precondition(
      power.value >= 0.5 && power.value < 1, "a power of \(power.value), not from 0.5 and below 1")
    guard let variance = difference.variance else { return nil }
    let freedom = count - 1
    let factor =
      StudentLaw.factor(confidence, freedom: freedom)
      + StudentLaw.quantile(above: 1 - power.value, freedom: freedom)
    return factor * (variance / Double(count)).squareRoot()
  }
}
