import EventKernel
import Statistics

/// What many runs came to in one figure, in whole numbers.
///
/// Merging is exact: the same runs give the same accumulator, whoever ran which of them and in
/// whatever order. Memory does not grow with the number of runs.
package struct FigureAccumulator: Hashable, Sendable {
  /// How the samples of runs are added up.
  package enum Kind: Hashable, Sendable {
    /// The sum of what is above over the sum of what is below.
    case mean
    /// The same of yes and no within runs.
    case share
    /// The same of one yes or no a run.
    case runs
    case quantile(Probability)
  }

  /// Sections of a quantile: fewer than those of a ratio, since each keeps its values' buckets.
  package static let quantileSections = 16

  /// Values of so many runs at most: a table of a run has as many as 32 bits can number. It grows
  /// with the runs, so that what is merged keeps within it.
  ///
  /// - Parameter runs: up to `BenchPlan.greatest`.
  static func most(ofRuns runs: Int64) -> Int64 { runs << 32 }

  package let kind: Kind
  /// The largest value that a quantile tells, in the figure's unit.
  package let largest: Int64
  /// Runs taken in, and those of them in which nothing was seen.
  package private(set) var count: Int64 = 0
  package private(set) var missing: Int64 = 0
  private var ratio = RatioSample()
  private var sections = SectionedRatio()
  /// By section, of a quantile; nil: no value yet.
  private var sketches: [QuantileSketch?] = []

  /// The accumulator of no run.
  package init(_ kind: Kind, largest: Int64) {
    self.kind = kind
    self.largest = largest
    if case .quantile = kind {
      sketches = Array(repeating: nil, count: FigureAccumulator.quantileSections)
    }
  }

  /// Takes in what the figure came to in one run.
  package mutating func add(_ sample: FigureSample, ofReplication replication: Int) {
    count += 1
    switch sample {
    case .ratio(let whole, let below):
      // Both kinds of sums take the same.
      let above = min(max(whole, -Moments.largestMagnitude), Moments.largestMagnitude)
      ratio.add(above, over: below)
      sections.add(above, over: below, ofReplication: replication)
      if below == 0 { missing += 1 }
    case .values(let values):
      if values.isEmpty { missing += 1 }
      add(values, to: replication % FigureAccumulator.quantileSections)
    case .sketch(let sketch):
      guard let sketch, sketch.count > 0 else {
        missing += 1
        return
      }
      merge(sketch, into: replication % FigureAccumulator.quantileSections)
    }
  }

  private mutating func add(_ values: [Int64], to section: Int) {
    guard !values.isEmpty else { return }
    if sketches[section] == nil { sketches[section] = QuantileSketch(largest: largest) }
    for value in values { sketches[section]?.add(value) }
  }

  private mutating func merge(_ sketch: QuantileSketch, into section: Int) {
    if sketches[section] == nil {
      sketches[section] = sketch
    } else {
      sketches[section]?.merge(sketch)
    }
  }

  /// Takes in what another accumulator of the figure has taken in of other runs.
  package mutating func merge(_ other: FigureAccumulator) {
    precondition(isLike(other), "accumulators of different figures cannot be merged")
    count += other.count
    missing += other.missing
    ratio.merge(other.ratio)
    sections.merge(other.sections)
    for (section, sketch) in other.sketches.enumerated() {
      if let sketch { merge(sketch, into: section) }
    }
  }

  /// Whether another is of the same figure, as far as it can be told.
  package func isLike(_ other: FigureAccumulator) -> Bool {
    kind == other.kind && largest == other.largest
  }
}

