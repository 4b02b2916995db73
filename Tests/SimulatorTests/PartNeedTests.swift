import EventKernel
import Simulator
import Testing

/// Tasks that take a part off the shelf when they start.
@Suite struct PartNeedTests {
  /// Tools that each take a part, so that only parts are waited for.
  private func world(_ part: (inout CaseWorld) -> Row<Part>) -> CaseWorld {
    var world = CaseWorld(hours: 10)
    let row = part(&world)
    world.flow("mend", lane: "tools", world.work(10, part: row))
    world.measure(.filledAtOnce(row))
    world.measure(.backorders(row), .total)
    return world
  }

  @Test("a task waits for a part as for a person, and parts go to tasks in their order")
  func firstComeFirstServed() throws {
    var world = world { $0.part("p", stock: 1, reorderAt: 0, upTo: 1, lead: 60) }
    world.stream("mend", every: 7, atMost: 3)
    let run = try world.run()
    // One is there; the next are ordered one by one as each is taken.
    #expect(run.minutes(.taskStarted) == [0, 60, 120])
    #expect(run.minutes(.partOrdered) == [0, 60, 120])
    #expect(run.minutes(.partArrived) == [60, 120, 180])
    let tasks = run.record.tasks.map(\.started)
    #expect(tasks == [.zero, .zero + .minutes(60), .zero + .minutes(120)])
    #expect(run.counts(0) == [1, 3])
    #expect(run.times(1) == [53 + 106, 1])
  }

  @Test("the more urgent gets the part first")
  func priority() throws {
    var world = world { $0.part("p", stock: 1, reorderAt: 0, upTo: 1, lead: 60) }
    world.one("mend", at: 0)
    world.one("mend", at: 5)
    world.one("mend", at: 10, priority: 1)
    let started = try world.run().record.tasks.map(\.started)
    #expect(started == [.zero, .zero + .minutes(120), .zero + .minutes(60)])
  }

  @Test("who waits for a part holds nobody; a part taken is there when the person is")
  func holdsNobody() throws {
    var world = CaseWorld(hours: 10)
    world.person("a")
    let part = world.part("p", stock: 0, reorderAt: 0, upTo: 1, lead: 60)
    world.flow("mend", world.work(10, part: part))
    world.flow("other", world.work(30))
    world.model.support.stock[0].initialStock = 1
    world.stream("mend", every: 1, atMost: 2)
    world.one("other", at: 40)
    let run = try world.run()
    // The second mend waits from 1 for the piece of 60 and then, at 60, for the person until 70.
    #expect(run.minutes(.taskStarted, "other.work") == [40])
    #expect(run.minutes(.taskStarted, "mend.work") == [0, 70])
    #expect(run.minutes(.partDrawn) == [0, 70])
  }

  @Test("a piece that fails its test is thrown away, and the next one is tested")
  func deadOnTest() throws {
    var world = world { $0.part("p", stock: 5, reorderAt: 0, upTo: 5, lead: 60, dead: 1) }
    world.one("mend", at: 0)
    let run = try world.run()
    #expect(run.minutes(.partDead).prefix(5) == [0, 0, 0, 0, 0])
    #expect(run.minutes(.taskStarted).isEmpty)
    #expect(run.record.stock[0].dead == run.record.stock[0].used)
    // Five at the start, and five more every hour.
    #expect(run.record.stock[0].used == 55)
  }

  @Test("so many pieces are dead as the store's share says")
  func deadShare() throws {
    var world = CaseWorld(hours: 4_000)
    let part = world.part("p", stock: 10_000, upTo: 10_000, lead: 1, dead: 0.3)
    world.flow("mend", lane: "tools", world.work(1, part: part))
    world.stream("mend", every: 60, atMost: 3_000)
    let stock = try world.run().record.stock[0]
    #expect(stock.used - stock.dead == 3_000)
    // Failures before 3,000 successes: 1,286 expected, standard deviation 43.
    #expect(abs(stock.dead - 1_286) < 215)
  }

  @Test("at its point the store orders up to its level, once")
  func reorderPoint() throws {
    var world = world { $0.part("p", stock: 5, reorderAt: 2, upTo: 5, lead: 45) }
    world.stream("mend", every: 10, atMost: 12)
    let run = try world.run()
    // 5 are taken from 0 to 40; at 20 two are left and three ordered, there at 65, when two wait.
    let ordered = run.record.entries.filter { $0.kind == .partOrdered }.map(\.value)
    #expect(run.minutes(.partOrdered) == [20, 65, 110, 155])
    #expect(ordered == [3, 3, 3, 3])
    #expect(run.minutes(.taskStarted) == [0, 10, 20, 30, 40, 65, 65, 70, 110, 110, 110, 155])
  }

