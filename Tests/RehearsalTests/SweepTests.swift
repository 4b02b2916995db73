import EventKernel
import Rehearsal
import Scenarios
import Testing

/// One setting after the other, and one drill beside another.
@Suite("Sweeps and comparisons")
struct SweepTests {
  private static let engineers = "support.people.power-expert-1..2.site"

  @Test(
    "A variation is read from a path and its values",
    arguments: [
      ("a.b=2..4", "a.b", ["2", "3", "4"]), (" a = x , y ", "a", ["x", "y"]), ("a=7", "a", ["7"]),
      ("a=-1..1", "a", ["-1", "0", "1"]), ("a=1..x", "a", ["1..x"]), ("a=b=c", "a", ["b=c"]),
      ("a={uniform: [1 h, 2 h]},3 h", "a", ["{uniform: [1 h, 2 h]}", "3 h"]),
    ])
  func variation(text: String, path: String, values: [String]) {
    let variation = Variation(text)
    #expect(variation?.path == path && variation?.values == values)
  }

  @Test(
    "What is no variation is refused",
    arguments: [
      "", "a", "=1,2", "a=", "a=1,1", "a=3..2", "a=1..201", "a=1,,2", "a=1\n2", "a\nb=1",
      "a=\(Int.min)..\(Int.max)",
    ])
  func noVariation(text: String) {
    #expect(Variation(text) == nil)
  }

  @Test("A variation's path is quoted, its values are the writer's YAML")
  func settings() throws {
    let variation = try #require(Variation("a.it's=1,{b: 2}"))
    #expect(variation.settings == ["'a.it''s': 1\n", "'a.it''s': {b: 2}\n"])
  }

  /// The night with the expert of power at one site or the other.
  private static func sites() throws -> (Variation, [CompiledDrill]) {
    let variation = try #require(Variation("\(engineers)=main,recovery"))
    let drills = try variation.settings.map {
      try #require(
        ScenarioReader.drill(at: DrillFiles.path(BenchTests.night), settings: $0).drill)
    }
    return (variation, drills)
  }

  @Test("A sweep has the bench of each value, over the same nights")
  func sweep() throws {
    let (variation, drills) = try Self.sites()
    let sweep = try Rehearse.sweep(variation, drills, replications: 12, seed: 3, threads: 2)
    #expect(sweep.path == Self.engineers && sweep.planned == 2 && !sweep.isPartial)
    #expect(sweep.points.map(\.value) == ["main", "recovery"])
    for (point, drill) in zip(sweep.points, drills) {
      #expect(point.bench.sums == (try BenchTests.bench(drill, 12, seed: 3)).sums)
    }
    #expect(sweep.points[0].bench.sums != sweep.points[1].bench.sums)
  }

  @Test("A sweep without a number has as many runs as the drill says, else the usual number")
  func usual() throws {
    var drill = try DrillFiles(BenchTests.worm).compiled()
    let variation = try #require(Variation("a=1"))
    drill.replications = 5
    #expect(try Rehearse.sweep(variation, [drill], seed: 1).points[0].bench.planned == 5)
    drill.replications = nil
    var planned = 0
    let none = try Rehearse.sweep(
      variation, [drill], seed: 1,
      while: { _, count in
        planned = count
        return false
      })
    #expect(planned == BenchPlan.usualReplications)
    #expect(none.points.isEmpty && none.isPartial)
  }

  @Test("A sweep that is stopped leaves out that value and those after it")
  func stopped() throws {
    let (variation, drills) = try Self.sites()
    let long = try Rehearse.sweep(
      variation, drills, replications: 1_000_000, seed: 1, threads: 2,
      while: { done, _ in done < 9 })
    #expect(long.isPartial && long.planned == 2 && long.points.isEmpty)
    // Asked before each value, whose six runs are over before it is asked again.
    var begun = 0
    let short = try Rehearse.sweep(
      variation, drills, replications: 6, seed: 1, threads: 2,
      while: { done, _ in
        if done == 0 { begun += 1 }
        return begun < 2 || done > 0
      })
    #expect(short.isPartial && short.points.count < 2)
  }

  @Test("A comparison plays its drills over the same nights, and takes kept results as they are")
  func comparison() throws {
    let (_, drills) = try Self.sites()
    let benches = try drills.map { try BenchTests.bench($0, 30, seed: 3) }
    let wanted = Comparison(benches[1], with: benches[0])
    #expect(!wanted.isSame)
    let sides: [(ComparedSide, ComparedSide)] = [
      (.drill(drills[0]), .drill(drills[1])), (.kept(benches[0]), .drill(drills[1])),
      (.kept(benches[0]), .kept(benches[1])),
    ]
    for (before, after) in sides {
      let found = try #require(
        try Rehearse.compare(before, after, replications: 30, seed: 3, threads: 2))
      #expect(found.isPaired && found.earlier?.sums == benches[0].sums)
      #expect(found.after.sums == benches[1].sums)
      #expect(found.figures.map(\.change) == wanted.figures.map(\.change))
    }
    // The kept ones are of the nights on which they were played.
    let other = try #require(
      try Rehearse.compare(.kept(benches[0]), .drill(drills[0]), replications: 30, seed: 4))
    #expect(!other.isPaired)
  }

  @Test("A comparison that is stopped is none")
  func stoppedComparison() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let bench = try BenchTests.bench(drill, 4)
    for (before, after) in [
      (ComparedSide.drill(drill), ComparedSide.kept(bench)), (.kept(bench), .drill(drill)),
    ] {
      let comparison = try Rehearse.compare(
        before, after, replications: 4, seed: 1, while: { _, _ in false })
      #expect(comparison == nil)
    }
  }

  @Test("A tolerance is that of the comparison")
  func tolerance() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let comparison = try Rehearse.compare(
      .drill(drill), .drill(drill), replications: 4, seed: 1, tolerance: Probability(clamped: 0.2))
    #expect(comparison?.tolerance.value == 0.2)
    #expect(comparison?.isSame == true)
  }
}
