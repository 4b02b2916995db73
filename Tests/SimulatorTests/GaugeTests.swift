import EventKernel
import Testing

@testable import Simulator

/// The extreme of all gauges, against a look at each.
@Suite struct GaugeTests {
  /// A drawn world of many rooms and batteries, each with a time of its own.
  private static func model(seed: UInt64) -> Model {
    var model = DrawnWorld.model(seed: seed)
    var draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "gauges", entity: "model", ordinal: 0)
    for row in model.platform.reserves.indices {
      model.platform.reserves[row].lasts = .minutes(Int64(draws.below(60)))
      model.platform.reserves[row].refills = .minutes(Int64(draws.below(90)))
      if model.platform.reserves[row].kind == .heat {
        model.platform.reserves[row].levelFull = 20_000 + Int64(draws.below(10_000))
      }
    }
    return model
  }

  private static func byLookingAtAll(_ world: borrowing World, _ kind: Reserve.Kind) -> Int64 {
    var gauges: [Int64] = kind == .battery ? [100_000] : []
    for row in world.platform.reserves.indices where world.model.platform.reserves[row].kind == kind
    {
      gauges.append(world.gauge(ofReserve: Row(row)))
    }
    return (kind == .battery ? gauges.min() : gauges.max()) ?? 0
  }

  @Test("the lowest battery and the hottest room are those that a look at all finds, at any time")
  func extremes() {
    var lows = 0
    for seed in drawnSeeds(100) {
      var world = World(SharedModel(Self.model(seed: seed)), seed: seed, isTraced: false)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .decision(let point): world.answer(point.byTheFlow)
        case .paused: break
        default: isOver = true
        }
        for kind in [Reserve.Kind.battery, .heat] {
          let found = world.extremeGauge(kind)
          if found != Self.byLookingAtAll(world, kind) {
            Issue.record("seed \(seed) at \(world.now)")
            isOver = true
          }
          if kind == .battery, found < 100_000 { lows += 1 }
        }
      }
    }
    #expect(lows > 100)
  }
}
