import EventKernel
import Foundation
import Reports
import Scenarios
import Simulator
import Testing

/// What changes and settings come to.
@Suite("Changes and settings")
struct OverlayTests {
  static let counts = path("bad-count")

  static func path(_ drill: String) -> String {
    TestFolders.valid.appendingPathComponent("drill/drills/\(drill).yaml").path
  }

  private func drill(_ settings: String, of path: String = counts) throws -> CompiledDrill {
    let reading = ScenarioReader.drill(at: path, settings: settings)
    let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.message.en)
    #expect(errors == [])
    return try #require(reading.drill)
  }

  /// The people whose names begin so, in rows.
  private func people(_ stem: String, _ drill: CompiledDrill) -> [(key: String, person: Person)] {
    zip(drill.lexicon.people, drill.model.support.people)
      .filter { $0.0.key.hasPrefix(stem) }.map { ($0.0.key, $0.1) }
  }

  @Test("a count keeps the first members of a range, and gives them more of their kind")
  func members() throws {
    let written = people("hotline", try drill("{}")).map(\.person.name)
    for count in [1, 3, 4, 7] {
      let found = people("hotline", try drill("support.people.hotline.count: \(count)"))
      #expect(found.map(\.key) == (1...count).map { "hotline-\($0)" })
      for (name, person) in zip(written, found.map(\.person)) { #expect(name == person.name) }
    }
  }

  @Test("the range as it is written says the same as what stands before its numbers")
  func asWritten() throws {
    let one = try drill("support.people.engineer-11..12.count: 3")
    #expect(
      people("engineer-1", one).map(\.key).suffix(3) == [
        "engineer-11", "engineer-12", "engineer-13",
      ])
    let (left, right) = (
      try drill("support.people.hotline.count: 3"),
      try drill("support.people.hotline-1..4.count: 3")
    )
    #expect(left.lexicon.people.map(\.key) == right.lexicon.people.map(\.key))
  }

  @Test("of a count of 0 nobody is there, and that is only worth a warning")
  func nobody() throws {
    let reading = ScenarioReader.drill(at: Self.counts, settings: "support.people.hotline.count: 0")
    let drill = try #require(reading.drill)
    #expect(people("hotline", drill).isEmpty)
    #expect(reading.diagnostics.map(\.rule) == [.emptyRole])
  }

  @Test("the teams of a shift get one after the other, so the first have one more at most")
  func teams() throws {
    for (count, sizes) in [(5, [3, 2]), (6, [3, 3]), (1, [1, 0])] {
      let found = people("hotline", try drill("support.people.hotline.count: \(count)"))
      let rows = found.compactMap { $0.person.shift?.index }
      #expect([0, 1].map { row in rows.count { $0 == row } } == sizes)
    }
  }

  @Test("whom a count adds is as the range is written, not as a member that was changed")
  func added() throws {
    let sites = people("hotline", try drill("{}")).map(\.person.site.index)
    #expect(sites == [0, 0, 0, 1, 0, 0])
    #expect(people("hotline", try drill("{}")).allSatisfy { $0.person.answers != nil })
    let more = people("hotline", try drill("support.people.hotline.count: 8")).map(\.person.site)
    #expect(more.map(\.index) == [0, 0, 0, 1, 0, 0, 0, 0])
  }

  @Test("components are counted too; a pool's count is its own")
  func others() throws {
    let drill = try drill("platform.components.pc.count: 5")
    let keys = drill.lexicon.nodes.map(\.key).filter { $0.hasPrefix("pc-") }
    #expect(keys == ["pc-1", "pc-2", "pc-3", "pc-4", "pc-5"])
    let pools = try self.drill(
      "support.pools.turns-1..2.count: 7", of: Self.path("bad-demand")
    ).model.support.pools
    #expect(pools.map(\.count) == [5, nil, 7, 7])
  }

  @Test("a name of a later range is not used twice")
  func collision() throws {
    let reading = ScenarioReader.drill(
      at: Self.counts, settings: "support.people.engineer-1..2.count: 11")
    #expect(reading.drill == nil)
    #expect(
      DiagnosticText.render(reading.diagnostics, language: .en) == """
        (settings):1:37: error: with 11 of 'engineer-1..2' the name 'engineer-11' is used twice [duplicate-name]
            1 | support.people.engineer-1..2.count: 11
              |                                     ^~

        """)
  }

  // MARK: Settings of the drill itself

  @Test("settings reach the drill's own keys, one point of a rate and one inject of a range too")
  func own() throws {
    let path = Self.path("bad-demand")
    let set = try drill("drill.horizon: 9 d\ndrill.warm up: 2 h", of: path).model.drill
    #expect(set.horizon == .zero + .days(9) && set.warmUp == .hours(2))
    let rates = try drill("drill.demand.by-day.rate.steps.08:00: 7 /h", of: path).model.drill.rates
    #expect(rates[0].points.map(\.rate) == [2, 7, 2])
    let waits = try drill("drill.demand.constant.rate: 6 /h", of: path)
    guard case .every(let law) = waits.model.drill.streams[2].arrivals else {
      Issue.record("not a law")
      return
    }
    #expect(waits.model.laws.mean(law) == 600)
    let late = try drill("drill.injects.disk.at: 45 min").model.drill.injects[0]
    guard case .at(let time) = late.cue else {
      Issue.record("not at a time")
      return
    }
    #expect(time == .zero + .minutes(45))
  }

  @Test("settings are part of a drill's files: another value is another digest, and they are kept")
  func digest() throws {
    let drills = try ["{}", "drill.horizon: 9 h", "drill.horizon: 10 h"].map { try drill($0) }
    #expect(Set(drills.map(\.digest)).count == 3)
    let again = try #require(ScenarioReader.drill(sources: drills[1].sources).drill)
    #expect(again.digest == drills[1].digest && again.model.drill.horizon == .zero + .hours(9))
  }

  @Test(
    "what is wrong in settings is told at its place, with what was meant",
    arguments: [
      ("demand.calls.every: 1 h", "1:1", "did you mean 'drill.demand.calls.every'?"),
      ("drill.demnad.calls.every: 1 h", "1:1", "did you mean 'demand'?"),
      ("drill.demand.call.every: 1 h", "1:1", "did you mean 'calls'?"),
      ("drill.demand.calls.priorty: 1", "1:1", "did you mean 'priority'?"),
      ("drill.demand.calls.rate: 3 /h", "1:26", "kinds of arrival: 'every', 'rate'; one is wanted"),
      ("drill.horizon: 9", "1:16", "the duration '9' has no unit"),
      ("drll.horizon: 9 h", "1:1", "did you mean 'drill'?"),
      ("drill.demand.plain.scaled by: 50 %", "1:1", "'scaled by' goes with 'rate' only"),
    ])
  func wrong(_ settings: String, _ place: String, _ words: String) {
    let reading = ScenarioReader.drill(at: Self.path("bad-demand"), settings: settings)
    let text = DiagnosticText.render(reading.diagnostics, language: .en)
    #expect(reading.drill == nil)
    #expect(text.contains("(settings):\(place): error:") && text.contains(words), "\(text)")
  }

  @Test("a scale multiplies every rate, and thins from the whole when it is less")
  func scales() throws {
    let drill = try drill("{}", of: Self.path("bad-scale"))
    #expect(drill.model.drill.rates.map(\.most) == [3, 12, 15])
    #expect(drill.model.drill.rates.map { $0.points.map(\.rate) } == [[1.5], [4, 12, 4], [8]])
    guard case .every(let law) = drill.model.drill.streams[2].arrivals else {
      Issue.record("a constant rate that is scaled up is no law")
      return
    }
    #expect(drill.model.laws.mean(law) == 800)
  }
}
