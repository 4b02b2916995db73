// How far on from a point a cumulative hazard, -log P(X > x), has grown by a given amount. For the
// amount -log u, u uniform, that is a draw of X less the point, given that X exceeds it: inversion
// of the survival function in its logarithm, where no tail is lost (L. Devroye, Non-Uniform Random
// Variate Generation, 1986, VI.2).
extension Elementary {
  /// How far beyond z >= 2 the cumulative hazard of the normal variable with mean 0 and variance 1
  /// has grown by an amount above 0.
  ///
  /// What it grows by has no difference of large numbers: with the hazard rate h, by
  /// r (z + r/2) + log(h(z + r) / h(z)). So there is no z that is too large.
  static func normalResidual(beyond z: Double, hazard: Double) -> Double {
    let rate = normalHazardRate(z)
    // Where it would be if the rate were z + r: a little beyond.
    let start = 2 * hazard / (z + (z * z + 2 * hazard).squareRoot())
    return residual(hazard: hazard, from: start) { r in
      let further = normalHazardRate(z + r)
      return (growth: r * (z + 0.5 * r) + log(further / rate), rate: further)
    }
  }

  /// How far beyond x >= 0 the cumulative hazard of the gamma law with shape a and scale 1 has
  /// grown by an amount above 0.
  static func gammaResidual(_ a: Double, beyond x: Double, hazard: Double) -> Double {
    // An exponential law with mean 1, as far as numbers can tell.
    guard x < 0x1p60 * (a + 1) else { return hazard }
    guard x < a + 1 else { return gammaTailResidual(a, beyond: x, hazard: hazard) }
    let before = -logUpperGamma(a, x)
    let start = max(gammaStart(a, before + hazard) - x, 0x1p-10 * hazard * x)
    return residual(hazard: hazard, from: start) { r in
      let (value, rate) = upperGammaLogarithm(a, x + r)
      return (growth: -value - before, rate: rate)
    }
  }

  /// The same for x >= a + 1, where Q(a, x) is the front times a fraction f: it grows by
  /// r - a log(1 + r/x) - log(f(x + r) / f(x)), without a difference of large numbers.
  private static func gammaTailResidual(
    _ a: Double, beyond x: Double, hazard: Double
  ) -> Double {
    let fraction = upperGammaFraction(a, x)
    return residual(hazard: hazard, from: hazard * x * fraction) { r in
      let further = upperGammaFraction(a, x + r)
      let growth = r - a * log1p(r / x) - log(further / fraction)
      return (growth: growth, rate: 1 / ((x + r) * further))
    }
  }

  /// Roughly where the cumulative hazard of the gamma law with shape a and scale 1 is that much.
  private static func gammaStart(_ a: Double, _ hazard: Double) -> Double {
    // P(a, x) is nearly x^a / Gamma(a + 1) for small x (DLMF 8.11.4).
    let power = (log(-expm1(-hazard)) + logGamma(a + 1)) / a
    return exp(power)
  }

  /// By how much the logarithm of x, at most 1, must fall from `x` for log I_x(a, b) to fall by an
  /// amount above 0; a and b from 1 to 5, `rest` is 1 - x.
  static func betaResidual(
    _ a: Double, _ b: Double, below x: Double, rest: Double, hazard: Double
  ) -> Double {
    let logX = log(x)
    let logBeta = logBeta(a, b)
    let whole =
      rest > 0
      ? lowerBetaLogarithm(a, b, logX: logX, rest: rest, logBeta: logBeta).value : 0
    // It falls by at most a for each 1.
    return residual(hazard: hazard, from: hazard / a) { fall in
      let (value, slope) = lowerBetaLogarithm(
        a, b, logX: logX - fall, rest: rest - x * expm1(-fall), logBeta: logBeta)
      return (growth: whole - value, rate: slope)
    }
  }

  /// Where a growing function of r > 0, 0 at 0, is `hazard`, to a relative 1e-13 or so: by Newton's
  /// iteration of its logarithm by that of r, which is nearly straight; by halving where that leads
  /// out of what is known.
  ///
  /// - Parameter grown: what the function is at r, and its derivative there.
  private static func residual(
    hazard: Double, from start: Double, _ grown: (Double) -> (growth: Double, rate: Double)
  ) -> Double {
    var below = 0.0
    var above = Double.greatestFiniteMagnitude
    var r = start
    var rounds = 0
    while true {
      let (growth, rate) = grown(r)
      if growth < hazard { below = r } else { above = r }
      // The step of log r: the miss of the logarithm over its slope r rate / growth.
      let step = growth > 0 ? log(hazard / growth) * (growth / (r * rate)) : .infinity
      let next = r * exp(step)
      // The error after a step is about the square of the step.
      if step.magnitude < 0x1p-26 { return min(max(next, below), above) }
      rounds += 1
      if rounds < 30, next > below, next < above {
        r = next
      } else {
        // Non-negative numbers are ordered as their bit patterns are.
        let middle = below.bitPattern + (above.bitPattern - below.bitPattern) / 2
        if middle == below.bitPattern { return above }
        r = Double(bitPattern: middle)
      }
    }
  }
}
