import EventKernel

/// What many runs came to in a ratio: exact sums, and how many runs they rest on.
package struct RatioSample: Hashable, Sendable {
  /// The sums of what is above and below the line.
  package private(set) var moments = RatioMoments(largest: Moments.largestMagnitude)
  /// Runs with something above the line.
  package private(set) var withAbove: Int64 = 0
  /// Runs with something below the line that is not above: misses of a share.
  package private(set) var withRest: Int64 = 0
  /// The most that a run had below the line.
  package private(set) var greatestBelow: Int64 = 0

  /// The sample of no run.
  package init() {}

  /// Takes in what one run has above and below the line; numbers beyond the largest count as the
  /// largest.
  package mutating func add(_ whole: Int64, over part: Int64) {
    let most = Moments.largestMagnitude
    let (above, below) = (min(max(whole, -most), most), min(max(part, -most), most))
    moments.add(above, over: below)
    if above != 0 { withAbove += 1 }
    if above != below { withRest += 1 }
    greatestBelow = max(greatestBelow, below)
  }

  /// Takes in what other runs came to.
  package mutating func merge(_ other: RatioSample) {
    moments.merge(other.moments)
    withAbove += other.withAbove
    withRest += other.withRest
    greatestBelow = max(greatestBelow, other.greatestBelow)
  }

  /// How many runs.
  package var count: Int64 { moments.count }
}

// MARK: What it tells

extension RatioSample {
  /// Fewer runs with something (of a share: that hit, and that miss) tell nothing of how they
  /// differ.
  package static var wanted: Int64 { 30 }
  /// Runs for each unit of squared skewness, below which the bound of large samples is not trusted.
  static var perSquaredSkewness: Double { 25 }

  /// What keeps the bound of large samples from being used, where anything does.
  func hindrance(_ kind: RatioBound.Kind, at bound: Double) -> Finding.Hindrance? {
    let wanted = RatioSample.wanted
    if withAbove < wanted { return .few(withAbove, wanted: wanted) }
    if kind == .share, withRest < wanted { return .fewUnlike(withRest, wanted: wanted) }
    guard let skewness = moments.skewness(at: bound) else { return nil }
    let runs = RatioSample.perSquaredSkewness * skewness * skewness
    return Double(count) < runs ? .lopsided(wanted: Int64(runs.rounded(.up))) : nil
  }

  /// How many runs of the greatest size make up what was seen of a share of which all hit, or all
  /// miss; nothing of others.
  var agreedTries: Double? {
    guard withAbove == 0 || withRest == 0, greatestBelow > 0 else { return nil }
    return Double(moments.denominator.sum) / Double(greatestBelow)
  }

  /// The ratio with the bounds from which it is not found apart by large samples, or by agreement
  /// of all; nothing where neither tells.
  package func interval(
    _ kind: RatioBound.Kind, _ confidence: Confidence = .ninetyFive
  ) -> Interval? {
    guard let ratio = moments.ratio, count > 1 else { return nil }
    if kind == .share, let tries = agreedTries {
      let odds = Elementary.exp(Elementary.log(confidence.miss.value / 2) / tries)
      let isAll = withRest == 0
      return Interval(
        estimate: ratio, lower: isAll ? odds : 0, upper: isAll ? 1 : 1 - odds,
        confidence: confidence, count: count, method: .agreement)
    }
    guard hindrance(kind, at: ratio) == nil else { return nil }
    let wanted = StudentLaw.quantile(above: confidence.miss.value / 2, freedom: count - 1)
    let greatest = kind == .share ? 1.0 : .infinity
    guard let upper = moments.end(from: ratio, to: greatest, score: -wanted),
      let lower = moments.end(from: ratio, to: 0, score: wanted)
    else { return nil }
    return Interval(
      estimate: ratio, lower: lower, upper: upper, confidence: confidence, count: count,
      method: .hall)
  }
}

// MARK: In files

extension RatioSample: Codable {
  private enum Key: String, CodingKey {
    case moments, withAbove, withRest, greatestBelow
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    moments = try container.decode(RatioMoments.self, forKey: .moments)
    withAbove = try container.decode(Int64.self, forKey: .withAbove)
    withRest = try container.decode(Int64.self, forKey: .withRest)
    greatestBelow = try container.decode(Int64.self, forKey: .greatestBelow)
    let below = moments.denominator.sum
    guard moments.largest == Moments.largestMagnitude,
      [withAbove, withRest].allSatisfy({ (0...count).contains($0) }),
      (0...Moments.largestMagnitude).contains(greatestBelow), below >= 0,
      (greatestBelow == 0) == (below == 0), Int128(greatestBelow) <= below,
      below <= Int128(greatestBelow) * Int128(max(1, count)),
      withAbove > 0 || moments.numerator.sum == 0
    else { throw BrokenSum() }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(moments, forKey: .moments)
    try container.encode(withAbove, forKey: .withAbove)
    try container.encode(withRest, forKey: .withRest)
    try container.encode(greatestBelow, forKey: .greatestBelow)
  }
}
