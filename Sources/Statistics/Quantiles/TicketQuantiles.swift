import EventKernel

/// Quantiles of a quantity of tickets (the p95 of waits) over all replications, with intervals.
///
/// Tickets of one replication depend on each other, so the interval comes from how the quantiles of
/// whole replications differ: sectioning. Kept are the pooled sketch and, for each quantile, the
/// moments of the replications' own; merging is exact.
package struct TicketQuantiles: Hashable, Sendable {
  /// The quantiles that are kept.
  package let probabilities: [Probability]
  /// All tickets.
  package private(set) var pooled: QuantileSketch
  /// The quantiles of the replications' own tickets, in the order of `probabilities`.
  package private(set) var sections: [Moments]
  /// How many replications had no ticket, and so no quantile.
  package private(set) var empty: Int64 = 0

  /// The quantiles of no tickets.
  ///
  /// - Precondition: as ``Moments/init(largest:)`` has it.
  package init(_ probabilities: [Probability], largest: Int64) {
    self.probabilities = probabilities
    pooled = QuantileSketch(largest: largest)
    sections = probabilities.map { _ in Moments(largest: largest) }
  }

  /// Takes in the tickets of one replication.
  ///
  /// - Precondition: the sketch has the same largest value.
  package mutating func add(_ replication: QuantileSketch) {
    pooled.merge(replication)
    if replication.count == 0 { empty += 1 }
    for (index, probability) in probabilities.enumerated() {
      if let quantile = replication.quantile(probability) { sections[index].add(quantile) }
    }
  }

  /// Takes in what another, of the same quantiles of the same metric, has taken in.
  ///
  /// - Precondition: both have the same probabilities and the same largest value.
  package mutating func merge(_ other: TicketQuantiles) {
    precondition(probabilities == other.probabilities, "unlike quantiles cannot be merged")
    pooled.merge(other.pooled)
    for index in sections.indices { sections[index].merge(other.sections[index]) }
    empty += other.empty
  }

  /// The quantile of all tickets, in the metric's unit, with the interval by sectioning; nothing
  /// with fewer than two replications that had tickets.
  ///
  /// Student's about the pooled quantile: S² = sum of (a replication's quantile - pooled)² over
  /// replications - 1. The pooled centre has far less bias than the mean of sections, and what bias
  /// sections have widens the interval instead (S. Asmussen, P. W. Glynn, Stochastic Simulation,
  /// 2007, section III.5a; M. K. Nakayama, Confidence intervals for quantiles using sectioning, ACM
  /// TOMACS 24, 2014). It supposes replications with about as many tickets each, and enough for a
  /// quantile: 20 or more for a p95. It holds the sketch's bucket.
  ///
  /// - Parameter index: which one of `probabilities`.
  package func interval(at index: Int, _ confidence: Confidence = .ninetyFive) -> Interval? {
    let sums = sections[index].sums
    guard sums.count > 1, let centre = pooled.quantile(probabilities[index]) else { return nil }
    let count = Double(sums.count)
    let error = (sums.squares(about: centre).double / (count - 1) / count).squareRoot()
    let half = StudentLaw.factor(confidence, freedom: sums.count - 1) * error
    // What the sketch does not know: where in its bucket the value lies.
    let rank = Quantile.rank(probabilities[index], of: pooled.count)
    let bucket = pooled.bounds(ofRank: rank) ?? (centre, centre)
    return Interval(
      estimate: Double(centre), lower: min(Double(centre) - half, Double(bucket.least)),
      upper: max(Double(centre) + half, Double(bucket.greatest)), confidence: confidence,
      count: sums.count, method: .sectioning)
  }
}
