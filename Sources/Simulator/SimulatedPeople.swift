import EventKernel

/// Where answers come from.
package enum DecisionMaker: Sendable {
  /// The flow's conditions, shares and rules.
  case simulatedPeople
  /// A log of answers, in order; after its end, the flow.
  case log([Decision])
}

/// A log that does not belong to this drill: another version, other files, another seed.
package struct ReplayMismatch: Error, Sendable {
  /// Position in the log, from 0.
  package var position: Int
  /// When the world asked.
  package var time: SimulationTime
}

/// Runs one replication from start to horizon.
package enum Simulation {
  /// - Throws: `ReplayMismatch` when a log answers what nobody asked.
  package static func run(
    _ model: Model, seed: UInt64, replication: UInt64 = 0,
    decisions maker: DecisionMaker = .simulatedPeople
  ) throws(ReplayMismatch) -> Replication {
    var world = World(model, seed: seed, replication: replication)
    var position = 0
    while case .decision(let point) = world.advance() {
      switch maker {
      case .log(let log) where position < log.count:
        let logged = log[position]
        guard logged.point == point.point, logged.time == point.time,
          let option = point.options.firstIndex(of: logged.choice)
        else { throw ReplayMismatch(position: position, time: point.time) }
        position += 1
        world.answer(option)
      case .log, .simulatedPeople: world.answer(point.byTheFlow)
      }
    }
    return world.finish()
  }
}
