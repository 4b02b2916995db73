import EventKernel
import Simulator
import Testing

/// Faults that nobody deals with any more, or that the wrong case was thought to deal with.
@Suite("A fault that is nobody's")
struct NobodysFaultTests {
  /// Two servers of one site, of which one is enough, and a flow of tools in the order given, ten
  /// minutes each; alarms at once.
  private func model(
    _ effects: [Act], days: Int64 = 3, platform build: (inout PlatformBuilder) -> Void = { _ in }
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .days(days)
    var platform = PlatformBuilder()
    for name in ["a", "b"] {
      platform.component(name, zone: 0)
      platform.mode("out", of: name)
    }
    build(&platform)
    platform.service("site", needs: .some(1, ["a", "b"]))
    platform.build(into: &model)
    model.platform.zones = ["zone:1"]
    model.platform.reaches = [true]
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .certain
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    var last = "start"
    for (number, effect) in effects.enumerated() {
      let takes = model.laws.add(.constant(600))
      net.task("t\(number)", lane: "tools", Step(effect: effect, takes: takes, succeeds: .certain))
      net.edge(last, "t\(number)")
      last = "t\(number)"
    }
    net.node("end", .end(.none))
    net.edge(last, "end")
    net.build(into: &model)
    return model
  }

  private func worm(rate: Double, noticed: Int64, in model: inout Model) {
    let noticedAfter = model.laws.add(.constant(Double(noticed * 60)))
    model.addWorm(
      name: "worm", on: ObjectClass.server.bit, rateWithinZone: rate, noticedAfter: noticedAfter)
  }

