/// A number as an unevaluated sum of two, the second below half a unit in the last place of the
/// first: about 106 bits.
///
/// T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18
/// (1971); D. E. Knuth, The Art of Computer Programming, vol. 2, 4.2.2. Products are split by hand,
/// since a fused multiply-add is not on every machine.
struct DoubleDouble: BitwiseCopyable {
  var high: Double
  var low: Double

  /// The exact sum of two numbers of any order.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let high = a + b
    let part = high - a
    return DoubleDouble(high: high, low: (a - (high - part)) + (b - part))
  }

  /// The exact product of two numbers, each below 2^990.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let high = a * b
    let one = halves(a)
    let other = halves(b)
    let error = ((one.high * other.high - high) + one.high * other.low) + one.low * other.high
    return DoubleDouble(high: high, low: error + one.low * other.low)
  }

  static func + (one: DoubleDouble, other: DoubleDouble) -> DoubleDouble {
    let sum = sum(one.high, other.high)
    return DoubleDouble.sum(sum.high, sum.low + (one.low + other.low))
  }

  static func * (one: DoubleDouble, other: DoubleDouble) -> DoubleDouble {
    let product = product(one.high, other.high)
    let cross = one.high * other.low + one.low * other.high
    return DoubleDouble.sum(product.high, product.low + cross)
  }

  static func / (one: DoubleDouble, other: DoubleDouble) -> DoubleDouble {
    let high = one.high / other.high
    let back = product(high, other.high)
    let rest = ((one.high - back.high) - back.low) + (one.low - high * other.low)
    return DoubleDouble.sum(high, rest / other.high)
  }

  /// A number as two of 26 bits each (G. W. Veltkamp 1968).
  private static func halves(_ x: Double) -> DoubleDouble {
    let spread = x * 0x1.0000002p27
    let high = spread - (spread - x)
    return DoubleDouble(high: high, low: x - high)
  }
}
