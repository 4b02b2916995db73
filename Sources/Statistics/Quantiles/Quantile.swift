import EventKernel

/// What a quantile is: the least value that at least that share of the values does not exceed.
///
/// One of the values, no interpolation between two: definition 1 of R. J. Hyndman, Y. Fan, Sample
/// quantiles in statistical packages, The American Statistician 50 (1996).
package enum Quantile {
  /// The rank of a quantile among so many values in rising order, from 1 to `count`.
  ///
  /// - Precondition: `count` > 0.
  package static func rank(_ probability: Probability, of count: Int64) -> Int64 {
    precondition(count > 0, "a quantile of no values")
    let place = probability.value * Double(count)
    // 0.07 * 100 is more than 7 by rounding only; the quantile is the seventh all the same.
    let nearest = place.rounded()
    let isWhole = (place - nearest).magnitude <= place * 0x1p-50
    return min(max(Int64(isWhole ? nearest : place.rounded(.up)), 1), count)
  }

  /// The quantile of values in rising order; nothing of no values.
  package static func value(_ probability: Probability, ofSorted values: [Int64]) -> Int64? {
    values.isEmpty ? nil : values[Int(rank(probability, of: Int64(values.count))) - 1]
  }
}
