import EventKernel
import Simulator
import Testing

/// A room of 23 to 40 degrees that heats up in 20 minutes with everything running and no cooling,
/// and cools down in 25, held to sums that can be done by hand.
@Suite("The heat of a room")
struct HeatTests {
  /// Cooling units, of which so many are needed, and servers that give off so many watts.
  private struct Hall {
    var units = 1
    var needed = 1
    var heat: [Int64] = [1_000, 1_000]
    var hours: Int64 = 10

    var room: Int { units + heat.count }

    /// By minute, which components fail (negative: are mended); rows of servers follow the units'.
    func play(_ script: [(Int64, Int)]) throws -> Replication {
      try Simulation.run(model(script), seed: 1)
    }

    func model(_ script: [(Int64, Int)]) -> Model {
      var model = Model()
      model.drill.horizon = .zero + .hours(hours)
      var platform = PlatformBuilder()
      let cooling = (0..<units).map { "unit-\($0)" }
      for name in cooling {
        platform.component(name, objectClass: .physicalEnvironment)
        platform.mode("out", of: name)
      }
      for (number, heat) in heat.enumerated() {
        platform.component("server-\(number)", room: "hall", heat: heat)
        platform.mode("out", of: "server-\(number)")
      }
      platform.room(
        "hall", needs: .some(needed, cooling), lasts: .minutes(20), refills: .minutes(25))
      platform.build(into: &model)
      for (index, (minute, row)) in script.enumerated() {
        model.drill.injects.append(
          Inject(
            name: NameHash("inject:\(index)"), cue: .at(.zero + .minutes(minute)),
            action: row < 0 ? .restore(Row(-row - 1)) : .fail(Row(row))))
      }
      return model
    }

    /// The script's word for: component `row` is mended.
    func mended(_ row: Int) -> Int { -row - 1 }

    func times(_ kind: Entry.Kind, _ replication: Replication) -> [Double] {
      replication.entries.filter { $0.kind == kind && $0.subject == room }
        .map { Double($0.time.microseconds) / 60e6 }
    }

    /// The temperature at a minute, as whoever reads the record finds it.
    func temperature(_ minute: Int64, _ replication: Replication) -> Double {
      let model = model([])
      var situation = Situation(model)
      let time = SimulationTime.zero + .minutes(minute)
      for entry in replication.entries where entry.time <= time {
        _ = situation.take(entry, of: replication)
      }
      let reserve = model.platform.reserves[0]
      let left = reserve.left(situation.reserves[0], at: time)
      return 40 - 17 * Double(left.microseconds) / Double(reserve.lasts.microseconds)
    }
  }

