import EventKernel
import Simulator
import Testing

/// Work that rests while whoever does it is off duty.
@Suite struct PauseTests {
  enum Staff: CaseIterable { case person, pool }

  private func world(
    _ staff: Staff, takes: Double, answers: Double? = nil, _ edges: Int64...
  ) -> CaseWorld {
    var world = CaseWorld(hours: 100)
    world.net.lane("days", .people(posts: 1, tiers: 0), pauses: true)
    let intervals = stride(from: 0, to: edges.count, by: 2).map {
      ShiftPattern.Interval(start: .minutes(edges[$0]), end: .minutes(edges[$0 + 1]))
    }
    world.model.support.shifts = [
      ShiftPattern(cycle: .days(1), phase: .zero, intervals: intervals)
    ]
    if staff == .pool {
      world.pool("p", count: 2, shift: Row(0))
    } else {
      world.person("a", shift: Row(0), answers: answers)
    }
    world.flow("work", lane: "days", world.work(takes))
    return world
  }

  @Test(
    "work stops when the shift ends and goes on with the next one", arguments: Staff.allCases)
  func overnight(staff: Staff) throws {
    var world = world(staff, takes: 90, 480, 1_020)
    world.one("work", at: 1_000)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [1_000])
    #expect(run.minutes(.taskPaused) == [1_020])
    #expect(run.minutes(.taskResumed) == [1_920])
    #expect(run.minutes(.taskDone) == [1_990])
    if staff == .person {
      #expect(run.busy == [90])
      #expect(run.overtime == [0])
    }
  }

  @Test("one task may rest over several shift changes", arguments: Staff.allCases)
  func severalChanges(staff: Staff) throws {
    var world = world(staff, takes: 1_000, 480, 720, 780, 1_020)
    world.one("work", at: 600)
    let run = try world.run()
    #expect(run.minutes(.taskPaused) == [720, 1_020, 2_160, 2_460])
    #expect(run.minutes(.taskResumed) == [780, 1_920, 2_220, 3_360])
    // 120 + 240 + 240 + 240, and 160 on the third day.
    #expect(run.minutes(.taskDone) == [3_520])
  }

  @Test("work that ends with the shift is not put off")
  func endsWithShift() throws {
    var world = world(.person, takes: 20, 480, 1_020)
    world.one("work", at: 1_000)
    let run = try world.run()
    #expect(run.minutes(.taskPaused).isEmpty)
    #expect(run.minutes(.taskDone) == [1_020])
  }

  @Test("who is on the way when the shift ends arrives first, and that much is overtime")
  func arrivesOffDuty() throws {
    var world = world(.person, takes: 60, answers: 30, 480, 1_020)
    world.one("work", at: 1_000)
    let run = try world.run()
    #expect(run.minutes(.taskArrived) == [1_030])
    #expect(run.minutes(.taskPaused) == [1_030])
    #expect(run.minutes(.taskResumed) == [1_920])
    #expect(run.minutes(.taskDone) == [1_980])
    #expect(run.busy == [90])
    #expect(run.overtime == [10])
  }

  @Test("who rests is at their task all the same, and begins no other")
  func keepsThePerson() throws {
    var world = world(.person, takes: 60, 480, 1_020)
    world.stream("work", every: 1, first: 1_000, atMost: 2)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [1_000, 1_960])
    #expect(run.minutes(.taskDone) == [1_960, 2_020])
  }

  @Test("a crew works while all of it is on duty")
  func crew() throws {
    var world = CaseWorld(hours: 10)
    world.net.lane("days", .people(posts: 1, tiers: 0), pauses: true)
    world.person("a", shift: world.shift(0, 60, 120, 300))
    world.person("b", shift: world.shift(0, 90, 150, 300))
    world.flow("work", lane: "days", world.work(100, people: 2))
    world.one("work", at: 10)
    let run = try world.run()
    #expect(run.minutes(.taskPaused) == [60])
    #expect(run.minutes(.taskResumed) == [150])
    #expect(run.minutes(.taskDone) == [200])
    #expect(run.busy == [100, 100])
  }

  @Test("what rests when it is interrupted or when the drill ends is no work meanwhile")
  func stopped() throws {
    for hours in [18, 30] as [Int64] {
      var world = world(.person, takes: 60, 480, 1_020)
      world.model.drill.horizon = .zero + .hours(hours)
      world.net.flow("limited")
      world.net.node("start", .start(.none))
      world.net.task("work", lane: "days", world.work(60))
      world.net.node(
        "limit", .boundary(.timer(world.law(300)), interrupts: true), attachedTo: "work")
      world.net.node("end", .end(.none))
      world.net.edge("start", "work")
      world.net.edge("work", "end")
      world.net.edge("limit", "end")
      world.one("limited", at: 1_000)
      let run = try world.run()
      #expect(run.minutes(.taskInterrupted) == (hours == 18 ? [] : [1_300]))
      #expect(run.busy == [20])
    }
  }

  @Test("a lane that does not say so finishes first: that is overtime")
  func finishes() throws {
    var world = world(.person, takes: 90, 480, 1_020)
    world.flow("other", world.work(90))
    world.one("other", at: 1_000)
    let run = try world.run()
    #expect(run.minutes(.taskPaused).isEmpty)
    #expect(run.minutes(.taskDone) == [1_090])
    #expect(run.overtime == [70])
  }

  @Test("a task that rests is not taken over; one that works is, and rests with its next person")
  func preemption() throws {
    var world = CaseWorld(hours: 100)
    world.net.lane("days", .people(posts: 1, tiers: 0), preempts: true, pauses: true)
    world.person("a", shift: world.shift(480, 1_020))
    world.flow("long", lane: "days", world.work(60))
    world.flow("short", lane: "days", world.work(30))
    world.one("long", at: 980)
    world.one("short", at: 1_000, priority: 1)
    world.one("short", at: 1_100, priority: 1)
    let run = try world.run()
    // The first short one rests from 1,020 to 1,920 with 10 minutes left.
    #expect(run.minutes(.taskPaused, "long.work") == [1_000])
    #expect(run.minutes(.taskDone, "short.work") == [1_930, 1_960])
    #expect(run.minutes(.taskStarted, "long.work") == [980, 1_960])
    #expect(run.minutes(.taskDone, "long.work") == [2_000])
    #expect(run.busy == [120])
  }
}
