import EventKernel
import Simulator
import Testing

/// What is done at an instant is done, whatever else happens at it.
@Suite struct TieTests {
  @Test("work that is done as the shift ends does not wait for the next", arguments: [false, true])
  func shiftEnds(isPool: Bool) throws {
    var world = CaseWorld(hours: 48)
    world.net.lane("office", .people(posts: 1, tiers: 0), pauses: true)
    let shift = world.shift(9 * 60, 17 * 60)
    if isPool { world.pool("p", count: 1, shift: shift) } else { world.person("p", shift: shift) }
    world.flow("case", lane: "office", world.work(30))
    world.one("case", at: 16 * 60 + 30)
    let run = try world.run()
    #expect(run.minutes(.taskDone) == [17 * 60])
    #expect(run.minutes(.taskPaused).isEmpty)
  }

  @Test("work that has a moment left waits for the next shift")
  func momentLeft() throws {
    var world = CaseWorld(hours: 48)
    world.net.lane("office", .people(posts: 1, tiers: 0), pauses: true)
    let shift = world.shift(9 * 60, 17 * 60)
    world.person("p", shift: shift)
    world.flow("case", lane: "office", world.work(30.5))
    world.one("case", at: 16 * 60 + 30)
    #expect(try world.run().minutes(.taskDone) == [33 * 60 + 0.5])
  }

  @Test("who is done at the instant is not taken away", arguments: [false, true])
  func doneAtTheInstant(isPool: Bool) throws {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    if isPool {
      world.pool("p", count: 2)
    } else {
      world.person("a")
      world.person("b")
    }
    world.flow("long", lane: "front", world.work(60))
    world.flow("longer", lane: "front", world.work(90))
    world.flow("urgent", lane: "front", world.work(30))
    world.one("long", at: 0)
    world.one("longer", at: 0)
    world.one("urgent", at: 60, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskDone, "long.work") == [60])
    #expect(run.minutes(.taskDone, "longer.work") == [90])
    #expect(run.minutes(.taskDone, "urgent.work") == [90])
    #expect(run.minutes(.taskPaused).isEmpty)
  }

  @Test("a task of several takes over as many as it lacks", arguments: [false, true])
  func several(isPool: Bool) throws {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    if isPool {
      world.pool("p", count: 10)
    } else {
      for number in 0..<10 { world.person("\(number)") }
    }
    world.flow("low", lane: "front", world.work(10))
    world.flow("high", lane: "front", world.work(10, people: 7))
    world.stream(
      "low", .every(world.law(600)), first: 0, atMost: 1, priority: 3,
      batches: [BatchSize(size: 5, share: 1_000_000)])
    world.one("high", at: 1, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskDone, "high.work") == [11])
    #expect(run.minutes(.taskPaused) == [1, 1])
    #expect(run.minutes(.taskDone, "low.work") == [10, 10, 10, 19, 19])
  }

  @Test("nobody is taken away when there would be too few still")
  func tooFew() throws {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    world.pool("p", count: 3)
    world.flow("low", lane: "front", world.work(10))
    world.flow("urgent", lane: "front", world.work(10))
    world.flow("high", lane: "front", world.work(10, people: 3))
    world.one("urgent", at: 0, priority: 1)
    world.one("low", at: 0, priority: 4)
    world.one("high", at: 1, priority: 2)
    let run = try world.run()
    #expect(run.minutes(.taskPaused).isEmpty)
    #expect(run.minutes(.taskDone, "high.work") == [20])
  }

  @Test("what is due at the horizon happens")
  func horizon() throws {
    var world = CaseWorld(hours: 1)
    world.person("p")
    world.flow("case", world.work(60))
    world.one("case", at: 0)
    world.model.drill.injects = [
      Inject(
        name: "inject:0", cue: .at(.zero + .hours(1)),
        action: .tell(Receiver(role: "role", lane: nil)))
    ]
    let run = try world.run()
    #expect(run.minutes(.taskDone) == [60])
    #expect(run.minutes(.injected) == [60])
  }

  @Test("the shelf looks at its reorder point when goods come, and at the start")
  func reorderPoint() throws {
    var world = CaseWorld(hours: 100)
    world.pool("p", count: nil)
    let part = world.part("p", stock: 3, reorderAt: 2, upTo: 3, lead: 600)
    world.flow("draw", lane: "desk", world.work(0, part: part))
    world.stream("draw", every: 60, first: 60, atMost: 2)
    let run = try world.run()
    #expect(run.minutes(.partOrdered) == [60, 660])
    var empty = CaseWorld(hours: 100)
    empty.pool("p", count: nil)
    let none = empty.part("p", stock: 0, reorderAt: 0, upTo: 1, lead: 60)
    empty.flow("draw", lane: "desk", empty.work(0, part: none))
    empty.one("draw", at: 10)
    #expect(try empty.run().minutes(.taskDone) == [60])
  }
}
