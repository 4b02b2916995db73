import EventKernel
import Simulator
import Testing

/// People who are away although on duty.
@Suite struct AbsenceTests {
  private func world(every: Double?, lasts: Double, pauses: Bool = true) -> CaseWorld {
    var world = CaseWorld(hours: 3)
    world.net.lane("window", .people(posts: 1, tiers: 0), pauses: pauses)
    world.person("a", absence: (every, lasts))
    return world
  }

  @Test("who leaves now and then counts from the start and from each return")
  func every() throws {
    let run = try world(every: 50, lasts: 20).run()
    #expect(run.minutes(.wentOffDuty) == [50, 120])
    #expect(run.minutes(.cameOnDuty) == [70, 140])
  }

  @Test("work rests while its person is away, and goes on where it was left")
  func rests() throws {
    var world = world(every: 50, lasts: 20)
    world.flow("work", lane: "window", world.work(80))
    world.one("work", at: 10)
    let run = try world.run()
    #expect(run.minutes(.taskPaused) == [50])
    #expect(run.minutes(.taskResumed) == [70])
    #expect(run.minutes(.taskDone) == [110])
    #expect(run.busy == [80])
  }

  @Test("where the lane does not pause, who leaves finishes first")
  func finishes() throws {
    var world = world(every: 50, lasts: 20, pauses: false)
    world.flow("work", lane: "window", world.work(15))
    world.stream("work", every: 1, first: 40, atMost: 2)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [40, 70])
    #expect(run.minutes(.taskDone) == [55, 85])
  }

  @Test("nobody who is away begins a task")
  func beginsNothing() throws {
    var world = world(every: 50, lasts: 20)
    world.flow("work", lane: "window", world.work(5))
    world.one("work", at: 55)
    #expect(try world.run().minutes(.taskStarted) == [70])
  }

  @Test("who leaves when idle goes again and again until something waits for them")
  func whenIdle() throws {
    var world = world(every: nil, lasts: 15)
    world.flow("work", lane: "window", world.work(10))
    world.stream("work", every: 1, first: 40, atMost: 2)
    let run = try world.run()
    // Vacations from 0, 15 and 30; at 45 two wait; the next one begins at 65.
    #expect(run.minutes(.wentOffDuty).prefix(5) == [0, 15, 30, 65, 80])
    #expect(run.minutes(.cameOnDuty).prefix(4) == [15, 30, 45, 80])
    #expect(run.minutes(.taskStarted) == [45, 55])
  }

  @Test("who finds work at the start does not leave before it is done")
  func workAtStart() throws {
    var world = world(every: nil, lasts: 15)
    world.flow("work", lane: "window", world.work(10))
    world.stream("work", every: 60, first: 175, atStart: 1)
    let run = try world.run()
    #expect(run.minutes(.taskStarted).first == 0)
    #expect(run.minutes(.wentOffDuty).first == 10)
  }

  @Test("a vacation that ends off duty is followed by the shift, not by work")
  func shift() throws {
    var world = CaseWorld(hours: 3)
    world.person("a", shift: world.shift(0, 20, 60, 120), absence: (nil, 30))
    world.flow("work", world.work(5))
    world.stream("work", every: 1, first: 25, atMost: 1)
    world.stream("work", every: 1, first: 62, atMost: 1)
    let run = try world.run()
    // Away from 0 to 30, when the shift is off; at 60 one waits; the next vacation begins at 70.
    #expect(run.minutes(.taskStarted) == [60, 65])
    #expect(run.minutes(.wentOffDuty).prefix(2) == [0, 70])
    #expect(run.minutes(.cameOnDuty).prefix(2) == [60, 100])
  }

  @Test("nobody is called in while they are away")
  func notCalledIn() throws {
    var world = CaseWorld(hours: 3)
    world.person("a", callOut: 5, absence: (50, 20))
    world.flow("work", world.work(10))
    world.one("work", at: 55)
    let run = try world.run()
    #expect(run.minutes(.calledIn).isEmpty)
    #expect(run.minutes(.taskStarted) == [70])
  }

  @Test("who was called in and then is away begins nothing")
  func awayAfterCall() throws {
    var world = CaseWorld(hours: 3)
    world.person("a", shift: world.shift(1_000, 1_100), callOut: 5, absence: (50, 20))
    world.flow("long", [("one", "desk", world.work(30)), ("two", "desk", world.work(5))])
    world.one("long", at: 20)
    let run = try world.run()
    // There from 25; away from 50 to 70 finishing the first task; called in anew for the second.
    #expect(run.minutes(.taskStarted, "long.one") == [20])
    #expect(run.minutes(.taskDone, "long.one") == [55])
    #expect(run.minutes(.taskStarted, "long.two") == [70])
  }

  @Test("who was called in for a case goes home when the case is over")
  func goesHome() throws {
    var world = CaseWorld(hours: 10)
    world.person("a", shift: world.shift(1_000, 1_100), callOut: 15)
    world.flow("work", [("one", "desk", world.work(10)), ("two", "desk", world.work(10))])
    world.stream("work", every: 100, first: 0, atMost: 3)
    let run = try world.run()
    #expect(run.minutes(.calledIn) == [0, 100, 200])
    #expect(run.minutes(.taskArrived, "work.one") == [15, 115, 215])
    #expect(run.minutes(.taskArrived, "work.two") == [25, 125, 225])
  }
}
