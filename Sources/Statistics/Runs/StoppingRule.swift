/// When enough replications have been run: looks at a count, at twice that, at four times that, and
/// so on, and nowhere between.
///
/// Each look at each objective may end the run, so each has its share of the probability to miss
/// (Bonferroni): the intervals that the run ends with hold together at the confidence stated. A
/// rule that looked after every replication at the plain confidence would end where a few happen
/// to agree (Law 2015, sections 9.4.1 and 9.7).
package struct StoppingRule: Hashable, Sendable {
  /// What a look says.
  package enum Verdict: Hashable, Sendable {
    /// Every interval is short enough.
    case precise
    /// Not yet; run on up to so many replications.
    case runOn(to: Int64)
    /// Not short enough, but the last look has been.
    case exhausted
  }

  /// How short the interval of each objective has to be.
  package let precisions: [Precision]
  /// The counts of replications that are looked at, each twice the one before.
  package let looks: [Int64]
  /// The confidence of every interval at every look.
  package let confidence: Confidence

  /// A rule that first looks at `first` replications and then doubles.
  ///
  /// - Parameters:
  ///   - precisions: one for each objective, at least one.
  ///   - first: the count of the first look, 2 or more.
  ///   - greatest: the most replications; the last look is at or below.
  ///   - confidence: that of all objectives at all looks together.
  package init(
    _ precisions: [Precision], first: Int64 = 32, greatest: Int64,
    confidence: Confidence = .ninetyFive
  ) {
    precondition(!precisions.isEmpty, "a rule to stop at no precision")
    precondition(first > 1 && first <= greatest, "looks from \(first) to \(greatest) replications")
    var looks = [first]
    while let last = looks.last, last <= greatest / 2 { looks.append(2 * last) }
    self.precisions = precisions
    self.looks = looks
    self.confidence = confidence.shared(among: precisions.count * looks.count)
  }

  /// What the look at a count says.
  ///
  /// - Parameters:
  ///   - intervals: those of the objectives, in the order of `precisions`, made with `confidence`;
  ///     nothing where there is none yet.
  ///   - count: a count of `looks`.
  package func verdict(_ intervals: [Interval?], at count: Int64) -> Verdict {
    precondition(
      intervals.count == precisions.count,
      "\(intervals.count) intervals for \(precisions.count) objectives")
    precondition(
      intervals.allSatisfy { $0 == nil || $0?.confidence == confidence },
      "an interval at a look is of another confidence than the rule's")
    guard let look = looks.firstIndex(of: count) else {
      preconditionFailure("a look at \(count) replications, which is none of \(looks)")
    }
    let isPrecise = zip(precisions, intervals).allSatisfy { precision, interval in
      interval.map(precision.holds) ?? false
    }
    if isPrecise { return .precise }
    return look + 1 < looks.count ? .runOn(to: looks[look + 1]) : .exhausted
  }
}
