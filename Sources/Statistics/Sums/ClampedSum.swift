extension Int64 {
  /// The sum, or the end of the range that it passes: of what is asked of absurd models, where a
  /// million tasks wait for fifty years each.
  package func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}

extension Sequence where Element == Int64 {
  /// The sum, or the end of the range that it passes.
  package var clampedSum: Int64 { reduce(0) { $0.addingClamped($1) } }
}
