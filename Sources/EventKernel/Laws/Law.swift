/// The distribution of a non-negative quantity, in the caller's unit (seconds for durations).
///
/// A law is what a person writes; ``validated()`` finds what is wrong with it, and everything else
/// here takes a validated one. To draw many values, compile it into a ``LawTable``.
package indirect enum Law: Sendable, Hashable {
  /// Always that value, >= 0.
  case constant(Double)
  /// Equally likely between 0 <= low < high.
  case uniform(low: Double, high: Double)
  /// Density a triangle over 0 <= low <= mode <= high, low < high.
  case triangular(low: Double, mode: Double, high: Double)
  /// Without memory; mean > 0.
  case exponential(mean: Double)
  /// Shape from 0.001 to 1,000,000, scale > 0; mean shape * scale.
  case gamma(shape: Double, scale: Double)
  /// The sum of 1 to 1,000,000 exponential stages alike; mean of the whole > 0.
  case erlang(stages: Int, mean: Double)
  /// One of some exponential laws, chosen by weight.
  case hyperexponential([WeightedMean])
  /// One of some laws, chosen by weight.
  case mixture([WeightedLaw])
  /// P(X > x) = exp(-(x/scale)^shape), shape from 0.01 to 1,000, scale > 0.
  case weibull(shape: Double, scale: Double)
  /// exp of a normal variable with mean mu and standard deviation sigma > 0.
  case lognormal(mu: Double, sigma: Double)
  /// A beta law over 0 <= low <= mode <= high, low < high, with the mean (low + 4 mode + high) / 6
  /// (Malcolm, Roseboom, Clark, Fazar, Operations Research 7, 1959).
  case pert(low: Double, mode: Double, high: Double)
  /// One of the values, all >= 0 and equally likely.
  case empirical([Double])
  /// That much, >= 0, more than a draw of the law.
  case shifted(by: Double, Law)

  /// An exponential law of a hyperexponential one: its weight >= 0 and its mean > 0.
  package struct WeightedMean: Hashable, Sendable {
    /// The weight, of any scale; validation makes the sum 1.
    package let weight: Double
    /// The mean, in the law's unit.
    package let mean: Double

    /// A weight and a mean.
    package init(weight: Double, mean: Double) {
      self.weight = weight
      self.mean = mean
    }
  }

  /// A part of a mixture: its weight >= 0 and its law.
  package struct WeightedLaw: Hashable, Sendable {
    /// The weight, of any scale; validation makes the sum 1.
    package let weight: Double
    /// The law drawn from when the part is chosen.
    package let law: Law

    /// A weight and a law.
    package init(weight: Double, law: Law) {
      self.weight = weight
      self.law = law
    }
  }

  /// The most values or parts that one law may have.
  package static let sizeLimit = 10_000

  /// The deepest that laws may stand within laws; a law without others in it is 1 deep.
  package static let nestingLimit = 8
}

extension Law {
  /// The name of the case, as error messages and files have it.
  package var name: String {
    switch self {
    case .constant: "constant"
    case .uniform: "uniform"
    case .triangular: "triangular"
    case .exponential: "exponential"
    case .gamma: "gamma"
    case .erlang: "erlang"
    case .hyperexponential: "hyperexponential"
    case .mixture: "mixture"
    case .weibull: "weibull"
    case .lognormal: "lognormal"
    case .pert: "pert"
    case .empirical: "empirical"
    case .shifted: "shifted"
    }
  }

  /// The parts of a mixture or of a hyperexponential law, which is a mixture of exponential ones;
  /// nothing for other laws.
  var parts: [WeightedLaw]? {
    switch self {
    case .mixture(let parts): parts
    case .hyperexponential(let phases):
      phases.map { WeightedLaw(weight: $0.weight, law: .exponential(mean: $0.mean)) }
    default: nil
    }
  }

  /// The two shapes of the beta law that a PERT law is, moved and stretched: they sum to 6.
  static func pertShapes(low: Double, mode: Double, high: Double) -> (Double, Double) {
    let lower = 1 + 4 * ((mode - low) / (high - low))
    return (lower, 6 - lower)
  }
}
