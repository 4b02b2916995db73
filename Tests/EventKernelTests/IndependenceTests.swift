import Testing

@testable import EventKernel

/// A coordinate of an address, along which neighbours are compared.
enum Coordinate: CaseIterable {
  case seed, replication, purpose, entity, ordinal, attempt

  /// The word at a place along the coordinate, the others held.
  func word(_ place: UInt64) -> UInt64 {
    let source = RandomSource(
      seed: self == .seed ? place : 7, replication: self == .replication ? place : 0)
    let purpose = self == .purpose ? NameHash("p\(place)") : NameHash("repair")
    let entity = self == .entity ? NameHash("e\(place)") : NameHash("web-1")
    var draws = source.draws(
      purpose: purpose, entity: entity, ordinal: self == .ordinal ? place : 0)
    if self == .attempt { draws.counter += place }
    return draws.next()
  }
}

@Suite("Independence of random words")
struct IndependenceTests {
  static let count = 20_000

  static func words(_ coordinate: Coordinate) -> [UInt64] {
    (0..<UInt64(count)).map(coordinate.word)
  }

  @Test("Bytes of words along every coordinate are uniform", arguments: Coordinate.allCases)
  func bytes(_ coordinate: Coordinate) {
    let words = IndependenceTests.words(coordinate)
    for byte in 0..<8 {
      expectUniform(words.map { Int($0 >> (8 * byte) & 0xff) }, values: 256)
    }
  }

  @Test("Neighbours along every coordinate are uncorrelated", arguments: Coordinate.allCases)
  func neighbours(_ coordinate: Coordinate) {
    let words = IndependenceTests.words(coordinate)
    let bound = 5 / Double(IndependenceTests.count).squareRoot()
    for lag in [1, 2, 16] {
      // 12 is one over the variance of a uniform number.
      let product = zip(words, words.dropFirst(lag)).reduce(0.0) {
        $0 + (unit($1.0) - 0.5) * (unit($1.1) - 0.5) * 12
      }
      #expect((product / Double(IndependenceTests.count)).magnitude < bound)
      // Of 64 bits, half differ, with a standard deviation of 4.
      let differing = zip(words, words.dropFirst(lag)).reduce(0) {
        $0 + ($1.0 ^ $1.1).nonzeroBitCount
      }
      let mean = Double(differing) / Double(words.count - lag)
      #expect((mean - 32).magnitude < 4 * bound)
    }
  }

  @Test("Pairs of neighbours fill the square evenly", arguments: Coordinate.allCases)
  func pairs(_ coordinate: Coordinate) {
    let words = IndependenceTests.words(coordinate)
    for shift in [60, 28, 0] {
      let nibbles = words.map { Int($0 >> shift & 15) }
      let pairs = stride(from: 0, to: nibbles.count - 1, by: 2).map {
        nibbles[$0] << 4 | nibbles[$0 + 1]
      }
      expectUniform(pairs, values: 256)
    }
  }

  @Test("Words of interleaved addresses are uniform, alone and in pairs", arguments: [2, 3, 64])
  func interleaved(_ entities: Int) {
    let source = RandomSource(seed: 3, replication: 4)
    var streams = (0..<entities).map {
      source.draws(purpose: NameHash("service"), entity: NameHash("e\($0)"), ordinal: 9)
    }
    let words = (0..<IndependenceTests.count).map { streams[$0 % entities].next() }
    for byte in 0..<8 {
      expectUniform(words.map { Int($0 >> (8 * byte) & 0xff) }, values: 256)
    }
    let pairs = zip(words, words.dropFirst()).map { Int(($0 >> 60) << 4 | $1 >> 60) }
    expectUniform(pairs, values: 256)
  }

  private func unit(_ word: UInt64) -> Double { Double(word >> 11) * 0x1p-53 }
}

/// Expects that numbers are uniform on `0 ..< values`: a chi-square within five standard deviations
/// of its mean, on either side.
func expectUniform(
  _ numbers: [Int], values: Int, sourceLocation: SourceLocation = #_sourceLocation
) {
  var counts = [Int](repeating: 0, count: values)
  for number in numbers { counts[number] += 1 }
  let expected = Double(numbers.count) / Double(values)
  let square = counts.reduce(0.0) {
    $0 + (Double($1) - expected) * (Double($1) - expected) / expected
  }
  let freedom = Double(values - 1)
  #expect(
    (square - freedom).magnitude < 5 * (2 * freedom).squareRoot(), "chi-square \(square)",
    sourceLocation: sourceLocation)
}
