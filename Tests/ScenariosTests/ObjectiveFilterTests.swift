import EventKernel
import Foundation
import Scenarios
import Scoring
import Simulator
import Testing

@Suite("Objectives of a drill")
struct ObjectiveFilterTests {
  private func drill(_ name: String) throws -> CompiledDrill {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/\(name).yaml").path
    return try #require(ScenarioReader.drill(at: path).drill)
  }

  @Test("A filter names rows of the drill's files")
  func filters() throws {
    let drill = try drill("objective-filter")
    func filter(_ name: String) throws -> MetricFilter {
      try #require(drill.objectives.first { $0.name == name }).filter
    }
    let steps = try #require(try filter("mended").steps)
    #expect(steps.map { drill.lexicon.flowNodes[$0.index].key } == ["mend"])
    #expect(try filter("mended").level == .major)
    #expect(try filter("recovered").caseClass == .object(.network))
    #expect(try filter("recovered").priority == 5)
    #expect(try filter("malware").caseClass == .emergency(.malware))
    #expect(try filter("malware").tier == .tier2)
    #expect(try filter("shelf").parts == [Row(0)])
    #expect(try filter("held-back") == MetricFilter())
  }

  @Test("What a service hangs on is all that feeds it, its fallback too, and nothing else")
  func service() throws {
    let drill = try drill("objective-filter")
    let objective = try #require(drill.objectives.first { $0.name == "queries" })
    let scope = try #require(objective.filter.service)
    #expect(drill.lexicon.nodes[scope.node.index].key == "query")
    let inside = drill.model.platform.components.indices.filter { scope.components[$0] }
      .map { drill.lexicon.nodes[$0].key }
    #expect(inside.contains("app-1") && inside.contains("san") && inside.contains("utility"))
    #expect(inside.contains("app-r"))
    #expect(!inside.contains("pc-1"))
  }

  @Test("An OpenSLO document gives the drill objectives like its own")
  func openSLO() throws {
    let drill = try drill("objective-file")
    #expect(drill.objectives.map(\.name) == ["other", "answered", "answered-2"])
    let answered = drill.objectives[1]
    #expect(answered.metric == .responseTime && answered.filter == MetricFilter(level: .major))
    #expect(drill.lexicon.objectives[1].title.en == "Within half an hour")
    #expect(drill.lexicon.objectives[2].title.en == "Answered in time 2")
    let half = TimeSpan.minutes(30).microseconds
    guard case .share(half, let atLeast) = answered.test else {
      Issue.record("\(answered.test)")
      return
    }
    #expect(atLeast.value == 0.95)
    let hour = TimeSpan.minutes(60).microseconds - 1
    guard case .share(hour, let second) = drill.objectives[2].test else {
      Issue.record("\(drill.objectives[2].test)")
      return
    }
    #expect(second.value == 0.995)
    // It is one of the drill's files, and stands where the drill names it.
    #expect(drill.sources.contains { $0.path == "slo/answered.yaml" })
    #expect(drill.objectiveLines[1] == drill.objectiveLines[2])
  }

  @Test(
    "Of what has one value a run the target is the share of runs, and of a ratio the least share",
    arguments: [
      ("slo-floor", 995_000, 0.95), ("slo-raw", 950_000, Objective.usualRuns.value),
    ] as [(String, Int64, Double)])
  func wholeRun(name: String, bound: Int64, runs: Double) throws {
    let path = TestFolders.valid.appendingPathComponent(name + ".yaml").path
    guard case .openSLO(let document) = ScenarioReader.document(at: path).document else {
      Issue.record("no document")
      return
    }
    #expect(document.objectives.count == 2)
    guard case .metric(.availability) = document.objectives[0].subject else {
      Issue.record("\(document.objectives[0].subject)")
      return
    }
    guard case .every(.greaterOrEqual, bound) = document.objectives[0].test else {
      Issue.record("\(document.objectives[0].test)")
      return
    }
    #expect(document.objectives[0].runs.value == runs)
  }
}
