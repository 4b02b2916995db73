extension Elementary {
  /// The natural logarithm; -infinity at 0, not a number below 0.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else {
      return x == 0 ? -.infinity : x == .infinity ? x : .nan
    }
    let (mantissa, power) = split(x)
    let f = mantissa - 1
    let scale = Double(power)
    // With s = f/(2+f), log(1+f) = 2 artanh(s) = f - s (f - R), R = 2 s²/3 + 2 s⁴/5 + ...; and
    // s f = f²/2 - s f²/2 keeps the part subtracted from f small (as in FreeBSD's msun).
    let s = f / (2 + f)
    let z = s * s
    let series = z * polynomial(z, artanhSeries)
    let half = 0.5 * f * f
    return scale * logTwoHigh - ((half - (s * (half + series) + scale * logTwoLow)) - f)
  }

  /// The natural logarithm of 1 + x, exact to the last places for small x too; -infinity at -1, not
  /// a number below -1.
  package static func log1p(_ x: Double) -> Double {
    guard x > -1, x < .infinity else {
      return x == -1 ? -.infinity : x == .infinity ? x : .nan
    }
    if x > -0.25, x < 0.25 {
      let s = x / (2 + x)
      let z = s * s
      let series = z * polynomial(z, artanhSeries)
      let half = 0.5 * x * x
      return x - (half - s * (half + series))
    }
    // What 1 + x loses in rounding moves the logarithm by the loss over 1 + x.
    let sum = 1 + x
    let lost = x > 1 ? 1 - (sum - x) : x - (sum - 1)
    return log(sum) + lost / sum
  }

  /// The natural logarithm of a positive finite number to about 2^-62 of itself: enough for an
  /// exponent of 700 to be right to 2^-53.
  static func logWide(_ x: Double) -> DoubleDouble {
    let (mantissa, power) = split(x)
    let f = mantissa - 1
    // 2 artanh(s) = 2s + s (2 s²/3 + 2 s⁴/5 + ...): wide but for the terms after the second.
    let s = DoubleDouble(high: f, low: 0) / DoubleDouble.sum(mantissa, 1)
    let z = s * s
    let twoThirds = DoubleDouble(high: 2.0 / 3, low: 0x1.5555555555555p-55)
    let further = z.high * z.high * polynomial(z.high, furtherSeries)
    let series = z * twoThirds + DoubleDouble(high: further, low: 0)
    let log = DoubleDouble(high: 2 * s.high, low: 2 * s.low) + s * series
    let scale = Double(power)
    return DoubleDouble.sum(scale * logTwoHigh, scale * logTwoLow) + log
  }

  /// 2/3, 2/5, 2/7, ...: 2 artanh(s)/s - 2 over s², as a series in s² <= 0.0295.
  private static var artanhSeries: InlineArray<10, Double> {
    [
      2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19,
      2.0 / 21,
    ]
  }

  /// 2/5, 2/7, 2/9, ...
  private static var furtherSeries: InlineArray<10, Double> {
    [
      2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21,
      2.0 / 23,
    ]
  }
}
