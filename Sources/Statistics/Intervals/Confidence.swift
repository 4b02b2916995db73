import EventKernel

/// How sure an interval is to hold the truth, kept as the probability that it misses.
///
/// The probability to miss is what is divided among several intervals; 1 less a small number would
/// lose its last digits.
package struct Confidence: Hashable, Sendable, BitwiseCopyable {
  /// The probability that the interval misses the truth, above 0 and below 1.
  package let miss: Probability

  /// The confidence of intervals that miss with a probability above 0 and below 1.
  package init(missing miss: Probability) {
    precondition(
      miss.value > 0 && miss.value < 1, "an interval that misses with probability \(miss.value)")
    self.miss = miss
  }

  /// 95 %: what an interval has unless something else is asked for.
  package static var ninetyFive: Confidence { Confidence(missing: Probability(clamped: 0.05)) }

  /// What each of several intervals needs so that together they miss no more often than one.
  ///
  /// Bonferroni's inequality, whatever the dependence between them (Law 2015, section 9.7).
  ///
  /// - Precondition: `count` > 0.
  package func shared(among count: Int) -> Confidence {
    precondition(count > 0, "a confidence shared among \(count) intervals")
    return Confidence(missing: Probability(clamped: miss.value / Double(count)))
  }
}
