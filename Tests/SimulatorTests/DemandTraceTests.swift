import EventKernel
import Simulator
import Testing

/// Worlds of demand come to the same again, without a trace, and when a copy carries on.
@Suite struct DemandTraceTests {
  static let seeds = drawnSeeds(200)

  private func expectAlike(
    _ one: Replication, _ other: Replication, _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isAlike =
      one.measures == other.measures && one.eventCount == other.eventCount
      && one.end == other.end && one.edgeCounts == other.edgeCounts
      && one.downtime == other.downtime && one.busy == other.busy
      && one.overtime == other.overtime
    #expect(isAlike, comment, sourceLocation: sourceLocation)
    for (own, its) in zip(one.stock, other.stock) {
      #expect(
        [own.left, own.bought, own.used, own.dead] == [its.left, its.bought, its.used, its.dead],
        comment, sourceLocation: sourceLocation)
    }
  }

  @Test("the same seed gives the same bytes, and without a trace the same measures")
  func again() throws {
    for seed in DemandTraceTests.seeds {
      let model = DrawnDemand.model(seed: seed)
      let one = try Simulation.run(model, seed: seed)
      let other = try Simulation.run(model, seed: seed)
      #expect(one.entries == other.entries, "seed \(seed)")
      expectAlike(one, other, "seed \(seed)")
      let bare = try Simulation.run(model.separate(), seed: seed, isTraced: false)
      #expect(bare.entries.isEmpty)
      expectAlike(one, bare, "seed \(seed)")
    }
  }

  @Test("a copy carried on gives the same bytes as its original, wherever it was taken")
  func copies() throws {
    for seed in DemandTraceTests.seeds {
      let model = DrawnDemand.model(seed: seed)
      let isTraced = seed % 2 == 0
      let whole = try Simulation.run(model, seed: seed, isTraced: isTraced)
      var world = World(SharedModel(model), seed: seed, isTraced: isTraced)
      play(&world, until: whole.eventCount * Int(seed % 10) / 10)
      var copy = world.copy()
      play(&world, until: .max)
      let original = world.finish()
      play(&copy, until: .max)
      let carriedOn = copy.finish()
      #expect(original.entries == whole.entries, "seed \(seed)")
      #expect(carriedOn.entries == whole.entries, "seed \(seed)")
      expectAlike(original, whole, "seed \(seed)")
      expectAlike(carriedOn, whole, "seed \(seed)")
    }
  }

  private func play(_ world: inout World, until events: Int) {
    while true {
      switch world.advance(pausingAt: events) {
      case .decision(let point): world.answer(point.byTheFlow)
      default: return
      }
    }
  }

  @Test("a stream, a pool, a part and a measure that nothing touches change no entry")
  func untouchedAdditions() throws {
    for seed in DemandTraceTests.seeds.prefix(100) {
      let model = DrawnDemand.model(seed: seed)
      var wider = model
      wider.support.pools.append(
        Pool(name: "pool:new", tier: .management, posts: 1 << 60, count: 3))
      wider.support.stock.append(
        StockItem(
          name: "part:new", initialStock: 3, reorderAt: 0, upTo: 3, leadTime: nil,
          deadOnTest: .never))
      wider.drill.streams.append(
        DemandStream(
          name: "stream:new", flow: Row(0), arrivals: .every(wider.laws.add(.constant(1e9)))))
      wider.drill.measures.append(
        Measure(name: "measure:new", quantity: .timeInSystem(Row(0)), statistic: .variance))
      let before = try Simulation.run(model, seed: seed)
      let after = try Simulation.run(wider, seed: seed)
      #expect(before.entries == after.entries, "seed \(seed)")
      #expect(before.decisions == after.decisions, "seed \(seed)")
      #expect(before.measures == Array(after.measures.dropLast()), "seed \(seed)")
    }
  }
}
