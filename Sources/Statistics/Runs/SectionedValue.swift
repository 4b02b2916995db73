import EventKernel

/// An estimate over all replications, and the same over each of some sections of them.
package struct SectionedValue: Hashable, Sendable {
  /// Nothing when the replications tell none.
  package var whole: Double?
  /// Sections that tell none have nothing.
  package var sections: [Double?]

  package init(whole: Double?, sections: [Double?]) {
    self.whole = whole
    self.sections = sections
  }
}

extension SectionedValue {
  /// This less another, with an interval; nothing when either tells none, or fewer than two
  /// sections do.
  ///
  /// Student's over sections about the difference of the wholes, as ``TicketQuantiles`` has it.
  /// What met the same nights (one seed, common random numbers) is paired section by section: the
  /// two go up and down together, so their difference varies less than either (Law 2015, section
  /// 11.2). Results of different seeds are independent, and their variances add up (B. L. Welch,
  /// The generalization of Student's problem, Biometrika 34, 1947, for the degrees of freedom).
  ///
  /// - Parameter paired: both have the same nights in the same section.
  package func difference(
    from other: SectionedValue, paired: Bool, _ confidence: Confidence = .ninetyFive
  ) -> Interval? {
    guard let whole, let before = other.whole else { return nil }
    let centre = whole - before
    if paired {
      let pairs = zip(sections, other.sections).compactMap { one, other -> Double? in
        guard let one, let other else { return nil }
        return one - other
      }
      guard let error = SectionedValue.error(of: pairs, about: centre) else { return nil }
      let half = StudentLaw.factor(confidence, freedom: Int64(error.count - 1)) * error.size
      return Interval(
        centre, give: half, confidence, count: Int64(error.count), method: .sectioning)
    }
    let errors = (
      SectionedValue.error(of: sections.compactMap(\.self), about: whole),
      SectionedValue.error(of: other.sections.compactMap(\.self), about: before)
    )
    guard let one = errors.0, let two = errors.1 else { return nil }
    let (first, second) = (one.size * one.size, two.size * two.size)
    let sum = first + second
    var freedom = Int64(one.count + two.count - 2)
    if sum > 0 {
      let below = first * first / Double(one.count - 1) + second * second / Double(two.count - 1)
      freedom = max(1, Int64((sum * sum / below).rounded(.down)))
    }
    let half = StudentLaw.factor(confidence, freedom: freedom) * sum.squareRoot()
    return Interval(centre, give: half, confidence, count: freedom + 1, method: .sectioning)
  }

  /// The least difference that would be called one with that power, in the unit of the value, by as
  /// many replications as made this difference; see ``PairedMoments``.
  package static func minimumDetectable(
    _ difference: Interval, power: Probability = Probability(clamped: 0.8)
  ) -> Double {
    let freedom = max(1, difference.count - 1)
    let factor = StudentLaw.factor(difference.confidence, freedom: freedom)
    let error = difference.halfWidth / factor
    return error * (factor + StudentLaw.quantile(above: 1 - power.value, freedom: freedom))
  }

  /// The standard error of what sections tell, and how many do; nothing below two.
  private static func error(
    of values: [Double], about centre: Double
  ) -> (size: Double, count: Int)? {
    guard values.count > 1 else { return nil }
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let count = Double(values.count)
    return ((squares / (count - 1) / count).squareRoot(), values.count)
  }
}
