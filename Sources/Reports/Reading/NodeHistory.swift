import EventKernel
import Scenarios
import Simulator

/// A stretch of time in one state: from `start` until `end`.
struct StateSpan: Hashable, Sendable {
  var state: NodeState
  var start: SimulationTime
  var end: SimulationTime

  var length: TimeSpan { end - start }
}

extension NodeState {
  /// The one word for how a node stands, the worst of what holds.
  init(_ flags: NodeStanding.Flags) {
    // An orderly shutdown is the better word where both hold: it was chosen.
    if flags.contains(.shutDown) {
      self = .shutDown
    } else if flags.contains(.down) {
      self = .down
    } else if flags.contains(.hit) {
      self = .hit
    } else if flags.contains(.isolated) {
      self = .isolated
    } else if flags.contains(.onReserve) {
      self = .onReserve
    } else {
      self = flags.contains(.degraded) ? .degraded : .up
    }
  }
}

/// What befell one node over the run: its states in order, without the stretches in which it was
/// up.
struct NodeHistory: Sendable {
  private(set) var spans: [StateSpan] = []
  private var since: SimulationTime = .zero
  private var state: NodeState = .up

  var worst: NodeState { spans.map(\.state).max() ?? .up }
  var isTouched: Bool { !spans.isEmpty }
  /// Whether a threat was on it at any time, whatever became of it.
  private(set) var wasHit = false

  /// What stands for it on the map: a threat, which says why it was isolated and stopped; else
  /// the worst.
  var mark: NodeState { wasHit ? .hit : worst }

  /// Time in which nothing that needs it could work.
  var out: TimeSpan { spans.filter(\.state.isOut).reduce(.zero) { $0 + $1.length } }

  func state(at time: SimulationTime) -> NodeState {
    spans.last { $0.start <= time && time < $0.end }?.state ?? .up
  }

  /// The node stands so from a moment on.
  mutating func follow(_ flags: NodeStanding.Flags, at time: SimulationTime) {
    if flags.contains(.hit) { wasHit = true }
    let next = NodeState(flags)
    if next == state { return }
    close(at: time)
    state = next
    since = time
  }

  /// Ends the last span with the run.
  mutating func finish(at end: SimulationTime) {
    close(at: end)
  }

  private mutating func close(at time: SimulationTime) {
    if state != .up, time > since {
      if let last = spans.last, last.state == state, last.end == since {
        spans[spans.count - 1].end = time
      } else {
        spans.append(StateSpan(state: state, start: since, end: time))
      }
    }
    since = time
  }
}
