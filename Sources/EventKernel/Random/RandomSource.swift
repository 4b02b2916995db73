/// Where the random numbers of one replication come from: by address, not in turn.
///
/// A draw is read at an address of purpose, entity and ordinal, so an edit at one place of a model
/// shifts no draw elsewhere, two policies meet the same night (common random numbers), and the
/// world holds no generator state. Streams with distinct addresses are independent as far as tests
/// see.
@frozen
@usableFromInline
package struct RandomSource: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let base: UInt64

  /// The tables that samplers read, found once here and not once a draw.
  @usableFromInline let tables: UnsafePointer<Ziggurat.Step>

  /// The source of one replication of a run with that seed.
  package init(seed: UInt64, replication: UInt64) {
    base = Mixing.combined(Mixing.finalised(seed &+ Mixing.golden), replication)
    tables = Ziggurat.steps
  }

  /// The draws at an address.
  ///
  /// - Parameters:
  ///   - purpose: what the draw is for (time to repair, branch taken), as the hash of its name.
  ///   - entity: whose it is, as the hash of a name or path.
  ///   - ordinal: which one of that purpose and entity, below 2^48; world state, counted up.
  @inlinable
  @inline(__always)
  package func draws(purpose: NameHash, entity: NameHash, ordinal: UInt64) -> RandomDraws {
    key(purpose: purpose, entity: entity).draws(ordinal: ordinal)
  }

  /// The key of all draws of a purpose and entity, for those who draw there often.
  @inlinable
  @inline(__always)
  package func key(purpose: NameHash, entity: NameHash) -> DrawKey {
    // Both names are finalised already, so a bijection of each and one more finaliser suffice.
    let address = (base ^ purpose.value) &* Mixing.golden &+ entity.value
    return DrawKey(word: RandomSource.conditioned(Mixing.finalised(address)), tables: tables)
  }

  /// The key as the generator needs it: odd, and none of its eight bytes 0x00 or 0xff.
  ///
  /// Squares multiplies the counter by the key, and its first rounds do little with a key of long
  /// runs of equal bits (Widynski asks for irregular digits). Six keys in a hundred are mixed
  /// again.
  @inlinable
  @inline(__always)
  static func conditioned(_ word: UInt64) -> UInt64 {
    let key = word | 1
    return isRegular(key) ? remixed(key) : key
  }

  /// Whether some byte is 0x00 or 0xff (a zero byte is found as in H. S. Warren, Hacker's Delight,
  /// section 6-1).
  @inlinable
  @inline(__always)
  static func isRegular(_ key: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let inverse = ~key
    return ((key &- ones) & inverse | (inverse &- ones) & key) & (ones &<< 7) != 0
  }

  @usableFromInline
  @inline(never)
  static func remixed(_ word: UInt64) -> UInt64 {
    var key = word
    while isRegular(key) {
      key = Mixing.finalised(key &+ Mixing.golden) | 1
    }
    return key
  }
}
