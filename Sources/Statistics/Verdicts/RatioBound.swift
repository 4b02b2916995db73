import EventKernel

/// What a ratio over runs, such as a mean or a share, is held against, and the most that one run
/// can give.
package struct RatioBound: Hashable, Sendable {
  /// How what is above the line goes with what is below.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// Numbers that are not negative over how many they are.
    case mean
    /// Part of what is below.
    case share
  }

  package let kind: Kind
  /// The bound is `numerator / denominator`, both not negative; the denominator is above 0.
  package let numerator: Int64
  package let denominator: Int64
  /// The most that one run can have above the line, where it is known. Of a mean only.
  package let mostAbove: Int64?
  /// The most that one run can have below the line, where it is known; 1 where it is always so.
  package let mostBelow: Int64?

  package init(
    _ kind: Kind, _ numerator: Int64, over denominator: Int64 = 1, mostAbove: Int64? = nil,
    mostBelow: Int64? = nil
  ) {
    precondition(
      numerator >= 0 && denominator > 0, "a ratio held against \(numerator)/\(denominator)")
    self.kind = kind
    self.numerator = numerator
    self.denominator = denominator
    self.mostAbove = mostAbove
    self.mostBelow = mostBelow
  }

  /// As a number.
  package var value: Double { Double(numerator) / Double(denominator) }

  /// What a run has above the line less the bound times what it has below, times the denominator.
  func excess(_ above: Int64, over below: Int64) -> Double {
    Double(Int128(above) * Int128(denominator) - Int128(numerator) * Int128(below))
  }

  /// The most that an excess can fall short of 0 in one run; nothing where it is not known, and
  /// where it cannot at all.
  var mostBelowBound: Double? {
    guard numerator > 0, let mostBelow, mostBelow > 0 else { return nil }
    return Double(numerator) * Double(mostBelow)
  }

  /// The most that an excess can be beyond 0.
  var mostAboveBound: Double? {
    switch kind {
    case .share:
      guard let mostBelow, mostBelow > 0, denominator > numerator else { return nil }
      return Double(denominator - numerator) * Double(mostBelow)
    case .mean:
      guard let mostAbove else { return nil }
      // Below the line is 1 at least wherever something is above.
      let most = Double(Int128(mostAbove) * Int128(denominator) - Int128(numerator))
      return most > 0 ? most : nil
    }
  }
}

extension RatioBound: Codable {
  private enum Key: String, CodingKey {
    case kind, numerator, denominator, mostAbove, mostBelow
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let numerator = try container.decode(Int64.self, forKey: .numerator)
    let denominator = try container.decode(Int64.self, forKey: .denominator)
    guard numerator >= 0, denominator > 0 else { throw BrokenSum() }
    self.init(
      try container.decode(Kind.self, forKey: .kind), numerator, over: denominator,
      mostAbove: try container.decodeIfPresent(Int64.self, forKey: .mostAbove),
      mostBelow: try container.decodeIfPresent(Int64.self, forKey: .mostBelow))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encodeIfPresent(mostAbove, forKey: .mostAbove)
    try container.encodeIfPresent(mostBelow, forKey: .mostBelow)
  }
}
