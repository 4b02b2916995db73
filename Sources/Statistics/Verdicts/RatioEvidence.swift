import EventKernel

/// What many runs say of a ratio that is held against a bound: exact sums, and bets on either side.
package struct RatioEvidence: Hashable, Sendable {
  package let bound: RatioBound
  package private(set) var sample = RatioSample()
  /// Runs beyond what was declared as the most; then the bets mean nothing.
  package private(set) var beyond: Int64 = 0
  /// Bets that the ratio is above the bound, and that it is below, where the most is known.
  private var above: Wagers?
  private var below: Wagers?

  /// The evidence of no run.
  package init(_ bound: RatioBound) {
    self.bound = bound
    above = bound.mostBelowBound.map { _ in Wagers() }
    below = bound.mostAboveBound.map { _ in Wagers() }
  }

  /// Takes in what one run has above and below the line.
  ///
  /// - Precondition: neither is negative, and of a share what is above is part of what is below.
  package mutating func add(_ whole: Int64, over part: Int64) {
    // Both kinds of sums take the same.
    let top = min(whole, Moments.largestMagnitude)
    let bottom = min(part, Moments.largestMagnitude)
    precondition(top >= 0 && bottom >= 0, "\(whole) over \(part) is no ratio of a run")
    sample.add(top, over: bottom)
    if bottom > bound.mostBelow ?? .max || top > bound.mostAbove ?? .max { beyond += 1 }
    let excess = bound.excess(top, over: bottom)
    if let most = bound.mostBelowBound { above?.add(excess / most) }
    if let most = bound.mostAboveBound { below?.add(-excess / most) }
  }

  /// Takes in the evidence of other runs against the same bound.
  package mutating func merge(_ other: RatioEvidence) {
    precondition(bound == other.bound, "evidence against different bounds cannot be merged")
    sample.merge(other.sample)
    beyond += other.beyond
    if let others = other.above { above?.merge(others) }
    if let others = other.below { below?.merge(others) }
  }

  /// How many runs.
  package var count: Int64 { sample.count }

  private var moments: RatioMoments { sample.moments }
}

// MARK: The side

extension RatioEvidence {
  /// On which side of the bound the ratio is.
  package func finding(_ assurance: Assurance) -> Finding {
    guard moments.denominator.sum > 0 else { return Finding(undecided: .nothing) }
    if let side = boundary { return side }
    if let side = wagered(assurance) { return Finding(side, .bet) }
    if let agreed = agreed(assurance) { return agreed }
    return largeSample(assurance)
  }

  /// Of a bound of nothing, or of all of a share: one run beyond it tells, and none can show that
  /// there will be none.
  private var boundary: Finding? {
    if let most = bound.mostAbove, bound.kind == .mean, bound.mostBelow == 1, beyond == 0,
      Int128(most) * Int128(bound.denominator) < Int128(bound.numerator)
    {
      // No run can come up to it.
      return Finding(.below, .bet)
    }
    if bound.numerator == 0 {
      return sample.withAbove > 0 ? Finding(.above, .bet) : Finding(undecided: .unshowable)
    }
    if bound.kind == .share, bound.numerator >= bound.denominator {
      return sample.withRest > 0 ? Finding(.below, .bet) : Finding(undecided: .unshowable)
    }
    return nil
  }

  private func wagered(_ assurance: Assurance) -> Interval.Side? {
    guard beyond == 0 else { return nil }
    let wanted = -Elementary.log(assurance.side)
    if let above, above.evidence >= wanted { return .above }
    if let below, below.evidence >= wanted { return .below }
    return nil
  }

  /// Of a share of which all agree: so many times the greatest run, each as one try.
  ///
  /// The logarithm of what a player has who stakes everything is at least that of as many runs of
  /// the greatest size as make up the same sum, since a logarithm is concave.
  private func agreed(_ assurance: Assurance) -> Finding? {
    guard bound.kind == .share, let tries = sample.agreedTries else { return nil }
    let isAll = sample.withRest == 0
    let odds = isAll ? bound.value : 1 - bound.value
    let wanted = Elementary.log(assurance.look) / Elementary.log(odds)
    if tries >= wanted { return Finding(isAll ? .above : .below, .greatestSeen) }
    return Finding(undecided: .near, needed: runs(Double(count) * wanted / tries))
  }