  @Test("one for one, every want is ordered anew at once, whether a piece is there or not")
  func oneForOne() throws {
    var world = world { $0.part("p", stock: 2, lead: 60, isOneForOne: true) }
    world.stream("mend", every: 10, atMost: 5)
    let run = try world.run()
    #expect(run.minutes(.partOrdered) == [0, 10, 20, 30, 40])
    #expect(run.minutes(.partArrived) == [60, 70, 80, 90, 100])
    #expect(run.minutes(.taskStarted) == [0, 10, 60, 70, 80])
    #expect(run.counts(0) == [2, 5])
    #expect(run.times(1) == [120, 1])
    #expect(run.record.stock[0].left == 2)
  }

  @Test("a dead piece of a store one for one is ordered anew, too")
  func oneForOneDead() throws {
    var world = world { $0.part("p", stock: 4, lead: 60, dead: 0.5, isOneForOne: true) }
    world.stream("mend", every: 10, atMost: 20)
    for seed in 1..<20 as Range<UInt64> {
      let run = try world.run(seed: seed)
      let stock = run.record.stock[0]
      #expect(run.minutes(.partOrdered).count == 20 + stock.dead)
      // What is there, is on its way or is wanted comes to the level again.
      let arrived = run.minutes(.partArrived).count
      let started = run.minutes(.taskStarted).count
      #expect(stock.left + (20 + stock.dead - arrived) - (20 - started) == 4)
    }
  }

  @Test("a task that is over before its part came wants none; its piece goes to the next")
  func interrupted() throws {
    var world = CaseWorld(hours: 10)
    let part = world.part("p", stock: 1, reorderAt: 0, upTo: 1, lead: 60)
    world.net.flow("mend")
    world.net.node("start", .start(.none))
    world.net.task("work", lane: "tools", world.work(10, part: part))
    world.net.node(
      "limit", .boundary(.timer(world.law(50)), interrupts: true), attachedTo: "work")
    world.net.node("end", .end(.none))
    world.net.edge("start", "work")
    world.net.edge("work", "end")
    world.net.edge("limit", "end")
    world.stream("mend", every: 1, atMost: 2)
    world.stream("mend", every: 1, first: 30, atMost: 1)
    world.measure(.backorders(part), .total)
    world.measure(.backorders(part), atEnd: true)
    world.measure(.filledAtOnce(part))
    let run = try world.run()
    // The second is given up at 51; the third has the piece of 60.
    #expect(run.outcomes == [.done, .interrupted, .done])
    #expect(run.minutes(.taskStarted) == [0, 60])
    #expect(run.times(0) == [50 + 30, 1])
    #expect(run.counts(1) == [0, 1])
    #expect(run.counts(2) == [1, 3])
  }

  @Test("patience that runs out while a part is awaited wants none either")
  func lapsed() throws {
    var world = CaseWorld(hours: 10)
    let part = world.part("p", stock: 1, lead: 60, isOneForOne: true)
    world.flow("mend", lane: "tools", world.work(10, patience: 20, part: part))
    world.stream("mend", every: 1, atMost: 2)
    world.measure(.backorders(part), .total)
    let run = try world.run()
    #expect(run.outcomes == [.done, .lapsed])
    #expect(run.times(0) == [20, 1])
    // Two were ordered; the second has no room on the shelf and goes back.
    #expect(run.record.stock[0].left == 1)
    #expect(run.record.stock[0].bought == 1)
  }

  @Test("a boundary event that fires as the task is offered leaves no want behind")
  func firesAtOnce() throws {
    var world = CaseWorld(hours: 10)
    world.person("a")
    let part = world.part("p", stock: 1, lead: 60, isOneForOne: true)
    world.model.conditions.append(
      Condition(steps: [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 0)]))
    world.net.flow("mend")
    world.net.node("start", .start(.none))
    world.net.task("work", lane: "desk", world.work(10, patience: 20, part: part))
    for name in ["first", "second"] {
      world.net.node(
        name, .boundary(.condition(Row(0)), interrupts: true), attachedTo: "work")
    }
    world.net.task("after", lane: "tools", world.work(5))
    world.net.node("end", .end(.none))
    world.net.edge("start", "work")
    world.net.edge("work", "end")
    world.net.edge("first", "after")
    world.net.edge("second", "after")
    world.net.edge("after", "end")
    world.stream("mend", every: 30, atMost: 3)
    world.measure(.numberWaiting(world.node("mend.work")), .total)
    world.measure(.backorders(part), .total)
    world.measure(.numberInSystem(Row(0)), .total)
    let run = try world.run()
    #expect(run.outcomes == [.interrupted, .done, .interrupted, .done, .interrupted, .done])
    #expect(run.minutes(.taskStarted) == [0, 30, 60])
    #expect(run.times(0) == [0, 1])
    #expect(run.times(1) == [0, 1])
    #expect(run.times(2) == [15, 1])
    #expect(run.record.stock[0].left == 1)
    #expect(run.busy == [0])
    let bare = try Simulation.run(world.built(), seed: 1, isTraced: false)
    #expect(bare.measures == run.record.measures)
    #expect(bare.eventCount == run.record.eventCount)
  }
}
