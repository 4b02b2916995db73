extension EventList {
  /// Adds an event. O(log n) comparisons at worst, O(1) on average for increasing times.
  ///
  /// - Parameters:
  ///   - time: when it is due. A time before that of an event popped already is not found out here.
  ///   - rank: its rank among the events of that instant, the lowest first.
  ///   - kind: what it is about, in the model's numbering.
  ///   - row: the row that it concerns, 0 <= `row` < 2^32.
  ///   - generation: the row's generation now (``Generations``), below 2^24.
  @inlinable
  package mutating func schedule(
    at time: SimulationTime, rank: UInt8, kind: UInt8, row: Int, generation: UInt32 = 0
  ) {
    let event = Event(
      time: time, rank: rank, sequence: nextSequence, kind: kind, row: row,
      generation: generation)
    nextSequence &+= 1
    if count == capacity { move(toCapacity: capacity * 2) }
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

  /// Takes the first event out; nothing when none is pending. O(log n) comparisons.
  ///
  /// The caller drops it when its row's generation has moved on (``Generations/isCurrent(_:)``).
  @inlinable
  package mutating func popFirst() -> Event? {
    guard count > 0 else { return nil }
    let base = base
    let last = count &- 1
    count = last
    let first = base[0]
    if last > 0 {
      EventList.sink(base[last], from: 0, in: base, count: last)
    }
    if last < capacity &>> 2, capacity > minimumCapacity {
      move(toCapacity: max(capacity &>> 1, minimumCapacity))
    }
    return first
  }

  /// Puts an event at a hole or below it, moving the lesser child up into the hole on the way.
  @inlinable
  @inline(__always)
  static func sink(
    _ event: Event, from start: Int, in base: UnsafeMutablePointer<Event>, count: Int
  ) {
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

  /// A list of its own with the same pending events, that numbers what comes next alike. O(n).
  package func copy() -> EventList {
    var other = EventList(minimumCapacity: minimumCapacity)
    if count > other.capacity { other.move(toCapacity: capacity) }
    other.base.update(from: base, count: count)
    other.count = count
    other.nextSequence = nextSequence
    return other
  }

  /// Moves the pending events to memory with room for that many.
  ///
  /// Shrinking halves at a quarter, so that a list whose count swings does not move each time.
  @usableFromInline
  @inline(never)
  mutating func move(toCapacity newCapacity: Int) {
    let other = UnsafeMutablePointer<Event>.allocate(capacity: newCapacity)
    other.update(from: base, count: count)
    base.deallocate()
    base = other
    capacity = newCapacity
  }
}