  /// By P. Hall (On the removal of skewness by transformation, JRSS B 54, 1992): a monotone cubic
  /// of the studentised mean of the excess, which takes its skewness away.
  private func largeSample(_ assurance: Assurance) -> Finding {
    if let hindrance = sample.hindrance(bound.kind, at: bound.value) {
      return undecided(hindrance, assurance)
    }
    guard let score = moments.score(at: bound.value) else { return Finding(undecided: .near) }
    let wanted = StudentLaw.quantile(above: assurance.look, freedom: count - 1)
    if score <= -wanted { return Finding(.below, .largeSample) }
    if score >= wanted { return Finding(.above, .largeSample) }
    return undecided(.near, assurance)
  }

  private func undecided(_ hindrance: Finding.Hindrance, _ assurance: Assurance) -> Finding {
    // Of what was never seen nobody knows how often it comes.
    if sample.withAbove == 0, above?.evidence ?? 0 <= 0.5, below?.evidence ?? 0 <= 0.5 {
      return Finding(undecided: hindrance)
    }
    var needed = Double(count)
    let perRun = Double(RatioSample.wanted) * Double(count)
    for seen in bound.kind == .share ? [sample.withAbove, sample.withRest] : [sample.withAbove] {
      needed = max(needed, perRun / Double(max(1, seen)))
    }
    if let skewness = moments.skewness(at: bound.value) {
      needed = max(needed, RatioSample.perSquaredSkewness * skewness * skewness)
    }
    if let score = moments.score(at: bound.value) {
      let wanted = StudentLaw.quantile(above: assurance.look, freedom: max(1, count - 1))
      let times = wanted / score.magnitude
      needed = max(needed, Double(count) * times * times)
    }
    // A bet that grows may be won before that.
    for wagers in [above, below].compactMap(\.self) where wagers.evidence > 0.5 && beyond == 0 {
      needed = min(needed, Double(count) * -Elementary.log(assurance.side) / wagers.evidence)
    }
    return Finding(undecided: hindrance, needed: runs(needed))
  }

  /// A number of runs, to two digits: it is a guess.
  private func runs(_ needed: Double) -> Int64? {
    guard needed.isFinite, needed < Double(Finding.mostNeeded) else { return nil }
    var unit = 1.0
    while needed / unit >= 100 { unit *= 10 }
    return max(count + 1, Int64((needed / unit).rounded(.up) * unit))
  }
}

extension RatioEvidence {
  /// The ratio; nothing of nothing.
  package var ratio: Double? { moments.ratio }

  /// The ratio with its interval; nothing where the runs tell none.
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    sample.interval(bound.kind, confidence)
  }
}

// MARK: In files

extension RatioEvidence: Codable {
  private enum Key: String, CodingKey {
    case bound, sample, beyond, above, below
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(RatioBound.self, forKey: .bound))
    sample = try container.decode(RatioSample.self, forKey: .sample)
    beyond = try container.decode(Int64.self, forKey: .beyond)
    let bets = (
      try container.decodeIfPresent(Wagers.self, forKey: .above),
      try container.decodeIfPresent(Wagers.self, forKey: .below)
    )
    let (top, bottom) = (moments.numerator.sum, moments.denominator.sum)
    guard (bets.0 == nil) == (above == nil), (bets.1 == nil) == (below == nil),
      (0...count).contains(beyond), top >= 0, bound.kind == .mean || top <= bottom
    else { throw BrokenSum() }
    (above, below) = bets
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(bound, forKey: .bound)
    try container.encode(sample, forKey: .sample)
    try container.encode(beyond, forKey: .beyond)
    try container.encodeIfPresent(above, forKey: .above)
    try container.encodeIfPresent(below, forKey: .below)
  }
}
