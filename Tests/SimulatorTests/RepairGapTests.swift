import EventKernel
import Simulator
import Testing

/// A repair that did not happen says so, and why.
@Suite struct RepairGapTests {
  /// A unit that fails at minute 10 in the ways that are given, one after the other a minute apart,
  /// noticed at once; a flow of diagnosis and repair, ten minutes each.
  private func run(
    lane: String = "desk", isOnSite: Bool = false, byFault: Bool = true,
    _ modes: (inout PlatformBuilder) -> Void
  ) throws -> (model: Model, run: Replication) {
    var world = CaseWorld()
    var platform = PlatformBuilder()
    platform.component("unit")
    modes(&platform)
    platform.build(into: &world.model)
    world.model.platform.siteCount = 2
    let way = world.law(30)
    world.model.platform.travel = [nil, way, way, nil]
    world.model.platform.components[0].site = Row(1)
    world.model.platform.components[0].skill = 1
    for row in world.model.platform.failureModes.indices {
      world.model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(row)"), cue: .at(.zero + .minutes(Int64(10 + row))),
          action: .fail(Row(row))))
    }
    world.model.support.detection.realTimeEvery = .zero
    world.model.support.detection.correlated = .never
    world.model.support.stock = [
      StockItem(
        name: "part:p", initialStock: 0, reorderAt: 0, upTo: 0, leadTime: nil, deadOnTest: .never)
    ]
    world.person("a")
    world.person("b")
    world.model.support.vendors.append(
      Vendor(
        name: "vendor:v", skills: .max, cover: nil, answers: nil, onSite: world.law(40), capacity: 9
      ))
    world.net.lane("vendor", .vendor)
    world.net.flow("event", startsOn: .eventOccurred)
    world.net.node("start", .start(.signal(.eventOccurred)))
    var diagnose = world.work(10)
    diagnose.effect = .diagnose
    world.net.task("diagnose", lane: "tools", diagnose)
    var repair = world.work(10)
    repair.effect = .repair
    repair.isOnSite = isOnSite
    repair.isOnSiteByFault = byFault
    world.net.task("repair", lane: lane, repair)
    world.net.node("end", .end(.none))
    world.net.edge("start", "diagnose")
    world.net.edge("diagnose", "repair")
    world.net.edge("repair", "end")
    let model = world.built()
    return (model, try Simulation.run(model, seed: 1))
  }

  private func gaps(_ run: Replication) -> [RepairGap?] {
    run.entries.filter { $0.kind == .notRepaired }.map { RepairGap(rawValue: $0.value) }
  }

  private func ends(_ run: Replication) -> [Double?] {
    run.faults.map { $0.ended.map { Double($0.microseconds) / 60e6 } }
  }

  @Test("without its part a fault stays, and the record says that there was none")
  func noPart() throws {
    let (_, run) = try run { $0.mode("m", of: "unit", part: 0) }
    #expect(gaps(run) == [.noPart])
    #expect(ends(run) == [nil])
  }

  @Test("a vendor brings the part along")
  func vendorBrings() throws {
    let (_, run) = try run(lane: "vendor") { $0.mode("m", of: "unit", part: 0) }
    #expect(gaps(run).isEmpty)
    #expect(ends(run) == [30])
  }

  @Test("who is not equal to it leaves it as it was")
  func beyondSkill() throws {
    let (_, run) = try run { $0.mode("m", of: "unit", solvedBy: [0, 0, 1, 1]) }
    // The diagnosis of tools is by the vendor's share; the repair is by tier 1.
    #expect(gaps(run) == [.beyondSkill])
    #expect(ends(run) == [nil])
  }

  @Test("nobody repairs from afar what somebody must stand in front of")
  func notThere() throws {
    let (_, run) = try run(byFault: false) { $0.mode("m", of: "unit", onSite: true) }
    #expect(gaps(run) == [.notThere])
    #expect(ends(run) == [nil])
  }

  @Test("tools stand in front of nothing, and repair nothing that takes a part")
  func tools() throws {
    let (_, there) = try run(lane: "tools") { $0.mode("m", of: "unit", onSite: true) }
    #expect(gaps(there) == [.notThere])
    #expect(ends(there) == [nil])
    let (_, part) = try run(lane: "tools") { $0.mode("m", of: "unit", part: 0) }
    #expect(gaps(part) == [.noPart])
    let (_, afar) = try run(lane: "tools") { $0.mode("m", of: "unit") }
    #expect(ends(afar) == [30])
  }

  @Test("a vendor who is not there brings no part along")
  func vendorAfar() throws {
    let (_, run) = try run(lane: "vendor", byFault: false) {
      $0.mode("m", of: "unit", part: 0, onSite: true)
    }
    #expect(gaps(run) == [.noPart])
    #expect(!run.entries.contains { $0.kind == .partDrawn })
    #expect(run.stock[0].bought == 0)
  }

  @Test("a vendor who is on site already does not join from afar")
  func vendorStays() throws {
    var model = try run(lane: "vendor", isOnSite: true) { $0.mode("m", of: "unit") }.model
    // The diagnosis is done on site, the repair from afar.
    let (find, mend) = (Row<FlowNode>(1), Row<FlowNode>(2))
    model.net.nodes[find].lane = model.net.nodes[mend].lane
    model.net.steps[0].isOnSite = true
    model.net.steps[1].isOnSite = false
    model.net.steps[1].isOnSiteByFault = false
    let run = try Simulation.run(model, seed: 1)
    #expect(run.tasks.map(\.isOnSite) == [true, false])
    #expect(run.entries.count { $0.kind == .vendorArrived } == 1)
    #expect(!run.entries.contains { $0.kind == .vendorJoined })
  }

  @Test("automatic response repairs what tools can, and says so of the rest")
  func automatic() throws {
    func run(_ change: (inout Model) -> Void) throws -> Replication {
      var model = try self.run(lane: "tools") { $0.mode("m", of: "unit") }.model
      model.platform.failureModes[0].automatic = .certain
      model.net.steps[1].effect = .autoRespond
      change(&model)
      return try Simulation.run(model, seed: 1)
    }
    #expect(try ends(run { _ in }) == [30])
    let part = try run { $0.platform.failureModes[0].part = Row(0) }
    #expect(gaps(part) == [.noPart] && ends(part) == [nil])
    let there = try run { $0.platform.failureModes[0].isOnSite = true }
    #expect(gaps(there) == [.notThere] && ends(there) == [nil])
  }

  @Test("where the fault says so, people go there first; else they work from where they are")
  func travel() throws {
    let (_, there) = try run { $0.mode("m", of: "unit", onSite: true) }
    #expect(ends(there) == [60])
    #expect(there.tasks.last?.isOnSite == true)
    let (_, afar) = try run { $0.mode("m", of: "unit") }
    #expect(ends(afar) == [30])
    #expect(afar.tasks.last?.isOnSite == false)
  }

  @Test("a vendor arrives where somebody must be there, and joins from afar else")
  func vendors() throws {
    let (_, there) = try run(lane: "vendor") { $0.mode("m", of: "unit", onSite: true) }
    #expect(ends(there) == [70])
    #expect(there.entries.count { $0.kind == .vendorArrived } == 1)
    #expect(!there.entries.contains { $0.kind == .vendorJoined })
    let (_, afar) = try run(lane: "vendor") { $0.mode("m", of: "unit") }
    #expect(ends(afar) == [30])
    #expect(afar.entries.count { $0.kind == .vendorJoined } == 1)
    #expect(!afar.entries.contains { $0.kind == .vendorArrived })
  }

  @Test("two cases about one fault do not repair it twice")
  func otherHands() throws {
    // Three alarms at least of one cause: it shows at what needs the unit, too.
    let (_, run) = try run { platform in
      platform.mode("m", of: "unit")
      platform.component("next", needs: .all(["unit"]))
    }
    #expect(run.incidents.count == 2)
    #expect(gaps(run) == [.inOtherHands] || gaps(run).isEmpty)
    #expect(ends(run) == [30])
    #expect(run.tasks.count { $0.outcome == .done } == 4)
  }
}
