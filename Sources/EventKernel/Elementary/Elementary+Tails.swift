// Logarithms of the upper tails that survival functions are made of: they keep their relative
// precision where the probability of the tail itself is too small for a number.
extension Elementary {
  /// log P(Z > z) for a normal variable with mean 0 and variance 1, to about 1e-13 of itself and,
  /// near 0, of the lower tail.
  static func logUpperNormal(_ z: Double) -> Double {
    if z < 0 { return log1p(-normalCDF(z)) }
    if z < 2 { return log(normalCDF(-z)) }
    let logRootTwoPi = 0.9189385332046728
    return -0.5 * z * z - logRootTwoPi - log(normalHazardRate(z))
  }

  /// The density of that variable at z >= 2 over P(Z > z), by Laplace's continued fraction
  /// (DLMF 7.9.3).
  ///
  /// The rest of the fraction is taken for the one that would go on with equal terms, so that a
  /// relative 2^-55 needs 78 terms at z = 2, 20 at 5 and 10 at 10; somewhat more are taken.
  static func normalHazardRate(_ z: Double) -> Double {
    var depth = (330 / (z * z)).rounded(.up) + 8
    var fraction = 0.5 * (z + (z * z + 4 * (depth + 1)).squareRoot())
    while depth > 0 {
      fraction = depth / fraction + z
      depth -= 1
    }
    return fraction
  }

  /// log Q(a, x), where Q = 1 - P is the regularised upper incomplete gamma function (DLMF 8.2.4),
  /// for a from 0.001 to 1e6: the logarithm of a gamma law's survival function.
  ///
  /// To 1e-12 or so of itself and, near 0, of P. Beyond a + 1 by the continued fraction, so that
  /// no tail is lost in a difference from 1.
  static func logUpperGamma(_ a: Double, _ x: Double) -> Double {
    x == .infinity ? -.infinity : upperGammaLogarithm(a, x).value
  }

  /// The same, and the hazard rate: the density over Q; `x` is finite.
  static func upperGammaLogarithm(_ a: Double, _ x: Double) -> (value: Double, rate: Double) {
    if x < a + 1 {
      let below = lowerGamma(a, x)
      return (log1p(-below), gammaFront(a, x) / x / (1 - below))
    }
    let fraction = upperGammaFraction(a, x)
    return (logGammaFront(a, x) + log(fraction), 1 / (x * fraction))
  }

  /// log(x^a e^-x / Gamma(a)), also where the front itself is no normal number any more.
  private static func logGammaFront(_ a: Double, _ x: Double) -> Double {
    if a < 13 { return a * log(x) - x - logGamma(a) }
    // As in the front, the large parts of Stirling's formula cancel before they are computed.
    let apart = (x - a) / a
    let twoPi = 6.283185307179586
    return a * (log1p(apart) - apart) - stirlingRest(a) + 0.5 * log(a / twoPi)
  }

  /// log B(a, b), the logarithm of the beta function (DLMF 5.12.1).
  static func logBeta(_ a: Double, _ b: Double) -> Double {
    logGamma(a) + logGamma(b) - logGamma(a + b)
  }

  /// The logarithm of the regularised incomplete beta function I_x(a, b), and its derivative by
  /// log x, for a and b from 1 to 5: the lower tail of a beta law.
  ///
  /// - Parameters:
  ///   - logX: log x, below 0.
  ///   - rest: 1 - x, above 0 and apart since x may be too near to 1 to tell.
  ///   - logBeta: log B(a, b).
  static func lowerBetaLogarithm(
    _ a: Double, _ b: Double, logX: Double, rest: Double, logBeta: Double
  ) -> (value: Double, slope: Double) {
    let x = exp(logX)
    let logFront = a * logX + b * log(rest) - logBeta
    if x < (a + 1) / (a + b + 2) {
      let fraction = betaFraction(a, b, x)
      return (logFront + log(fraction / a), a / (fraction * rest))
    }
    let front = exp(logFront)
    let above = front * betaFraction(b, a, rest) / b
    return (log1p(-above), front / rest / (1 - above))
  }
}
