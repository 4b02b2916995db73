import EventKernel
import Simulator
import Testing

/// A world that is used again for the next replication.
@Suite struct RestartTests {
  /// What a replication came to, as far as it can be compared.
  private func told(_ record: Replication) -> [String] {
    ["\(record)"]
  }

  @Test("a world that is used again gives what a new one gives", arguments: [true, false])
  func restartedIsAsNew(isTraced: Bool) throws {
    for seed in 1..<61 as Range<UInt64> {
      let model = SharedModel(DrawnWorld.model(seed: seed))
      let runner = ReplicationRunner(model, isTraced: isTraced)
      for replication in 0..<5 as Range<UInt64> {
        let again = try runner.run(seed: seed, replication: replication)
        let new = try Simulation.run(
          model, seed: seed, replication: replication, isTraced: isTraced)
        #expect(told(again) == told(new), "seed \(seed), replication \(replication)")
      }
    }
  }

  @Test("so it does with streams, pools, shelves and measures", arguments: [true, false])
  func restartedDemandIsAsNew(isTraced: Bool) throws {
    for seed in 1..<41 as Range<UInt64> {
      let model = SharedModel(DrawnDemand.model(seed: seed))
      let runner = ReplicationRunner(model, isTraced: isTraced)
      for replication in 0..<4 as Range<UInt64> {
        let again = try runner.run(seed: seed, replication: replication)
        let new = try Simulation.run(
          model, seed: seed, replication: replication, isTraced: isTraced)
        #expect(told(again) == told(new), "seed \(seed), replication \(replication)")
        #expect(again.measures == new.measures)
      }
    }
  }

  @Test("a record that is held while its world goes on stays as it was")
  func heldRecordStays() throws {
    let runner = ReplicationRunner(SharedModel(DrawnWorld.model(seed: 12)), isTraced: true)
    let first = try runner.run(seed: 1, replication: 0)
    let before = told(first)
    for replication in 1..<9 as Range<UInt64> {
      _ = try runner.run(seed: 1, replication: replication)
    }
    #expect(told(first) == before)
    #expect(try told(runner.run(seed: 1, replication: 0)) == before)
  }

  @Test("after a replication that was stopped the next one is as ever")
  func stoppedLeavesNothing() throws {
    let model = SharedModel(DrawnWorld.model(seed: 12))
    let runner = ReplicationRunner(model, isTraced: true)
    _ = try runner.run(seed: 1, replication: 0)
    #expect(throws: RunInterrupted.self) {
      try runner.run(seed: 1, replication: 1, while: { false })
    }
    let new = try Simulation.run(model, seed: 1, replication: 2)
    #expect(try told(runner.run(seed: 1, replication: 2)) == told(new))
  }

  @Test("an event list that is emptied gives events out as a new one does")
  func emptiedListIsAsNew() {
    var list = EventList()
    for round in 0..<4 {
      var new = EventList()
      var draws = RandomSource(seed: 3, replication: UInt64(round)).draws(
        purpose: "test", entity: "list", ordinal: 0)
      for row in 0..<3_000 {
        let time = SimulationTime(microseconds: Int64(draws.below(1 << UInt64(10 + round * 10))))
        list.schedule(at: time, rank: 1, kind: 0, row: row)
        new.schedule(at: time, rank: 1, kind: 0, row: row)
      }
      for _ in 0..<(round * 900) {
        let (one, other) = (list.popFirst(), new.popFirst())
        #expect(one?.time == other?.time && one?.index == other?.index)
      }
      list.removeAll()
      #expect(list.isEmpty && list.count == 0 && list.popFirst() == nil)
    }
  }
}
