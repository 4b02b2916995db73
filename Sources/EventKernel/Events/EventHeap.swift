/// A binary heap of events: what an ``EventList`` falls back upon.
///
/// On memory of its own, moving a hole instead of swapping (J. W. J. Williams 1964; D. E. Knuth,
/// The Art of Computer Programming, vol. 3, 5.2.3).
@frozen
@usableFromInline
struct EventHeap: ~Copyable {
  /// The heap in `base[0 ..< count]`; what is above is raw memory.
  @usableFromInline var base: UnsafeMutablePointer<Event>

  /// How many events there are.
  @usableFromInline var count: Int

  /// How many events `base` has room for.
  @usableFromInline var capacity: Int

  /// Room that is kept however few events there are.
  static var kept: Int { 64 }

  init() {
    base = UnsafeMutablePointer<Event>.allocate(capacity: 1)
    count = 0
    capacity = 1
  }

  deinit {
    base.deallocate()
  }

  /// Adds an event. O(log n) comparisons.
  mutating func push(_ event: Event) {
    reserve(count + 1)
    let base = base
    var hole = count
    count = hole &+ 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 1
      guard event.precedes(base[parent]) else { break }
      base[hole] = base[parent]
      hole = parent
    }
    base[hole] = event
  }

  /// Takes the first event out; nothing when there is none. O(log n) comparisons.
  mutating func popFirst() -> Event? {
    guard count > 0 else { return nil }
    let first = base[0]
    count &-= 1
    if count > 0 { sink(base[count], from: 0) }
    // Halves at a quarter, so that a heap whose count swings does not move each time.
    if count < capacity / 4, capacity > EventHeap.kept { move(toCapacity: capacity / 2) }
    return first
  }

  /// Makes a heap of that many events that were put at `base`, whatever their order. O(n).
  mutating func makeHeap(of newCount: Int) {
    count = newCount
    var parent = count / 2
    while parent > 0 {
      parent &-= 1
      sink(base[parent], from: parent)
    }
  }

  /// Makes room for that many events in all.
  mutating func reserve(_ needed: Int) {
    if needed > capacity { move(toCapacity: max(needed, capacity * 2, EventHeap.kept)) }
  }

  /// Adds the events of another heap to this empty one.
  /// Drops all events and keeps the memory.
  mutating func removeAll() { count = 0 }

  mutating func fill(like other: borrowing EventHeap) {
    reserve(other.count)
    base.update(from: other.base, count: other.count)
    count = other.count
  }

  /// Puts an event at a hole or below it, moving the lesser child up into the hole on the way.
  private func sink(_ event: Event, from start: Int) {
    let base = base
    var hole = start
    var child = 2 &* hole &+ 1
    while child < count {
      let right = child &+ 1
      if right < count, base[right].precedes(base[child]) { child = right }
      guard base[child].precedes(event) else { break }
      base[hole] = base[child]
      hole = child
      child = 2 &* hole &+ 1
    }
    base[hole] = event
  }

  @inline(never)
  private mutating func move(toCapacity newCapacity: Int) {
    let other = UnsafeMutablePointer<Event>.allocate(capacity: newCapacity)
    other.update(from: base, count: count)
    base.deallocate()
    base = other
    capacity = newCapacity
  }
}
