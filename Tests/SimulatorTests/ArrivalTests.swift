import EventKernel
import Simulator
import Testing

/// When cases come, held to the minute.
@Suite struct ArrivalTests {
  private func world(hours: Int64 = 2, takes: Double = 1) -> CaseWorld {
    var world = CaseWorld(hours: hours)
    world.flow("serve", lane: "tools", world.work(takes))
    return world
  }

  @Test("cases come one wait after the start, or at the first arrival, and then wait after wait")
  func every() throws {
    for (first, expected) in [(nil, [45, 90]), (0, [0, 45, 90]), (31, [31, 76])]
      as [(Double?, [Double])]
    {
      var world = world()
      world.stream("serve", every: 45, first: first)
      let came = try world.run().minutes(.caseOpened)
      #expect(came == expected)
    }
  }

  @Test("a case that comes at the horizon itself still comes; no later one does")
  func horizon() throws {
    var world = world()
    world.stream("serve", every: 60)
    let run = try world.run()
    #expect(run.minutes(.caseOpened) == [0, 60, 120])
    #expect(run.minutes(.caseClosed) == [1, 61])
  }

  @Test("no more arrivals come than the stream has at most", arguments: [1, 2, 3] as [Int64])
  func atMost(limit: Int64) throws {
    var world = world()
    world.stream("serve", every: 10, atMost: limit)
    let came = try world.run().minutes(.caseOpened)
    let expected = Array([0.0, 10, 20][..<Int(limit)])
    #expect(came == expected)
  }

  @Test("of sources, too, no more arrivals come than the stream has at most")
  func atMostOfSources() throws {
    var world = world()
    world.stream("serve", .sources(5, world.law(10)), atMost: 3)
    let came = try world.run().minutes(.caseOpened)
    #expect(came == [10, 10, 10])
  }

  @Test("sources that send case after case at one instant are stopped, however the flow goes on")
  func crowded() throws {
    for tasks in [1, 6] {
      var world = CaseWorld()
      let step = world.work(0)
      world.flow("serve", (0..<tasks).map { (name: "work\($0)", lane: "tools", step: step) })
      world.stream("serve", .sources(3, world.law(0)))
      let error = #expect(throws: EndlessFlow.self) { try world.run() }
      #expect(error?.limit == .arrivals(of: Row(0)) && error?.time == .zero)
    }
    // Once in a million it does take time: the clock goes on, and nothing is stopped too early.
    var world = CaseWorld(hours: 1)
    world.flow("serve", lane: "tools", world.work(1))
    world.stream("serve", .sources(3, world.law(0)))
    #expect(try world.run().minutes(.caseClosed).count == 180)
  }

  @Test("a batch comes at one instant and counts as one arrival")
  func batch() throws {
    var world = world()
    world.stream(
      "serve", every: 10, atMost: 2, batches: [BatchSize(size: 3, share: 1_000_000)])
    let came = try world.run().minutes(.caseOpened)
    #expect(came == [0, 0, 0, 10, 10, 10])
  }

  @Test("batches have their sizes in the shares that the stream gives")
  func batchShares() throws {
    var world = world(hours: 1_000)
    world.stream(
      "serve", every: 10, atMost: 4_000,
      batches: [
        BatchSize(size: 1, share: 200_000), BatchSize(size: 2, share: 500_000),
        BatchSize(size: 7, share: 300_000),
      ])
    let came = try world.run().minutes(.caseOpened)
    let sizes = Dictionary(grouping: came, by: \.self).mapValues(\.count)
    #expect(Set(sizes.values) == [1, 2, 7])
    // 800, 2,000 and 1,200 expected; standard deviations 25, 32 and 29.
    for (size, expected) in [(1, 800), (2, 2_000), (7, 1_200)] {
      let seen = sizes.values.count { $0 == size }
      #expect(abs(seen - expected) < 150, "\(size) at once: \(seen)")
    }
  }

