/// A signed whole number of 256 bits: what sums of squares, cubes and products are kept in.
///
/// A cube of the largest value is below 2^186, so 256 bits hold 2^69 of them, which is more than a
/// count can say. Arithmetic is modulo 2^256, two's complement.
package struct Int256: Hashable, Sendable, BitwiseCopyable {
  /// The lower 128 bits.
  package var low: UInt128
  /// The upper 128 bits, with the sign.
  package var high: Int128

  /// The number with those words, e.g. one that was kept.
  package init(high: Int128, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// The number equal to one of 128 bits.
  package init(_ value: Int128) {
    low = UInt128(truncatingIfNeeded: value)
    high = value < 0 ? -1 : 0
  }

  /// The product of two numbers, exact.
  package init(_ value: Int128, times factor: Int64) { self = Int256(value) &* factor }

  /// The sum, modulo 2^256.
  package static func &+ (one: Int256, other: Int256) -> Int256 {
    let (low, carried) = one.low.addingReportingOverflow(other.low)
    return Int256(high: one.high &+ other.high &+ (carried ? 1 : 0), low: low)
  }

  /// The difference, modulo 2^256.
  package static func &- (one: Int256, other: Int256) -> Int256 {
    let (low, borrowed) = one.low.subtractingReportingOverflow(other.low)
    return Int256(high: one.high &- other.high &- (borrowed ? 1 : 0), low: low)
  }

  /// The product, modulo 2^256.
  package static func &* (one: Int256, factor: Int64) -> Int256 {
    let size = UInt128(factor.magnitude)
    let mask = UInt128(UInt64.max)
    let lower = (one.low & mask) * size
    let upper = (one.low &>> 64) * size
    let (low, carried) = lower.addingReportingOverflow(upper &<< 64)
    let carry = (upper &>> 64) &+ (carried ? 1 : 0)
    let high = UInt128(truncatingIfNeeded: one.high) &* size &+ carry
    let product = Int256(high: Int128(truncatingIfNeeded: high), low: low)
    return factor < 0 ? Int256(0) &- product : product
  }

  /// The number as a `Double`, to a unit in the last place.
  package var double: Double {
    if high < 0 {
      let negated = Int256(0) &- self
      // The least number has no negative.
      return negated.high < 0 ? -0x1p255 : -negated.double
    }
    return Double(high) * 0x1p128 + Double(low)
  }
}
