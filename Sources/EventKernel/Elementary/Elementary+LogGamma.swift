extension Elementary {
  /// The logarithm of the gamma function for x > 0; infinity at 0, not a number below 0.
  package static func logGamma(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 || x == .infinity ? .infinity : .nan }
    if x < 0.5 { return logGammaNearTwo(x) - log1p(x) - log(x) }
    if x < 1.5 { return logGammaNearTwo(x - 1) - log(x) }
    if x <= 2.5 { return logGammaNearTwo(x - 2) }
    if x < 13 {
      // Gamma(x) = (x-1)(x-2)...(x-n) Gamma(x-n)
      var product = 1.0
      var rest = x
      while rest > 2.5 {
        rest -= 1
        product *= rest
      }
      return log(product) + logGammaNearTwo(rest - 2)
    }
    return (x - 0.5) * (log(x) - 1) + (0.9189385332046728 - 0.5) + stirlingRest(x)
  }

  /// What Stirling's formula (x - 1/2) log x - x + log(2 pi)/2 misses of log Gamma(x), x >= 13
  /// (NIST Digital Library of Mathematical Functions, 5.11.1).
  static func stirlingRest(_ x: Double) -> Double {
    let inverse = 1 / x
    return inverse * polynomial(inverse * inverse, stirlingSeries)
  }

  /// log Gamma(2 + z) for |z| <= 0.5 (DLMF 5.7.3): relative precision also where it passes zero.
  private static func logGammaNearTwo(_ z: Double) -> Double {
    z * (0.42278433509846713 + z * polynomial(-z, zetaSeries))
  }

  /// Bernoulli numbers: B(2k) / (2k (2k-1)).
  private static var stirlingSeries: InlineArray<7, Double> {
    [
      1.0 / 12, -1.0 / 360, 1.0 / 1_260, -1.0 / 1_680, 1.0 / 1_188, -691.0 / 360_360,
      1.0 / 156,
    ]
  }

  /// (zeta(k) - 1) / k from k = 2.
  private static var zetaSeries: InlineArray<24, Double> {
    [
      0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986,
      0.0028905103307415234, 0.001192753911703261, 0.0005096695247430425,
      0.00022315475845357939, 9.945751278180853e-05, 4.492623673813314e-05,
      2.050721277567069e-05, 9.439488275268397e-06, 4.374866789907488e-06,
      2.039215753801366e-06, 9.55141213040742e-07, 4.492469198764566e-07,
      2.1207184805554665e-07, 1.0043224823968099e-07, 4.7698101693639804e-08,
      2.2711094608943164e-08, 1.0838659214896955e-08, 5.183475041970047e-09,
      2.4836745438024785e-09, 1.1921401405860912e-09,
    ]
  }
}
