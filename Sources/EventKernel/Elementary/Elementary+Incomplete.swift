extension Elementary {
  /// The regularised lower incomplete gamma function P(a, x) for a from 0.001 to 1e6: the
  /// distribution function of a gamma law (DLMF 8.2.4), to about 1e-12.
  static func lowerGamma(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    let front = gammaFront(a, x)
    // A sum or a continued fraction times nothing.
    if front == 0 { return x < a ? 0 : 1 }
    if x < a + 1 {
      // DLMF 8.11.4: x^a e^-x / Gamma(a+1) (1 + x/(a+1) + x²/((a+1)(a+2)) + ...)
      var term = 1.0
      var sum = 1.0
      var divisor = a
      while term > sum * 0x1p-54 {
        divisor += 1
        term *= x / divisor
        sum += term
      }
      return min(front * sum / a, 1)
    }
    return max(1 - front * upperGammaFraction(a, x), 0)
  }

  /// x^a e^-x / Gamma(a).
  static func gammaFront(_ a: Double, _ x: Double) -> Double {
    if a < 13 { return exp(a * log(x) - x - logGamma(a)) }
    // With Stirling's formula the large parts cancel before they are computed.
    let apart = (x - a) / a
    let exponent = a * (log1p(apart) - apart) - stirlingRest(a)
    return exp(exponent) * (a / (2 * 3.141592653589793)).squareRoot()
  }

  /// Gamma(a, x) / (x^a e^-x) for x >= a + 1 by the continued fraction of DLMF 8.9.2 in its even
  /// form, evaluated forwards (W. J. Lentz, Applied Optics 15, 1976).
  static func upperGammaFraction(_ a: Double, _ x: Double) -> Double {
    var step = 0.0
    var denominator = x + 1 - a
    var c = 1e300
    var d = 1 / denominator
    var value = d
    var factor = 0.0
    while (factor - 1).magnitude > 0x1p-52, step < 100_000 {
      step += 1
      let numerator = step * (a - step)
      denominator += 2
      d = 1 / nonzero(denominator + numerator * d)
      c = nonzero(denominator + numerator / c)
      factor = c * d
      value *= factor
    }
    return value
  }

  /// The regularised incomplete beta function I_x(a, b): the distribution function of a beta law
  /// (DLMF 8.17.2), for a and b from 1 to 5 as PERT laws have them, to about 1e-13.
  static func lowerBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
      a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b))
    if x < (a + 1) / (a + b + 2) { return front * betaFraction(a, b, x) / a }
    return 1 - front * betaFraction(b, a, 1 - x) / b
  }

  /// The continued fraction of DLMF 8.17.22 for x < (a + 1) / (a + b + 2), by Lentz's method:
  /// I_x(a, b) is x^a (1-x)^b / (a B(a, b)) times this.
  package static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var value = d
    var step = 0.0
    var factor = 0.0
    while (factor - 1).magnitude > 0x1p-52, step < 1_000 {
      step += 1
      let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      value *= c * d
      let odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      factor = c * d
      value *= factor
    }
    return value
  }

  /// A divisor of Lentz's method, kept away from 0.
  private static func nonzero(_ x: Double) -> Double { x.magnitude < 1e-300 ? 1e-300 : x }
}
