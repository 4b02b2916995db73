import EventKernel
@testable import Statistics

extension OrderStatistics {
  /// The quantile of independent values in rising order with its interval; nothing below
  /// ``needed(_:_:)`` values.
  static func interval(
    _ probability: Probability, ofSorted values: [Int64], _ confidence: Confidence = .ninetyFive
  ) -> Interval? {
    let count = Int64(values.count)
    guard let ranks = ranks(probability, of: count, confidence),
      let estimate = Quantile.value(probability, ofSorted: values)
    else { return nil }
    return Interval(
      estimate: Double(estimate), lower: Double(values[Int(ranks.lower) - 1]),
      upper: Double(values[Int(ranks.upper) - 1]), confidence: confidence, count: count,
      method: .orderStatistics)
  }
}
