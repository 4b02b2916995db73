/// A signed whole number of 192 bits: what sums of squares and products are kept in.
///
/// A square of the largest value is below 2^126, so 128 bits would hold four of them; 192 hold
/// 2^63, which is more than a count can say. Arithmetic is modulo 2^192, two's complement.
package struct Int192: Hashable, Sendable, BitwiseCopyable {
  /// The lower 128 bits.
  package var low: UInt128
  /// The upper 64 bits, with the sign.
  package var high: Int64

  /// The number with those words, e.g. one that was kept.
  package init(high: Int64, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// The number equal to one of 128 bits.
  package init(_ value: Int128) {
    low = UInt128(truncatingIfNeeded: value)
    high = value < 0 ? -1 : 0
  }

  /// The product of two numbers, exact when it fits.
  package init(_ value: Int128, times factor: Int64) {
    let mask = UInt128(UInt64.max)
    let lower = (value.magnitude & mask) * UInt128(factor.magnitude)
    let upper = (value.magnitude &>> 64) * UInt128(factor.magnitude)
    let (low, carried) = lower.addingReportingOverflow(upper &<< 64)
    let high = Int64(truncatingIfNeeded: upper &>> 64) &+ (carried ? 1 : 0)
    self.init(high: high, low: low)
    if (value < 0) != (factor < 0) { self = Int192(0) &- self }
  }

  /// The sum, modulo 2^192.
  package static func &+ (one: Int192, other: Int192) -> Int192 {
    let (low, carried) = one.low.addingReportingOverflow(other.low)
    return Int192(high: one.high &+ other.high &+ (carried ? 1 : 0), low: low)
  }

  /// The difference, modulo 2^192.
  package static func &- (one: Int192, other: Int192) -> Int192 {
    let (low, borrowed) = one.low.subtractingReportingOverflow(other.low)
    return Int192(high: one.high &- other.high &- (borrowed ? 1 : 0), low: low)
  }

  /// The number as a `Double`, to a unit in the last place.
  package var double: Double {
    if high < 0 {
      let negated = Int192(0) &- self
      // The least number has no negative.
      return negated.high < 0 ? -0x1p191 : -negated.double
    }
    return Double(high) * 0x1p128 + Double(low)
  }
}
