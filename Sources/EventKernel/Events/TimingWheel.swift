/// Events that are not due for a while, kept unsorted in slots of time.
///
/// A hierarchical timing wheel (G. Varghese, A. Lauck, Hashed and hierarchical timing wheels, SOSP
/// 1987) over all of `Int64`: an instant is eleven digits of 6 bits, and an event is in the slot of
/// the first digit in which its time differs from the wheel's *origin*, as in a radix heap (R. K.
/// Ahuja, K. Mehlhorn, J. Orlin, R. E. Tarjan, Faster algorithms for the shortest path problem,
/// JACM 37, 1990). So slots are fine nearby and coarse far ahead, whatever the scale of the model;
/// no width is estimated from the events. The first slot of the lowest level in use holds the
/// earliest; taking it moves the origin to its end, spreading it over lower levels to its
/// beginning. An event is spread at most once a level.
@frozen
@usableFromInline
struct TimingWheel: ~Copyable {
  /// Bits of a digit.
  @inlinable static var digitBits: Int { 6 }

  /// Digits of an instant: the first has four bits.
  static var levels: Int { 11 }

  /// One slot: its events are in a chain of chunks, all full but the newest.
  @frozen
  @usableFromInline
  struct Slot: BitwiseCopyable {
    @usableFromInline var chunk: Chunk?
    @usableFromInline var count: Int
  }

  /// Which slot: `level` counts digits from the last one, `index` is `level` * 64 + digit.
  struct SlotAddress: BitwiseCopyable {
    let level: Int
    let index: Int
  }

  /// What times are compared with, as a key; no event's key is less.
  @usableFromInline var origin: UInt64 = 0

  /// How many events there are.
  @usableFromInline var count: Int = 0

  /// Which levels have events, the lowest in bit 0.
  @usableFromInline var usedLevels: UInt64 = 0

  /// The slots of each level one after the other; nothing until there is an event.
  @usableFromInline var slots: UnsafeMutablePointer<Slot>?

  /// Which slots of each level have events.
  @usableFromInline var usedSlots: UnsafeMutablePointer<UInt64>?

  /// Where chunks come from.
  @usableFromInline var pool: ChunkPool

  init() {
    pool = ChunkPool()
  }

  deinit {
    guard let slots else { return }
    for index in 0..<TimingWheel.levels << TimingWheel.digitBits {
      Chunk.deallocate(chain: slots[index].chunk)
    }
    slots.deallocate()
    usedSlots?.deallocate()
  }

  /// A time as an unsigned number in the same order.
  @inlinable
  @inline(__always)
  static func key(_ time: SimulationTime) -> UInt64 {
    UInt64(bitPattern: time.microseconds) ^ 1 &<< 63
  }

  /// The origin as an instant.
  var originTime: SimulationTime {
    SimulationTime(microseconds: Int64(bitPattern: origin ^ 1 &<< 63))
  }

  /// How many events the chunks have room for.
  var capacity: Int { (pool.usedCount + pool.freeCount) * Chunk.capacity }

  /// Adds an event. O(1).
  ///
  /// - Precondition: it is not due before the origin, and ``moveOrigin(backTo:)`` was called once.
  @inline(__always)
  mutating func insert(_ event: Event) {
    let slots = slots.unsafelyUnwrapped
    let key = TimingWheel.key(event.time)
    // An event at the origin itself differs in no digit; it goes by the last.
    let level = (63 &- ((key ^ origin) | 1).leadingZeroBitCount) / TimingWheel.digitBits
    let digit = Int(truncatingIfNeeded: key &>> (level &* TimingWheel.digitBits)) & 63
    let index = level &<< TimingWheel.digitBits | digit
    let within = slots[index].count & (Chunk.capacity &- 1)
    if within == 0 { addChunk(SlotAddress(level: level, index: index)) }
    slots[index].chunk.unsafelyUnwrapped.events[within] = event
    slots[index].count &+= 1
    count &+= 1
  }

  private mutating func addChunk(_ slot: SlotAddress) {
    let slots = slots.unsafelyUnwrapped
    let chunk = pool.take()
    chunk.setNext(slots[slot.index].chunk)
    slots[slot.index].chunk = chunk
    usedLevels |= 1 &<< UInt64(slot.level)
    usedSlots.unsafelyUnwrapped[slot.level] |= 1 &<< UInt64(slot.index & 63)
  }
}
