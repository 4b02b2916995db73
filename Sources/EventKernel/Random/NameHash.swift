/// The 64-bit hash of a name, or of a path of names: how random numbers are addressed.
///
/// The value depends on the name's UTF-8 bytes alone: not on rows, not on the order of creation,
/// not on the machine. Golden values in the tests pin it, since changing it changes every result.
@frozen
@usableFromInline
package struct NameHash: Hashable, Sendable, BitwiseCopyable {
  /// The hash, its bits well mixed.
  @usableFromInline package let value: UInt64

  /// A hash that was kept, e.g. in a log of decisions.
  @usableFromInline
  package init(value: UInt64) {
    self.value = value
  }

  /// The hash of a name: FNV-1a of 64 bits over its UTF-8 bytes (offset 0xcbf29ce484222325, prime
  /// 0x100000001b3; G. Fowler, L. C. Noll, K.-P. Vo, 1991), then the finaliser of SplitMix64.
  ///
  /// The name is not normalised: two spellings of one accented letter are two names.
  package init(_ name: String) {
    value = Mixing.finalised(NameHash.fowlerNollVo(name.utf8))
  }

  /// The hash of a name written in the program; the same value as for a `String`.
  package init(_ name: StaticString) {
    value = name.withUTF8Buffer { Mixing.finalised(NameHash.fowlerNollVo($0)) }
  }

  static func fowlerNollVo(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }

  /// The hash of this name followed by another: `a.combined(with: b)` is not `b.combined(with: a)`.
  @inlinable
  @inline(__always)
  package func combined(with other: NameHash) -> NameHash {
    NameHash(value: Mixing.combined(value, other.value))
  }

  /// The hash of this name followed by a number, such as an incident of a cause by its ordinal.
  ///
  /// The number is set apart from names, so that no short name stands for a small number.
  @inlinable
  @inline(__always)
  package func combined(with ordinal: UInt64) -> NameHash {
    NameHash(value: Mixing.combined(~value, ordinal))
  }
}

/// The bit mixing that names and random keys are made with.
@usableFromInline
enum Mixing {
  /// 2^64 divided by the golden ratio: an odd number without pattern.
  @inlinable
  static var golden: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  /// A bijection of 64 bits in which each input bit changes each output bit with probability near
  /// one half.
  ///
  /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), which is variant 13 of those
  /// that D. Stafford searched for (2011).
  @inlinable
  @inline(__always)
  static func finalised(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ mixed &>> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed &>> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed &>> 31
  }

  /// Two words made into one, order mattering: for either word fixed, a bijection of the other.
  @inlinable
  @inline(__always)
  static func combined(_ word: UInt64, _ other: UInt64) -> UInt64 {
    finalised((word &+ golden) ^ finalised(other &+ golden &* 3))
  }
}
