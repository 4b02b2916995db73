import EventKernel

/// Where answers come from.
package enum DecisionMaker: Sendable {
  /// The flow's conditions, shares and rules.
  case simulatedPeople
  /// A log of answers, in order; after its end, the flow.
  case log([Decision])
}

/// Why a replication came to no end.
package enum SimulationFailure: Error, Sendable {
  case replayMismatch(ReplayMismatch)
  case tooManyEvents(TooManyEvents)
}

/// A log that does not belong to this drill: another version, other files, another seed.
package struct ReplayMismatch: Sendable {
  /// Position in the log, from 0.
  package var position: Int
  /// When the world asked.
  package var time: SimulationTime
}

/// Runs one replication from start to horizon.
package enum Simulation {
  /// - Parameter isTraced: whether the record tells all that happened, or only what is counted.
  /// - Throws: a log that answers what nobody asked, or a drill that makes too many events.
  package static func run(
    _ model: Model, seed: UInt64, replication: UInt64 = 0,
    decisions maker: DecisionMaker = .simulatedPeople, isTraced: Bool = true,
    eventLimit: Int = World.usualEventLimit
  ) throws(SimulationFailure) -> Replication {
    var world = World(model, seed: seed, replication: replication, isTraced: isTraced)
    world.eventLimit = eventLimit
    var position = 0
    while true {
      switch world.advance() {
      case .finished: return world.finish()
      case .exceeded(let excess): throw .tooManyEvents(excess)
      case .decision(let point):
        guard case .log(let log) = maker, position < log.count else {
          world.answer(point.byTheFlow)
          continue
        }
        let logged = log[position]
        guard logged.point == point.point, logged.time == point.time,
          let option = (0..<point.optionCount).first(where: {
            world.option($0, of: point) == logged.choice
          })
        else {
          throw .replayMismatch(ReplayMismatch(position: position, time: point.time))
        }
        position += 1
        world.answer(option)
      }
    }
  }
}
