import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Simulator
import Statistics
import Testing

/// A bench beside an earlier one.
@Suite("Comparison")
struct ComparisonTests {
  private static let roster =
    "  security-watch-1..8: {posts: [security-watch, implementation-group], shift: four-teams"

  private static func files(_ name: String = BenchTests.night) throws -> DrillFiles {
    try DrillFiles(name)
  }

  @Test("A comment changes nothing: every difference is exactly zero")
  func comment() throws {
    var files = try Self.files()
    let before = Baseline(try BenchTests.bench(files.compiled(), 40))
    files.sources[0].text = "# a comment\n" + files.sources[0].text
    let after = try BenchTests.bench(files.compiled(), 40)
    #expect(after.drill.digest != before.digest)
    let comparison = Comparison(after, with: before)
    #expect(comparison.isSame && comparison.regressions.isEmpty && !comparison.isBroken)
    #expect(
      comparison.figures.allSatisfy {
        ($0.difference?.estimate ?? 0) == 0 && ($0.difference?.halfWidth ?? 0) == 0
      })
  }

  @Test("Half of the security watch is missed, and the steps that wait for them are named")
  func roster() throws {
    var files = try Self.files()
    let before = Baseline(try BenchTests.bench(files.compiled(), 400))
    try files.change(
      "support/province.yaml", Self.roster,
      to: Self.roster.replacing("security-watch-1..8", with: "security-watch-1..4"))
    let after = try BenchTests.bench(files.compiled(), 400)
    let paired = Comparison(after, with: before)
    #expect(paired.isPaired)
    let worse = paired.regressions.map(\.name)
    #expect(worse.contains("containment time/mean"), "\(worse)")
    let cause = try #require(paired.causes.first)
    #expect(cause.change == .worse && cause.name.hasPrefix("waiting time/"), "\(cause.name)")
    // On other nights the same change has a wider interval.
    let other = try BenchTests.bench(files.compiled(), 400, seed: 2)
    let apart = Comparison(other, with: before)
    #expect(!apart.isPaired)
    func width(_ comparison: Comparison) throws -> Double {
      let figure = try #require(comparison.figures.first { $0.name == "response time/mean" })
      return try #require(figure.difference).halfWidth
    }
    let (narrow, wide) = (try width(paired), try width(apart))
    #expect(wide > 2 * narrow, "\(narrow) paired, \(wide) apart")
  }

  @Test("Nothing changed on other nights is called a regression no more often than stated")
  func falseAlarms() throws {
    let drill = try Self.files(BenchTests.worm).compiled()
    let rounds = 60 * Self.more
    var alarms = 0
    for round in 0..<UInt64(rounds) {
      let before = Baseline(try BenchTests.bench(drill, 40, seed: 1_000 + 2 * round))
      let after = try BenchTests.bench(drill, 40, seed: 1_001 + 2 * round)
      if !Comparison(after, with: before).regressions.isEmpty { alarms += 1 }
    }
    // Regressions are one side of intervals that miss once in twenty; and three standard errors.
    let most = 0.05 * Double(rounds) + 3 * (0.05 * 0.95 * Double(rounds)).squareRoot()
    #expect(Double(alarms) <= most, "\(alarms) of \(rounds)")
  }

  /// More rounds in a long run.
  private static var more: Int {
    max(1, ProcessInfo.processInfo.environment["SANDTABLE_ROUNDS"].flatMap { Int($0) } ?? 1)
  }

  @Test("What is within the tolerance is no regression")
  func tolerance() throws {
    var files = try Self.files()
    let before = Baseline(try BenchTests.bench(files.compiled(), 400))
    try files.change(
      "support/province.yaml", Self.roster,
      to: Self.roster.replacing("security-watch-1..8", with: "security-watch-1..4"))
    let after = try BenchTests.bench(files.compiled(), 400)
    #expect(!Comparison(after, with: before).regressions.isEmpty)
    let tolerant = Comparison(after, with: before, tolerance: Probability(clamped: 0.9))
    #expect(tolerant.regressions.isEmpty)
  }

  @Test("A baseline comes back from its file as it was")
  func baselineFile() throws {
    let bench = try BenchTests.bench(try Self.files(BenchTests.worm).compiled(), 30)
    let baseline = Baseline(bench)
    #expect(try Baseline(text: baseline.text) == baseline)
    #expect(Comparison(bench, with: try Baseline(text: baseline.text)).isSame)
    // A line for each figure, so that a change shows where it is.
    #expect(
      baseline.text.split(separator: "\n").count
        == baseline.entries.count + baseline.files.count + 10)
  }

  @Test(
    "What is no baseline is refused",
    arguments: [
      ("", BaselineError.empty), (" \n", .empty), ("{}", .unreadable), ("no", .unreadable),
      (#"{"kind": "sandtable baseline", "format": 4}"#, .format(4)),
      (#"{"kind": "sandtable baseline", "format": 1}"#, .older(format: 1)),
      (#"{"kind": "sandtable baseline", "format": 2}"#, .older(format: 2)),
      (#"{"kind": "sandtable baseline", "format": 3}"#, .edited(line: 1)),
      (#"{"kind": "another", "format": 2}"#, .unreadable),
      ("{\n\"kind\": \"sandtable baseline\",\n\"format\": 3,\n", .edited(line: 4)),
    ])
  func refused(text: String, error: BaselineError) {
    #expect(throws: error) { try Baseline(text: text) }
  }

  @Test("A broken part is refused, whatever was done to it")
  func brokenParts() throws {
    let drill = try Self.files(BenchTests.worm).compiled()
    let bench = try BenchTests.bench(drill, 4)
    let data = Data(BenchPartFile(BenchPart(whole: bench)).text.utf8)
    var draws = RandomSource(seed: 1, replication: 0)
      .draws(purpose: NameHash("break"), entity: NameHash("part"), ordinal: 0)
    var refused = 0
    for _ in 0..<60 {
      var broken = data
      let place = Int(draws.below(UInt64(data.count)))
      broken[broken.startIndex + place] = UInt8(draws.below(256))
      if (try? Rehearse.part(in: broken)) == nil { refused += 1 }
      let cut = data.prefix(Int(draws.below(UInt64(data.count))))
      #expect(throws: BenchPartError.unreadable) { try Rehearse.part(in: Data(cut)) }
    }
    // Most bytes are of the drill's files, where a comment or a text may change.
    #expect(refused > 0)
  }
}
