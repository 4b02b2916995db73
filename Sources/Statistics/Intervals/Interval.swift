/// An estimate with the interval that holds the truth at a confidence.
package struct Interval: Hashable, Sendable, BitwiseCopyable {
  /// How the interval was made, for those who name it.
  package enum Method: Hashable, Sendable, BitwiseCopyable {
    /// Student's, over replications or differences of replications.
    case student
    /// Wilson's score interval of independent tries.
    case wilson
    /// Fieller's, of a ratio of means.
    case fieller
    /// Order statistics of replications, free of any law.
    case orderStatistics
    /// Student's over sections (replications) about the pooled estimate.
    case sectioning
    /// Clopper and Pearson's, of independent tries: from their binomial law.
    case clopperPearson
    /// Hall's, of a ratio over replications: freed of skewness.
    case hall
    /// Of a share of which all replications agree.
    case agreement
    /// Student's over pseudovalues, each group of replications left out in turn.
    case jackknife
  }

  /// The estimate, in the metric's unit.
  package let estimate: Double
  /// The lower end, at most the estimate.
  package let lower: Double
  /// The upper end, at least the estimate.
  package let upper: Double
  /// The confidence that it was made for.
  package let confidence: Confidence
  /// How many independent things (replications, tries, groups, batches) it rests on.
  package let count: Int64
  /// How it was made.
  package let method: Method

  init(
    estimate: Double, lower: Double, upper: Double, confidence: Confidence, count: Int64,
    method: Method
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
    self.count = count
    self.method = method
  }

  /// An estimate give or take as much.
  init(
    _ estimate: Double, give half: Double, _ confidence: Confidence, count: Int64, method: Method
  ) {
    self.init(
      estimate: estimate, lower: estimate - half, upper: estimate + half, confidence: confidence,
      count: count, method: method)
  }

  /// The longer way from the estimate to an end.
  package var halfWidth: Double { max(estimate - lower, upper - estimate) }

  /// The half-width as a share of the estimate's magnitude; nothing about 0.
  package var relativeHalfWidth: Double? {
    estimate == 0 ? nil : halfWidth / estimate.magnitude
  }

  /// Whether the interval holds a value, ends included.
  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The interval without what lies outside of the values that are possible, such as 0...1 for a
  /// share.
  package func within(_ possible: ClosedRange<Double>) -> Interval {
    func clamped(_ value: Double) -> Double {
      min(max(value, possible.lowerBound), possible.upperBound)
    }
    return Interval(
      estimate: clamped(estimate), lower: clamped(lower), upper: clamped(upper),
      confidence: confidence, count: count, method: method)
  }
}

extension Interval {
  /// Where an interval is beside a bound.
  package enum Side: Hashable, Sendable, BitwiseCopyable {
    /// Below it as a whole.
    case below
    /// Above it as a whole.
    case above
    /// The bound is within: more replications are needed to say.
    case undecided
  }

  /// On which side of a bound, such as an objective's, the truth is at this confidence.
  package func side(of bound: Double) -> Side {
    upper < bound ? .below : lower > bound ? .above : .undecided
  }
}
