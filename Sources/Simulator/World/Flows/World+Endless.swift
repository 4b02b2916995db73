import EventKernel

/// A flow in which tokens go round without an end, or a stream whose cases come, or a threat whose
/// stages follow one another, without one at one instant; its drill can't be played.
package struct EndlessFlow: Error, Sendable, Equatable {
  package enum Limit: Sendable, Equatable {
    /// One instance came to one element `EndlessFlow.visitLimit` times.
    case visits
    /// Tokens moved `EndlessFlow.moveLimit` times while the clock stood still.
    case moves
    /// Cases of a stream came again and again while the clock stood still.
    case arrivals(of: Row<DemandStream>)
    /// A threat went from stage to stage on a subject while the clock stood still, more often than
    /// it can have stages.
    case stages(of: Row<Threat>, on: Row<Node>)
  }

  /// More than hourly for the ten years that a drill may last.
  package static let visitLimit: Int32 = 100_000
  /// A thousand incidents of one instant move some ten thousand.
  package static let moveLimit = 250_000
  /// Of one stream, beside one or two of each of its sources.
  package static let arrivalLimit: Int32 = 100_000

  package var limit: Limit
  package var time: SimulationTime
  /// The element that a token was about to enter; of arrivals, where their flow begins; nil: it is
  /// no flow's.
  package var node: Row<FlowNode>?
}

extension World {
  /// Whether a token about to enter a node has been moving for ever. Then it stays where it is, and
  /// `advance` stops.
  mutating func isEndless(_ node: Row<FlowNode>, visits: Int32) -> Bool {
    if flow.movedAt != now {
      flow.movedAt = now
      flow.movesAtInstant = 0
    }
    flow.movesAtInstant += 1
    guard visits >= EndlessFlow.visitLimit || flow.movesAtInstant > EndlessFlow.moveLimit else {
      return false
    }
    if visits < EndlessFlow.visitLimit, let stream = crowded {
      stop(endless: .arrivals(of: stream), at: node)
    } else {
      stop(endless: visits >= EndlessFlow.visitLimit ? .visits : .moves, at: node)
    }
    return true
  }

  /// The stream whose cases are what moves so much at this instant: its sources send the next at
  /// once.
  private var crowded: Row<DemandStream>? {
    demand.streams.rows.first { row in
      guard case .sources(_, let law) = model.drill.streams[row].arrivals else { return false }
      return shared.address.pointee.laws.mean(law) == 0
    }
  }

  /// `advance` stops, for good.
  mutating func stop(endless limit: EndlessFlow.Limit, at node: Row<FlowNode>?) {
    endless = EndlessFlow(limit: limit, time: now, node: node)
    eventsEnd = 0
  }
}
