import EventKernel
import Simulator
import Testing

/// Work that is taken over for something more urgent.
@Suite(.serialized) struct PreemptionTests {
  enum Staff: CaseIterable { case person, pool }

  private func world(_ staff: Staff = .person, count: Int = 1) -> CaseWorld {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    if staff == .pool {
      world.pool("p", count: Int32(count))
    } else {
      for number in 0..<count { world.person("\(number)") }
    }
    return world
  }

  @Test(
    "a more urgent task takes over who is at a less urgent one, which goes on where it was left",
    arguments: Staff.allCases)
  func resume(staff: Staff) throws {
    var world = world(staff)
    world.flow("long", lane: "front", world.work(30))
    world.flow("short", lane: "front", world.work(5))
    world.one("long", at: 0)
    world.one("short", at: 12, priority: 2)
    world.one("short", at: 21, priority: 4)
    let run = try world.run()
    #expect(run.minutes(.taskStarted, "long.work") == [0, 17, 26])
    #expect(run.minutes(.taskPaused) == [12, 21])
    #expect(run.minutes(.taskDone, "long.work") == [40])
    #expect(run.minutes(.taskDone, "short.work") == [17, 26])
    #expect(run.outcomes == [.done, .done, .done])
    if staff == .person { #expect(run.busy == [40]) }
  }

  @Test("a task that was pushed back stands before those of its priority that came later")
  func place() throws {
    var world = world()
    world.flow("long", lane: "front", world.work(30))
    world.flow("short", lane: "front", world.work(5))
    world.one("long", at: 0)
    world.stream("long", every: 1, first: 3, atMost: 2)
    world.one("short", at: 12, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskStarted, "long.work") == [0, 17, 35, 65])
    #expect(run.minutes(.taskDone, "long.work") == [35, 65, 95])
  }

