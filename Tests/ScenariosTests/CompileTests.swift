import EventKernel
import Foundation
import Scenarios
import Scoring
import Simulator
import Testing

/// What the good drill comes to in rows.
@Suite("A drill as rows")
struct CompileTests {
  private static let path = TestFolders.valid.appendingPathComponent("drill/drills/horizon.yaml")
    .path

  private func drill(
    changing path: String? = nil, _ old: String = "", to new: String = ""
  ) throws -> CompiledDrill {
    let drill = try #require(ScenarioReader.drill(at: Self.path).drill)
    guard let path else { return drill }
    var sources = drill.sources
    let index = try #require(sources.firstIndex { $0.path == path })
    try #require(sources[index].text.contains(old))
    sources[index].text = sources[index].text.replacingOccurrences(of: old, with: new)
    let reading = ScenarioReader.drill(sources: sources)
    #expect(reading.diagnostics.filter { $0.severity == .error }.map(\.message.en) == [])
    return try #require(reading.drill)
  }

  private func row(_ key: String, _ kind: Node.Kind, in drill: CompiledDrill) throws -> Int {
    try #require(
      drill.model.platform.nodes.indices.first {
        drill.lexicon.nodes[$0].key == key && drill.model.platform.nodes[$0].kind == kind
      })
  }

  private func inputs(of row: Int, in drill: CompiledDrill) -> [Int] {
    let platform = drill.model.platform
    return platform.nodes.indices.flatMap { node in
      platform.nodes[node].dependents.filter {
        platform.dependents[Int($0)].index == row
      }.map { _ in node }
    }
  }

  @Test(
    "nodes are components, rooms, services, gates and switches, data, sites and people, each named")
  func nodes() throws {
    let drill = try drill()
    let platform = drill.model.platform
    #expect(platform.components.count == 10)
    #expect(platform.nodes.prefix(10).allSatisfy { $0.kind == .component })
    let kinds = Array(platform.nodes.dropFirst(10).map(\.kind))
    #expect(kinds.prefix(platform.rooms.count).allSatisfy { $0 == .room })
    #expect(kinds[platform.rooms.count] == .service)
    let last = platform.dataSets.count + platform.siteCount + drill.model.support.people.count
    #expect(
      kinds.suffix(last)
        == platform.dataSets.map { _ in .dataSet } + platform.siteNodes.map { _ in .site }
        + platform.personNodes.map { _ in .person })
    #expect(Set(platform.nodes.map(\.name)).count == platform.nodes.count)
    #expect(drill.lexicon.nodes.count == platform.nodes.count)
    for (row, node) in platform.nodes.enumerated() {
      #expect(Int(node.inputCount) == inputs(of: row, in: drill).count)
      #expect(node.threshold <= node.inputCount)
    }
  }

  /// Everything that a platform came to, in words.
  private func tables(withComponents lines: [String]) throws -> [String] {
    let added = lines.map { "  \($0)\n" }.joined()
    let drill = try drill(
      changing: "platforms/small.yaml", "components:\n", to: "components:\n" + added)
    let platform = drill.model.platform
    return platform.nodes.map { "\($0)" } + platform.dependents.map { "\($0)" }
      + platform.components.map { "\($0)" } + platform.failureModes.map { "\($0)" }
      + drill.lexicon.nodes.map { "\($0)" } + drill.lexicon.racks
  }

  @Test(
    "the members of a range are what they are when written one by one, with numbered titles",
    arguments: [
      "{template: machine, title: {zh: 甲, en: A}, room: hall, needs: app-#}",
      "{template: machine, title: {zh: 甲, en: A}, needs: {any of: [app-#, ups]}, room: hall, rack: B#}",
      "{template: machine, title: {zh: 甲 x#, en: A x#}, site: main}",
      "{template: machine, site: main, needs: ups}",
      "{template: office-pc, title: {zh: 甲（乙）, en: A}, site: main, needs: [ups, san]}",
      "{template: office-pc, title: {zh: 甲, en: A}, site: main}",
    ])
  func ranges(value: String) throws {
    let separate = (1...3).map { number in
      "added-\(number): "
        + value.replacingOccurrences(of: "甲, en: A}", with: "甲 \(number), en: A \(number)}")
        .replacingOccurrences(of: "（乙）, en: A}", with: "（乙）\(number), en: A \(number)}")
        .replacingOccurrences(of: "x#", with: "x# \(number)")
        .replacingOccurrences(of: "#", with: "\(number)")
    }
    #expect(
      try tables(withComponents: ["added-1..3: " + value])
        == tables(withComponents: separate))
  }

  @Test("a component in a cooled room needs the room besides its needs")
  func rooms() throws {
    let drill = try drill()
    let app = try row("app-1", .component, in: drill)
    let room = try row("hall", .room, in: drill)
    #expect(inputs(of: app, in: drill).sorted() == [1, room].sorted())
    #expect(drill.model.platform.nodes[app].threshold == 2)
    #expect(drill.model.platform.components[app].room == Row(room))
    #expect(drill.model.platform.nodes[room].reserve != nil)
  }

  @Test("a room is heated by what stands in it, as each says, and software gives off nothing")
  func heat() throws {
    func heat(_ drill: CompiledDrill) throws -> Int64 {
      let room = try row("hall", .room, in: drill)
      let reserve = try #require(drill.model.platform.nodes[room].reserve)
      return drill.model.platform.reserves[reserve].heat
    }
    // Three servers and a storage unit, of which nothing is said.
    #expect(try heat(drill()) == 4_000)
    let path = "platforms/small.yaml"
    #expect(
      try heat(
        drill(changing: path, "    class: server\n", to: "    class: server\n    heat: 600 W\n"))
        == 2_800)
    let software = "components:\n  db: {class: dbms, skill: server, room: hall, needs: app-1}\n"
    #expect(try heat(drill(changing: path, "components:\n", to: software)) == 4_000)
  }

  @Test(
    "of more cooling units than are needed each removes its share; else they cool together",
    arguments: [
      ("crac-1", 1), ("[crac-1, ups]", 1), ("{2 of: [crac-1, ups]}", 1),
      ("{any of: [crac-1, ups]}", 1), ("{2 of: [crac-1, ups, utility]}", 2),
    ] as [(String, Int32)])
  func coolingUnits(needs: String, units: Int32) throws {
    let drill = try drill(
      changing: "platforms/small.yaml", "{needs: crac-1,", to: "{needs: \(needs),")
    let room = try row("hall", .room, in: drill)
    let reserve = try #require(drill.model.platform.nodes[room].reserve)
    #expect(drill.model.platform.reserves[reserve].coolingUnits == units)
  }

  @Test("a service with a fallback is up by its needs or by the switch")
  func fallback() throws {
    let drill = try drill()
    let service = try row("query", .service, in: drill)
    let bridge = try row("query", .failoverSwitch, in: drill)
    #expect(drill.model.platform.nodes[service].threshold == 1)
    #expect(inputs(of: service, in: drill).contains(bridge))
    #expect(drill.model.platform.services[0].failover == Row(bridge))
    let fallback = try row("app-r", .component, in: drill)
    #expect(inputs(of: bridge, in: drill) == [fallback])
    let pair = try #require(
      drill.model.platform.nodes.indices.first {
        drill.model.platform.nodes[$0].kind == .gate
          && drill.model.platform.nodes[$0].inputCount == 3
      })
    #expect(drill.model.platform.nodes[pair].threshold == 2)
  }

  @Test("templates give what a component does not say, and # is the member's number")
  func templates() throws {
    let drill = try drill()
    let third = try row("app-3", .component, in: drill)
    #expect(drill.lexicon.racks[third] == "A3")
    #expect(
      drill.lexicon.nodes[third].title == Bilingual(zh: "应用服务器 3", en: "Application server 3"))
    let desktop = try row("pc-1", .component, in: drill)
    let component = drill.model.platform.components[desktop]
    #expect(component.objectClass == .terminal)
    #expect(component.failureModes.count == 2)
    // A restart of a terminal is what the desk can solve.
    let crash = drill.model.platform.failureModes[Int(component.failureModes.lowerBound)]
    #expect((0..<4).map { crash.solvedBy[$0].value } == [0.65, 0.6, 0.95, 1])
    #expect(crash.kind == .software && !crash.isOnSite)
  }

  @Test("a change of a member of a range changes that member alone")
  func overlay() throws {
    let drill = try drill()
    let racks = ["app-1", "app-2", "app-3"].map { name in
      drill.lexicon.nodes.firstIndex { $0.key == name }.map { drill.lexicon.racks[$0] }
    }
    #expect(racks == ["A1", "B9", "A3"])
    #expect(drill.model.support.stock[0].initialStock == 0)
  }

  @Test("adding a component and a person changes the name of no other")
  func names() throws {
    let before = try drill()
    let platform = try drill(
      changing: "platforms/small.yaml", "components:\n",
      to: "components:\n  new: {class: server, site: main, needs: {any of: [utility, ups]}}\n")
    let names = Set(platform.model.platform.nodes.map(\.name))
    #expect(before.model.platform.nodes.allSatisfy { names.contains($0.name) })
    #expect(
      before.model.platform.failureModes.map(\.name)
        == platform.model.platform.failureModes.map(\.name))
    #expect(before.digest != platform.digest)
    let support = try drill(
      changing: "support/small.yaml", "people:\n",
      to: "people:\n  new: {posts: [expert], site: main}\n")
    #expect(
      before.model.support.people.map(\.name)
        == support.model.support.people.dropFirst().map(\.name))
  }

  @Test("a range of people is dealt out over the teams, and the phase is the drill's start")
  func shifts() throws {
    let model = try drill().model
    #expect(model.support.people.prefix(4).map(\.shift) == [Row(0), Row(1), Row(0), Row(1)])
    // 2026-01-15 02:00 is 14 days and 2 hours after the cycle's first day, of two days.
    #expect(model.support.shifts[0].phase == .hours(2))
    // Night shifts run over the end of the cycle and are cut in two.
    let intervals = model.support.shifts[0].intervals.map {
      [$0.start.seconds / 3600, $0.end.seconds / 3600]
    }
    #expect(intervals == [[0, 8], [8, 20], [44, 48]])
    #expect(model.support.detection.patrols == [.hours(7), .hours(19)])
  }

  @Test("the agreement's targets are spans")
  func agreement() throws {
    let model = try drill().model
    #expect(model.agreement.downtimeAllowance == .seconds(157_680))
    #expect(model.agreement.clocks.map(\.kind) == [.response, .recovery, .summary])
    #expect(model.agreement.clocks[1].target(.general) == .hours(2))
    #expect(model.agreement.clocks[1].target(.major) == .hours(8))
    // In working days, which scoring counts by the calendar.
    #expect(model.agreement.clocks[2].major == .days(1))
    #expect(model.agreement.problemTargets.count == 5)
  }

  @Test("the calendar counts days from the drill's first, with holidays and swapped days")
  func calendar() throws {
    let calendar = try drill().calendar
    // 2026-01-15 is a Thursday; the year's first three days are off, the fourth is at work.
    #expect(calendar.startWeekday == 4)
    #expect(calendar.timeOfDay == .hours(2))
    #expect(calendar.holidays == [-14, -13, -12])
    #expect(calendar.workdays == [-11])
    #expect((0..<5).map { calendar.isWorkingDay($0) } == [true, true, false, false, true])
  }

  @Test("the script refers to rows")
  func script() throws {
    let drill = try drill()
    let script = drill.model.drill
    #expect(script.horizon == .zero + .hours(8))
    #expect(script.injects.count == 6)
    #expect(drill.lexicon.injects.map(\.key).first == "disk")
    #expect(script.deviations[0].nodes.map { drill.lexicon.flowNodes[$0.index].key } == ["mend"])
    #expect(script.deviations[1].nodes.count == 2)
    #expect(script.deviations[2].nodes.count == 2)
    #expect(drill.objectives.count == 4)
    guard case .every(.lessOrEqual, let bound) = drill.objectives[1].test else {
      Issue.record("not a bound on every value")
      return
    }
    #expect(bound == 8 * 3_600_000_000)
    #expect(drill.rubric.weights.reduce(0, +) == 100)
    #expect(drill.rubric.clockWeights.reduce(0, +) == 1_000)
    #expect(drill.digest.count == 64)
  }
}
