// How events go between the front and the rest; none of it happens once an event.
extension EventList {
  /// How many events of the wheel's next slot go into the front as they are; more are spread over
  /// finer slots first.
  private var slotLimit: Int { frontLimit / 2 }

  /// How many events the front is refilled to, when the next slots have few.
  private var refillCount: Int { frontLimit / 4 }

  /// Moves the next events into the empty front.
  @usableFromInline
  @inline(never)
  mutating func refill() {
    first = base
    past = base
    if heap.count == 0 { refillFromWheel() }
    if heap.count > 0 { refillFromHeap() }
  }

  private mutating func refillFromWheel() {
    if wheel.count <= slotLimit {
      past += wheel.takeAll(into: past)
      frontEnd = EventList.endOfTime
    }
    while past - first < refillCount, wheel.count > 0 {
      let slot = wheel.firstSlot
      let count = wheel.count(of: slot)
      if past - first + count <= slotLimit {
        wheel.take(slot, into: past)
        past += count
        frontEnd = wheel.originTime
      } else if past != first {
        break
      } else if slot.level == 0 {
        // Many of one instant: rank and sequence are still to be sorted out.
        heap.reserve(count)
        wheel.take(slot, into: heap.base)
        heap.makeHeap(of: count)
        frontEnd = wheel.originTime
        break
      } else {
        wheel.spread(slot)
      }
    }
    sortFront()
  }

  private mutating func refillFromHeap() {
    while past - first < refillCount, let event = heap.popFirst() {
      past.pointee = event
      past += 1
    }
    limit = heap.count > 0 ? base : base + 2 * frontLimit
  }

  /// Sorts the front by insertion: short, and slot after slot already.
  private mutating func sortFront() {
    var place = first
    while place < past {
      let event = place.pointee
      var hole = place
      while hole != first, event.precedes(hole[-1]) {
        hole.pointee = hole[-1]
        hole -= 1
      }
      hole.pointee = event
      place += 1
    }
  }

  /// Adds an event due by the front's end when the front has come to the end of its memory, or when
  /// there are events in the heap.
  @usableFromInline
  @inline(never)
  mutating func insertFull(_ event: Event) {
    if past == base + 2 * frontLimit { makeRoom() }
    if event.time > frontEnd {
      wheel.insert(event)
    } else if heap.count == 0 || (first != past && event.precedes(past[-1])) {
      insert(event)
    } else {
      heap.push(event)
      limit = base
    }
  }

  /// Moves the front to the beginning of its memory, and when it is long its later half elsewhere.
  private mutating func makeRoom() {
    let kept = frontLimit / 2
    if past - first > frontLimit {
      // Lowering the front's end would leave those of the heap on the wrong side of it.
      if heap.count == 0, wheel.moveOrigin(backTo: first[kept].time) {
        frontEnd = wheel.originTime
        while past != first, past[-1].time > frontEnd {
          past -= 1
          wheel.insert(past.pointee)
        }
      }
      while past - first > frontLimit {
        past -= 1
        heap.push(past.pointee)
        limit = base
      }
    }
    let count = past - first
    base.update(from: first, count: count)
    first = base
    past = base + count
  }
}