  @Test("only strictly less urgent work is taken over", arguments: Staff.allCases)
  func strict(staff: Staff) throws {
    var world = world(staff)
    world.flow("work", lane: "front", world.work(30))
    world.one("work", at: 0, priority: 3)
    world.one("work", at: 10, priority: 3)
    world.one("work", at: 15, priority: 4)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [0, 30, 60])
    #expect(run.minutes(.taskPaused).isEmpty)
  }

  @Test("of several the least urgent is taken over, of equals the one offered last")
  func least() throws {
    var world = world(count: 3)
    for (name, minute, priority) in [("a", 0, 4), ("b", 1, 5), ("c", 2, 5)]
      as [(String, Double, Int)]
    {
      world.flow(name, lane: "front", world.work(60))
      world.one(name, at: minute, priority: priority)
    }
    world.flow("urgent", lane: "front", world.work(100))
    world.one("urgent", at: 10, priority: 1)
    world.one("urgent", at: 20, priority: 1)
    world.one("urgent", at: 30, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskPaused, "c.work") == [10])
    #expect(run.minutes(.taskPaused, "b.work") == [20])
    #expect(run.minutes(.taskPaused, "a.work") == [30])
    // They come back by their priorities when those are done.
    #expect(run.minutes(.taskStarted, "a.work") == [0, 110])
    #expect(run.minutes(.taskStarted, "b.work") == [1, 120])
    #expect(run.minutes(.taskStarted, "c.work") == [2, 130])
  }

  @Test(
    "both lanes must say so: the one that takes over and the one that is taken over",
    arguments: [("front", "desk"), ("desk", "front"), ("desk", "desk")])
  func lanes(urgent: String, other: String) throws {
    var world = world()
    world.flow("long", lane: other, world.work(30))
    world.flow("short", lane: urgent, world.work(5))
    world.one("long", at: 0)
    world.one("short", at: 12, priority: 1)
    #expect(try world.run().minutes(.taskStarted, "short.work") == [30])
  }

  @Test("neither a crew of several is taken over nor a place in it")
  func crew() throws {
    var world = world(count: 2)
    world.flow("pair", lane: "front", world.work(30, people: 2))
    world.flow("short", lane: "front", world.work(5))
    world.one("pair", at: 0)
    world.one("short", at: 12, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskStarted, "short.work") == [30])
    #expect(run.busy == [35, 30])
  }

  @Test("nobody is taken over while somebody is free, and a lane in which nobody fits takes nobody")
  func free() throws {
    var world = world(count: 2)
    world.person("other", posts: 2)
    world.net.lane("back", .people(posts: 2, tiers: 0), preempts: true)
    world.flow("long", lane: "front", world.work(30))
    world.flow("short", lane: "front", world.work(5))
    world.flow("elsewhere", lane: "back", world.work(60))
    world.one("elsewhere", at: 0)
    world.one("long", at: 0)
    world.one("short", at: 12, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskStarted, "short.work") == [12])
    #expect(run.minutes(.taskPaused).isEmpty)
  }

  @Test("who is still on the way is taken over, too, and sets out anew")
  func onTheWay() throws {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    world.person("a", answers: 4)
    world.flow("long", lane: "front", world.work(30))
    world.flow("short", lane: "front", world.work(5))
    world.one("long", at: 0)
    world.one("short", at: 3, priority: 1)
    let run = try world.run()
    #expect(run.minutes(.taskArrived, "short.work") == [7])
    #expect(run.minutes(.taskStarted, "long.work") == [0, 12])
    #expect(run.minutes(.taskDone, "long.work") == [46])
    #expect(run.busy == [46])
  }

  @Test("who begins late by a deviation is not late again when the work goes on")
  func late() throws {
    var world = world()
    world.flow("long", lane: "front", world.work(30))
    world.flow("short", lane: "front", world.work(5))
    world.one("long", at: 0)
    world.one("short", at: 12, priority: 1)
    world.model.drill.deviations = [
      Deviation(
        name: "deviation:late", kind: .late(world.law(2)), share: .certain,
        nodes: [world.node("long.work")])
    ]
    let run = try world.run()
    #expect(run.minutes(.taskLate) == [0])
    #expect(run.minutes(.taskDone, "long.work") == [37])
  }

  @Test("waiting is over with the first start: patience and the wait do not begin again")
  func waiting() throws {
    var world = world()
    world.flow("long", lane: "front", world.work(30, patience: 5))
    world.flow("short", lane: "front", world.work(20))
    world.one("long", at: 0)
    world.one("short", at: 2, priority: 1)
    let node = world.node("long.work")
    world.measure(.waiting(node))
    world.measure(.givenUp(node))
    world.measure(.numberWaiting(node), .total)
    world.measure(.numberAtWork(node), .total)
    let run = try world.run()
    #expect(run.minutes(.taskDone, "long.work") == [50])
    #expect(run.times(0) == [0, 1])
    #expect(run.counts(1) == [0, 1])
    // Pushed back, it waits in the queue and is not at work.
    #expect(run.times(2) == [20, 1])
    #expect(run.times(3) == [30, 1])
  }

  @Test("a boundary timer goes on running while its task is pushed back")
  func boundary() throws {
    var world = world()
    world.net.flow("long")
    world.net.node("start", .start(.none))
    world.net.task("work", lane: "front", world.work(30))
    world.net.node(
      "limit", .boundary(.timer(world.law(25)), interrupts: true), attachedTo: "work")
    world.net.node("end", .end(.none))
    world.net.edge("start", "work")
    world.net.edge("work", "end")
    world.net.edge("limit", "end")
    world.flow("short", lane: "front", world.work(20))
    world.one("long", at: 0)
    world.one("short", at: 12, priority: 1)
    let run = try world.run()
    #expect(run.outcomes == [.interrupted, .done])
    #expect(run.minutes(.taskInterrupted) == [25])
    #expect(run.minutes(.taskDone) == [32])
    #expect(run.busy == [32])
  }

  @Test("who has their part goes on although one before them waits for one")
  func partInHand() throws {
    var world = world()
    let part = world.part("p", stock: 1, lead: 600)
    world.flow("mend", lane: "front", world.work(30, part: part))
    world.flow("short", lane: "front", world.work(10))
    world.one("mend", at: 0)
    world.one("short", at: 10, priority: 1)
    world.one("mend", at: 12, priority: 2)
    let run = try world.run()
    // The second mend is more urgent, but has no part.
    #expect(run.minutes(.taskStarted, "mend.work") == [0, 20, 600])
    #expect(run.minutes(.taskDone, "mend.work") == [40])
  }

  @Test("nobody is taken over who lacks the skill that the component asks for")
  func skillOfComponent() throws {
    var world = CaseWorld()
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    world.person("able", skills: 2)
    world.person("unable", skills: 1)
    var step = world.work(10)
    step.skillOfComponent = true
    step.skills = 2
    world.flow("long", lane: "front", world.work(60))
    world.flow("skilled", lane: "front", step)
    world.one("long", at: 0, priority: 4)
    world.one("long", at: 1, priority: 5)
    world.one("skilled", at: 5, priority: 1)
    let starts = try world.run().record.entries.filter { $0.kind == .taskStarted }
    let who = starts.map(\.value)
    // Able begins the first, unable the second; able is taken over although more urgent.
    #expect(Array(who.prefix(3)) == [0, 1, 0])
  }
}
