/// The key of all draws of one purpose and entity in one replication: an address without its
/// ordinal.
///
/// What draws often from one address keeps its key, so that a draw costs the five rounds of the
/// generator and nothing for the names. The key depends on the replication, so it belongs to a
/// world, not to a model.
@frozen
@usableFromInline
package struct DrawKey: BitwiseCopyable, @unchecked Sendable {
  /// Conditioned: odd, and no byte 0x00 or 0xff.
  @usableFromInline let word: UInt64

  /// The tables that samplers read; they live as long as the process.
  @usableFromInline let tables: UnsafePointer<Ziggurat.Step>

  @inlinable
  init(word: UInt64, tables: UnsafePointer<Ziggurat.Step>) {
    self.word = word
    self.tables = tables
  }

  /// The draws at an ordinal of the address.
  ///
  /// - Parameter ordinal: which one of that purpose and entity, below 2^48.
  @inlinable
  @inline(__always)
  package func draws(ordinal: UInt64) -> RandomDraws { RandomDraws(key: self, ordinal: ordinal) }
}
