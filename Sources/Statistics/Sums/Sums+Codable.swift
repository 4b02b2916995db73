// How sums are kept in files: whole numbers as decimal texts where they may have more than 53 bits,
// which many readers of JSON would round. What is read is checked: a file may say anything.

/// A kept sum that makes no sense.
package struct BrokenSum: Error {
  package init() {}
}

extension Int256: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let words = text.split(separator: ":", omittingEmptySubsequences: false)
    guard words.count == 2, let high = Int128(words[0]), let low = UInt128(words[1]) else {
      throw BrokenSum()
    }
    self.init(high: high, low: low)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("\(high):\(low)")
  }
}

extension PowerSums: Codable {
  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    let count = try container.decode(Int64.self)
    let sum = Int128(try container.decode(String.self))
    let squares = try container.decode(Int256.self)
    guard count >= 0, let sum, squares.high >= 0,
      sum.magnitude <= UInt128(count) << 63
    else { throw BrokenSum() }
    self.init(count: count, sum: sum, squares: squares)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(count)
    try container.encode("\(sum)")
    try container.encode(squares)
  }
}

extension RatioMoments: Codable {
  private enum Key: String, CodingKey {
    case largest, above, below, products, cubes, outside
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let largest = try container.decode(Int64.self, forKey: .largest)
    let above = try container.decode(PowerSums.self, forKey: .above)
    let below = try container.decode(PowerSums.self, forKey: .below)
    let outside = try container.decode(Int64.self, forKey: .outside)
    guard (1...Moments.largestMagnitude).contains(largest), above.count == below.count,
      (0...above.count).contains(outside)
    else { throw BrokenSum() }
    self.init(
      largest: largest, numerator: above, denominator: below,
      products: try container.decode(Int256.self, forKey: .products),
      cubes: try container.decode(Cubes.self, forKey: .cubes), outside: outside)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(largest, forKey: .largest)
    try container.encode(numerator, forKey: .above)
    try container.encode(denominator, forKey: .below)
    try container.encode(products, forKey: .products)
    try container.encode(cubes, forKey: .cubes)
    try container.encode(outside, forKey: .outside)
  }
}

extension RatioMoments.Cubes: Codable {
  package init(from decoder: any Decoder) throws {
    let sums = try decoder.singleValueContainer().decode([Int256].self)
    guard sums.count == 4 else { throw BrokenSum() }
    self.init()
    (ofThree, ofTwo, ofOne, ofNone) = (sums[0], sums[1], sums[2], sums[3])
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode([ofThree, ofTwo, ofOne, ofNone])
  }
}

extension SectionedRatio: Codable {
  package init(from decoder: any Decoder) throws {
    // Far beyond what runs come to, and of many files together still no overflow.
    let most: UInt128 = 1 << 100
    let texts = try decoder.singleValueContainer().decode([String].self)
    let sections = try texts.map { text in
      let words = text.split(separator: "/", omittingEmptySubsequences: false)
      guard words.count == 2, let above = Int128(words[0]), let below = Int128(words[1]),
        above.magnitude <= most, below.magnitude <= most
      else { throw BrokenSum() }
      return Section(above: above, below: below)
    }
    guard let kept = SectionedRatio(sections) else { throw BrokenSum() }
    self = kept
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(sections.map { "\($0.above)/\($0.below)" })
  }
}
