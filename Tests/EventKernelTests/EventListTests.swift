import Testing

@testable import EventKernel

/// The event list done plainly: an array kept in order, the first event last.
struct SortedEvents {
  var events: [Event] = []
  var nextSequence: UInt64 = 0

  mutating func schedule(
    at time: SimulationTime, rank: UInt8, kind: UInt8, row: Int, generation: UInt32
  ) {
    let event = Event(
      time: time, rank: rank, sequence: nextSequence, kind: kind, row: row,
      generation: generation)
    nextSequence += 1
    let place = events.firstIndex { ($0.time, $0.order) < (time, event.order) }
    events.insert(event, at: place ?? events.count)
  }

  mutating func popFirst() -> Event? { events.popLast() }
}

/// How far ahead a drawn model schedules.
enum Increments: CaseIterable {
  case exponential, bimodal, heavyTailed, allEqual, decreasing, tied

  func span(_ draws: inout RandomDraws, step: Int) -> TimeSpan {
    switch self {
    case .exponential: TimeSpan(seconds: draws.exponential())
    case .bimodal: TimeSpan(seconds: draws.bernoulli(0.9) ? draws.unit() : 1_000 + draws.unit())
    case .heavyTailed: TimeSpan(seconds: Elementary.pow(draws.openUnit(), -2))
    case .allEqual: .seconds(1)
    case .decreasing: TimeSpan(microseconds: Int64(1_000_000 - step))
    case .tied: .seconds(Int64(draws.below(3)))
    }
  }
}

@Suite("Event list")
struct EventListTests {
  @Test(
    "The list and a sorted array give the same events in the same order",
    arguments: Increments.allCases, [1, 2, 3] as [UInt64])
  func agreesWithTwin(_ increments: Increments, seed: UInt64) {
    let source = RandomSource(seed: seed, replication: 0)
    var list = EventList(minimumCapacity: 4)
    var twin = SortedEvents()
    var now = SimulationTime.zero
    for step in 0..<3_000 {
      var draws = source.draws(
        purpose: NameHash("operation"), entity: NameHash("twin"), ordinal: UInt64(step))
      // Alternately more scheduling and more popping, so that the list swells and runs dry.
      let share = step / 500 % 2 == 0 ? 0.7 : 0.3
      if draws.bernoulli(share) {
        let time = now + increments.span(&draws, step: step)
        let rank = UInt8(draws.below(3))
        let row = Int(draws.below(1 << 32))
        let generation = UInt32(draws.below(1 << 24))
        list.schedule(at: time, rank: rank, kind: 5, row: row, generation: generation)
        twin.schedule(at: time, rank: rank, kind: 5, row: row, generation: generation)
      } else {
        let event = list.popFirst()
        #expect(event.map(Parts.init) == twin.popFirst().map(Parts.init))
        now = event?.time ?? now
      }
      #expect(list.count == twin.events.count)
      let isEmpty = list.isEmpty
      #expect(isEmpty == twin.events.isEmpty)
      #expect(list.nextTime == twin.events.last?.time)
    }
    while let event = twin.popFirst() {
      #expect(list.popFirst().map(Parts.init) == Parts(event))
    }
    #expect(list.popFirst() == nil)
  }

  @Test("Every order of scheduling six events of two times and three ranks sorts them alike")
  func everyPermutation() {
    let kinds: [(time: Int64, rank: UInt8)] = [(0, 2), (0, 1), (1, 0), (1, 2), (0, 0), (1, 1)]
    var tried = 0
    func permute(_ chosen: [Int]) {
      if chosen.count == kinds.count {
        var list = EventList(minimumCapacity: 1)
        for index in chosen {
          list.schedule(
            at: SimulationTime(microseconds: kinds[index].time), rank: kinds[index].rank, kind: 0,
            row: index)
        }
        var rows: [Int] = []
        while let event = list.popFirst() { rows.append(event.index) }
        #expect(rows == [4, 1, 0, 2, 5, 3])
        tried += 1
      }
      for index in kinds.indices where !chosen.contains(index) { permute(chosen + [index]) }
    }
    permute([])
    #expect(tried == 720)
  }

  @Test("Events alike in time and rank come out in the order of scheduling")
  func firstComeFirstServed() {
    var list = EventList()
    for row in 0..<1_000 { list.schedule(at: .zero, rank: 3, kind: 0, row: row) }
    for row in 0..<1_000 { #expect(list.popFirst()?.index == row) }
  }

  @Test("A copy goes its own way, numbering what comes next as the original does")
  func copying() {
    var list = EventList(minimumCapacity: 2)
    for row in 0..<100 {
      list.schedule(
        at: SimulationTime(microseconds: Int64(row * 37 % 100)), rank: 0, kind: 0, row: row)
    }
    var copy = list.copy()
    list.schedule(at: .zero, rank: 0, kind: 1, row: 0)
    #expect(copy.count == 100)
    copy.schedule(at: .zero, rank: 0, kind: 1, row: 0)
    while let event = list.popFirst() { #expect(copy.popFirst().map(Parts.init) == Parts(event)) }
    #expect(copy.count == 0)
  }

  @Test("Memory follows the count: it grows for a burst and is given back after it")
  func shrinking() {
    var list = EventList(minimumCapacity: 16)
    for row in 0..<10_000 { list.schedule(at: .zero, rank: 0, kind: 0, row: row) }
    #expect(list.capacity >= 10_000)
    for _ in 0..<5_000 { _ = list.popFirst() }
    #expect(list.capacity <= 4 * max(list.count, 16))
    while list.popFirst() != nil {
      #expect(list.capacity <= max(4 * list.count + 4, 16))
    }
    #expect(list.capacity == 16)
  }
}

/// What makes two events the same; events themselves are never compared for equality.
struct Parts: Equatable {
  let time: SimulationTime
  let order: UInt64
  let payload: UInt64

  init(_ event: Event) {
    time = event.time
    order = event.order
    payload = event.payload
  }
}
