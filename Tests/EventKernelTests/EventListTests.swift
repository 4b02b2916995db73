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

/// An event list and its twin, given the same operations and compared after each.
struct EventListTrial: ~Copyable {
  var list: EventList
  var twin = SortedEvents()
  var now = SimulationTime.zero

  init(frontLimit: Int) {
    list = EventList(frontLimit: frontLimit)
  }

  mutating func schedule(at time: SimulationTime, _ draws: inout RandomDraws) {
    let rank = UInt8(draws.below(3))
    let row = Int(draws.below(1 << 32))
    let generation = UInt32(draws.below(1 << 24))
    list.schedule(
      at: time, rank: rank, kind: 5, row: row, generation: Generation(number: generation))
    twin.schedule(at: time, rank: rank, kind: 5, row: row, generation: generation)
    compare()
  }

  mutating func popFirst() {
    let event = list.popFirst()
    let wanted = twin.popFirst()
    #expect(event.map(Parts.init) == wanted.map(Parts.init))
    now = event?.time ?? now
    compare()
  }

  mutating func drain() {
    while !twin.events.isEmpty { popFirst() }
    let event = list.popFirst()
    #expect(event.map(Parts.init) == nil)
  }

  func compare() {
    // What is not copyable does not go into the macro.
    let (count, isEmpty, nextTime) = (list.count, list.isEmpty, list.nextTime)
    #expect(count == twin.events.count)
    #expect(isEmpty == twin.events.isEmpty)
    #expect(nextTime == twin.events.last?.time)
  }
}

@Suite("Event list")
struct EventListTests {
  /// The draws of one operation of one test.
  static func draws(_ name: String, seed: UInt64, _ step: Int) -> RandomDraws {
    RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash("operation"), entity: NameHash(name), ordinal: UInt64(step))
  }

  @Test(
    "The list and a sorted array give the same events in the same order",
    arguments: Increments.allCases, [4, 7, 48])
  func agreesWithTwin(_ increments: Increments, frontLimit: Int) {
    for seed in [1, 2] as [UInt64] {
      var trial = EventListTrial(frontLimit: frontLimit)
      for step in 0..<3_000 {
        var draws = EventListTests.draws("twin", seed: seed, step)
        // Alternately more scheduling and more popping, so that the list swells and runs dry.
        let share = step / 500 % 2 == 0 ? 0.8 : 0.2
        if draws.bernoulli(share) {
          trial.schedule(at: trial.now + increments.span(&draws, step: step), &draws)
        } else {
          trial.popFirst()
        }
      }
      trial.drain()
    }
  }

  @Test("Bursts of events of one instant come out in order", arguments: [4, 48])
  func bursts(frontLimit: Int) {
    var trial = EventListTrial(frontLimit: frontLimit)
    for step in 0..<30 {
      var draws = EventListTests.draws("burst", seed: 1, step)
      // Now, soon, or when another burst is due as well.
      let time = trial.now + .seconds(Int64(draws.below(4)))
      for _ in 0..<draws.below(200) { trial.schedule(at: time, &draws) }
      for _ in 0..<draws.below(200) { trial.popFirst() }
    }
    trial.drain()
  }

  @Test(
    "Events at times before those popped already come out first, few or many of them",
    arguments: [4, 7, 48])
  func past(frontLimit: Int) {
    for seed in [1, 2, 3] as [UInt64] {
      var trial = EventListTrial(frontLimit: frontLimit)
      for step in 0..<1_500 {
        var draws = EventListTests.draws("past", seed: seed, step)
        let span = TimeSpan(microseconds: Int64(draws.below(1 << draws.below(40))))
        if draws.bernoulli(step / 300 % 2 == 0 ? 0.7 : 0.3) {
          trial.schedule(at: draws.bernoulli(0.5) ? trial.now + span : trial.now - span, &draws)
        } else {
          trial.popFirst()
        }
      }
      trial.drain()
    }
  }

  @Test("Times from the first to the last that there are sort", arguments: [4, 7, 48])
  func extremes(frontLimit: Int) {
    for seed in [1, 2, 3] as [UInt64] {
      var trial = EventListTrial(frontLimit: frontLimit)
      for step in 0..<1_500 {
        var draws = EventListTests.draws("extremes", seed: seed, step)
        // Any of 64 bits, near an end, near zero; so often that some are alike.
        let near = Int64(draws.below(20))
        let times = [Int64(bitPattern: draws.next()), .max - near, .min + near, near - 10]
        if draws.bernoulli(step / 300 % 2 == 0 ? 0.7 : 0.3) {
          let time = times[Int(draws.below(4))]
          trial.schedule(at: SimulationTime(microseconds: time), &draws)
        } else {
          trial.popFirst()
        }
      }
      trial.drain()
    }
  }

  @Test("Every order of scheduling six events of two times and three ranks sorts them alike")
  func everyPermutation() {
    let kinds: [(time: Int64, rank: UInt8)] = [(0, 2), (0, 1), (1, 0), (1, 2), (0, 0), (1, 1)]
    var tried = 0
    func permute(_ chosen: [Int]) {
      if chosen.count == kinds.count {
        for frontLimit in [4, 48] {
          var list = EventList(frontLimit: frontLimit)
          for index in chosen {
            list.schedule(
              at: SimulationTime(microseconds: kinds[index].time), rank: kinds[index].rank,
              kind: 0, row: index)
          }
          var rows: [Int] = []
          while let event = list.popFirst() { rows.append(event.index) }
          #expect(rows == [4, 1, 0, 2, 5, 3])
        }
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
    for row in 0..<1_000 {
      let event = list.popFirst()
      #expect(event?.index == row)
    }
  }

  @Test(
    "A copy goes its own way, numbering what comes next as the original does",
    arguments: Increments.allCases)
  func copying(_ increments: Increments) {
    for popped in [0, 3, 300, 990, 1_000] {
      var list = EventList(frontLimit: 8)
      for row in 0..<1_000 {
        var draws = EventListTests.draws("copy", seed: 1, row)
        let time = SimulationTime.zero + increments.span(&draws, step: row)
        list.schedule(at: time, rank: 0, kind: 0, row: row)
      }
      for _ in 0..<popped { _ = list.popFirst() }
      var copy = list.copy()
      list.schedule(at: .zero, rank: 0, kind: 1, row: 0)
      let copied = copy.count
      #expect(copied == 1_000 - popped)
      copy.schedule(at: .zero, rank: 0, kind: 1, row: 0)
      while let event = list.popFirst() {
        let other = copy.popFirst()
        #expect(other.map(Parts.init) == Parts(event))
      }
      let isEmpty = copy.isEmpty
      #expect(isEmpty)
    }
  }

  @Test(
    "Memory follows the count: it grows for a burst and is given back after it",
    arguments: Increments.allCases)
  func shrinking(_ increments: Increments) {
    var list = EventList()
    let atFirst = list.capacity
    for row in 0..<50_000 {
      var draws = EventListTests.draws("memory", seed: 1, row)
      let time = SimulationTime.zero + increments.span(&draws, step: row)
      list.schedule(at: time, rank: 0, kind: 0, row: row)
    }
    let atMost = list.capacity
    #expect(atMost >= 50_000)
    while list.popFirst() != nil {
      // Each slot of the wheel in use has a chunk that is not full, and as much is kept for later.
      let (count, capacity) = (list.count, list.capacity)
      #expect(capacity <= 4 * count + 8_000)
    }
    let atLast = list.capacity
    #expect(atLast <= atFirst + 2_000)
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
