extension Law {
  /// The probability that a draw is at most x, to about 1e-12.
  package func probability(atMost x: Double) -> Double {
    guard x >= 0 else { return 0 }
    switch self {
    case .constant(let value): return x >= value ? 1 : 0
    case .uniform(let low, let high): return min(max((x - low) / (high - low), 0), 1)
    case .triangular(let low, let mode, let high):
      if x <= low { return 0 }
      if x >= high { return 1 }
      if x <= mode { return (x - low) / (high - low) * ((x - low) / (mode - low)) }
      return 1 - (high - x) / (high - low) * ((high - x) / (high - mode))
    case .exponential(let mean): return -Elementary.expm1(-x / mean)
    case .gamma(let shape, let scale): return Elementary.lowerGamma(shape, x / scale)
    case .erlang(let stages, let mean):
      return Elementary.lowerGamma(Double(stages), x / mean * Double(stages))
    case .hyperexponential, .mixture:
      return weightedMean(of: parts ?? []) { $0.probability(atMost: x) }
    case .weibull(let shape, let scale):
      return -Elementary.expm1(-Elementary.pow(x / scale, shape))
    case .lognormal(let mu, let sigma):
      return Elementary.normalCDF((Elementary.log(x) - mu) / sigma)
    case .pert(let low, let mode, let high):
      let (lower, upper) = Law.pertShapes(low: low, mode: mode, high: high)
      return Elementary.lowerBeta(lower, upper, min(max((x - low) / (high - low), 0), 1))
    case .empirical(let values):
      return Double(values.count { $0 <= x }) / Double(values.count)
    case .shifted(let offset, let law): return law.probability(atMost: x - offset)
    }
  }

  /// The least x that a draw is at most with probability `p` or more.
  ///
  /// Closed forms to a relative 1e-12. Gamma, Erlang, hyperexponential, PERT and mixture by
  /// bisection of ``probability(atMost:)`` to neighbouring numbers: x is right to the 1e-12 or so
  /// that the probability is.
  ///
  /// - Precondition: 0 <= `p` <= 1. At 1 it is ``largest``, or infinity.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a quantile is asked for a probability from 0 to 1")
    if p == 1 { return largest ?? .infinity }
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + (high - low) * p
    case .triangular(let low, let mode, let high):
      return Law.triangularQuantile(p, low: low, mode: mode, high: high)
    case .exponential(let mean): return -mean * Elementary.log1p(-p)
    case .weibull(let shape, let scale):
      return scale * Elementary.pow(-Elementary.log1p(-p), 1 / shape)
    case .lognormal(let mu, let sigma):
      return Elementary.exp(mu + sigma * Elementary.normalQuantile(p))
    case .empirical(let values):
      let sorted = values.sorted()
      let rank = (p * Double(sorted.count)).rounded(.up)
      return sorted[max(Int(rank), 1) - 1]
    case .shifted(let offset, let law): return offset + law.quantile(p)
    case .gamma, .erlang, .hyperexponential, .mixture, .pert: return bisected(p)
    }
  }

  /// Where the two straight halves of the distribution function's root meet p; samples use it too.
  static func triangularQuantile(
    _ p: Double, low: Double, mode: Double, high: Double
  ) -> Double {
    let width = high - low
    if p * width < mode - low { return low + (p * width * (mode - low)).squareRoot() }
    return high - ((1 - p) * width * (high - mode)).squareRoot()
  }

  /// Non-negative numbers are ordered as their bit patterns are: 63 halvings find the least one.
  private func bisected(_ p: Double) -> Double {
    var below: UInt64 = 0
    var above = (largest ?? .greatestFiniteMagnitude).bitPattern
    while below < above {
      let middle = below + (above - below) / 2
      if probability(atMost: Double(bitPattern: middle)) >= p {
        above = middle
      } else {
        below = middle + 1
      }
    }
    return Double(bitPattern: above)
  }
}
