import EventKernel
import Simulator
import Testing

/// Reserves that run low, spares that come late, users who call in their hours.
@Suite struct SupplyTests {
  private func minutes(_ time: SimulationTime?) -> Double? {
    time.map { Double($0.microseconds) / 60e6 }
  }

  /// A server on a battery of 25 minutes; the supply fails at minute 10 and is noticed at once.
  private func model(
    restored: Int64? = nil, flow: (inout NetBuilder, inout Model) -> Void
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    platform.component("utility")
    platform.mode("out", of: "utility", part: 0)
    platform.component("power", needs: .all(["utility"]), battery: (.minutes(25), .hours(8)))
    platform.component("server", needs: .all(["power"]))
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.stock = [
      StockItem(
        name: "part:p", initialStock: 0, reorderAt: 0, upTo: 0,
        leadTime: model.laws.add(.constant(6_000)), deadOnTest: .never)
    ]
    model.support.vendors = [
      Vendor(
        name: "vendor:v", skills: 1, cover: nil, answers: nil, onSite: nil, capacity: 1)
    ]
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.lane("vendor", .vendor)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.node("end", .end(.none))
    flow(&net, &model)
    net.build(into: &model)
    model.drill.injects = [
      Inject(name: "inject:fail", cue: .at(.zero + .minutes(10)), action: .fail(Row(0)))
    ]
    if let restored {
      model.drill.injects.append(
        Inject(
          name: "inject:restore", cue: .at(.zero + .minutes(restored)), action: .restore(Row(0))))
    }
    return model
  }

  private func work(_ minutes: Double, _ model: inout Model, _ effect: Act = .none) -> Step {
    Step(effect: effect, takes: model.laws.add(.constant(minutes * 60)), skills: 1)
  }

  // MARK: Reserves

  @Test("whoever waits for the limit hears of it 15 minutes before the battery is empty")
  func limitNear() throws {
    let model = model { net, model in
      net.node("near", .catching(.signal(.limitNear)))
      net.task("act", lane: "tools", work(1, &model, .shutDown))
      net.edge("start", "near")
      net.edge("near", "act")
      net.edge("act", "end")
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.tasks.map { minutes($0.offered) } == [20])
    #expect(replication.entries.filter { $0.kind == .shutDown }.map(\.subject) == [2])
  }

  @Test("whoever comes to wait when the limit is near already goes on at once")
  func limitNearAlready() throws {
    let model = model { net, model in
      net.task("before", lane: "tools", work(13, &model))
      net.node("near", .catching(.signal(.limitNear)))
      net.task("act", lane: "tools", work(1, &model))
      net.edge("start", "before")
      net.edge("before", "near")
      net.edge("near", "act")
      net.edge("act", "end")
    }
    let replication = try Simulation.run(model, seed: 1)
    // When the battery is empty, at 35, the flow is long over: the alarm is a new case.
    #expect(replication.tasks.map { minutes($0.offered) } == [10, 23, 35])
  }

  @Test(
    "the supply is back when nothing drains and what ran out works again",
    arguments: [30, 60] as [Int64])
  func powerRestored(minute: Int64) throws {
    let model = model(restored: minute) { net, model in
      net.node("back", .catching(.signal(.powerRestored)))
      net.task("act", lane: "tools", work(1, &model))
      net.edge("start", "back")
      net.edge("back", "act")
      net.edge("act", "end")
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.tasks.map { minutes($0.offered) } == [Double(minute)])
  }

  @Test("what is true of the supply is heard at monitoring's next look, not before")
  func seenAtTheLook() throws {
    for (signal, minute) in [(Signal.limitNear, 20), (.powerRestored, 60)] as [(Signal, Double)] {
      var model = model(restored: 60) { net, model in
        net.node("heard", .catching(.signal(signal)))
        net.task("act", lane: "tools", work(1, &model))
        net.edge("start", "heard")
        net.edge("heard", "act")
        net.edge("act", "end")
      }
      model.support.detection.realTimeEvery = .minutes(5)
      let replication = try Simulation.run(model, seed: 1)
      let heard = try #require(replication.tasks.compactMap { minutes($0.offered) }.min())
      #expect(minute < heard && heard <= minute + 5, "\(signal)")
    }
  }

