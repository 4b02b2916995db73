import EventKernel
import Scenarios
import Simulator

/// What kept a drill from its end.
package struct RunFailure: Error, Sendable {
  package enum Reason: Sendable {
    /// The log of decisions is of other files, or of another seed: this one.
    case foreignLog(seed: UInt64)
    /// A decision of the log answers what nobody asked.
    case mismatch(ReplayMismatch)
    case endlessFlow(EndlessFlow)
    case tooManyEvents(TooManyEvents)
    /// The caller stopped it, when so much had happened that judging it takes long.
    case interrupted(at: SimulationTime)
  }

  package var drill: CompiledDrill
  package var reason: Reason
}

extension RunFailure {
  /// Does work that plays a drill, and throws what the simulator throws with the drill beside it:
  /// the rows that it names say nothing without.
  static func naming<Value>(
    _ drill: CompiledDrill, _ work: () throws -> Value
  ) throws(RunFailure) -> Value {
    let reason: Reason
    do {
      return try work()
    } catch let error as ReplayMismatch {
      reason = .mismatch(error)
    } catch let error as EndlessFlow {
      reason = .endlessFlow(error)
    } catch let error as TooManyEvents {
      reason = .tooManyEvents(error)
    } catch {
      preconditionFailure("the simulator stopped for no reason that is known: \(error)")
    }
    throw RunFailure(drill: drill, reason: reason)
  }
}
