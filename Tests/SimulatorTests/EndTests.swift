import EventKernel
import Simulator
import Statistics
import Testing

/// When a drill ends, and when its measures begin.
@Suite struct EndTests {
  /// One component that fails at minute 30 and works again at 50.
  private func world(hours: Int64 = 2) -> CaseWorld {
    var world = CaseWorld(hours: hours)
    var platform = PlatformBuilder()
    platform.component("c", monitoring: .none)
    platform.mode("m", of: "c")
    platform.service("s", needs: .all(["c"]))
    platform.build(into: &world.model)
    world.model.drill.injects = [
      Inject(name: "inject:fail", cue: .at(.zero + .minutes(30)), action: .fail(Row(0))),
      Inject(name: "inject:back", cue: .at(.zero + .minutes(50)), action: .restore(Row(0))),
    ]
    world.model.conditions = [
      Condition(steps: [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 1)]),
      Condition(steps: [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 0)]),
      Condition(steps: [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 2)]),
    ]
    world.flow("serve", lane: "tools", world.work(100))
    return world
  }

  @Test(
    "a drill ends when its condition first holds, else at the horizon",
    arguments: [(0, 30), (1, 0), (2, 120)] as [(Int, Int64)])
  func endsWhen(condition: Int, minute: Int64) throws {
    var world = world()
    world.model.drill.endsWhen = Row(condition)
    let stream = world.stream("serve", every: 20, first: 10)
    world.measure(.numberInSystem(stream), .total)
    world.measure(.numberInSystem(stream))
    world.measure(.numberInSystem(stream), atEnd: true)
    let run = try world.run()
    #expect(run.record.end == .zero + .minutes(minute))
    let last = run.record.entries.last?.time ?? .zero
    #expect(last <= run.record.end)
    #expect(run.counts(1)[1] == run.record.end.microseconds)
    #expect(run.counts(0)[0] == run.counts(1)[0])
    if minute == 30 {
      // Of 10 and 30: what comes at the instant of the end is not looked at any more.
      #expect(run.times(0) == [20, 1])
      #expect(run.counts(2) == [1, 1])
      #expect(run.record.downtime == [.zero, .zero])
    }
  }

  @Test("time until a condition is when it first holds, and nothing when it never does")
  func timeUntil() throws {
    var world = world()
    for condition in 0..<3 { world.measure(.timeUntil(Row(condition))) }
    let minute = TimeSpan.minutes(1).microseconds
    world.measure(.timeUntil(Row(0)), .atMost(30 * minute))
    world.measure(.timeUntil(Row(0)), .moreThan(30 * minute))
    world.measure(.timeUntil(Row(0)), .variance)
    world.measure(.timeUntil(Row(0)), .quantile(Probability(clamped: 0.9)))
    let run = try world.run()
    #expect((0..<3).map { run.times($0) } == [[30, 1], [0, 1], [0, 0]])
    #expect(run.counts(3) == [1, 1])
    #expect(run.counts(4) == [0, 1])
    let sums = run.record.measures[5].tickets
    #expect(sums.sum == Int128(30 * minute))
    let greatest = run.record.measures[6].sketch?.greatest
    #expect(greatest == 30 * minute)
  }

  @Test("after the warm-up tickets count from then on, and levels go on from what they are")
  func warmUp() throws {
    var world = CaseWorld(hours: 2)
    world.person("a")
    world.flow("serve", world.work(40))
    let stream = world.stream("serve", every: 20, atMost: 3)
    let node = world.node("serve.work")
    world.model.drill.warmUp = .minutes(50)
    world.measure(.waiting(node))
    world.measure(.timeInSystem(stream))
    world.measure(.timeInSystem(stream), .ofNumber(1))
    world.measure(.timeInSystem(stream), .variance)
    world.measure(.timeInSystem(stream), .quantile(Probability(clamped: 0.5)))
    world.measure(.numberInSystem(stream), .total)
    world.measure(.numberInSystem(stream))
    world.measure(.numberInSystem(stream), .moreThan(1))
    world.measure(.numberWaiting(node), .total)
    let run = try world.run()
    // Served from 0, 40 and 80; they came at 0, 20 and 40, and are over at 40, 80 and 120.
    #expect(run.times(0) == [40, 1])
    #expect(run.times(1) == [60 + 80, 2])
    #expect(run.times(2) == [60, 1])
    let (sums, sketched) = (
      run.record.measures[3].tickets.count, run.record.measures[4].sketch?.count
    )
    #expect(sums == 2)
    #expect(sketched == 2)
    #expect(run.times(5) == [30 * 2 + 40, 1])
    #expect(run.times(6) == [100, Double(TimeSpan.minutes(70).microseconds)])
    #expect(run.times(7) == [30, Double(TimeSpan.minutes(70).microseconds)])
    #expect(run.times(8) == [30, 1])
  }

  @Test("what happens at the instant of the warm-up's end counts")
  func warmUpInstant() throws {
    var world = CaseWorld(hours: 2)
    world.flow("serve", lane: "tools", world.work(30))
    let stream = world.stream("serve", every: 60)
    world.model.drill.warmUp = .minutes(30)
    world.measure(.timeInSystem(stream))
    #expect(try world.run().times(0) == [60, 2])
  }

  @Test("a warm-up does not reach a drill that ends before it: all of it counts")
  func endsInWarmUp() throws {
    var world = world()
    world.model.drill.endsWhen = Row(0)
    world.model.drill.warmUp = .hours(1)
    let stream = world.stream("serve", every: 20, first: 10)
    world.measure(.numberInSystem(stream))
    let run = try world.run()
    #expect(run.times(0) == [20, Double(TimeSpan.minutes(30).microseconds)])
  }
}
