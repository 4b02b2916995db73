import EventKernel

/// Student's t law: tails and quantiles of our own, the same bits on every machine.
///
/// Quantiles agree with mpmath to a relative 1e-11 for tails from 1e-12 to 0.4999.
package enum StudentLaw {
  /// The factor of the standard error in a two-sided interval.
  package static func factor(_ confidence: Confidence, freedom: Int64) -> Double {
    quantile(above: confidence.miss.value / 2, freedom: freedom)
  }

  /// The t that is exceeded with that probability.
  ///
  /// Newton's iteration on the upper tail, which is convex where t > 0: from a start at or below
  /// the quantile, as the normal one is, it only rises towards it.
  ///
  /// - Parameters:
  ///   - tail: a probability above 0 and at most 0.5.
  ///   - freedom: degrees of freedom, 1 or more.
  package static func quantile(above tail: Double, freedom: Int64) -> Double {
    precondition(freedom > 0, "Student's law with \(freedom) degrees of freedom")
    precondition(tail > 0 && tail <= 0.5, "Student's quantile exceeded with probability \(tail)")
    let normal = -Elementary.normalQuantile(tail)
    if freedom > 10_000 { return expanded(normal, freedom: Double(freedom)) }
    let freedom = Double(freedom)
    let front = densityAtZero(freedom)
    var t = normal
    for _ in 0..<200 {
      // The power as an exponential: 1 + t²/freedom would lose digits.
      let power = Elementary.exp(-0.5 * (freedom + 1) * Elementary.log1p(t * t / freedom))
      let step = excess(t, tail, freedom: freedom, front: front) / (front * power)
      t += step
      if step.magnitude <= t * 0x1p-50 { break }
    }
    return t
  }

  /// The probability to exceed t >= 0 with up to 10,000 degrees of freedom.
  static func upperTail(_ t: Double, freedom: Int64) -> Double {
    excess(t, 0, freedom: Double(freedom), front: densityAtZero(Double(freedom)))
  }

  /// The probability to exceed t, less `tail`.
  private static func excess(
    _ t: Double, _ tail: Double, freedom: Double, front: Double
  ) -> Double {
    let square = t * t
    if square > 3 {
      // DLMF 8.17.22: half of I_x(freedom/2, 1/2) with x = freedom / (freedom + t²).
      let x = freedom / (freedom + square)
      let power = Elementary.exp(-0.5 * freedom * Elementary.log1p(square / freedom))
      let root = (square / (freedom + square)).squareRoot()
      let scale = front * power * root / freedom.squareRoot()
      return scale * Elementary.betaFraction(freedom / 2, 0.5, x) - tail
    }
    // The area from 0 to t by a series of positive terms (DLMF 8.17.8, then 15.8.1).
    let y = square / (freedom + square)
    var term = 1.0
    var sum = 1.0
    var index = 0.0
    while term > sum * 0x1p-56 {
      term *= y * ((freedom + 1) / 2 + index) / (1.5 + index)
      sum += term
      index += 1
    }
    let power = Elementary.exp(-0.5 * (freedom + 1) * Elementary.log1p(square / freedom))
    return (0.5 - tail) - front * power * t * sum
  }

  /// Gamma((n + 1)/2) / (sqrt(n pi) Gamma(n/2)).
  private static func densityAtZero(_ freedom: Double) -> Double {
    // Gamma(a + 1/2) / Gamma(a) by its series at a >= 32 (DLMF 5.11.13), brought down by
    // Gamma(a + 3/2) / Gamma(a + 1) = (a + 1/2)/a Gamma(a + 1/2)/Gamma(a).
    var a = freedom / 2
    var brought = 1.0
    while a < 32 {
      brought *= a / (a + 0.5)
      a += 1
    }
    let u = 1 / a
    let low = 1 + u * (-1.0 / 8 + u * (1.0 / 128 + u * (5.0 / 1_024 - u * 21 / 32_768)))
    let high = -399.0 / 262_144 + u * (869.0 / 4_194_304 + u * 39_325 / 33_554_432)
    let ratio = a.squareRoot() * (low + u * u * u * u * u * high)
    return brought * ratio / (freedom * 3.141592653589793).squareRoot()
  }

  /// The quantile from the normal one with many degrees of freedom (M. Abramowitz, I. A. Stegun,
  /// 26.7.5): what is left out is below a relative 1e-12 for 10,000 and a tail of 1e-12.
  private static func expanded(_ z: Double, freedom: Double) -> Double {
    let s = z * z
    let first = (s + 1) / 4
    let second = ((5 * s + 16) * s + 3) / 96
    let third = (((3 * s + 19) * s + 17) * s - 15) / 384
    let u = 1 / freedom
    return z + z * u * (first + u * (second + u * third))
  }
}
