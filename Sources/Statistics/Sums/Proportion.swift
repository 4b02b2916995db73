import EventKernel

/// How often something held among independent tries that each say yes or no, such as whether a
/// replication met its objective.
///
/// Not for shares of tickets within replications: those are not independent; see ``RatioMoments``.
package struct Proportion: Hashable, Sendable, BitwiseCopyable {
  /// How often it held.
  package private(set) var hits: Int64 = 0
  /// How many tries.
  package private(set) var tries: Int64 = 0

  /// No tries yet.
  package init() {}

  /// So many hits among so many tries.
  ///
  /// - Precondition: 0 <= `hits` <= `tries`.
  package init(hits: Int64, tries: Int64) {
    precondition(hits >= 0 && hits <= tries, "\(hits) hits of \(tries) tries")
    self.hits = hits
    self.tries = tries
  }

  /// Takes one try in.
  package mutating func add(_ hit: Bool) {
    tries += 1
    if hit { hits += 1 }
  }

  /// Takes in the tries of another.
  package mutating func merge(_ other: Proportion) {
    hits += other.hits
    tries += other.tries
  }

  /// The share of hits with Wilson's score interval, without correction for continuity; nothing of
  /// no tries.
  ///
  /// E. B. Wilson, Probable inference, JASA 22 (1927); L. D. Brown, T. T. Cai, A. DasGupta,
  /// Interval estimation for a binomial proportion, Statistical Science 16 (2001), section 3.1.1.
  /// Within 0...1, and of some length also when all or none are hits.
  package func wilsonInterval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    guard tries > 0 else { return nil }
    let (hits, tries) = (Double(hits), Double(tries))
    let factor = -Elementary.normalQuantile(confidence.miss.value / 2)
    let square = factor * factor
    let centre = (hits + square / 2) / (tries + square)
    let half =
      factor / (tries + square) * (hits * ((tries - hits) / tries) + square / 4).squareRoot()
    // At the ends of 0...1 only rounding keeps the bound from the estimate.
    let lower = self.hits == 0 ? 0 : centre - half
    let upper = self.hits == self.tries ? 1 : centre + half
    return Interval(
      estimate: hits / tries, lower: lower, upper: upper, confidence: confidence,
      count: self.tries, method: .wilson)
  }
}