  @Test("with everything running and no cooling the limit is reached in the stated time")
  func full() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0)])
    #expect(hall.times(.reserveEmpty, replication) == [20])
    #expect(hall.temperature(10, replication) == 31.5)
  }

  @Test("half of the machines off at 10 of 20 minutes: the limit is reached at 30")
  func halfOff() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0), (10, 2)])
    #expect(hall.times(.reserveEmpty, replication) == [30])
    #expect(hall.temperature(20, replication) == 35.75)
  }

  @Test("all machines off at 5 of 20 minutes: it gets no warmer, and no cooler")
  func allOff() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0), (5, 1), (5, 2)])
    #expect(hall.times(.reserveEmpty, replication).isEmpty)
    #expect([5, 20, 500].map { hall.temperature($0, replication) } == [27.25, 27.25, 27.25])
  }

  @Test("a machine that starts again heats the room again")
  func onAgain() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0), (5, 1), (5, 2), (60, hall.mended(1))])
    // 15 of 20 minutes are left, at half the speed.
    #expect(hall.times(.reserveEmpty, replication) == [90])
  }

  @Test("who gives off more heats more: 3 kW of 4 go off at 10 minutes, and 10 last for 40")
  func weights() throws {
    let hall = Hall(heat: [3_000, 1_000])
    let replication = try hall.play([(0, 0), (10, 1)])
    #expect(hall.times(.reserveEmpty, replication) == [50])
  }

  @Test("cooling back at 10 minutes brings it down from there, at the stated speed")
  func cooledAgain() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0), (10, hall.mended(0))])
    // Half of the heat in half of 25 minutes.
    #expect(abs(hall.temperature(15, replication) - 28.1) < 1e-9)
    #expect(hall.temperature(22, replication) > 23)
    #expect(hall.temperature(23, replication) == 23)
  }

  @Test("a room that stopped stays at its limit until it is cooled, and is fit at half of its heat")
  func stopped() throws {
    let hall = Hall()
    let replication = try hall.play([(0, 0), (60, hall.mended(0))])
    #expect(hall.times(.reserveEmpty, replication) == [20])
    #expect([20, 40, 60].map { hall.temperature($0, replication) } == [40, 40, 40])
    #expect(abs(hall.temperature(65, replication) - 36.6) < 1e-9)
    #expect(hall.times(.cameUp, replication) == [72.5])
    #expect(hall.temperature(85, replication) == 23)
  }

  // MARK: Some cooling

  @Test("one of two units that are needed removes half of the heat: it takes twice the time")
  func someCooling() throws {
    let hall = Hall(units: 3, needed: 2)
    let replication = try hall.play([(0, 0), (0, 1)])
    #expect(hall.times(.reserveEmpty, replication) == [40])
    #expect(hall.times(.onReserve, replication) == [0])
    let told = replication.entries.first { $0.kind == .onReserve }
    #expect(told?.value == TimeSpan.minutes(40).microseconds)
  }

  @Test("units that are all needed cool together or not at all")
  func allNeeded() throws {
    let hall = Hall(units: 2, needed: 2)
    #expect(hall.times(.reserveEmpty, try hall.play([(0, 0)])) == [20])
  }

  @Test("half of the heat off beside half of the cooling: it stays as warm as it is")
  func carried() throws {
    let hall = Hall(units: 3, needed: 2)
    let replication = try hall.play([(0, 0), (0, 1), (10, 3)])
    #expect(hall.times(.reserveEmpty, replication).isEmpty)
    #expect(hall.temperature(10, replication) == 27.25)
    #expect(hall.temperature(500, replication) == 27.25)
  }

  @Test("three quarters off beside half of the cooling: it cools at a quarter of the stated speed")
  func cooledSlowly() throws {
    let hall = Hall(units: 3, needed: 2, heat: [1_000, 1_000, 1_000, 1_000])
    let replication = try hall.play([(0, 0), (0, 1), (20, 3), (20, 4), (20, 5)])
    // Half of the heat is there at 20; a quarter of it is gone 25 minutes later, at 1/4 of 17/25.
    #expect(hall.temperature(20, replication) == 31.5)
    #expect(hall.temperature(45, replication) == 27.25)
    #expect(hall.temperature(70, replication) == 23)
  }

  @Test("a stopped room cools by what cooling there is, and starts when it has all that it needs")
  func stoppedWithSome() throws {
    let hall = Hall(units: 3, needed: 2)
    let replication = try hall.play([
      (0, 0), (0, 1), (0, 2), (30, hall.mended(0)), (40, hall.mended(1)),
    ])
    #expect(hall.times(.reserveEmpty, replication) == [20])
    #expect(hall.temperature(30, replication) == 40)
    // At half of 17/25 a minute.
    #expect(abs(hall.temperature(40, replication) - 36.6) < 1e-9)
    // 3.4 of the 8.5 degrees that must go are gone.
    #expect(hall.times(.cameUp, replication) == [47.5])
  }

  // MARK: Who is told

  @Test("its end is told 15 minutes before, once, by the speed of then")
  func low() throws {
    let hall = Hall(heat: [1_000, 1_000, 1_000, 1_000])
    // At 4: 16 left, 21 1/3 minutes at three quarters, low at 10 1/3; but at 10 another goes off:
    // 11.5 left, 23 minutes at a half, low at 18.
    let replication = try hall.play([(0, 0), (4, 1), (10, 2)])
    #expect(hall.times(.reserveLow, replication) == [18])
    #expect(hall.times(.reserveEmpty, replication) == [33])
    // Low at 5; at 8 12 are left for 16 minutes: out of the margin, and in it again at 9.
    #expect(hall.times(.reserveLow, try hall.play([(0, 0), (8, 1)])) == [5, 9])
    // At 9 11 are left for 14 2/3: it never left the margin.
    #expect(hall.times(.reserveLow, try hall.play([(0, 0), (9, 1)])) == [5])
  }

  @Test("what waits for a temperature hears of it when it is reached, as fast as the room warms")
  func gauge() throws {
    let hall = Hall()
    var model = hall.model([(0, 0), (5, 1)])
    model.conditions = [
      Condition(steps: [.compare(fact: .highestTemperature, is: .greater, to: 31)])
    ]
    model.drill.injects.append(
      Inject(name: "inject:warm", cue: .when(Row(0)), action: .danger(true)))
    let replication = try Simulation.run(model, seed: 1)
    let told = replication.entries.last { $0.kind == .injected }
    // 8 of 17 degrees: 9 min 25 s at full speed, of which 5 min are over; the rest takes twice as
    // long.
    let expected = 5 + 2 * (20.0 * 8 / 17 - 5)
    let minute = Double(told?.time.microseconds ?? 0) / 60e6
    #expect(abs(minute - expected) < 0.02)
  }

  @Test("a battery that ran out charges when its supply is back, not before")
  func battery() throws {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    platform.component("utility")
    platform.mode("out", of: "utility")
    platform.component("power", needs: .all(["utility"]), battery: (.minutes(25), .hours(8)))
    platform.build(into: &model)
    let script: [(Int64, Inject.Action)] = [
      (0, .fail(Row(0))), (120, .restore(Row(0))), (168, .fail(Row(0))),
    ]
    for (minute, action) in script {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)), action: action))
    }
    let replication = try Simulation.run(model, seed: 1)
    // 48 of 480 minutes charge a tenth of 25.
    let down = replication.entries.filter { $0.kind == .wentDown && $0.subject == 1 }
    #expect(down.map { Double($0.time.microseconds) / 60e6 } == [25, 170.5])
  }
}
