import EventKernel

/// Runs replications of one model one after the other, in the memory of one world: asking for
/// memory anew was 40 % of the processor time of a short replication.
///
/// Each gives the same record as `Simulation.run` does. Not for two threads at once.
package final class ReplicationRunner {
  private let model: SharedModel
  private let isTraced: Bool
  private let eventLimit: Int
  /// Of the replication before, if it came to its end.
  private var world: World?

  /// - Parameters:
  ///   - isTraced: whether records tell all that happened, or only what is counted.
  ///   - eventLimit: how many events of one replication are too many.
  package init(
    _ model: SharedModel, isTraced: Bool, eventLimit: Int = World.usualEventLimit
  ) {
    self.model = model
    self.isTraced = isTraced
    self.eventLimit = eventLimit
  }

  /// Runs a replication with simulated people.
  ///
  /// - Parameter mayGoOn: asked now and then; false stops the run.
  /// - Throws: what `Simulation.run` does.
  package func run(
    seed: UInt64, replication: UInt64, while mayGoOn: () -> Bool = { true }
  ) throws -> Replication {
    // Taken out meanwhile: what is reached through a class is checked at every access.
    var world = nextWorld(seed: seed, replication: replication)
    let record = try Simulation.play(&world, while: mayGoOn)
    self.world = consume world
    return record
  }

  private func nextWorld(seed: UInt64, replication: UInt64) -> World {
    guard var world = world.take() else {
      var world = World(model, seed: seed, replication: replication, isTraced: isTraced)
      world.eventLimit = eventLimit
      return world
    }
    world.restart(seed: seed, replication: replication)
    return world
  }
}
