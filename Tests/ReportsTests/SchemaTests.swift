import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Scoring
import Testing

/// What the command line prints as JSON keeps to the schemas that are published.
@Suite("Published schemas")
struct SchemaTests {
  private static func comparison() -> Comparison {
    Comparison(Fixture.bench(later: 60), with: Fixture.bench())
  }

  private static func gate() -> Gate {
    func drill(_ bench: Bench, _ path: String) -> TreeDrill {
      TreeDrill(path: path, inside: path, drill: bench.drill)
    }
    let (before, after) = (Fixture.bench(), Fixture.bench(later: 60))
    let old = drill(before, "drills/a.yaml")
    return Gate(
      [
        GatedDrill(
          DrillPair(before: old, after: drill(after, "drills/a.yaml")), .compared(comparison())),
        GatedDrill(DrillPair(after: drill(after, "drills/b.yaml")), .alone(after)),
        GatedDrill(DrillPair(before: old, after: old), .alone(before)),
        GatedDrill(DrillPair(before: old), .unplayed),
      ], planned: 5, seed: 1,
      rules: GateRules(
        tolerance: Probability(clamped: 0.01), allowed: ["a", "b"], isStrict: true))
  }

  private func expect(_ text: String, keeps schema: String) throws {
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(try SchemaChecker.published(schema).faults(in: document) == [])
  }

  @Test("are kept by a bench, alone and with what it is compared with")
  func bench() throws {
    let comparison = Self.comparison()
    try expect(BenchJSON.render(comparison.after), keeps: "bench")
    try expect(BenchJSON.render(comparison.after, comparison), keeps: "bench")
  }

  @Test("are kept by a comparison, a sweep, a gate and a baseline")
  func others() throws {
    try expect(ComparisonJSON.render(Self.comparison()), keeps: "comparison")
    try expect(SweepJSON.render(Fixture.sweep()), keeps: "sweep")
    try expect(GateJSON.render(Self.gate(), version: "0"), keeps: "gate")
    try expect(Baseline(Fixture.bench()).text, keeps: "baseline")
  }

  @Test("a run's knows every metric that an objective may have, and no other word")
  func metrics() throws {
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/run.json")
    let read = try JSONSerialization.jsonObject(with: try Data(contentsOf: golden))
    var document = try #require(read as? [String: Any])
    var objective = try #require((document["objectives"] as? [[String: Any]])?.first)
    let schema = try SchemaChecker.published("run")
    func faults(_ metric: String) -> [String] {
      objective["metric"] = metric
      document["objectives"] = [objective]
      return schema.faults(in: document)
    }
    for metric in Metric.allCases where metric.isOfObjectives {
      #expect(faults(metric.rawValue) == [], "\(metric)")
    }
    #expect(!faults("time until").isEmpty)
  }

  @Test("bounds that no drill has, in a baseline that was made up, end no text")
  func absurdBounds() throws {
    for limit in [Int64(1) << 60, -(1 << 60), 0] {
      var before = Baseline(Fixture.bench())
      for row in before.entries.indices { before.entries[row].judged?.question.limit = limit }
      let comparison = Comparison(Fixture.bench(), with: before)
      for language in Language.allCases {
        let text = ComparisonText.render(comparison, language: language, width: 80, colour: false)
        #expect(!text.isEmpty)
        #expect(
          !BenchMarkdown.render(comparison.after, comparison, language: language).isEmpty)
      }
      try expect(ComparisonJSON.render(comparison), keeps: "comparison")
    }
  }

  @Test("a gate says the same in every format: who fails, and why first")
  func formats() throws {
    let gate = Self.gate()
    #expect(!gate.isPassed && gate.isPartial)
    for language in Language.allCases {
      let page = GateMarkdown.render(gate, language: language)
      let text = GateText.render(gate, language: language, width: 100, colour: false)
      let first = try #require(text.split(separator: "\n").first).dropFirst(2)
      #expect(page.hasPrefix("## ❌ ") && page.contains(first.prefix(12)))
      #expect(!text.contains(" \n"))
      #expect(GateAnnotations.render(gate, language: language).contains("::error file=drills/"))
      let junit = GateJUnit.render(gate, language: language)
      #expect(junit.contains("<failure ") && junit.contains("file=\"drills/a.yaml\""))
    }
  }
}
