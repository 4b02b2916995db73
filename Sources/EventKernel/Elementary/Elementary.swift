/// Elementary and special functions of our own: the same bits on every machine.
///
/// The C library picks other code on other processors, and its results differ. These use only the
/// operations that IEEE 754 rounds correctly (+ - * / and square root), in the order written; Swift
/// does not contract them into fused operations.
///
/// Errors, tested against tables of mpmath: `log`, `log1p`, `exp`, `expm1`, `sin`, `cos` at most
/// 2 units in the last place; `pow` at most 4 where the result is a normal number; `logGamma`,
/// `normalQuantile` and `normalCDF` a relative 1e-12. The methods are the usual ones: argument
/// reduction and series (J.-M. Muller, Elementary Functions, 3rd ed. 2016).
package enum Elementary {
  /// The upper 32 bits of log 2: times a whole number below 2^21 it is exact.
  static let logTwoHigh = 0x1.62e42fee00000p-1
  /// What is missing of log 2.
  static let logTwoLow = 0x1.a39ef35793c76p-33
  /// 1 / log 2.
  static let logTwoInverse = 0x1.71547652b82fep+0

  /// The value of a polynomial, its coefficients from the constant upwards (Horner's rule).
  @inline(__always)
  static func polynomial<let count: Int>(
    _ x: Double, _ coefficients: InlineArray<count, Double>
  ) -> Double {
    var sum = coefficients[count - 1]
    var index = count - 2
    while index >= 0 {
      sum = sum * x + coefficients[index]
      index -= 1
    }
    return sum
  }

  /// `value` times 2 to a power, rounded once even when the result is subnormal.
  static func scaled(_ value: Double, byPowerOfTwo power: Int) -> Double {
    if power >= -1022, power <= 1023 { return value * powerOfTwo(power) }
    let half = power / 2
    return value * powerOfTwo(half) * powerOfTwo(power - half)
  }

  /// 2 to a power from -1022 to 1023.
  static func powerOfTwo(_ power: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: power &+ 1023) &<< 52)
  }

  /// A positive finite number as m * 2^power with m from sqrt(1/2) to sqrt(2).
  static func split(_ x: Double) -> (mantissa: Double, power: Int) {
    var power = Int(x.exponent)
    var mantissa = x.significand
    if mantissa > 0x1.6a09e667f3bcdp+0 {
      mantissa *= 0.5
      power += 1
    }
    return (mantissa, power)
  }
}
