import Foundation
import Rehearsal
import Scenarios
import Testing

/// Parts of a bench in files, and what is made of them.
@Suite("Parts of a bench")
struct BenchPartTests {
  private static func parts(
    _ drill: CompiledDrill, of planned: Int = 12, seed: UInt64 = 1
  ) throws -> [BenchPart] {
    try (1...3).map {
      try #require(try Rehearse.part(Shard($0, of: 3), of: planned, drill, seed: seed, threads: 1))
    }
  }

  @Test("that are missing, doubled or of another bench are not merged")
  func merging() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let parts = try Self.parts(drill)
    #expect(try Rehearse.merge([parts[2], parts[0], parts[1]]).done == 12)
    #expect(throws: BenchPartError.missing(0..<1)) { try Rehearse.merge([]) }
    #expect(throws: BenchPartError.missing(0..<4)) { try Rehearse.merge([parts[1], parts[2]]) }
    #expect(throws: BenchPartError.missing(4..<8)) { try Rehearse.merge([parts[0], parts[2]]) }
    #expect(throws: BenchPartError.missing(8..<12)) { try Rehearse.merge([parts[0], parts[1]]) }
    #expect(throws: BenchPartError.doubled(4..<8)) { try Rehearse.merge(parts + [parts[1]]) }
    var edited = try DrillFiles(BenchTests.worm)
    edited.sources[0].text += "# a comment\n"
    for others in [
      try Self.parts(drill, seed: 2), try Self.parts(drill, of: 24),
      try Self.parts(edited.compiled()),
    ] {
      #expect(throws: BenchPartError.different) {
        try Rehearse.merge([parts[0], others[1], parts[2]])
      }
    }
  }

  @Test("A part that is stopped is none")
  func stopped() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let part = try Rehearse.part(
      Shard(1, of: 1), of: 1_000_000, drill, seed: 1, threads: 1, while: { done, _ in done < 9 })
    #expect(part == nil)
  }

  private static func file() throws -> [String: Any] {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let text = BenchPartFile(BenchPart(whole: try BenchTests.bench(drill, 4))).text
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("A file is refused by what is wrong with it: kind, version, format, numbers, drill")
  func refused() throws {
    let file = try Self.file()
    for (key, value, error) in [
      ("kind", "sandtable baseline", .unreadable), ("sandtable", "0.0.9", .version("0.0.9")),
      ("format", 1, .unreadable), ("seed", "-1", .unreadable), ("looks", 0, .unreadable),
      ("looks", 65, .unreadable), ("looks", Int.max, .unreadable),
      ("planned", 3, .unreadable), ("planned", BenchPlan.greatest + 1, .unreadable),
      ("first", -1, .unreadable), ("end", 3, .unreadable),
      ("figures", ["x"], .unreadable), ("sources", [Any](), .drill),
      ("sources", [["path": "a.yaml", "text": "drill: {"]], .drill),
    ] as [(String, Any, BenchPartError)] {
      var changed = file
      changed[key] = value
      let data = try JSONSerialization.data(withJSONObject: changed)
      #expect(throws: error, "\(key): \(value)") { try Rehearse.part(in: data) }
    }
    // A later version's file may have any shape.
    let later = Data(#"{"kind": "sandtable bench part", "sandtable": "9.0.0"}"#.utf8)
    #expect(throws: BenchPartError.version("9.0.0")) { try Rehearse.part(in: later) }
  }

  @Test("Decoding a file reads none of the texts in it")
  func decoding() throws {
    var changed = try Self.file()
    changed["sources"] = [["path": "a.yaml", "text": "drill: {"]]
    let file = try BenchPartFile(JSONSerialization.data(withJSONObject: changed))
    #expect(file.sources.map(\.text) == ["drill: {"])
    #expect(throws: BenchPartError.drill) { try BenchPart(file) }
  }

  @Test("A baseline of another drill is refused, and names both")
  func otherBaseline() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let night = try DrillFiles(BenchTests.night).compiled()
    let text = Baseline(try BenchTests.bench(drill, 4)).text
    #expect(try Rehearse.baseline(in: text, of: drill) == Baseline(text: text))
    #expect(
      throws: BaselineError.otherDrill(BenchTests.worm, wanted: BenchTests.night)
    ) { try Rehearse.baseline(in: text, of: night) }
  }

  @Test("A bench is planned by what is asked for, and only objectives can be precise")
  func plans() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    #expect(try BenchPlan(for: drill, replications: 7) == .replications(7))
    #expect(
      try BenchPlan(for: drill) == .decided(precision: nil, first: 64, most: 4096))
    #expect(
      try BenchPlan(for: drill, most: 9) == .decided(precision: nil, first: 64, most: 9))
    var aimless = drill
    aimless.objectives = []
    #expect(try BenchPlan(for: aimless) == .replications(400))
    aimless.replications = 30
    #expect(try BenchPlan(for: aimless) == .replications(30))
    #expect(throws: BenchPlanError.noObjectives(drill: BenchTests.worm)) {
      try BenchPlan(for: aimless, most: 9)
    }
  }
}
