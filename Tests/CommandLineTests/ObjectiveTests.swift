import Foundation
import Testing

/// What objectives ask for, at the command line.
@Suite("Objectives at the command line")
struct ObjectiveTests {
  private static let drill = "scenarios/drills/worm-in-the-service-hall.yaml"

  private struct Document: Decodable {
    struct Objective: Decodable {
      struct Estimate: Decodable {
        var value: Double
        var lower: Double?
        var upper: Double?
      }

      var name: String
      var unit: String
      var bound: Double
      var confidence: Double
      var estimate: Estimate?
    }

    var objectives: [Objective]
  }

  private func bench(_ folder: Folder, _ options: [String] = []) throws -> Document {
    let ending = try Command.run(
      ["bench", Self.drill, "--replications", "20", "--json"] + options, in: folder)
    #expect([0, 1].contains(ending.status), "\(ending.err)")
    return try JSONDecoder().decode(Document.self, from: Data(ending.out.utf8))
  }

  /// The scenarios, with other objectives in the drill.
  private func folder(objectives: String, uses: String = "") throws -> Folder {
    let folder = try Folder.withOwnScenarios()
    let text = try folder.read(Self.drill)
    let start = try #require(text.range(of: "\nobjectives:\n"))
    let files = "  flows: ../flows\n"
    try folder.write(
      text[..<start.lowerBound].replacingOccurrences(of: files, with: files + uses)
        + "\nobjectives:\n" + objectives, to: Self.drill)
    return folder
  }

