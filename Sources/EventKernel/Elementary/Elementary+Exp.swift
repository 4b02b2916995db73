extension Elementary {
  /// e to the power x; infinity above 709.78, 0 below -745.13.
  package static func exp(_ x: Double) -> Double { exp(x, 0) }

  /// e to the power x, less 1, exact to the last places for small x too.
  package static func expm1(_ x: Double) -> Double {
    // Below log(2)/2, 1 + ... would lose what is asked for; above, the subtraction loses little.
    if x > -0.35, x < 0.35 { return x + x * x * polynomial(x, exponentialSeries) }
    if x > 40 { return exp(x) }
    let power = (x * logTwoInverse).rounded()
    guard power > -60 else { return x.isNaN ? x : -1 }
    let high = x - power * logTwoHigh
    let low = power * logTwoLow
    let r = high - low
    let part = r * r * polynomial(r, exponentialSeries) + ((high - r) - low)
    // 2^k (1 + r + part) - 1, with 2^k - 1 exact.
    let scale = powerOfTwo(Int(power))
    return (scale - 1) + scale * (r + part)
  }

  /// x to the power y, for x >= 0; not a number for x below 0.
  ///
  /// x to the power 0 is 1, also when x is not a number; 0 to a negative power is infinity.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN || x < 0 { return .nan }
    if x == 0 || x == .infinity || y.isInfinite {
      let grows = y.isInfinite ? (y > 0) == (x > 1) : (y > 0) == (x > 0)
      return grows ? .infinity : 0
    }
    let logarithm = logWide(x)
    let rough = logarithm.high * y
    guard rough > -800, rough < 800 else { return rough < 0 ? 0 : .infinity }
    let exponent = DoubleDouble.product(logarithm.high, y)
    return exp(exponent.high, exponent.low + logarithm.low * y)
  }

  /// e to the power `high + low`, where `low` is far smaller than `high`.
  static func exp(_ high: Double, _ low: Double) -> Double {
    guard high > -746, high < 710 else {
      return high.isNaN ? high : high < 0 ? 0 : .infinity
    }
    let power = (high * logTwoInverse).rounded()
    let rest = high - power * logTwoHigh
    let missing = low - power * logTwoLow
    let r = rest + missing
    let lost = (rest - r) + missing
    let value = 1 + (r + (r * r * polynomial(r, exponentialSeries) + lost))
    return scaled(value, byPowerOfTwo: Int(power))
  }

  /// 1/2!, 1/3!, 1/4!, ...: (exp(r) - 1 - r) / r² as a series in r, |r| <= 0.35.
  private static var exponentialSeries: InlineArray<13, Double> {
    [
      1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5_040, 1.0 / 40_320,
      1.0 / 362_880, 1.0 / 3_628_800, 1.0 / 39_916_800, 1.0 / 479_001_600,
      1.0 / 6_227_020_800, 1.0 / 87_178_291_200,
    ]
  }
}
