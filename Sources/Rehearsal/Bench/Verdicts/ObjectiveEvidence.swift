import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// What an objective saw in one run, in whole numbers.
package enum ObjectiveSample: Hashable, Sendable {
  /// Whether the run kept it; nil: that is not told.
  case tried(Bool?)
  /// What is above and below the line. What may still be above is in `most`: as much as there is
  /// for who wants to say that there is little.
  case ratio(above: Int64, most: Int64, below: Int64)
  /// There was nothing to look at.
  case nothing
}

/// What many runs say of an objective, in whole numbers that merge exactly.
package struct ObjectiveEvidence: Hashable, Sendable {
  package let bound: ObjectiveBound
  /// Runs taken in.
  package private(set) var runs: Int64 = 0
  /// Runs that had nothing to look at.
  package private(set) var empty: Int64 = 0
  /// Values that were looked at.
  package private(set) var values: Int64 = 0
  /// Values that may still grow, and those that began too late to tell.
  package private(set) var open: Int64 = 0
  /// What the open ones add up to so far, of a mean.
  private var openAbove = Int128(0)
  package private(set) var leftOut: Int64 = 0
  private var tries = TryEvidence()
  /// What is above the line for certain, and at the most. The second is kept from the first run on
  /// in which they differ.
  private var ratio: RatioEvidence?
  private var mostRatio: RatioEvidence?
  /// What every run came to, while all came to the same.
  private var constancy = Constancy.unknown

  /// The evidence of no run.
  package init(_ bound: ObjectiveBound) {
    self.bound = bound
    if case .ratio(let bound) = bound { ratio = RatioEvidence(bound) }
  }

  /// Takes in what the objective saw in one run.
  package mutating func add(_ seen: ObjectiveSeen) {
    runs += 1
    values += Int64(seen.values)
    open += Int64(seen.open)
    openAbove += Int128(seen.openAbove)
    leftOut += Int64(seen.leftOut)
    constancy.merge(.same(seen.sample))
    switch seen.sample {
    case .nothing:
      empty += 1
      // A run without anything is a run all the same: of a ratio it adds nothing on either side.
      addRatio(0, 0, over: 0)
    case .tried(let isKept): tries.add(isKept)
    case .ratio(let above, let most, let below): addRatio(above, most, over: below)
    }
  }

  private mutating func addRatio(_ above: Int64, _ most: Int64, over below: Int64) {
    guard ratio != nil else { return }
    if most != above, mostRatio == nil { mostRatio = ratio }
    ratio?.add(above, over: below)
    mostRatio?.add(most, over: below)
  }

  /// Takes in the evidence of other runs.
  package mutating func merge(_ other: ObjectiveEvidence) {
    precondition(bound == other.bound, "evidence of different objectives cannot be merged")
    if let others = other.ratio {
      if let most = other.mostRatio ?? (mostRatio == nil ? nil : others) {
        mostRatio = mostRatio ?? ratio
        mostRatio?.merge(most)
      }
      ratio?.merge(others)
    }
    runs += other.runs
    empty += other.empty
    values += other.values
    open += other.open
    openAbove += other.openAbove
    leftOut += other.leftOut
    tries.merge(other.tries)
    constancy.merge(other.constancy)
  }
}

/// Whether every run came to the same.
private enum Constancy: Hashable, Sendable {
  case unknown
  case same(ObjectiveSample)
  case varying

  mutating func merge(_ other: Constancy) {
    if self == .unknown { self = other }
    if other != .unknown, other != self { self = .varying }
  }
}

// MARK: What it says

extension ObjectiveEvidence {
  /// On which side of the bound the truth is found to be.
  package func finding(_ assurance: Assurance) -> Finding {
    switch bound {
    case .tries(let share):
      // All runs, or none of them: only a run that draws nothing can tell.
      guard share.value > 0, share.value < 1 else { return Finding(undecided: .unshowable) }
      return tries.finding(share, assurance)
    case .ratio:
      guard let ratio else { return Finding(undecided: .nothing) }
      let finding = ratio.finding(assurance)
      guard let mostRatio else { return finding }
      // Above for who counts what is certain, below for who counts the most.
      if finding.side == .above { return finding }
      let most = mostRatio.finding(assurance)
      if most.side == .below { return most }
      return Finding(undecided: most.hindrance ?? finding.hindrance ?? .near, needed: most.needed)
    }
  }

  /// The estimate, in the unit of the ratio; nothing of nothing.
  package var estimate: Double? {
    switch bound {
    case .tries: tries.share
    case .ratio: ratio?.ratio
    }
  }

  /// Of a mean with open values, the mean of those that came to an end, as a measure has it.
  package var endedMean: Double? {
    guard open > 0, let sums = ratio?.sample.moments, sums.denominator.sum > Int128(open) else {
      return nil
    }
    return Double(sums.numerator.sum - openAbove) / Double(sums.denominator.sum - Int128(open))
  }