  @Test("a supply that fails by itself, with no battery to drain, is not held to be there")
  func failsByItself() throws {
    var model = model(restored: nil) { net, model in
      net.node("back", .catching(.signal(.powerRestored)))
      net.task("act", lane: "tools", work(1, &model))
      net.edge("start", "back")
      net.edge("back", "act")
      net.edge("act", "end")
    }
    // The mode is of what has the battery, not of what feeds it.
    model.platform.failureModes[0].component = Row(1)
    model.drill.injects.append(
      Inject(name: "inject:restore", cue: .at(.zero + .minutes(60)), action: .restore(Row(1))))
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.entries.filter { $0.kind == .wentDown }.map(\.subject) == [1, 2])
    #expect(replication.tasks.map { minutes($0.offered) } == [60])
  }

  // MARK: Spares

  @Test(
    "an order that nobody waits for any more fills the shelf to its level, and no further",
    arguments: [0, 1] as [Int32])
  func orderTooLate(level: Int32) throws {
    var model = model { net, model in
      net.task("look", lane: "tools", work(1, &model, .diagnose))
      net.task("order", lane: "tools", work(5, &model, .orderSpare))
      net.task("ask again", lane: "tools", work(5, &model, .orderSpare))
      net.task("borrow", lane: "vendor", work(5, &model, .drawSpare))
      net.edge("start", "look")
      net.edge("look", "order")
      net.edge("order", "ask again")
      net.edge("ask again", "borrow")
      net.edge("borrow", "end")
    }
    model.support.stock[0].upTo = level
    // The store orders nothing by itself.
    model.support.stock[0].reorderAt = -1
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.entries.count { $0.kind == .partOrdered } == 1)
    #expect(replication.entries.count { $0.kind == .partArrived } == 1)
    #expect(replication.stock[0].left == Int(level))
    #expect(replication.stock[0].used == 1)
    #expect(replication.stock[0].bought == 1 + Int(level))
  }

  @Test(
    "a fault wants its part once, however often the shelf is asked, and what a vendor brings is none",
    arguments: [(0, 0), (1, 1)] as [(Int32, Int)])
  func wantedOnce(stock: Int32, filled: Int) throws {
    var model = model { net, model in
      net.task("look", lane: "tools", work(1, &model, .diagnose))
      net.task("draw", lane: "tools", work(5, &model, .drawSpare))
      net.task("draw again", lane: "tools", work(5, &model, .drawSpare))
      net.task("borrow", lane: "vendor", work(5, &model, .drawSpare))
      net.edge("start", "look")
      net.edge("look", "draw")
      net.edge("draw", "draw again")
      net.edge("draw again", "borrow")
      net.edge("borrow", "end")
    }
    model.support.stock[0].initialStock = stock
    model.drill.measures = [Measure(name: "filled", quantity: .filledAtOnce(Row(0)))]
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.stock[0].wanted == 1 && replication.stock[0].filledAtOnce == filled)
    let measured = replication.measures[0]
    #expect(measured.above == Int64(filled) && measured.below == 1)
  }

  @Test("A vendor who mends brings the part along, which the shelf lacks")
  func vendorMends() throws {
    let model = model { net, model in
      net.task("locate", lane: "vendor", work(5, &model, .diagnose))
      net.task("mend", lane: "vendor", work(30, &model, .repair))
      net.edge("start", "locate")
      net.edge("locate", "mend")
      net.edge("mend", "end")
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.faults.map { minutes($0.ended) } == [45])
    #expect(replication.stock[0].bought == 1 && replication.stock[0].used == 1)
  }

  // MARK: Opening hours

  /// Starts on a Friday at 02:00.
  private var hours: OpeningHours {
    OpeningHours(
      timeOfDay: .hours(2), workingDays: [true, true, false, false, true],
      intervals: [
        OpeningHours.Interval(
          start: .minutes(510), end: .minutes(1050), onWorkingDaysOnly: true),
        OpeningHours.Interval(start: .hours(22), end: .hours(25), onWorkingDaysOnly: true),
      ])
  }

  @Test(
    "hours are open from their first minute to before their last, on their days",
    arguments: [
      // Friday: 08:29, 08:30, 17:29, 17:30, 22:00.
      (389, false), (390, true), (929, true), (930, false), (1200, true),
      // Saturday: 00:59 is still Friday's, 01:00 is not, 09:00 is free.
      (1379, true), (1380, false), (1860, false),
      // Monday 00:30 follows a Sunday; 09:00.
      (4230, false), (4740, true),
    ] as [(Int64, Bool)])
  func opening(minute: Int64, isOpen: Bool) {
    #expect(hours.isOpen(at: .zero + .minutes(minute)) == isOpen)
  }

  @Test("of the night before the drill the hours go on into its first day")
  func openBefore() {
    var hours = hours
    hours.timeOfDay = .minutes(30)
    #expect(hours.isOpen(at: .zero))
    hours.workingDays[0] = false
    #expect(!hours.isOpen(at: .zero))
  }

  @Test("users call in the hours of their service at the times at which they would have anyway")
  func calls() throws {
    func calls(hours: Bool, whenClosed: Double) throws -> [SimulationTime] {
      var model = Model()
      model.drill.horizon = .zero + .days(4)
      var platform = PlatformBuilder()
      platform.component("c", monitoring: .none)
      platform.mode("m", of: "c")
      platform.service("s", needs: .all(["c"]), calls: 20)
      platform.build(into: &model)
      model.platform.openingHours = [self.hours]
      if hours { model.platform.services[0].open = Row(0) }
      model.platform.services[0].callsWhenClosed = Probability(clamped: whenClosed)
      model.drill.injects = [
        Inject(name: "inject:fail", cue: .at(.zero + .minutes(10)), action: .fail(Row(0)))
      ]
      return try Simulation.run(model, seed: 3).entries.filter { $0.kind == .userCall }.map(\.time)
    }
    let all = try calls(hours: false, whenClosed: 0)
    let open = all.filter { hours.isOpen(at: $0) }
    #expect(!open.isEmpty && open.count < all.count)
    #expect(try calls(hours: true, whenClosed: 0) == open)
    #expect(try calls(hours: true, whenClosed: 1) == all)
    let some = try calls(hours: true, whenClosed: 0.3)
    #expect(some.count > open.count && some.count < all.count)
    #expect(Set(some).isSubset(of: Set(all)) && Set(open).isSubset(of: Set(some)))
  }
}
