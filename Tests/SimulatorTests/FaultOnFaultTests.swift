import EventKernel
import Simulator
import Testing

/// Faults that strike what is down, and for which fault a node is down meanwhile.
@Suite struct FaultOnFaultTests {
  /// Units that fail by the script, noticed at once, each repaired in the minutes of its mode.
  private func run(
    _ faults: [(minute: Int64, mode: Int)], _ takes: [Double], correlated: Double = 0,
    build: (inout PlatformBuilder) -> Void
  ) throws -> (model: Model, run: Replication) {
    var world = CaseWorld(hours: 24)
    var platform = PlatformBuilder()
    build(&platform)
    platform.build(into: &world.model)
    for (row, minutes) in takes.enumerated() {
      let law = world.law(minutes)
      world.model.platform.failureModes[row].takes = law
    }
    for (number, fault) in faults.enumerated() {
      world.model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .at(.zero + .minutes(fault.minute)),
          action: .fail(Row(fault.mode))))
    }
    world.model.support.detection.realTimeEvery = .zero
    world.model.support.detection.correlated = Probability(clamped: correlated)
    for name in ["a", "b", "c", "d"] { world.person(name) }
    world.net.flow("event", startsOn: .eventOccurred)
    world.net.node("start", .start(.signal(.eventOccurred)))
    var diagnose = world.work(0)
    diagnose.effect = .diagnose
    world.net.task("diagnose", lane: "tools", diagnose)
    var repair = world.work(60)
    repair.effect = .repair
    repair.takesByFault = true
    world.net.task("repair", lane: "desk", repair)
    world.net.node("end", .end(.none))
    world.net.edge("start", "diagnose")
    world.net.edge("diagnose", "repair")
    world.net.edge("repair", "end")
    let model = world.built()
    return (model, try Simulation.run(model, seed: 1))
  }

  private func changes(_ run: Replication, _ node: Int) -> [String] {
    run.entries.filter { Int($0.subject) == node }.compactMap { entry in
      let minute = Int(entry.time.microseconds / 60_000_000)
      switch entry.kind {
      case .wentDown: return "\(minute) down for \(entry.object)"
      case .stillDown: return "\(minute) still down for \(entry.object)"
      case .cameUp: return "\(minute) up"
      default: return nil
      }
    }
  }

  @Test("a unit is down for its first fault and then for its second", arguments: [0, 1.0])
  func secondFault(correlated: Double) throws {
    let (_, run) = try run([(10, 0), (20, 1)], [30, 60], correlated: correlated) {
      $0.component("unit")
      $0.mode("short", of: "unit")
      $0.mode("long", of: "unit")
    }
    #expect(changes(run, 0) == ["10 down for 0", "40 still down for 1", "80 up"])
    #expect(
      run.incidents.map { $0[.recovered]?.microseconds } == [40 * 60_000_000, 80 * 60_000_000])
    #expect(
      run.incidents.map { $0[.detected]?.microseconds } == [10 * 60_000_000, 20 * 60_000_000])
  }

  @Test("a fault below a fault is noticed and repaired while what it needs is down")
  func below() throws {
    let (_, run) = try run([(10, 0), (20, 1)], [30, 60]) {
      $0.component("a")
      $0.mode("m", of: "a")
      $0.component("b", needs: .all(["a"]))
      $0.mode("m", of: "b")
      $0.component("c", needs: .all(["b"]))
    }
    #expect(changes(run, 0) == ["10 down for 0", "40 up"])
    #expect(changes(run, 1) == ["10 down for 0", "40 still down for 1", "80 up"])
    #expect(changes(run, 2) == ["10 down for 0", "40 still down for 1", "80 up"])
  }

  @Test("what was down for a fault that is over is down for what feeds it")
  func above() throws {
    let (_, run) = try run([(10, 1), (20, 0)], [60, 30]) {
      $0.component("a")
      $0.mode("m", of: "a")
      $0.component("b", needs: .all(["a"]))
      $0.mode("m", of: "b")
    }
    #expect(changes(run, 1) == ["10 down for 0", "40 still down for 1", "80 up"])
  }

  @Test("a failure by law that finds its mode open strikes again after the repair")
  func lawGoesOn() throws {
    var world = CaseWorld(hours: 20)
    var platform = PlatformBuilder()
    platform.component("unit")
    let law = world.law(60)
    platform.mode("m", of: "unit", every: law)
    platform.build(into: &world.model)
    world.model.drill.randomFailures = true
    // The script makes it fail at 50 for 20 min; the law's hour is over at 60.
    world.model.drill.injects = [
      Inject(name: "inject:0", cue: .at(.zero + .minutes(50)), action: .fail(Row(0))),
      Inject(name: "inject:1", cue: .at(.zero + .minutes(70)), action: .restore(Row(0))),
      Inject(name: "inject:2", cue: .at(.zero + .minutes(140)), action: .restore(Row(0))),
    ]
    world.flow("none", world.work(1))
    let run = try Simulation.run(world.built(), seed: 1)
    let began = run.faults.map { $0.began.microseconds / 60_000_000 }
    #expect(began == [50, 130, 200])
  }

  @Test("what ages while up rests while down, and goes on with what is left")
  func ageing() throws {
    var world = CaseWorld(hours: 20)
    var platform = PlatformBuilder()
    platform.component("a")
    platform.mode("m", of: "a")
    platform.component("b", needs: .all(["a"]))
    let law = world.law(60)
    platform.mode("m", of: "b", every: law, agesWhileUp: true)
    platform.build(into: &world.model)
    world.model.drill.randomFailures = true
    world.model.drill.injects = [
      Inject(name: "inject:0", cue: .at(.zero + .minutes(20)), action: .fail(Row(0))),
      Inject(name: "inject:1", cue: .at(.zero + .minutes(35)), action: .restore(Row(0))),
      Inject(name: "inject:2", cue: .at(.zero + .minutes(85)), action: .restore(Row(1))),
    ]
    world.flow("none", world.work(1))
    let run = try Simulation.run(world.built(), seed: 1)
    let began = run.faults.map { $0.began.microseconds / 60_000_000 }
    // 20 min before, 40 after; then an hour from the repair on.
    #expect(began == [20, 75, 145])
  }
}
