/// The event list: what is due, in the order of time, then rank, then scheduling.
///
/// The earliest events are in the *front*, a short array in order. While few are pending, that is
/// all there is. When many are, those due after the front's end wait unsorted in a ``TimingWheel``,
/// which the front is refilled from, a few at a time: then `schedule` and `popFirst` take O(1) time
/// on average, whatever the law of the times. Events that the front has no room for and the wheel
/// no slot, such as thousands of one instant, are in an ``EventHeap``, so that they take O(log n)
/// comparisons at worst. Memory is taken and given back as the count rises and falls, not per
/// event.
///
/// **Cancellation is lazy.** There is no removal: the owner of a row keeps a generation number
/// (``Generations``), schedules events with it, raises it to cancel them all, and ignores an event
/// at pop when its generation is not the current one.
///
/// The list has one owner and is not copied by accident; ``copy()`` does so on purpose.
@frozen
@usableFromInline
package struct EventList: ~Copyable, @unchecked Sendable {
  /// The first event. The front is `first ..< past`, in order; it is empty only when the list is.
  @usableFromInline var first: UnsafeMutablePointer<Event>

  /// The place after the front's last event.
  @usableFromInline var past: UnsafeMutablePointer<Event>

  /// Where the front's memory ends, or where it begins while there are events in the heap: an event
  /// that finds `past` below the limit may be put into the front as it is.
  @usableFromInline var limit: UnsafeMutablePointer<Event>

  /// The last instant whose events are in the front or in the heap; later ones are in the wheel.
  @usableFromInline var frontEnd: SimulationTime

  /// The sequence number of the next event scheduled.
  @usableFromInline var nextSequence: UInt64

  /// Events due by ``frontEnd`` that come after all of the front.
  @usableFromInline var heap: EventHeap

  /// Events due after ``frontEnd``.
  @usableFromInline var wheel: TimingWheel

  /// The front's memory: room for twice ``frontLimit`` events.
  @usableFromInline let base: UnsafeMutablePointer<Event>

  /// How many events the front may keep when it comes to the end of its memory.
  @usableFromInline let frontLimit: Int

  /// An empty list.
  package init() { self.init(frontLimit: 48) }

  /// An empty list whose front has another limit, of at least 4: for tests, since events come out
  /// in the same order whatever it is.
  init(frontLimit: Int) {
    self.frontLimit = frontLimit
    base = UnsafeMutablePointer<Event>.allocate(capacity: 2 * frontLimit)
    first = base
    past = base
    limit = base + 2 * frontLimit
    frontEnd = EventList.endOfTime
    nextSequence = 0
    heap = EventHeap()
    wheel = TimingWheel()
  }

  deinit {
    base.deallocate()
  }

  /// The last instant there is; while the front ends there, nothing goes into the wheel.
  @inlinable
  static var endOfTime: SimulationTime { SimulationTime(microseconds: .max) }

  /// How many events are pending, cancelled ones included. O(1).
  package var count: Int { (past - first) &+ heap.count &+ wheel.count }

  /// Whether nothing is pending. O(1).
  @inlinable
  package var isEmpty: Bool { first == past }

  /// When the first event is due; nothing when none is pending. O(1).
  @inlinable
  package var nextTime: SimulationTime? { first == past ? nil : first.pointee.time }

  /// How many events the memory that is held has room for.
  var capacity: Int { 2 * frontLimit + heap.capacity + wheel.capacity }

  /// Drops all that is pending and numbers what comes next as a new list does; keeps the memory
  /// that the next run will want. O(n).
  package mutating func removeAll() {
    first = base
    past = base
    limit = base + 2 * frontLimit
    frontEnd = EventList.endOfTime
    nextSequence = 0
    heap.removeAll()
    wheel.removeAll()
  }

  /// A list of its own with the same pending events, that numbers what comes next alike. O(n).
  package func copy() -> EventList {
    var other = EventList(frontLimit: frontLimit)
    other.first.update(from: first, count: past - first)
    other.past = other.first + (past - first)
    if limit == base { other.limit = other.base }
    other.frontEnd = frontEnd
    other.nextSequence = nextSequence
    other.heap.fill(like: heap)
    other.wheel.fill(like: wheel)
    return other
  }
}

extension EventList {
  /// Adds an event. O(1) on average, O(log n) comparisons at worst.
  ///
  /// - Parameters:
  ///   - time: when it is due. A time before that of an event popped already is not found out here.
  ///   - rank: its rank among the events of that instant, the lowest first.
  ///   - kind: what it is about, in the model's numbering.
  ///   - row: the row that it concerns, 0 <= `row` < 2^32.
  ///   - generation: the row's generation now (``Generations``).
  @inlinable
  package mutating func schedule(
    at time: SimulationTime, rank: UInt8, kind: UInt8, row: Int,
    generation: Generation = Generation()
  ) {
    let event = Event(
      time: time, rank: rank, sequence: nextSequence, kind: kind, row: row,
      generation: generation.number)
    nextSequence &+= 1
    if time > frontEnd {
      insertLater(event)
    } else if past < limit {
      insert(event)
    } else {
      insertFull(event)
    }
  }

  /// Takes the first event out; nothing when none is pending. O(1) on average, O(log n) comparisons
  /// at worst.
  ///
  /// The caller drops it when its row's generation has moved on (``Generations/isCurrent(_:)``).
  @inlinable
  package mutating func popFirst() -> Event? { popFirst(until: EventList.endOfTime) }

  /// Takes the first event out if it is due at an instant or before; nothing when it is not, or
  /// when none is pending.
  @inlinable
  @inline(__always)
  package mutating func popFirst(until end: SimulationTime) -> Event? {
    let place = first
    let past = past
    guard place != past, place.pointee.time <= end else { return nil }
    let event = place.pointee
    first = place + 1
    if place + 1 == past { refill() }
    return event
  }

  /// Puts an event due after the front's end into the wheel.
  @usableFromInline
  @inline(never)
  mutating func insertLater(_ event: Event) { wheel.insert(event) }

  /// Puts an event into its place in the front, which has room for it.
  @inlinable
  @inline(__always)
  mutating func insert(_ event: Event) {
    let first = first
    var hole = past
    past = hole + 1
    // From the end, since most events are due later than those that are pending.
    while hole != first, event.precedes(hole[-1]) {
      hole.pointee = hole[-1]
      hole -= 1
    }
    hole.pointee = event
  }
}
