import EventKernel
import Simulator
import Testing

/// Without a trace, rows of what is over serve again; nothing else may change.
@Suite struct TraceTests {
  @Test("a run without a trace counts what the same run with one counts, in a thousand worlds")
  func untracedCountsAlike() throws {
    let worlds =
      InvariantTests.seeds.map { ($0, DrawnWorld.model(seed: $0)) }
      + drawnSeeds(300).map { ($0, DrawnRepairs.model(seed: $0)) }
    for (seed, model) in worlds {
      let traced = try Simulation.run(model, seed: seed)
      let bare = try Simulation.run(model, seed: seed, isTraced: false)
      #expect(bare.eventCount == traced.eventCount, "seed \(seed)")
      #expect(bare.edgeCounts == traced.edgeCounts, "seed \(seed)")
      #expect(bare.downtime == traced.downtime, "seed \(seed)")
      #expect(bare.busy == traced.busy, "seed \(seed)")
      #expect(bare.overtime == traced.overtime, "seed \(seed)")
      #expect(bare.dataLost == traced.dataLost, "seed \(seed)")
      #expect(bare.hitCount == traced.hitCount, "seed \(seed)")
      #expect(bare.stock.map(\.left) == traced.stock.map(\.left), "seed \(seed)")
      #expect(bare.entries.isEmpty && bare.tasks.isEmpty && bare.incidents.isEmpty)
    }
  }
}
