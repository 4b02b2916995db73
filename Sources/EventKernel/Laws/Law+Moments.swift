extension Law {
  /// The mean, in the law's unit.
  package var mean: Double {
    switch self {
    case .constant(let value): value
    case .uniform(let low, let high): low + (high - low) / 2
    case .triangular(let low, let mode, let high): low / 3 + mode / 3 + high / 3
    case .exponential(let mean), .erlang(_, let mean): mean
    case .gamma(let shape, let scale): shape * scale
    case .hyperexponential, .mixture: weightedMean(of: parts ?? []) { $0.mean }
    case .weibull(let shape, let scale): scale * Elementary.exp(Elementary.logGamma(1 + 1 / shape))
    case .lognormal(let mu, let sigma): Elementary.exp(mu + 0.5 * sigma * sigma)
    case .pert(let low, let mode, let high): low / 6 + mode * (4.0 / 6) + high / 6
    case .empirical(let values):
      // Divided first, so that large values do not overflow the sum.
      values.reduce(0) { $0 + $1 / Double(values.count) }
    case .shifted(let offset, let law): offset + law.mean
    }
  }

  /// The variance, in the square of the law's unit.
  package var variance: Double {
    switch self {
    case .constant: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      let before = mode - low
      let after = high - mode
      return (before * before + before * after + after * after) / 18
    case .exponential(let mean): return mean * mean
    case .gamma(let shape, let scale): return shape * scale * scale
    case .erlang(let stages, let mean): return mean * mean / Double(stages)
    case .hyperexponential, .mixture:
      // The mean of the variances and the variance of the means.
      let mean = mean
      return weightedMean(of: parts ?? []) {
        let apart = $0.mean - mean
        return $0.variance + apart * apart
      }
    case .weibull(let shape, let scale): return weibullVariance(shape: shape, scale: scale)
    case .lognormal(let mu, let sigma):
      let square = sigma * sigma
      return Elementary.expm1(square) * Elementary.exp(2 * mu + square)
    case .pert(let low, let mode, let high):
      let (lower, upper) = Law.pertShapes(low: low, mode: mode, high: high)
      // The shapes sum to 6: lower upper / (6² (6 + 1)).
      return lower * upper / 252 * (high - low) * (high - low)
    case .empirical(let values):
      let mean = mean
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(values.count) }
    case .shifted(_, let law): return law.variance
    }
  }

  /// The largest value that a draw can have; nothing when there is none.
  package var largest: Double? {
    switch self {
    case .constant(let value): return value
    case .uniform(_, let high), .triangular(_, _, let high), .pert(_, _, let high): return high
    case .exponential, .gamma, .erlang, .hyperexponential, .weibull, .lognormal: return nil
    case .mixture(let parts):
      var largest = 0.0
      for part in parts where part.weight > 0 {
        guard let bound = part.law.largest else { return nil }
        largest = max(largest, bound)
      }
      return largest
    case .empirical(let values): return values.max()
    case .shifted(let offset, let law): return law.largest.map { offset + $0 }
    }
  }

  /// A mean over the parts by weight.
  ///
  /// Divided last: where every part has the value 1, so has the mean, whatever rounding did to the
  /// sum of the weights.
  func weightedMean(of parts: [WeightedLaw], _ value: (Law) -> Double) -> Double {
    let total = parts.reduce(0) { $0 + $1.weight }
    return parts.reduce(0) { $0 + $1.weight * value($1.law) } / total
  }

  /// scale² (Gamma(1 + 2/k) - Gamma(1 + 1/k)²), as a product so that it does not cancel away for
  /// large shapes.
  private func weibullVariance(shape: Double, scale: Double) -> Double {
    let first = Elementary.logGamma(1 + 1 / shape)
    let second = Elementary.logGamma(1 + 2 / shape)
    let mean = scale * Elementary.exp(first)
    return mean * mean * Elementary.expm1(second - 2 * first)
  }
}
