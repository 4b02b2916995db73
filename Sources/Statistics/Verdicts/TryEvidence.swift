import EventKernel

/// How many runs kept something, and how many broke it: each run is a try.
///
/// Some runs may be both, since they ended before it was told: they count as broken for who wants
/// to say that enough keep it, and as kept for who wants to say that too few do.
package struct TryEvidence: Hashable, Sendable, Codable {
  package private(set) var kept: Int64 = 0
  package private(set) var broken: Int64 = 0
  package private(set) var open: Int64 = 0

  /// No try yet.
  package init() {}

  /// Takes in a run that kept it or broke it; nil: it is not told.
  package mutating func add(_ isKept: Bool?) {
    switch isKept {
    case true?: kept += 1
    case false?: broken += 1
    case nil: open += 1
    }
  }

  /// Takes in many runs, so many of which kept it.
  package mutating func add(kept hits: Int64, of tries: Int64) {
    precondition(hits >= 0 && hits <= tries, "\(hits) of \(tries) runs")
    kept += hits
    broken += tries - hits
  }

  package mutating func merge(_ other: TryEvidence) {
    kept += other.kept
    broken += other.broken
    open += other.open
  }

  /// How many runs it is told of, or open in.
  package var count: Int64 { kept + broken + open }

  /// Whether the numbers could be those of so many runs.
  package func isOf(runs: Int64) -> Bool {
    let parts = [kept, broken, open]
    return parts.allSatisfy { (0...runs).contains($0) } && count <= runs
  }

  /// The share of runs that kept it, of those of which it is told; nothing of none.
  package var share: Double? {
    kept + broken == 0 ? nil : Double(kept) / Double(kept + broken)
  }

  /// Whether the share of runs that keep it is above a bound: met from it on, missed below.
  ///
  /// By C. J. Clopper and E. S. Pearson (Biometrika 26, 1934), at the bound itself: as many kept or
  /// more would be too rare if the share were no greater, or as few too rare if it were no less.
  ///
  /// - Parameter bound: above 0 and below 1.
  package func finding(_ bound: Probability, _ assurance: Assurance) -> Finding {
    guard count > 0 else { return Finding(undecided: .nothing) }
    if let side = side(bound.value, assurance) { return Finding(side, .counts) }
    if kept + broken == 0 { return Finding(undecided: .open(open)) }
    return Finding(undecided: .near, needed: needed(bound.value, assurance))
  }

  private func side(_ bound: Double, _ assurance: Assurance) -> Interval.Side? {
    let law = BinomialLaw(count, bound)
    if law.atLeast(kept) <= assurance.look { return .above }
    return law.below(kept + open + 1) <= assurance.look ? .below : nil
  }

  /// How many runs would do, if the share of those that keep it stays what it is.
  private func needed(_ bound: Double, _ assurance: Assurance) -> Int64? {
    guard let share, share != bound else { return nil }
    func isEnough(_ count: Int64) -> Bool {
      var evidence = TryEvidence()
      evidence.kept = Int64((share * Double(count)).rounded())
      evidence.broken = count - evidence.kept
      return evidence.side(bound, assurance) != nil
    }
    // Far fewer than the most that may be asked about: the law takes longer for many tries.
    let limit: Int64 = 100_000_000
    var high = max(1, kept + broken)
    while high < limit, !isEnough(high) { high *= 2 }
    guard high < limit else { return nil }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    // Those in which nothing is told stay as frequent.
    return high
  }

  /// The share with the interval of all bounds on which it is not found to one side; nothing of no
  /// runs.
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    guard let share else { return nil }
    let tail = confidence.miss.value / 2
    let lower = TryEvidence.end(kept, of: count, tail)
    let upper = 1 - TryEvidence.end(count - kept - open, of: count, tail)
    return Interval(
      estimate: share, lower: min(lower, share), upper: max(upper, share),
      confidence: confidence, count: count, method: .clopperPearson)
  }

  /// The probability at which so many hits or more come with the probability `tail`; 0 of none.
  ///
  /// Newton's iteration on the logarithm of that probability, which is concave: from the left it
  /// only rises towards the end.
  private static func end(_ hits: Int64, of tries: Int64, _ tail: Double) -> Double {
    guard hits > 0 else { return 0 }
    if hits == tries { return Elementary.exp(Elementary.log(tail) / Double(tries)) }
    let share = Double(hits) / Double(tries)
    let spread = (share * (1 - share) / Double(tries)).squareRoot()
    let factor = -Elementary.normalQuantile(tail)
    // Left of the end: as far out as it is for a normal law, and half as far again.
    var p = max(share - 1.5 * factor * spread, share * 0x1p-10)
    for _ in 0..<80 {
      let law = BinomialLaw(tries, p)
      let upper = law.atLeast(hits)
      guard upper > 0 else {
        p = (p + share) / 2
        continue
      }
      let density = upper - law.atLeast(hits + 1)
      let step = Elementary.log(tail / upper) * upper * p / (density * Double(hits))
      let next = min(max(p + step, p / 2), (p + share) / 2)
      if (next - p).magnitude <= p * 0x1p-46 { return next }
      p = next
    }
    return p
  }
}