  @Test("Metrics of tasks, staff, services, parts and cost are estimated in their units")
  func metrics() throws {
    let document = try bench(
      folder(
        objectives: """
            up: {metric: availability, service: query, mean: ">= 10 %"}
            low: {metric: availability, p10: ">= 10 %"}
            desk: {metric: waiting time, tier: hotline, p95: <= 1 h}
            paid: {metric: cost, mean: <= 1000000}
            rest: {metric: idle time, tier: tier-1, every: ">= 1 %"}
            hops: {metric: reassignments, class: B.1, mean: <= 100}

          """))
    let objectives = document.objectives
    #expect(objectives.map(\.name) == ["up", "low", "desk", "paid", "rest", "hops"])
    #expect(
      objectives.map(\.unit) == [
        "share", "share", "share", "hundredths of the currency", "share", "count",
      ])
    #expect(objectives.map(\.bound) == [0.1, 0.9, 0.95, 1e8, 0.95, 100])
    for objective in objectives where objective.unit == "share" {
      let estimate = try #require(objective.estimate)
      #expect(
        0 <= estimate.lower ?? 0 && estimate.upper ?? 1 <= 1, "\(objective.name)")
    }
    #expect(try #require(objectives[3].estimate).value > 0)
  }

  @Test("An OpenSLO document's objectives are judged as the drill's own")
  func openSLO() throws {
    let asked = "{metric: response time, share within: 30 min, at least: 95 %}"
    let own = try bench(folder(objectives: "  answered: \(asked)\n"))
    let folder = try folder(objectives: "  {}\n", uses: "  objectives: ../slo/answered.yaml\n")
    try folder.write(
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: answered}
      spec:
        budgetingMethod: Occurrences
        indicator:
          spec: {thresholdMetric: {metricSource: {spec: {metric: response time, unit: min}}}}
        objectives: [{op: lte, value: 30, target: 0.95}]

      """, to: "scenarios/slo/answered.yaml")
    let file = try bench(folder)
    #expect(file.objectives.map(\.name) == ["answered"])
    #expect(file.objectives[0].bound == own.objectives[0].bound)
    #expect(file.objectives[0].estimate?.value == own.objectives[0].estimate?.value)
    let check = try Command.run(["check", "scenarios", "--strict"], in: folder)
    #expect(check.status == 0, "\(check.err)")
    let shown = try Command.run(
      ["show", "scenarios/slo/answered.yaml", "--lang", "en"], in: folder)
    #expect(shown.out.contains("response time ≤ 30 min for at least 95 %"))
  }

  @Test(
    "An objective that asks for something else under its name fails the comparison",
    arguments: [
      ("every: <= 300 h", 1), ("mean: <= 300 h", 1), ("level: major, every: <= 3 h", 1),
      ("every: <= 3 h, runs: 1 %", 0),
    ] as [(String, Int32)])
  func redefined(asked: String, status: Int32) throws {
    func objectives(_ asked: String) -> String { "  one: {metric: recovery time, \(asked)}\n" }
    let folder = try folder(objectives: objectives("every: <= 3 h, runs: 2 %"))
    let bench = ["bench", Self.drill, "--replications", "20", "--lang", "en"]
    let written = try Command.run(bench + ["--write-baseline", "b.json"], in: folder)
    #expect([0, 1].contains(written.status), "\(written.err)")
    let text = try folder.read(Self.drill)
    try folder.write(
      text.replacingOccurrences(of: "every: <= 3 h, runs: 2 %", with: asked), to: Self.drill)
    let ending = try Command.run(bench + ["--baseline", "b.json", "--json"], in: folder)
    #expect([0, 1].contains(ending.status), "\(ending.err)")
    let told = try Command.run(bench + ["--baseline", "b.json"], in: folder)
    let isTold = told.out.contains("asks for something else") || told.out.contains("objective/one")
    #expect(isTold == (status == 1), "\(told.out)")
    if status == 1 { #expect(told.status == 1) }
  }

  @Test("Annotations name the drill's file, however the drill was named")
  func annotations() throws {
    let folder = try folder(objectives: "  none: {metric: recovery time, every: < 1 s}\n")
    for name in ["worm-in-the-service-hall", Self.drill] {
      let ending = try Command.run(
        ["bench", name, "--replications", "20", "--annotate"], in: folder)
      #expect(ending.status == 1)
      let file = try #require(ending.err.firstMatch(of: #/::error file=([^,]+),line=([0-9]+)/#))
      #expect(folder.has(String(file.1)), "\(file.1)")
    }
  }

  @Test("More confidence makes wider intervals, and is told")
  func confidence() throws {
    let folder = try Folder.withScenarios()
    let (usual, sure) = (try bench(folder), try bench(folder, ["--confidence", "99.9%"]))
    for (one, other) in zip(usual.objectives, sure.objectives) {
      let count = Double(usual.objectives.count)
      #expect(abs(other.confidence - (1 - 0.001 / count)) < 1e-12)
      guard let lower = one.estimate?.lower, let upper = one.estimate?.upper,
        let least = other.estimate?.lower, let most = other.estimate?.upper
      else { continue }
      #expect(least <= lower && most >= upper && most - least > upper - lower)
    }
    let told = try Command.run(
      ["bench", Self.drill, "--replications", "20", "--lang", "en", "--confidence", "99.9%"],
      in: folder)
    #expect(told.out.contains("99.9 %"))
  }

  @Test("The catalogue tells each metric in both languages, and as JSON")
  func catalogue() throws {
    let folder = try Folder()
    for language in ["zh", "en"] {
      let ending = try Command.run(["metrics", "--lang", language], in: folder)
      #expect(ending.status == 0)
      for word in ["ping-pong", "fill rate", "response time", "level", "step"] {
        #expect(ending.out.contains(word))
      }
    }
    struct Metric: Decodable {
      var metric: String
      var filters: [String]
      var definition: [String: String]
    }
    let ending = try Command.run(["metrics", "--json"], in: folder)
    let metrics = try JSONDecoder().decode([Metric].self, from: Data(ending.out.utf8))
    #expect(metrics.count > 20)
    #expect(metrics.allSatisfy { $0.definition["zh"] != $0.definition["en"] })
    #expect(metrics.first { $0.metric == "availability" }?.filters == ["service"])
  }
}
