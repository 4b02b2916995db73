import EventKernel
import Simulator
import Testing

/// A case that is closed while its fault shows.
@Suite("A case closed unmended")
struct ReopenedTests {
  private func minutes(_ time: SimulationTime?) -> Int64? {
    time.map { $0.microseconds / 60_000_000 }
  }

  /// A server whose users call, out of order from minute 10 on, mended at minute 500; whoever takes
  /// it in at first closes the case at once, later waits for its being back. Rounds at minute 180
  /// and a day later.
  private func model(calls: Double = 0, closesAgain: Bool = false) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .days(2)
    var platform = PlatformBuilder()
    platform.component("server")
    platform.mode("out", of: "server")
    platform.service("site", needs: .all(["server"]), calls: calls)
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.detection.patrols = [.hours(3)]
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.task("correlate", lane: "tools", work(0, &model, .correlate))
    net.node("again", .exclusive)
    net.task("close", lane: "tools", work(5, &model, .close))
    net.node("end", .end(.none))
    net.edge("start", "correlate")
    net.edge("correlate", "again")
    if closesAgain {
      net.edge("again", "close", isDefault: true)
    } else {
      net.node("back", .catching(.signal(.restored)))
      net.edge("back", "close")
      net.edge("again", "back", if: [.compare(fact: .danger, is: .equal, to: 1)])
      net.edge("again", "close", isDefault: true)
    }
    net.edge("close", "end")
    net.build(into: &model)
    model.drill.injects = [
      Inject(name: "inject:fail", cue: .at(.zero + .minutes(10)), action: .fail(Row(0))),
      Inject(name: "inject:danger", cue: .at(.zero + .minutes(12)), action: .danger(true)),
      Inject(name: "inject:restore", cue: .at(.zero + .minutes(500)), action: .restore(Row(0))),
    ]
    return model
  }

  private func work(_ minutes: Double, _ model: inout Model, _ effect: Act) -> Step {
    Step(effect: effect, takes: model.laws.add(.constant(minutes * 60)), skills: 1)
  }

  @Test("The next round finds it, and who works on it then hears that it is back")
  func patrol() throws {
    let run = try Simulation.run(model(), seed: 1)
    #expect(run.incidents.count == 2)
    #expect(minutes(run.incidents[0][.closed]) == 15)
    #expect(run.incidents[1].channel == .patrol)
    #expect(minutes(run.incidents[1][.detected]) == 180)
    // The clocks of the first run on until it is back.
    #expect(run.incidents.map { minutes($0[.recovered]) } == [500, 500])
    #expect(minutes(run.incidents[1][.closed]) == 505)
  }

  @Test("Users who call are taken in again once, and not while somebody is at it")
  func calls() throws {
    let run = try Simulation.run(model(calls: 60), seed: 1)
    let calls = run.entries.filter { $0.kind == .userCall }.count
    #expect(calls > 100)
    #expect(run.incidents.count == 2 && run.incidents[1].channel == .userCall)
    #expect(run.incidents.map(\.callCount).reduce(0, +) == calls)
  }

  @Test("Closed again and again it comes up at each round, and never after it is mended")
  func again() throws {
    var model = model(closesAgain: true)
    model.drill.injects[2].cue = .at(.zero + .days(1))
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map { minutes($0[.detected]) } == [10, 180])
    model.drill.injects.removeLast()
    #expect(try Simulation.run(model, seed: 1).incidents.count == 3)
  }

  @Test("Whether traced or not it is the same run")
  func traced() throws {
    let model = model(calls: 2)
    let traced = try Simulation.run(model, seed: 3)
    let untraced = try Simulation.run(model, seed: 3, isTraced: false)
    #expect(traced.downtime == untraced.downtime && traced.eventCount == untraced.eventCount)
  }
}
