extension Elementary {
  /// The probability that a normal variable with mean 0 and variance 1 is at most x, to a relative
  /// 1e-12 in the lower tail too.
  package static func normalCDF(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 1.5 { return 1 - lowerTail(-x) }
    if x < -1.5 { return lowerTail(x) }
    return 0.5 + centralArea(x)
  }

  /// The x that a normal variable with mean 0 and variance 1 is at most with probability p;
  /// infinities at 0 and 1, not a number outside.
  ///
  /// A rational start (M. Abramowitz, I. A. Stegun, 26.2.23), then Halley's iteration, which cubes
  /// the error: 5e-4, 1e-10, rounding.
  package static func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    // 1 - p is exact above a half.
    if p > 0.5 { return -quantileBelow(1 - p, offset: 0.5 - p) }
    return quantileBelow(p, offset: p - 0.5)
  }

  /// The quantile of p <= 0.5, given p - 0.5 as well.
  private static func quantileBelow(_ p: Double, offset: Double) -> Double {
    var x: Double
    if offset > -0.1 {
      x = offset * rootTwoPi
    } else {
      let t = (-2 * log(p)).squareRoot()
      let above = 2.515517 + t * (0.802853 + t * 0.010328)
      x = above / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
    }
    for _ in 0..<3 {
      // The error relative to the density: the Newton step. In the middle from the area between 0
      // and x, so that a quantile near 0 keeps its relative precision.
      let step =
        x > -1.5
        ? (centralArea(x) - offset) / density(x)
        : (lowerTail(x) - p) / density(x)
      x -= step / (1 + 0.5 * x * step)
    }
    return x
  }

  /// The area under the density from 0 to x (DLMF 7.6.2): positive terms only.
  private static func centralArea(_ x: Double) -> Double {
    var term = x
    var sum = x
    var odd = 1.0
    while term.magnitude > sum.magnitude * 0x1p-56 {
      odd += 2
      term *= x * x / odd
      sum += term
    }
    return sum * density(x)
  }

  /// The area below x <= -1.5: the density times Laplace's continued fraction (DLMF 7.9.3), 120
  /// deep, which leaves less than rounding does.
  private static func lowerTail(_ x: Double) -> Double {
    var fraction = -x
    var depth = 120.0
    while depth > 0 {
      fraction = depth / fraction - x
      depth -= 1
    }
    return density(x) / fraction
  }

  /// The density at x; x² is split so that its rounding is not blown up by the exponential.
  private static func density(_ x: Double) -> Double {
    if x.magnitude > 40 { return 0 }
    let coarse = (x * 16).rounded() / 16
    return exp(-0.5 * coarse * coarse) * exp(-0.5 * (x - coarse) * (x + coarse)) / rootTwoPi
  }

  private static let rootTwoPi = 2.5066282746310007
}
