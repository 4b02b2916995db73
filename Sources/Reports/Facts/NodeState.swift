import EventKernel
import Scenarios
import Simulator

/// How a component, room or service fares at a moment, from well to worst.
package enum NodeState: Int, CaseIterable, Comparable, Sendable {
  case up
  case degraded
  case onReserve
  case isolated
  case infected
  case shutDown
  case down

  package static func < (one: NodeState, other: NodeState) -> Bool {
    one.rawValue < other.rawValue
  }

  /// The word of the style sheet and of the JSON document.
  package var token: String {
    switch self {
    case .up: "up"
    case .degraded: "degraded"
    case .onReserve: "reserve"
    case .isolated: "isolated"
    case .infected: "infected"
    case .shutDown: "shut"
    case .down: "down"
    }
  }

  /// The shape that stands for it beside its colour.
  package var sign: String {
    switch self {
    case .up: "○"
    case .degraded: "◔"
    case .onReserve: "◧"
    case .isolated: "⊘"
    case .infected: "✱"
    case .shutDown: "■"
    case .down: "▼"
    }
  }

  /// True where nothing that needs it can work.
  package var isOut: Bool { self == .down || self == .shutDown }
}

extension Texts {
  package static func word(_ state: NodeState) -> Bilingual {
    switch state {
    case .up: Bilingual(zh: "正常", en: "up")
    case .degraded: Bilingual(zh: "降级", en: "degraded")
    case .onReserve: Bilingual(zh: "储备维持", en: "on reserve")
    case .isolated: Bilingual(zh: "断网隔离", en: "isolated")
    case .infected: Bilingual(zh: "被感染", en: "infected")
    case .shutDown: Bilingual(zh: "有序关机", en: "shut down")
    case .down: Bilingual(zh: "停止工作", en: "down")
    }
  }
}

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
    } else if flags.contains(.infected) {
      self = .infected
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
  /// Whether it was infected at any time, whatever became of it.
  private(set) var wasInfected = false

  /// What stands for it on the map: an infection, which says why it was isolated and stopped; else the
  /// worst.
  var mark: NodeState { wasInfected ? .infected : worst }

  /// Time in which nothing that needs it could work.
  var out: TimeSpan { spans.filter(\.state.isOut).reduce(.zero) { $0 + $1.length } }

  func state(at time: SimulationTime) -> NodeState {
    spans.last { $0.start <= time && time < $0.end }?.state ?? .up
  }

  /// The node stands so from a moment on.
  mutating func follow(_ flags: NodeStanding.Flags, at time: SimulationTime) {
    if flags.contains(.infected) { wasInfected = true }
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
