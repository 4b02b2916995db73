import EventKernel

/// Where answers come from.
package enum DecisionMaker: Sendable {
  /// The flow's conditions, shares and rules.
  case simulatedPeople
  /// A log of answers, in order; after its end, the flow.
  case log([Decision])
}

/// A log that does not belong to this drill: another version, other files, another seed.
package struct ReplayMismatch: Error, Sendable, Equatable {
  /// Position in the log, from 0.
  package var position: Int
  /// When the world asked; the end when it never asked for what the log still has.
  package var time: SimulationTime

  package init(position: Int, time: SimulationTime) {
    self.position = position
    self.time = time
  }
}

/// The caller wanted the run to stop.
package struct RunInterrupted: Error, Sendable {
  /// What it had come to; its end is where it was stopped.
  package var partial: Replication

  package init(partial: Replication) { self.partial = partial }

  /// Until where it had come.
  package var time: SimulationTime { partial.end }
}

/// Runs one replication from start to horizon.
package enum Simulation {
  /// Events between two looks at `mayGoOn`. One takes a microsecond as a rule, but milliseconds
  /// where a hundred thousand tasks wait.
  private static let eventsPerLook = 16

  /// - Parameters:
  ///   - isTraced: whether the record tells all that happened, or only what is counted.
  ///   - mayGoOn: asked now and then; false stops the run.
  /// - Throws: `ReplayMismatch` when a log answers what nobody asked, `EndlessFlow` when a flow
  ///   would never end, `TooManyEvents`, and `RunInterrupted` when `mayGoOn` says no.
  package static func run(
    _ model: Model, seed: UInt64, replication: UInt64 = 0,
    decisions maker: DecisionMaker = .simulatedPeople, isTraced: Bool = true,
    eventLimit: Int = World.usualEventLimit, while mayGoOn: () -> Bool = { true }
  ) throws -> Replication {
    try run(
      SharedModel(model), seed: seed, replication: replication, decisions: maker,
      isTraced: isTraced, eventLimit: eventLimit, while: mayGoOn)
  }

  /// The same for a model that many replications share.
  package static func run(
    _ model: SharedModel, seed: UInt64, replication: UInt64 = 0,
    decisions maker: DecisionMaker = .simulatedPeople, isTraced: Bool = true,
    eventLimit: Int = World.usualEventLimit, while mayGoOn: () -> Bool = { true }
  ) throws -> Replication {
    var world = World(model, seed: seed, replication: replication, isTraced: isTraced)
    world.eventLimit = eventLimit
    return try play(&world, decisions: maker, while: mayGoOn)
  }

  /// Whether a replication of a model draws any random number: where it draws none, every other is
  /// the same.
  ///
  /// - Throws: what ``run(_:seed:replication:decisions:isTraced:eventLimit:while:)`` does.
  package static func drawsRandomNumbers(_ model: Model, seed: UInt64) throws -> Bool {
    let log = DrawLog()
    var world = World(
      SharedModel(model), seed: seed, replication: 0, isTraced: false, drawLog: log)
    _ = try play(&world, while: { true })
    return !log.addresses.isEmpty
  }

  /// Plays a world from where it is to its end.
  static func play(
    _ world: inout World, decisions maker: DecisionMaker = .simulatedPeople,
    while mayGoOn: () -> Bool
  ) throws -> Replication {
    var log: [Decision] = []
    if case .log(let decisions) = maker {
      log = decisions
      world.haltsAtDecision = 0
    }
    var position = 0
    var nextLook = eventsPerLook
    while true {
      switch world.advance(pausingAt: nextLook) {
      case .decision(let point):
        guard position < log.count else {
          world.answer(point.byTheFlow)
          continue
        }
        let logged = log[position]
        guard logged.point == point.point, logged.time == point.time,
          let option = (0..<point.optionCount).first(where: {
            world.option($0, of: point) == logged.choice
          })
        else {
          throw ReplayMismatch(position: position, time: point.time)
        }
        position += 1
        world.answer(option)
      case .news, .reached: continue
      case .paused:
        guard mayGoOn() else { throw RunInterrupted(partial: world.finishEarly()) }
        nextLook = world.eventCount + eventsPerLook
      case .stopped(let endless): throw endless
      case .exceeded(let excess): throw excess
      case .finished:
        guard position == log.count else {
          throw ReplayMismatch(position: position, time: world.now)
        }
        return world.finish()
      }
    }
  }
}