  @Test("is found again by the next round where the flow came to its end and closed nothing")
  func notClosed() throws {
    var model = model([.classify])
    model.support.detection.patrols = [.hours(3)]
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map { minutes($0[.detected]) } == [10, 180, 180 + 1440, 180 + 2880])
  }

  @Test("is a case of its own where the case that it would belong to is closed and summed up")
  func underReview() throws {
    var model = model([.diagnose, .repair, .close, .summarise, .summarise])
    // The first is mended at 30 and closed at 40; the second comes while it is summed up.
    model.drill.injects = [at(10, .fail(Row(0))), at(50, .fail(Row(1)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map { minutes($0[.detected]) } == [10, 50])
    #expect(run.incidents.map { minutes($0[.recovered]) } == [30, 70])
    #expect(run.faults.allSatisfy { $0.ended != nil })
    // While it is worked on, it is one case.
    model.drill.injects = [at(10, .fail(Row(0))), at(15, .fail(Row(1)))]
    #expect(try Simulation.run(model, seed: 1).incidents.count == 1)
  }

  @Test("is cleaned by a later case of its cause, too")
  func malwareAgain() throws {
    var model = model([.isolate, .rebuild, .reconnect, .close])
    worm(rate: 1_000, noticed: 100, in: &model)
    // Both are infected at once; b is noticed when the case about a is closed.
    model.drill.injects = [at(10, .hit(Row(0), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.faults.count == 2)
    #expect(run.faults.allSatisfy { $0.ended != nil })
    #expect(run.entries.count { $0.kind == .left } == 2)
  }

  @Test("of malware is over when its host is restored, whether traced or not")
  func restored() throws {
    var model = model([.isolate, .rebuild, .reconnect, .close])
    worm(rate: 1, noticed: 100, in: &model)
    model.drill.injects = [
      at(60, .hit(Row(0), Row(0))), at(61, .restore(Row(0))), at(62, .fail(Row(1))),
    ]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.entries.filter { $0.kind == .entered }.map(\.subject) == [0])
    #expect(run.entries.filter { $0.kind == .left }.map(\.subject) == [0])
    #expect(minutes(run.faults[0].ended) == 61)
    // Nothing in this flow mends b.
    #expect(run.faults[1].ended == nil)
    let untraced = try Simulation.run(model, seed: 1, isTraced: false)
    #expect(untraced.downtime == run.downtime)
  }

  @Test("of malware is told to be contained once, whatever is done after it")
  func contained() throws {
    var model = model([.isolate, .isolate, .isolate, .rebuild, .reconnect, .close])
    worm(rate: 1, noticed: 0, in: &model)
    let takes = model.laws.add(.constant(60))
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    for (name, effect) in [("one", Act.isolate), ("two", .isolate), ("clean", .rebuild)] {
      net.task(name, lane: "tools", Step(effect: effect, takes: takes, succeeds: .certain))
    }
    net.node("end", .end(.none))
    for (from, to) in [("start", "one"), ("one", "two"), ("two", "clean"), ("clean", "end")] {
      net.edge(from, to)
    }
    net.flow("told", startsOn: .contained)
    net.node("start", .start(.signal(.contained)))
    net.node("end", .end(.none))
    net.edge("start", "end")
    net.build(into: &model)
    model.drill.injects = [at(10, .hit(Row(0), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.instances.map(\.flow.index) == [0, 1])
  }

  /// A host is infected for a second and clean for a second, fifty times over; then it stays
  /// infected. The other one is reached after an hour in the mean, not fifty times as soon.
  @Test("of malware that comes back to a host has contacts of its own, and no earlier ones")
  func infectedAgain() throws {
    var model = model([.classify])
    worm(rate: 1, noticed: 100_000, in: &model)
    for second in 0...100 as ClosedRange<Int64> {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(second)"), cue: .at(.zero + .seconds(second)),
          action: second % 2 == 0 ? .hit(Row(0), Row(0)) : .restore(Row(0))))
    }
    let runs = 400
    var sum = 0.0
    for seed in 1...UInt64(runs) {
      let run = try Simulation.run(model, seed: seed)
      let second = try #require(run.entries.first { $0.kind == .entered && $0.subject == 1 })
      sum += Double(second.time.microseconds) / 3.6e9
    }
    // Four standard errors of the mean of so many exponential times.
    #expect(abs(sum / Double(runs) - 1) < 4 / Double(runs).squareRoot())
  }

  @Test("tells the flows that begin with its being over, while its case runs")
  func restoredStarts() throws {
    var model = model([.diagnose, .repair, .close])
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    let takes = model.laws.add(.constant(600))
    for (name, effect) in [("find", Act.diagnose), ("mend", .repair), ("close", .close)] {
      net.task(name, lane: "tools", Step(effect: effect, takes: takes))
    }
    net.node("end", .end(.none))
    net.edge("start", "find")
    net.edge("find", "mend")
    net.edge("mend", "close")
    net.edge("close", "end")
    net.flow("after", startsOn: .restored)
    net.node("start", .start(.signal(.restored)))
    net.task("look", lane: "tools", Step(effect: .none, takes: takes))
    net.node("end", .end(.none))
    net.edge("start", "look")
    net.edge("look", "end")
    net.build(into: &model)
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.instances.map { minutes($0.started) } == [10, 30])
    #expect(run.instances.map { minutes($0.ended) } == [40, 40])
  }

  // MARK: What each case knows of

  private func found(_ fact: Fact, _ run: Replication, case row: Int32) -> [Int64] {
    run.entries.filter {
      $0.kind == .found && $0.incident == row && Fact.allCases[Int($0.subject)] == fact
    }.map(\.value)
  }

  @Test("that only another case of its cause knows of keeps no case from being solved")
  func knownToAnother() throws {
    // Two cases, since no alarm is joined; b is infected by a, and noticed as late.
    var model = model([.isolate, .rebuild, .close])
    model.support.detection.correlated = .never
    model.platform.components[1].zone = Row(1)
    model.platform.zones = ["zone:1", "zone:2"]
    model.platform.reaches = [true, true, true, true]
    worm(rate: 0, noticed: 100, in: &model)
    model.drill.spreads[1].rate = 1_000
    model.drill.injects = [at(10, .hit(Row(0), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.count == 2)
    #expect(run.faults.allSatisfy { $0.root == Row(0) })
    #expect(found(.solved, run, case: 0) == [1] && found(.solved, run, case: 1) == [1])
  }

  @Test("of one more host ends the belief that the harm is contained")
  func notContained() throws {
    var model = model([.isolate, .none, .none, .none, .none, .none, .close])
    worm(rate: 0, noticed: 0, in: &model)
    model.drill.injects = [at(10, .hit(Row(0), Row(0))), at(60, .hit(Row(1), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.count == 1)
    #expect(found(.contained, run, case: 0) == [1, 0])
  }

  @Test("is told of by a case that is joined to another")
  func told() throws {
    var model = model([.correlate, .none, .none]) { platform in
      platform.component("guest", needs: .all(["a"]))
    }
    model.support.detection.correlated = .never
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map(\.subject) == [Row(2), Row(0)])
    let told = run.entries.filter {
      $0.kind == .learned && $0.object == ObservationChannel.told.rawValue
    }
    #expect(told.map(\.incident) == [0] && told.map(\.subject) == [0])
  }

  @Test("is repaired in the time of each of those that are repaired together")
  func oneAfterTheOther() throws {
    var model = model([.diagnose, .repair])
    for (row, minutes) in [(0, 20.0), (1, 30)] {
      model.platform.failureModes[row].takes = model.laws.add(.constant(60 * minutes))
    }
    model.net.steps[1].takesByFault = true
    model.drill.injects = [at(10, .fail(Row(0))), at(10, .fail(Row(1)))]
    model.drill.injects[1].name = "inject:other"
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.count == 1)
    #expect(run.faults.map { minutes($0.ended) } == [70, 70])
  }
}
