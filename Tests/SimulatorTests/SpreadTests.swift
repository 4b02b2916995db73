import EventKernel
import Simulator
import Testing

/// Power, batteries, rooms and malware, held to formulas.
@Suite struct SpreadTests {
  private func model(
    hours: Int64 = 100, injects: [Inject], platform build: (inout PlatformBuilder) -> Void
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(hours)
    var platform = PlatformBuilder()
    build(&platform)
    platform.build(into: &model)
    model.drill.injects = Table(injects)
    return model
  }

  private func at(_ minute: Int64, _ action: Inject.Action) -> Inject {
    Inject(
      name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)), action: action)
  }

  private func times(_ kind: Entry.Kind, of node: Int, in replication: Replication) -> [Double] {
    replication.entries.filter { $0.kind == kind && $0.subject == node }
      .map { Double($0.time.microseconds) / 60e6 }
  }

  @Test("a battery carries its node for as long as it lasts, then all that hangs on it falls")
  func battery() throws {
    let model = model(injects: [at(10, .fail(Row(0)))]) { platform in
      platform.component("utility")
      platform.mode("out", of: "utility")
      platform.component(
        "power", needs: .all(["utility"]), battery: (.minutes(25), .hours(8)))
      platform.component("server", needs: .all(["power"]))
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(times(.wentDown, of: 0, in: replication) == [10])
    #expect(times(.onReserve, of: 1, in: replication) == [10])
    #expect(times(.wentDown, of: 1, in: replication) == [35])
    #expect(times(.wentDown, of: 2, in: replication) == [35])
  }

  @Test("a battery that was used in part lasts the shorter, until it has recharged")
  func partlyCharged() throws {
    // 20 of 25 minutes used; 4 h of an 8 h recharge give back 12.5: 17.5 left.
    let model = model(
      injects: [
        at(10, .fail(Row(0))), at(30, .restore(Row(0))), at(270, .fail(Row(0))),
      ]
    ) { platform in
      platform.component("utility")
      platform.mode("out", of: "utility")
      platform.component(
        "power", needs: .all(["utility"]), battery: (.minutes(25), .hours(8)))
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(times(.offReserve, of: 1, in: replication) == [30])
    #expect(times(.wentDown, of: 1, in: replication) == [287.5])
  }

  @Test("a room without cooling stops what is in it at the limit; half cooled it works again")
  func room() throws {
    let model = model(injects: [at(10, .fail(Row(0))), at(60, .restore(Row(0)))]) { platform in
      platform.component("crac")
      platform.mode("out", of: "crac")
      platform.component("server", room: "hall", startsIn: .constant(300))
      platform.room("hall", needs: .all(["crac"]), lasts: .minutes(12), refills: .minutes(20))
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(times(.wentDown, of: 1, in: replication) == [22])
    #expect(times(.cameUp, of: 2, in: replication) == [70])
    #expect(times(.cameUp, of: 1, in: replication) == [75])
  }

  @Test("two of three is enough, one of three is not")
  func kOfN() throws {
    let model = model(injects: [at(10, .fail(Row(0))), at(20, .fail(Row(1)))]) { platform in
      for number in 0..<3 {
        platform.component("ups-\(number)")
        platform.mode("module", of: "ups-\(number)")
      }
      platform.component("path", needs: .some(2, ["ups-0", "ups-1", "ups-2"]))
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(times(.wentDown, of: 3, in: replication) == [20])
  }

  @Test("power that cools the room that holds the power falls in a ring, by its delays")
  func ring() throws {
    let model = model(injects: [at(0, .fail(Row(0)))]) { platform in
      platform.component("utility")
      platform.mode("out", of: "utility")
      platform.component(
        "power", needs: .all(["utility"]), room: "hall", battery: (.hours(1), .hours(8)))
      platform.component("crac", needs: .all(["utility"]))
      platform.room("hall", needs: .all(["crac"]), lasts: .minutes(12), refills: .minutes(20))
    }
    let replication = try Simulation.run(model, seed: 1)
    // The room is hot long before the battery is empty, and no battery helps against heat.
    #expect(times(.reserveEmpty, of: 3, in: replication) == [12])
    #expect(times(.wentDown, of: 1, in: replication) == [12])
  }

  /// Validation case `si_epidemic`: from one infected, the mean time to all infected on a complete
  /// graph of n nodes is the sum over k of 1 / (rate k (n - k)).
  @Test("malware on a complete graph infects all in the mean time of the SI model")
  func epidemic() throws {
    let nodes = 20
    let rate = 0.02
    var model = model(hours: 2000, injects: []) { platform in
      for number in 0..<nodes { platform.component("host-\(number)", zone: 0) }
    }
    model.platform.zones = ["zone:1"]
    model.platform.reaches = [true]
    model.addWorm(
      name: "threat", on: ObjectClass.server.bit, rateWithinZone: rate)
    model.drill.injects = [at(0, .hit(Row(0), Row(0)))]
    var sum = 0.0
    var squares = 0.0
    let runs = 3000
    for replication in 0..<runs {
      let result = try Simulation.run(model, seed: 3, replication: UInt64(replication))
      #expect(result.hitCount == nodes)
      let last = result.entries.last { $0.kind == .entered }
      let hours = Double(try #require(last).time.microseconds) / 3.6e9
      sum += hours
      squares += hours * hours
    }
    var expected = 0.0
    for infected in 1..<nodes {
      expected += 1 / (rate * Double(infected) * Double(nodes - infected))
    }
    let mean = sum / Double(runs)
    let error = ((squares / Double(runs) - mean * mean) / Double(runs)).squareRoot()
    #expect(abs(mean - expected) < 4 * error)
    #expect(error < 0.01 * expected)
  }

  @Test("data lost are what came since the last copy")
  func dataLoss() throws {
    var model = model(injects: [at(100, .fail(Row(0)))]) { platform in
      platform.component("array", objectClass: .storage)
      platform.mode("wreck", of: "array", destroysData: true)
    }
    model.platform.dataSets = [
      DataSet(
        name: "data", component: Row(0), copyEvery: .hours(1), copyOffset: .minutes(15),
        recoveryPoint: .hours(1))
    ]
    let replication = try Simulation.run(model, seed: 1)
    // Copies at :15; the last at minute 75.
    #expect(replication.dataLost == [.minutes(25)])
  }
}
