import EventKernel
import Simulator

/// Cases that come by themselves and start a flow, as a person describes them.
package struct DemandDescription: Sendable {
  package enum Arrivals: Sendable {
    case recurring(Recurrence)
    /// So many sources, each of which sends its next case that long after its last one is over.
    case sources(Int, nextAfter: Law)
  }

  package var name: Name
  package var title: Bilingual
  /// The name of a flow.
  package var starts: Name
  package var arrivals: Arrivals
  /// Empty: one at a time.
  package var batches: [BatchSize] = []
  package var priority = 5
  package var first: TimeSpan?
  package var arrivalLimit: Int?
  /// Cases in the system at most.
  package var capacity: Int?
  package var atStart = 0
}
