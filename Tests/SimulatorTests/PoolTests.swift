import EventKernel
import Simulator
import Testing

/// Staff whom nobody tells apart.
@Suite struct PoolTests {
  private func starts(_ count: Int32?, people: Int32 = 1, cases: Int32 = 4) throws -> [Double] {
    var world = CaseWorld()
    world.pool("p", count: count)
    world.flow("serve", world.work(10, people: people))
    world.stream(
      "serve", every: 1, atMost: 1, batches: [BatchSize(size: cases, share: 1_000_000)])
    return try world.run().minutes(.taskStarted)
  }

  @Test("of a pool so many work at once as it has, and without a number all that are wanted")
  func count() throws {
    #expect(try starts(1) == [0, 10, 20, 30])
    #expect(try starts(2) == [0, 0, 10, 10])
    #expect(try starts(3) == [0, 0, 0, 10])
    #expect(try starts(nil, cases: 500) == Array(repeating: 0, count: 500))
  }

  @Test("a step for several takes so many of the pool, and waits until so many are free")
  func several() throws {
    #expect(try starts(4, people: 2) == [0, 0, 10, 10])
    #expect(try starts(5, people: 3) == [0, 10, 20, 30])
    #expect(try starts(nil, people: 3) == [0, 0, 0, 0])
    #expect(try starts(2, people: 3).isEmpty)
  }

  @Test("a pool begins nothing off duty, and finishes what it is at")
  func shift() throws {
    var world = CaseWorld(hours: 4)
    world.pool("p", count: 1, shift: world.shift(0, 30, 90, 120, cycle: 1_440))
    world.flow("serve", world.work(20))
    world.stream("serve", every: 1, atMost: 4)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [0, 20, 90, 110])
    #expect(run.minutes(.taskDone) == [20, 40, 110, 130])
  }

  @Test("a pool of another post or without the skill does nothing here")
  func fitting() throws {
    var world = CaseWorld(hours: 1)
    world.pool("other", count: nil, posts: 2)
    world.pool("unskilled", count: nil, skills: 2)
    world.pool("skilled", count: 1, skills: 1)
    world.flow("serve", world.work(10, skills: 1))
    world.stream("serve", every: 1, atMost: 2)
    #expect(try world.run().minutes(.taskStarted) == [0, 10])
  }

  @Test("people are asked before pools, and pools in the order of the file")
  func order() throws {
    var world = CaseWorld(hours: 1)
    world.person("a")
    world.pool("one", count: 1)
    world.pool("two", count: 1)
    world.flow("serve", world.work(10))
    world.stream("serve", every: 1, atMost: 4)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [0, 1, 2, 10])
    let who = run.record.entries.filter { $0.kind == .taskStarted }.map(\.value)
    #expect(who == [0, -1, -1, 0])
    #expect(run.busy == [20])
  }

  @Test("what a pool does counts as work of its tier")
  func tier() throws {
    var world = CaseWorld(hours: 1)
    world.pool("p", count: 1)
    world.flow("serve", world.work(10))
    world.one("serve", at: 5)
    let run = try world.run()
    #expect(run.record.tasks[0].tier == .tier1)
    #expect(run.record.incidents[0][.responded] == .zero + .minutes(5))
  }
}
