import EventKernel
import Testing

@testable import Simulator

/// A world under way goes on in a branch, without its past.
@Suite struct BranchTests {
  /// A world that has handled so many events.
  private static func world(_ model: SharedModel, seed: UInt64, events: Int) -> World {
    var world = World(model, seed: seed)
    _ = world.advance(pausingAt: events)
    return world
  }

  @Test("what it comes to is counted as in the world itself, with a trace and without")
  func countsAlike() throws {
    for seed in drawnSeeds(300) {
      let model = SharedModel(
        seed % 2 == 0 ? DrawnWorld.model(seed: seed) : DrawnRepairs.model(seed: seed))
      let whole = try Simulation.run(model, seed: seed)
      var world = Self.world(model, seed: seed, events: whole.eventCount * Int(seed % 10) / 10)
      for traced in [true, false] {
        var branch = world.branch(traced: traced)
        _ = branch.advance()
        let end = branch.finish()
        #expect(end.eventCount == whole.eventCount, "seed \(seed)")
        #expect(end.edgeCounts == whole.edgeCounts, "seed \(seed)")
        #expect(end.downtime == whole.downtime && end.busy == whole.busy, "seed \(seed)")
        #expect(end.dataLost == whole.dataLost, "seed \(seed)")
        #expect(end.hitCount == whole.hitCount, "seed \(seed)")
        #expect(end.stock.map(\.left) == whole.stock.map(\.left), "seed \(seed)")
        #expect(traced || end.entries.isEmpty)
        #expect(end.entries == Array(whole.entries.suffix(end.entries.count)), "seed \(seed)")
      }
      // The world itself is as it was.
      _ = world.advance()
      #expect(world.finish().entries == whole.entries, "seed \(seed)")
    }
  }
}