  @Test("each source sends its next case so long after its last one is over")
  func sources() throws {
    var world = world(takes: 5)
    world.stream("serve", .sources(1, world.law(20)))
    let run = try world.run()
    #expect(run.minutes(.caseOpened) == [20, 45, 70, 95, 120])
    #expect(run.minutes(.caseClosed) == [25, 50, 75, 100])
  }

  @Test("sources wait for their own case, also while it waits for others")
  func sourcesThatWait() throws {
    var world = CaseWorld(hours: 1)
    world.person("a")
    world.flow("serve", world.work(10))
    world.stream("serve", .sources(2, world.law(15)))
    let run = try world.run()
    // Both come at 15; the second is served from 25 to 35 and so comes again at 50.
    #expect(run.minutes(.caseOpened) == [15, 15, 40, 50])
    #expect(run.minutes(.caseClosed) == [25, 35, 50, 60])
  }

  @Test("cases that are there at the start come before all others and close as they do")
  func atStart() throws {
    var world = CaseWorld(hours: 1)
    world.person("a")
    world.flow("serve", world.work(10))
    let stream = world.stream("serve", every: 60, first: 5, atMost: 1, atStart: 2)
    world.measure(.numberInSystem(stream), .total)
    world.measure(.timeInSystem(stream))
    let run = try world.run()
    #expect(run.minutes(.caseOpened) == [0, 0, 5])
    #expect(run.minutes(.caseClosed) == [10, 20, 30])
    #expect(run.times(0) == [55, 1])
    #expect(run.times(1) == [55, 3])
  }

  @Test("a case that comes when so many are there is turned away and is none")
  func capacity() throws {
    var world = CaseWorld(hours: 1)
    world.person("a")
    world.flow("serve", world.work(24))
    let stream = world.stream("serve", every: 10, capacity: 2)
    world.measure(.turnedAway(stream))
    let run = try world.run()
    // At 0 and 10 there is room, at 20 not; they leave at 24, 48 and 72.
    #expect(run.minutes(.caseOpened) == [0, 10, 30, 50])
    #expect(run.minutes(.caseTurnedAway) == [20, 40, 60])
    #expect(run.counts(0) == [3, 7])
  }

  @Test("of a batch those come in for whom there is room")
  func capacityOfBatch() throws {
    var world = world(takes: 5)
    world.stream(
      "serve", every: 60, atMost: 1, batches: [BatchSize(size: 5, share: 1_000_000)],
      capacity: 3)
    let run = try world.run()
    #expect(run.minutes(.caseOpened).count == 3)
    #expect(run.minutes(.caseTurnedAway) == [0, 0])
  }

  @Test("a source whose case is turned away sends another one wait later")
  func turnedAwaySource() throws {
    var world = CaseWorld(hours: 1)
    world.person("a")
    world.flow("serve", world.work(25))
    world.stream("serve", .sources(2, world.law(10)), capacity: 1)
    let run = try world.run()
    #expect(run.minutes(.caseOpened) == [10, 40])
    // The first is back at 35 and comes again at 45 and 55.
    #expect(run.minutes(.caseTurnedAway) == [10, 20, 30, 45, 55])
  }

  @Test("a case is of its stream, came by itself, and has its priority")
  func record() throws {
    var world = world()
    world.stream("serve", every: 60, atMost: 1)
    world.stream("serve", every: 60, first: 7, atMost: 1, priority: 2)
    let cases = try world.run().record.incidents
    let streams = cases.map(\.stream)
    let priorities = cases.map(\.priority)
    #expect(streams == [Row(0), Row(1)])
    #expect(priorities == [5, 2])
    #expect(cases.allSatisfy { $0.fault == nil && $0.channel == .demand })
    #expect(cases[1][.occurred] == .zero + .minutes(7))
    #expect(cases[1][.closed] == .zero + .minutes(8))
  }
}
