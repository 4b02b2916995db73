import EventKernel

/// Intervals for a quantile of independent values, such as one metric over replications, that
/// suppose no law: from the value of one rank to the value of another.
///
/// The r-th least of n values is at most the p-quantile if at least r of them are, which is
/// binomial (H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1).
package enum OrderStatistics {
  /// The fewest values with an interval: 59 for a p95 at 95 %.
  ///
  /// Below, even from the least to the greatest value would not be sure enough: 1 - p^n - (1-p)^n.
  ///
  /// - Precondition: 0 < p < 1.
  package static func needed(
    _ probability: Probability, _ confidence: Confidence = .ninetyFive
  ) -> Int64 {
    let p = checked(probability)
    var (above, below) = (p, 1 - p)
    var count: Int64 = 1
    while above + below > confidence.miss.value {
      above *= p
      below *= 1 - p
      count += 1
    }
    return count
  }

  /// The ranks, from 1, of the values that are the ends; nothing below ``needed(_:_:)`` values.
  ///
  /// Of the intervals that are sure enough the one of fewest ranks; of those the surest; of those
  /// the lowest. At 59 values for a p95 the upper end can only be the greatest.
  package static func ranks(
    _ probability: Probability, of count: Int64, _ confidence: Confidence = .ninetyFive
  ) -> (lower: Int64, upper: Int64)? {
    guard count >= needed(probability, confidence) else { return nil }
    // How many values are at most the quantile.
    let law = BinomialLaw(count, checked(probability))
    func below(_ rank: Int64) -> Double { law.below(rank) }
    let first = law.first
    let wanted = 1 - confidence.miss.value
    var best: (lower: Int64, upper: Int64, cover: Double)?
    var upper = max(first, 1)
    var lower = upper
    while upper <= count {
      // The highest lower rank for this upper one.
      while lower < upper, below(upper) - below(lower + 1) >= wanted { lower += 1 }
      let cover = below(upper) - below(lower)
      if cover >= wanted {
        let (length, least) = (upper - lower, best.map { $0.upper - $0.lower } ?? .max)
        // Mirrored intervals of a median are equally sure, but for rounding.
        if length < least || length == least && cover > (best?.cover ?? 0) + 0x1p-40 {
          best = (lower, upper, cover)
        }
      }
      if below(upper) == 1, best != nil { break }
      upper += 1
    }
    // Rounding may leave the widest interval a hair below what `needed` found enough.
    return best.map { ($0.lower, $0.upper) } ?? (1, count)
  }

  private static func checked(_ probability: Probability) -> Double {
    precondition(
      probability.value > 0 && probability.value < 1,
      "an interval for the quantile at probability \(probability.value)")
    return probability.value
  }
}

extension QuantileSketch {
  /// The quantile of independent values with its interval by order statistics, its ends moved
  /// outwards to the edges of their buckets; nothing below ``OrderStatistics/needed(_:_:)`` values.
  ///
  /// For one value of each replication; not for tickets, which are not independent.
  package func orderStatisticInterval(
    _ probability: Probability, _ confidence: Confidence = .ninetyFive
  ) -> Interval? {
    guard let ranks = OrderStatistics.ranks(probability, of: count, confidence),
      let estimate = quantile(probability),
      let lower = bounds(ofRank: ranks.lower)?.least,
      let upper = bounds(ofRank: ranks.upper)?.greatest
    else { return nil }
    return Interval(
      estimate: Double(estimate), lower: Double(lower), upper: Double(upper),
      confidence: confidence, count: count, method: .orderStatistics)
  }
}