extension FigureAccumulator {
  /// The estimate with its interval, in the figure's unit; nothing where the runs do not tell one.
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    switch kind {
    // Times, numbers and amounts are never less than nothing.
    case .mean: return ratio.interval(.mean, confidence)?.within(0...Double.infinity)
    case .runs: return tries.interval(confidence)
    case .share: return ratio.interval(.share, confidence)
    case .quantile(let probability):
      return quantile(probability, confidence)?.within(0...Double.infinity)
    }
  }

  /// The estimate, with or without an interval.
  package var estimate: Double? {
    guard case .quantile(let probability) = kind else { return sections.total.ratio }
    return pooled?.quantile(probability).map(Double.init)
  }

  /// All values of a quantile.
  private var pooled: QuantileSketch? {
    var whole: QuantileSketch?
    for sketch in sketches.compactMap(\.self) {
      if whole == nil { whole = sketch } else { whole?.merge(sketch) }
    }
    return whole
  }

  /// Runs with something: of a quantile with a value, of others with something above the line.
  package var something: Int64 {
    if case .quantile = kind { return count - missing }
    return ratio.withAbove
  }

  /// Of yes and no within runs, how many were yes, and of how many.
  package var tally: (hits: Int64, of: Int64) {
    let total = sections.total
    return (Int64(clamping: total.above), Int64(clamping: total.below))
  }

  private var tries: TryEvidence {
    var tries = TryEvidence()
    let tally = tally
    tries.add(kept: tally.hits, of: tally.of)
    return tries
  }

  private func quantile(_ probability: Probability, _ confidence: Confidence) -> Interval? {
    // Sections without values would leave the others to say how all of them differ.
    guard count - missing >= RatioSample.wanted, sketches.allSatisfy({ $0 != nil }),
      let first = sketches.compactMap(\.self).first
    else { return nil }
    var quantiles = TicketQuantiles([probability], largest: first.largest)
    for sketch in sketches.compactMap(\.self) { quantiles.add(sketch) }
    return quantiles.interval(at: 0, confidence)
  }

  /// The estimate and those of sections, to be compared with another result's.
  package var sectioned: SectionedValue {
    guard case .quantile(let probability) = kind else { return sections.sectioned }
    let each = sketches.map { $0?.quantile(probability).map(Double.init) }
    return SectionedValue(
      whole: pooled?.quantile(probability).map(Double.init), sections: each)
  }
}

// MARK: In files

extension FigureAccumulator: Codable {
  private enum Key: String, CodingKey {
    case kind, largest, count, missing, ratio, sections, sketches
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let word = try container.decode(String.self, forKey: .kind)
    let largest = try container.decode(Int64.self, forKey: .largest)
    guard let kind = Kind(word: word), (1...Moments.largestMagnitude).contains(largest) else {
      throw BrokenSum()
    }
    self.init(kind, largest: largest)
    count = try container.decode(Int64.self, forKey: .count)
    missing = try container.decode(Int64.self, forKey: .missing)
    guard (0...Int64(BenchPlan.greatest)).contains(count), (0...count).contains(missing) else {
      throw BrokenSum()
    }
    if case .quantile = kind {
      sketches = try container.decode([QuantileSketch?].self, forKey: .sketches)
      guard sketches.count == FigureAccumulator.quantileSections else { throw BrokenSum() }
      let most = FigureAccumulator.most(ofRuns: count)
      for sketch in sketches.compactMap(\.self) {
        guard sketch.largest == largest, sketch.count <= most else { throw BrokenSum() }
      }
    } else {
      ratio = try container.decode(RatioSample.self, forKey: .ratio)
      sections = try container.decode(SectionedRatio.self, forKey: .sections)
      let total = sections.total
      guard ratio.count == count, ratio.moments.numerator.sum == total.above,
        ratio.moments.denominator.sum == total.below
      else { throw BrokenSum() }
      guard total.below >= 0, kind == .mean || (0...total.below).contains(total.above) else {
        throw BrokenSum()
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind.word, forKey: .kind)
    try container.encode(largest, forKey: .largest)
    try container.encode(count, forKey: .count)
    try container.encode(missing, forKey: .missing)
    if case .quantile = kind {
      try container.encode(sketches, forKey: .sketches)
    } else {
      try container.encode(ratio, forKey: .ratio)
      try container.encode(sections, forKey: .sections)
    }
  }
}

extension FigureAccumulator.Kind {
  /// `mean`, `share`, `runs`, `quantile 0.95`.
  fileprivate var word: String {
    switch self {
    case .mean: "mean"
    case .share: "share"
    case .runs: "runs"
    case .quantile(let probability): "quantile \(probability.value)"
    }
  }

  fileprivate init?(word: String) {
    switch word {
    case "mean": self = .mean
    case "share": self = .share
    case "runs": self = .runs
    default:
      let parts = word.split(separator: " ")
      guard parts.count == 2, parts[0] == "quantile", let share = Double(parts[1]),
        let probability = Probability(share), share > 0, share < 1
      else { return nil }
      self = .quantile(probability)
    }
  }
}
