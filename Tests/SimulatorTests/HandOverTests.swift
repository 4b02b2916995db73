import EventKernel
import Simulator
import Testing

/// Cases about the same become one: by what was observed, whatever is behind it.
@Suite("A case handed over")
struct HandOverTests {
  /// Servers of zones of their own, alarms at once that are never joined, and a flow of tools in
  /// the order given, ten minutes each, which ends after the first when that filters the case.
  private func model(
    _ effects: [Act], platform build: (inout PlatformBuilder) -> Void
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .days(3)
    var platform = PlatformBuilder()
    build(&platform)
    platform.build(into: &model)
    model.platform.zones = ["zone:1", "zone:2", "zone:3"]
    // The first and the second are connected, the third is by itself.
    model.platform.reaches = [true, true, false, false, true, false, false, false, true]
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .never
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.node("handed over", .exclusive)
    var last = "start"
    for (number, effect) in effects.enumerated() {
      let takes = model.laws.add(.constant(600))
      net.task("t\(number)", lane: "tools", Step(effect: effect, takes: takes, succeeds: .certain))
      net.edge(last, "t\(number)", isDefault: last == "handed over")
      last = "t\(number)"
      if number == 0 {
        net.edge(last, "handed over")
        last = "handed over"
        net.node("leave", .end(.none))
        net.edge(
          "handed over", "leave", if: [.compare(fact: .filtered, is: .equal, to: 1)])
      }
    }
    net.node("end", .end(.none))
    net.edge(last, "end")
    net.build(into: &model)
    return model
  }

  private func worm(in model: inout Model) {
    let noticedAfter = model.laws.add(.constant(60))
    model.addWorm(
      name: "worm", on: ObjectClass.server.bit, noticedAfter: noticedAfter)
  }

  private func handedOver(_ run: Replication) -> [[Int32]] {
    run.entries.filter { $0.kind == .handedOver }.map { [$0.incident, $0.object] }
  }

  private func found(_ fact: Fact, _ run: Replication, case row: Int32) -> [Int64] {
    run.entries.filter {
      $0.kind == .found && $0.incident == row && Fact.allCases[Int($0.subject)] == fact
    }.map(\.value)
  }

  @Test("Malware in connected zones is one case, whatever its causes", arguments: [1, 2])
  func outbreaks(zone: Int) throws {
    var model = model([.correlate, .isolate, .rebuild, .reconnect, .close]) {
      $0.component("a", zone: 0)
      $0.component("b", zone: zone)
    }
    worm(in: &model)
    model.drill.injects = [at(10, .hit(Row(0), Row(0))), at(12, .hit(Row(1), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map { minutes($0[.detected]) } == [11, 13])
    guard zone == 1 else {
      #expect(handedOver(run).isEmpty)
      #expect(run.faults.map(\.incident) == [Row(0), Row(1)])
      return
    }
    // The later joins the earlier, never the other way round.
    #expect(handedOver(run) == [[1, 0]])
    // One case answers for both causes, and what becomes of them is told of both cases.
    #expect(run.faults.map(\.root) == [Row(0), Row(1)])
    #expect(run.faults.map(\.incident) == [Row(0), Row(0)])
    #expect(run.entries.count { $0.kind == .left && $0.incident == 0 } == 2)
    let recovered = run.incidents.map { minutes($0[.recovered]) }
    #expect(recovered[0] != nil && recovered[0] == recovered[1])
  }

  @Test("A failure that is no malware does not join a case of malware in another zone")
  func otherwise() throws {
    var model = model([.correlate, .diagnose, .repair, .close]) {
      $0.component("a", zone: 0)
      $0.component("b", zone: 1)
      $0.mode("out", of: "b")
    }
    worm(in: &model)
    model.drill.injects = [at(10, .hit(Row(0), Row(0))), at(12, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.count == 2 && handedOver(run).isEmpty)
  }

  @Test("A second failure of one component stays a case of its own")
  func secondFailure() throws {
    var model = model([.correlate, .diagnose, .repair, .close]) {
      $0.component("unit")
      $0.mode("one", of: "unit")
      $0.mode("other", of: "unit")
    }
    model.drill.injects = [at(10, .fail(Row(0))), at(12, .fail(Row(1)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.count == 2 && handedOver(run).isEmpty)
    #expect(run.faults.map(\.incident) == [Row(0), Row(1)])
    #expect(run.faults.allSatisfy { $0.ended != nil })
  }

  @Test("What a case has seen no fault of it has not solved")
  func unseen() throws {
    var model = model([.autoRespond, .close]) {
      $0.component("server")
      $0.component("guest", needs: .all(["server"]))
      $0.mode("out", of: "server")
    }
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.map(\.subject) == [Row(1), Row(0)])
    #expect(found(.solved, run, case: 0).isEmpty)
  }

  @Test("Who finds that all that is wrong is another case's to mend hands over to that case")
  func others() throws {
    var model = model([.diagnose, .repair, .verify, .close]) {
      $0.component("server")
      $0.component("guest", needs: .all(["server"]))
      $0.mode("out", of: "server")
    }
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    // That the guest is down is noticed before the fault of its server.
    #expect(run.incidents.map(\.subject) == [Row(1), Row(0)])
    // The case of the guest finds the server's fault in the hands of the case of the server.
    #expect(handedOver(run) == [[0, 1]])
    // That case answers for it from then on, and this one is over with it.
    #expect(run.faults.map(\.incident) == [Row(1)])
    #expect(run.entries.count { $0.kind == .faultEnded } == 1)
    #expect(run.entries.filter { $0.kind == .located }.map(\.incident) == [1])
    // What is left of it is no trouble of this case any more.
    #expect(found(.verified, run, case: 0) == [1])
  }

  @Test("A test of a case that knows of no fault is not passed while its service is down")
  func unexplained() throws {
    var model = model([.verify, .close]) {
      $0.component("hidden", monitoring: MonitoringKind.none)
      $0.mode("out", of: "hidden")
      $0.service("site", needs: .all(["hidden"]), calls: 60)
    }
    model.drill.injects = [at(10, .fail(Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.incidents.first?.channel == .userCall)
    #expect(!found(.verified, run, case: 0).contains(1))
  }

  @Test("What one has cut off oneself is no trouble in a test, nor what hangs on it alone")
  func onPurpose() throws {
    var model = model([.isolate, .rebuild, .verify, .close]) {
      $0.component("a", zone: 0)
      $0.component("guest", needs: .all(["a"]))
      $0.service("site", needs: .all(["guest"]), calls: 60)
    }
    worm(in: &model)
    model.drill.injects = [at(10, .hit(Row(0), Row(0)))]
    let run = try Simulation.run(model, seed: 1)
    #expect(run.entries.contains { $0.kind == .wentDown && $0.subject == 1 })
    #expect(found(.verified, run, case: 0) == [1])
  }
}
