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

/// What befell one node over the run: its states in order, without the stretches in which it was
/// up.
struct NodeHistory: Sendable {
  private(set) var spans: [StateSpan] = []
  /// How many faults that degrade it are on it, and the flags that an entry raises or lowers.
  private var degrading = 0
  private var flags: Set<NodeState> = []
  private var since: SimulationTime = .zero
  private var state: NodeState = .up

  var worst: NodeState { spans.map(\.state).max() ?? .up }
  var isTouched: Bool { !spans.isEmpty }
  /// Whether it was infected at any time, whatever became of it.
  private(set) var wasInfected = false

  /// What stands for it on the map: an infection, which says why it was isolated and stopped; else
  /// the worst.
  var mark: NodeState { wasInfected ? .infected : worst }

  /// Time in which nothing that needs it could work.
  var out: TimeSpan { spans.filter(\.state.isOut).reduce(.zero) { $0 + $1.length } }

  func state(at time: SimulationTime) -> NodeState {
    spans.last { $0.start <= time && time < $0.end }?.state ?? .up
  }

  mutating func raise(_ flag: NodeState, at time: SimulationTime) {
    flags.insert(flag)
    if flag == .infected { wasInfected = true }
    settle(at: time)
  }

  mutating func lower(_ flag: NodeState, at time: SimulationTime) {
    flags.remove(flag)
    settle(at: time)
  }

  mutating func degrade(by count: Int, at time: SimulationTime) {
    degrading += count
    settle(at: time)
  }

  /// Ends the last span with the run.
  mutating func finish(at end: SimulationTime) {
    close(at: end)
  }

  private mutating func settle(at time: SimulationTime) {
    // An orderly shutdown is the better word where both hold: it was chosen.
    var next = flags.max() ?? .up
    if next == .down, flags.contains(.shutDown) { next = .shutDown }
    if next == .up, degrading > 0 { next = .degraded }
    if next == state { return }
    close(at: time)
    state = next
    since = time
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

extension NodeHistory {
  /// The histories of all nodes of a run, by `Row<Node>`.
  static func all(of replication: Replication, in platform: Platform, modes: Table<FailureMode>)
    -> [NodeHistory]
  {
    var histories = Array(repeating: NodeHistory(), count: platform.nodes.count)
    for entry in replication.entries {
      guard entry.subject >= 0 else { continue }
      let row = Int(entry.subject)
      switch entry.kind {
      case .wentDown: histories[row].raise(.down, at: entry.time)
      case .cameUp: histories[row].lower(.down, at: entry.time)
      case .onReserve: histories[row].raise(.onReserve, at: entry.time)
      case .offReserve, .reserveEmpty: histories[row].lower(.onReserve, at: entry.time)
      case .shutDown: histories[row].raise(.shutDown, at: entry.time)
      case .startedUp: histories[row].lower(.shutDown, at: entry.time)
      case .infected: histories[row].raise(.infected, at: entry.time)
      case .cleaned: histories[row].lower(.infected, at: entry.time)
      case .isolated: histories[row].raise(.isolated, at: entry.time)
      case .reconnected: histories[row].lower(.isolated, at: entry.time)
      case .faultBegan, .faultEnded, .faultBypassed:
        if degrades(entry, replication.faults, modes) {
          histories[row].degrade(by: entry.kind == .faultBegan ? 1 : -1, at: entry.time)
        }
      default: break
      }
    }
    for row in histories.indices { histories[row].finish(at: replication.end) }
    return histories
  }

  /// A fault that degrades counts from its begin to its end; a bypass leaves it.
  private static func degrades(_ entry: Entry, _ faults: [Fault], _ modes: Table<FailureMode>)
    -> Bool
  {
    guard entry.kind != .faultBypassed, entry.object >= 0 else { return false }
    guard let mode = faults[Int(entry.object)].mode else { return false }
    return modes[mode.index].symptom == .degraded
  }
}
