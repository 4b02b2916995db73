import Testing

@testable import EventKernel

@Suite("Events")
struct EventTests {
  @Test("An event is 24 bytes, without padding")
  func size() {
    #expect(MemoryLayout<Event>.size == 24)
    #expect(MemoryLayout<Event>.stride == 24)
  }

  @Test("An event gives back what it was made of, at the ends of every range")
  func roundTrip() {
    for rank in [UInt8.min, 7, .max] {
      for kind in [UInt8.min, 9, .max] {
        for sequence in [0, 1, UInt64(1) << 56 - 1] {
          for row in [0, 5, Int(UInt32.max)] {
            for generation in [0, 3, UInt32(1) << 24 - 1] {
              let event = Event(
                time: .zero + .seconds(3), rank: rank, sequence: sequence, kind: kind, row: row,
                generation: generation)
              #expect(event.time.microseconds == 3_000_000)
              #expect(event.rank == rank)
              #expect(event.kind == kind)
              #expect(event.sequence == sequence)
              #expect(event.row == UInt32(row))
              #expect(event.index == row)
              #expect(event.generation == generation)
            }
          }
        }
      }
    }
  }

  @Test("Time goes before rank, and rank before sequence")
  func order() {
    func event(_ time: Int64, _ rank: UInt8, _ sequence: UInt64) -> Event {
      Event(
        time: SimulationTime(microseconds: time), rank: rank, sequence: sequence, kind: 0, row: 0)
    }
    let ordered = [
      event(-1, 9, 9), event(0, 0, 2), event(0, 0, 3), event(0, 1, 0), event(0, 255, 1),
      event(1, 0, 0),
    ]
    for (first, one) in ordered.enumerated() {
      for (second, other) in ordered.enumerated() {
        #expect(one.precedes(other) == (first < second))
      }
    }
  }
}

@Suite("Generations")
struct GenerationsTests {
  @Test("An event counts until its row is invalidated, and others of the row after that")
  func cancellation() throws {
    var generations = Generations(count: 2)
    var list = EventList()
    list.schedule(at: .zero, rank: 0, kind: 1, row: 1, generation: generations.current(1))
    generations.invalidate(1)
    list.schedule(at: .zero, rank: 0, kind: 2, row: 1, generation: generations.current(1))
    list.schedule(at: .zero, rank: 0, kind: 3, row: 0, generation: generations.current(0))
    var kinds: [UInt8] = []
    while let event = list.popFirst() {
      if generations.isCurrent(event) { kinds.append(event.kind) }
    }
    #expect(kinds == [2, 3])
  }

  @Test("Generations start over after 2^24 and stay in the event's 24 bits")
  func wrapping() {
    var generations = Generations(count: 1)
    for _ in 0..<(1 << 24 - 1) { generations.invalidate(0) }
    #expect(generations.current(0) == Generation(number: 1 << 24 - 1))
    generations.invalidate(0)
    #expect(generations.current(0) == 0)
  }

  @Test("A table grows by rows in generation 0, and a copy is independent")
  func growing() {
    var generations = Generations()
    #expect(generations.append() == 0)
    generations.invalidate(0)
    let copy = generations
    generations.grow(to: 5)
    generations.grow(to: 2)
    generations.invalidate(0)
    #expect(generations.count == 5)
    #expect((0..<5).map { generations.current($0) } == [2, 0, 0, 0, 0])
    #expect(copy.count == 1)
    #expect(copy.current(0) == 1)
  }
}
