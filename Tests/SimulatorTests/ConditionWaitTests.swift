import EventKernel
import Testing

@testable import Simulator

/// Flows that wait for conditions are looked at when what they ask for has changed.
@Suite struct ConditionWaitTests {
  /// Whether all that wait for a condition that holds are looked at with the next look.
  private static func isRight(_ world: borrowing World) -> Bool {
    var count = 0
    for row in world.flow.waits.indices where world.flow.waits[row].isArmed {
      let wait = Row<FlowState.WaitState>(row)
      let state = world.flow.waits[wait]
      guard case .condition(let condition) = world.trigger(of: state.node) else { continue }
      count += 1
      let incident = world.flow.instances[state.instance].record.incident
      if world.holds(condition, incident: incident, instance: state.instance),
        !world.conditionWaits.isLookedAt(wait, at: world.now)
      {
        return false
      }
    }
    return count == world.conditionWaits.liveCount
  }

  @Test("nobody whose condition holds is passed over by the next look, after any event")
  func nobodyIsPassedOver() {
    var fired = 0
    for seed in drawnSeeds(200) {
      var world = World(SharedModel(DrawnConditions.model(seed: seed)), seed: seed)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .paused:
          guard !Self.isRight(world) else { continue }
          Issue.record("seed \(seed) at \(world.now)")
          isOver = true
        case .decision(let point): world.answer(point.byTheFlow)
        default: isOver = true
        }
      }
      fired += world.flow.waits.indices.count { !world.flow.waits[$0].isArmed }
    }
    #expect(fired > 500)
  }

  @Test("a copy of a world with waits goes on as the original does")
  func copies() {
    for seed in drawnSeeds(60) {
      var world = World(SharedModel(DrawnConditions.model(seed: seed)), seed: seed)
      world.run(events: 40)
      var copy = world.copy()
      copy.run(events: .max)
      world.run(events: .max)
      let one = world.finish()
      let other = copy.finish()
      #expect(one.entries == other.entries, "seed \(seed)")
    }
  }

  // MARK: The list itself

  /// Waits that ask for the given facts, of an incident each, all armed and none to be looked at.
  private static func armed(_ asked: [FactSet]) -> ConditionWaits {
    var waits = ConditionWaits(asked: Table(asked))
    for row in asked.indices {
      waits.arm(Row(row), incident: Row(row % 3), instance: Row(row), condition: Row(row))
    }
    _ = looks(&waits)
    return waits
  }

  /// The rows that a look at an instant looks at, in order.
  private static func looks(
    _ waits: inout ConditionWaits, at now: SimulationTime = .zero
  ) -> [Int] {
    var found: [Int] = []
    let end = waits.beginLook(at: now)
    var position = 0
    while let next = waits.nextChanged(from: position, before: end) {
      position = next + 1
      found.append(waits[next].wait.row?.index ?? -1)
      if waits[next].asked.contains(.minutes) { waits.setDue(.zero + .hours(1), at: next) }
    }
    waits.endLook()
    return found
  }

  @Test("a change is for those of the incident who ask for it, in the order of arming")
  func whoIsLookedAt() {
    let level = FactSet(.level)
    let plan = FactSet(.plan)
    var waits = Self.armed([level, plan, level, [level, plan], .cases, .minutes])
    #expect(Self.looks(&waits) == [])
    waits.change(level, of: Row(0))
    #expect(Self.looks(&waits) == [0, 3])
    waits.change(plan, of: Row(2))
    #expect(Self.looks(&waits) == [])
    waits.change(.cases)
    waits.disarm(Row(2))
    #expect(Self.looks(&waits) == [4])
    #expect(Self.looks(&waits, at: .zero + .minutes(59)) == [])
    #expect(Self.looks(&waits, at: .zero + .hours(1)) == [5])
  }

  @Test("rows that serve again, and places that are dropped, change nothing of it")
  func dropping() {
    let seeds = drawnSeeds(20)
    for seed in seeds {
      var waits = ConditionWaits(asked: [FactSet(.level), FactSet(.plan)])
      // In the order of arming: row, incident, condition, whether it is to be looked at.
      var twin: [(row: Int, incident: Int, condition: Int, isChanged: Bool)] = []
      for step in 0..<2_000 {
        var draws = RandomSource(seed: seed, replication: 0)
          .draws(purpose: "operation", entity: "condition waits", ordinal: UInt64(step))
        let incident = Int(draws.below(5))
        switch draws.below(10) {
        case 0...3:
          let row = (0...).first { row in !twin.contains { $0.row == row } } ?? 0
          let condition = Int(draws.below(2))
          waits.arm(
            Row(row), incident: Row(incident), instance: Row(0), condition: Row(condition))
          twin.append((row, incident, condition, true))
        case 4...7 where !twin.isEmpty:
          let gone = twin.remove(at: Int(draws.below(UInt64(twin.count))))
          waits.disarm(Row(gone.row))
        case 8:
          waits.change(FactSet(.plan), of: Row(incident))
          for position in twin.indices
          where twin[position].incident == incident && twin[position].condition == 1 {
            twin[position].isChanged = true
          }
        default:
          #expect(Self.looks(&waits) == twin.filter(\.isChanged).map(\.row))
          for position in twin.indices { twin[position].isChanged = false }
        }
        #expect(waits.liveCount == twin.count)
      }
    }
  }
}

extension World {
  /// Goes on for so many events, answered by the flow.
  mutating func run(events: Int) {
    let end = events == .max ? Int.max : eventCount + events
    while true {
      switch advance(pausingAt: end) {
      case .decision(let point): answer(point.byTheFlow)
      default: return
      }
    }
  }
}
