extension Elementary {
  /// The sine of x radians for |x| <= 1e6; not a number beyond, where rounding of x itself would
  /// leave little of an angle.
  package static func sin(_ x: Double) -> Double {
    guard let angle = reduced(x) else { return .nan }
    switch angle.quadrant & 3 {
    case 0: return sine(angle.rest)
    case 1: return cosine(angle.rest)
    case 2: return -sine(angle.rest)
    default: return -cosine(angle.rest)
    }
  }

  /// The cosine of x radians for |x| <= 1e6; not a number beyond.
  package static func cos(_ x: Double) -> Double {
    guard let angle = reduced(x) else { return .nan }
    switch angle.quadrant & 3 {
    case 0: return cosine(angle.rest)
    case 1: return -sine(angle.rest)
    case 2: return -cosine(angle.rest)
    default: return sine(angle.rest)
    }
  }

  /// x as a whole number of right angles and a rest of at most half a right angle, wide.
  ///
  /// A right angle is taken as three parts of 33 bits and the rest (W. J. Cody, W. Waite, Software
  /// Manual for the Elementary Functions, 1980): each times the whole number, below 2^20, is exact.
  private static func reduced(_ x: Double) -> (quadrant: Int, rest: DoubleDouble)? {
    guard x >= -1e6, x <= 1e6 else { return nil }
    let count = (x * 0x1.45f306dc9c883p-1).rounded()
    if count == 0 { return (0, DoubleDouble(high: x, low: 0)) }
    let first = DoubleDouble.sum(x, -count * 0x1.921fb54400000p+0)
    let second = first + DoubleDouble(high: -count * 0x1.0b4611a600000p-34, low: 0)
    let third = DoubleDouble.sum(-count * 0x1.3198a2e000000p-69, -count * 0x1.b839a252049c1p-104)
    return (Int(count), second + third)
  }

  private static func sine(_ angle: DoubleDouble) -> Double {
    let x = angle.high
    let z = x * x
    // sin(x + low) = sin x + low (1 - x²/2)
    return x + (x * z * polynomial(z, sineSeries) + angle.low * (1 - 0.5 * z))
  }

  private static func cosine(_ angle: DoubleDouble) -> Double {
    let x = angle.high
    let z = x * x
    let half = 0.5 * z
    let rough = 1 - half
    // cos(x + low) = cos x - x low; what 1 - x²/2 lost in rounding is put back.
    return rough + (((1 - rough) - half) + (z * z * polynomial(z, cosineSeries) - x * angle.low))
  }

  /// -1/3!, 1/5!, -1/7!, ... for a square of at most 0.617.
  private static var sineSeries: InlineArray<8, Double> {
    [
      -1.0 / 6, 1.0 / 120, -1.0 / 5_040, 1.0 / 362_880, -1.0 / 39_916_800,
      1.0 / 6_227_020_800, -1.0 / 1_307_674_368_000, 1.0 / 355_687_428_096_000,
    ]
  }

  /// 1/4!, -1/6!, 1/8!, ...
  private static var cosineSeries: InlineArray<7, Double> {
    [
      1.0 / 24, -1.0 / 720, 1.0 / 40_320, -1.0 / 3_628_800, 1.0 / 479_001_600,
      -1.0 / 87_178_291_200, 1.0 / 20_922_789_888_000,
    ]
  }
}
