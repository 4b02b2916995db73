extension Law {
  /// The survival function: the probability that a draw is above x, never by a difference from 1
  /// where that would lose what is asked for.
  ///
  /// To a relative 1e-12 however far in the tail, down to where it is no normal number any more
  /// (2.2e-308); or to what a last place of x comes to, where that is more (shapes of 1e4 and
  /// above).
  package func survival(_ x: Double) -> Double {
    guard x >= 0 else { return 1 }
    switch self {
    case .constant(let value): return x < value ? 1 : 0
    case .uniform(let low, let high): return min(max((high - x) / (high - low), 0), 1)
    case .triangular(let low, let mode, let high):
      return Law.triangularSurvival(x, low: low, mode: mode, high: high)
    case .empirical(let values):
      return Double(values.count { $0 > x }) / Double(values.count)
    case .hyperexponential, .mixture: return weightedMean(of: parts ?? []) { $0.survival(x) }
    case .shifted(let offset, let law): return law.survival(x - offset)
    case .exponential, .gamma, .erlang, .weibull, .lognormal, .pert:
      return Elementary.exp(logSurvival(x))
    }
  }

  /// The logarithm of ``survival(_:)``, also where that is too small for a number; -infinity where
  /// nothing survives.
  package func logSurvival(_ x: Double) -> Double {
    guard x >= 0 else { return 0 }
    switch self {
    case .constant, .uniform, .triangular, .empirical: return Elementary.log(survival(x))
    case .exponential(let mean): return -x / mean
    case .gamma(let shape, let scale): return Elementary.logUpperGamma(shape, x / scale)
    case .erlang(let stages, let mean):
      return Elementary.logUpperGamma(Double(stages), x / (mean / Double(stages)))
    case .weibull(let shape, let scale): return -Elementary.pow(x / scale, shape)
    case .lognormal(let mu, let sigma):
      return Elementary.logUpperNormal((Elementary.log(x) - mu) / sigma)
    case .pert(let low, let mode, let high):
      return Law.pertLogSurvival(x, low: low, mode: mode, high: high)
    case .hyperexponential, .mixture:
      let terms = Law.logWeightsSurviving(parts ?? [], x)
      return Law.logSum(count: terms.count) { terms[$0] }.value
    case .shifted(let offset, let law): return law.logSurvival(x - offset)
    }
  }

  /// Each part of the triangle as a sum or product of positive terms.
  static func triangularSurvival(_ x: Double, low: Double, mode: Double, high: Double) -> Double {
    if x <= low { return 1 }
    if x >= high { return 0 }
    let width = high - low
    if x >= mode { return (high - x) / width * ((high - x) / (high - mode)) }
    // 1 - a²/m with a and m the widths up to x and to the mode: what is beyond the mode, and
    // m - a²/m = (m - a) (m + a) / m.
    let before = (mode - x) / width * (((mode - low) + (x - low)) / (mode - low))
    return (high - mode) / width + before
  }

  /// The upper tail of a beta law is the lower one of its mirror image.
  static func pertLogSurvival(_ x: Double, low: Double, mode: Double, high: Double) -> Double {
    if x <= low { return 0 }
    if x >= high { return -.infinity }
    let (lower, upper) = pertShapes(low: low, mode: mode, high: high)
    let width = high - low
    return Elementary.lowerBetaLogarithm(
      upper, lower, logX: Elementary.log((high - x) / width), rest: (x - low) / width,
      logBeta: Elementary.logBeta(upper, lower)
    ).value
  }

  /// The logarithm of a sum by the logarithms of its terms, the largest of these, and the sum over
  /// the largest term.
  ///
  /// In one pass: what is summed so far is scaled down when a larger term comes.
  static func logSum(
    count: Int, _ logTerm: (Int) -> Double
  ) -> (value: Double, largest: Double, ratio: Double) {
    var largest = -Double.infinity
    var sum = 0.0
    for index in 0..<count {
      let term = logTerm(index)
      if term > largest {
        sum = sum * Elementary.exp(largest - term) + 1
        largest = term
      } else if term > -.infinity {
        sum += Elementary.exp(term - largest)
      }
    }
    return (largest + Elementary.log(sum), largest, sum)
  }
}

extension Law {
  /// The logarithms of weights after they were made to sum to 1.
  static func logWeights(_ weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    return weights.map { Elementary.log($0 / total) }
  }

  /// For each part the logarithm of its weight times the probability that a draw of it is above x.
  static func logWeightsSurviving(_ parts: [WeightedLaw], _ x: Double) -> [Double] {
    zip(logWeights(parts.map(\.weight)), parts).map { $0 + $1.law.logSurvival(x) }
  }
}

extension LawTable.Reader {
  /// The logarithm of the probability that a draw of a row's law is above x.
  func logSurvival(_ row: LawRow, _ x: Double) -> Double {
    guard x >= 0 else { return 0 }
    let entry = entries[Int(row.index)]
    switch entry.kind {
    case .constant: return x < entry.a ? 0 : -.infinity
    case .exponential: return -x / entry.a
    case .lognormal: return Elementary.logUpperNormal((Elementary.log(x) - entry.a) / entry.b)
    case .uniform:
      return Elementary.log(min(max((entry.b - x) / (entry.b - entry.a), 0), 1))
    case .triangular:
      return Elementary.log(
        Law.triangularSurvival(x, low: entry.a, mode: entry.b, high: entry.c))
    case .gamma: return Elementary.logUpperGamma(entry.a, x / entry.b)
    case .erlang: return Elementary.logUpperGamma(Double(entry.count), x / entry.a)
    case .weibull: return -Elementary.pow(x / entry.b, entry.a)
    case .pert: return Law.pertLogSurvival(x, low: entry.a, mode: entry.b, high: entry.c)
    case .empirical:
      let values = values(of: entry)
      let above = values.count - RandomDraws.countOfSorted(values, atMost: x)
      return Elementary.log(Double(above) / Double(values.count))
    case .mixture:
      return Law.logSum(count: Int(entry.count)) { logWeightSurviving(entry, part: $0, x) }.value
    case .shifted: return logSurvival(LawRow(index: entry.inner), x - entry.a)
    }
  }

  /// The logarithm of a part's weight times the probability that a draw of it is above x.
  func logWeightSurviving(_ entry: LawTable.Entry, part: Int, _ x: Double) -> Double {
    // The logarithms of the weights stand after their running sums.
    let logWeight = numbers[Int(entry.first) + Int(entry.count) + part]
    return logWeight + logSurvival(parts[Int(entry.inner) + part], x)
  }

  /// The values of an empirical law, sorted.
  func values(of entry: LawTable.Entry) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: numbers + Int(entry.first), count: Int(entry.count))
  }
}
