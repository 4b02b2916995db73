/// Something that is due at an instant: 24 bytes that say when, in which order among others of
/// that instant, and what for.
///
/// An event is data. Its `kind` and `row` mean what the model says they mean: usually which handler
/// gets it and which row of that handler's table it concerns.
@frozen
@usableFromInline
package struct Event: BitwiseCopyable, Sendable {
  /// When the event is due.
  @usableFromInline package let time: SimulationTime

  /// The rank in the upper 8 bits, the sequence number in the lower 56: one comparison settles a
  /// tie.
  @usableFromInline let order: UInt64

  /// The kind in the upper 8 bits, the generation in the next 24, the row in the lower 32.
  @usableFromInline let payload: UInt64

  /// An event with all its parts.
  ///
  /// - Precondition: `sequence` < 2^56, 0 <= `row` < 2^32, `generation` < 2^24.
  @inlinable
  package init(
    time: SimulationTime, rank: UInt8, sequence: UInt64, kind: UInt8, row: Int,
    generation: UInt32 = 0
  ) {
    precondition(
      sequence >> 56 == 0 && UInt64(bitPattern: Int64(row)) >> 32 == 0 && generation >> 24 == 0,
      "an event with a sequence, row or generation out of range")
    self.time = time
    order = UInt64(rank) << 56 | sequence
    payload =
      UInt64(kind) << 56 | UInt64(generation) << 32 | UInt64(UInt32(truncatingIfNeeded: row))
  }

  /// Which of the events of one instant comes first: the lower rank does, whatever was scheduled
  /// earlier (a shift change before an arrival at 17:00).
  @inlinable
  package var rank: UInt8 { UInt8(truncatingIfNeeded: order >> 56) }

  /// The number of the event among all that its list was ever given; settles what rank leaves open.
  @inlinable
  package var sequence: UInt64 { order & (1 << 56 - 1) }

  /// What the event is about, in the model's own numbering.
  @inlinable
  package var kind: UInt8 { UInt8(truncatingIfNeeded: payload >> 56) }

  /// The generation that the row had when the event was scheduled, 24 bits; see ``Generations``.
  @inlinable
  package var generation: UInt32 { UInt32(truncatingIfNeeded: payload >> 32) & (1 << 24 - 1) }

  /// The row that the event concerns.
  @inlinable
  package var row: UInt32 { UInt32(truncatingIfNeeded: payload) }

  /// The row that the event concerns, as an index.
  @inlinable
  package var index: Int { Int(row) }

  /// Whether this event comes before another: by time, then rank, then sequence.
  ///
  /// A total order on the events of one list, since no two share a sequence number.
  @inlinable
  @inline(__always)
  package func precedes(_ other: Event) -> Bool {
    time < other.time || (time == other.time && order < other.order)
  }
}
