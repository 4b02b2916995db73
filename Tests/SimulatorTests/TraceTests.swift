import EventKernel
import Simulator
import Testing

/// Without a trace, rows of what is over serve again; nothing else may change.
@Suite struct TraceTests {
  @Test("a run without a trace counts what the same run with one counts, in a thousand worlds")
  func untracedCountsAlike() throws {
    for seed in InvariantTests.seeds {
      let model = DrawnWorld.model(seed: seed)
      let traced = try Simulation.run(model, seed: seed)
      let bare = try Simulation.run(model, seed: seed, isTraced: false)
      #expect(bare.eventCount == traced.eventCount, "seed \(seed)")
      #expect(bare.edgeCounts == traced.edgeCounts, "seed \(seed)")
      #expect(bare.downtime == traced.downtime, "seed \(seed)")
      #expect(bare.busy == traced.busy, "seed \(seed)")
      #expect(bare.overtime == traced.overtime, "seed \(seed)")
      #expect(bare.dataLost == traced.dataLost, "seed \(seed)")
      #expect(bare.infectedCount == traced.infectedCount, "seed \(seed)")
      #expect(bare.stock.map(\.left) == traced.stock.map(\.left), "seed \(seed)")
      #expect(bare.entries.isEmpty && bare.tasks.isEmpty && bare.incidents.isEmpty)
    }
  }
}