  /// The estimate with its interval; nothing where the runs tell none.
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    switch bound {
    case .tries: tries.interval(confidence)
    case .ratio: ratio?.interval(confidence)
    }
  }

  /// Where fewer runs than half are unlike the others, how many: of a mean those with something, of
  /// a share those that fall short of all of it, or have any.
  package var few: Int64? {
    guard let ratio, case .ratio(let bound) = bound else { return nil }
    let sample = ratio.sample
    let counts = bound.kind == .share ? [sample.withRest, sample.withAbove] : [sample.withAbove]
    return counts.min().flatMap { 2 * $0 < runs ? $0 : nil }
  }

  /// What every run came to, where all came to the same and there was something.
  package var constant: ObjectiveSample? {
    guard case .same(let sample) = constancy, sample != .nothing else { return nil }
    return sample
  }

  /// So many of so many, of a share; nil: of others.
  package var parts: (kept: Int128, all: Int128)? {
    switch bound {
    case .tries: return (Int128(tries.kept), Int128(tries.count))
    case .ratio(let bound):
      guard bound.kind == .share, let ratio else { return nil }
      return (ratio.sample.moments.numerator.sum, ratio.sample.moments.denominator.sum)
    }
  }
}

// MARK: In files

extension ObjectiveEvidence: Codable {
  private enum Key: String, CodingKey {
    case bound, runs, empty, values, open, openAbove, leftOut, tries, ratio, mostRatio, same, varies
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(ObjectiveBound.self, forKey: .bound))
    runs = try container.decode(Int64.self, forKey: .runs)
    empty = try container.decode(Int64.self, forKey: .empty)
    values = try container.decode(Int64.self, forKey: .values)
    open = try container.decode(Int64.self, forKey: .open)
    let above = Int128(try container.decode(String.self, forKey: .openAbove))
    guard let above, above >= 0, above < Int128(1) << 100 else { throw BrokenSum() }
    openAbove = above
    leftOut = try container.decode(Int64.self, forKey: .leftOut)
    guard (0...Int64(BenchPlan.greatest)).contains(runs), (0...runs).contains(empty),
      [values, open, leftOut].allSatisfy({
        (0...FigureAccumulator.most(ofRuns: runs)).contains($0)
      })
    else { throw BrokenSum() }
    switch bound {
    case .tries:
      tries = try container.decode(TryEvidence.self, forKey: .tries)
      guard tries.isOf(runs: runs), tries.count == runs - empty else { throw BrokenSum() }
    case .ratio(let bound):
      ratio = try container.decode(RatioEvidence.self, forKey: .ratio)
      mostRatio = try container.decodeIfPresent(RatioEvidence.self, forKey: .mostRatio)
      let all = [ratio, mostRatio].compactMap(\.self)
      guard all.allSatisfy({ $0.bound == bound && $0.count == runs }) else { throw BrokenSum() }
    }
    if try container.decode(Bool.self, forKey: .varies) {
      constancy = .varying
    } else if let numbers = try container.decodeIfPresent([Int64].self, forKey: .same) {
      guard let sample = ObjectiveSample(numbers) else { throw BrokenSum() }
      constancy = .same(sample)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(bound, forKey: .bound)
    try container.encode(runs, forKey: .runs)
    try container.encode(empty, forKey: .empty)
    try container.encode(values, forKey: .values)
    try container.encode(open, forKey: .open)
    try container.encode("\(openAbove)", forKey: .openAbove)
    try container.encode(leftOut, forKey: .leftOut)
    if case .tries = bound { try container.encode(tries, forKey: .tries) }
    try container.encodeIfPresent(ratio, forKey: .ratio)
    try container.encodeIfPresent(mostRatio, forKey: .mostRatio)
    try container.encode(constancy == .varying, forKey: .varies)
    if case .same(let sample) = constancy { try container.encode(sample.numbers, forKey: .same) }
  }
}

extension ObjectiveBound: Codable {
  private enum Key: String, CodingKey {
    case share, ratio
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let share = try container.decodeIfPresent(Double.self, forKey: .share) {
      guard let share = Probability(share) else { throw BrokenSum() }
      self = .tries(share)
    } else {
      self = .ratio(try container.decode(RatioBound.self, forKey: .ratio))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .tries(let share): try container.encode(share.value, forKey: .share)
    case .ratio(let bound): try container.encode(bound, forKey: .ratio)
    }
  }
}

extension ObjectiveSample {
  /// `[]`, `[1]`, `[3, 3, 5]`.
  fileprivate var numbers: [Int64] {
    switch self {
    case .nothing: []
    case .tried(let isKept): [isKept.map { $0 ? 1 : 0 } ?? -1]
    case .ratio(let above, let most, let below): [above, most, below]
    }
  }

  fileprivate init?(_ numbers: [Int64]) {
    switch numbers.count {
    case 0: self = .nothing
    case 1 where (-1...1).contains(numbers[0]):
      self = .tried(numbers[0] < 0 ? nil : numbers[0] == 1)
    case 3: self = .ratio(above: numbers[0], most: numbers[1], below: numbers[2])
    default: return nil
    }
  }
}
