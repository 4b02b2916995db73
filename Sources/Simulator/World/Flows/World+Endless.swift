import EventKernel

/// A flow in which tokens go round without an end; its drill can't be played.
package struct EndlessFlow: Error, Sendable, Equatable {
  package enum Limit: Sendable {
    /// One instance came to one element `EndlessFlow.visitLimit` times.
    case visits
    /// Tokens moved `EndlessFlow.moveLimit` times while the clock stood still.
    case moves
  }

  /// More than hourly for the ten years that a drill may last.
  package static let visitLimit: Int32 = 100_000
  /// A thousand incidents of one instant move some ten thousand.
  package static let moveLimit = 250_000

  package var limit: Limit
  package var time: SimulationTime
  /// The element that a token was about to enter.
  package var node: Row<FlowNode>
}

extension World {
  /// Whether a token about to move has been moving for ever. Then it stays where it is, and
  /// `advance` stops.
  mutating func isEndless(_ token: FlowState.Token, visits: Int32) -> Bool {
    if flow.movedAt != now {
      flow.movedAt = now
      flow.movesAtInstant = 0
    }
    flow.movesAtInstant += 1
    guard visits >= EndlessFlow.visitLimit || flow.movesAtInstant > EndlessFlow.moveLimit else {
      return false
    }
    endless = EndlessFlow(
      limit: visits >= EndlessFlow.visitLimit ? .visits : .moves, time: now,
      node: token.node)
    eventsEnd = 0
    return true
  }
}
