/// The random words of one address: attempt 0, 1, 2 and so on.
///
/// Generator: Squares with 64 bits of output and five rounds (B. Widynski, Squares: a fast
/// counter-based RNG, arXiv 2004.06278, 2020) at the counter `ordinal << 16 | attempt`. A sampler
/// that rejects reads further attempts of its own address, never another draw's word.
@frozen
@usableFromInline
package struct RandomDraws: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let key: UInt64
  @usableFromInline var counter: UInt64

  /// The tables that samplers read; they live as long as the process.
  @usableFromInline let tables: UnsafePointer<Ziggurat.Step>

  /// The draws of a key at an ordinal.
  ///
  /// - Precondition: `ordinal` < 2^48.
  @inlinable
  @inline(__always)
  init(key: DrawKey, ordinal: UInt64) {
    precondition(ordinal >> 48 == 0, "the ordinal of a draw has at most 48 bits")
    self.key = key.word
    counter = ordinal &<< 16
    tables = key.tables
  }

  /// The next word: 64 uniform bits.
  ///
  /// - Precondition: no more than 65,535 words are read at one address; a sampler that needs many
  ///   more values is to count its ordinal up.
  @inlinable
  @inline(__always)
  package mutating func next() -> UInt64 {
    let word = RandomDraws.squares(counter: counter, key: key)
    counter &+= 1
    precondition(counter & 0xffff != 0, "more than 65,535 words read at one address")
    return word
  }

  /// The five rounds of Squares.
  @inlinable
  @inline(__always)
  static func squares(counter: UInt64, key: UInt64) -> UInt64 {
    let y = counter &* key
    let z = y &+ key
    var x = swappedHalves(y &* y &+ y)
    x = swappedHalves(x &* x &+ z)
    x = swappedHalves(x &* x &+ y)
    let fourth = x &* x &+ z
    x = swappedHalves(fourth)
    return fourth ^ (x &* x &+ y) &>> 32
  }

  @inlinable
  @inline(__always)
  static func swappedHalves(_ word: UInt64) -> UInt64 { word &>> 32 | word &<< 32 }
}

extension RandomDraws {
  /// A number uniform on the multiples of 2^-53 in [0, 1); reads one word.
  @inlinable
  @inline(__always)
  package mutating func unit() -> Double { RandomDraws.unit(next()) }

  /// The upper 53 bits of a word as a number in [0, 1).
  @inlinable
  @inline(__always)
  static func unit(_ word: UInt64) -> Double {
    // Processors convert signed words in one instruction, unsigned ones in several.
    Double(Int64(truncatingIfNeeded: word &>> 11)) * 0x1p-53
  }

  /// A number uniform on the odd multiples of 2^-53 in (0, 1), for those who take its logarithm;
  /// reads one word.
  @inlinable
  @inline(__always)
  package mutating func openUnit() -> Double {
    (Double(Int64(truncatingIfNeeded: next() &>> 12)) + 0.5) * 0x1p-52
  }

  /// Whether something of that probability happens; reads one word.
  ///
  /// Never for a probability of 0 or less, always for 1 or more.
  @inlinable
  package mutating func bernoulli(_ probability: Double) -> Bool { unit() < probability }

  /// A whole number uniform on 0 ..< `bound`, without bias.
  ///
  /// The upper half of a product, rejecting the few words that would favour some numbers
  /// (D. Lemire, Fast random integer generation in an interval, ACM TOMACS 29, 2019).
  ///
  /// - Precondition: `bound` > 0.
  @inlinable
  package mutating func below(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no whole number below 0")
    var product = bound.multipliedFullWidth(by: next())
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected {
        product = bound.multipliedFullWidth(by: next())
      }
    }
    return product.high
  }
}
