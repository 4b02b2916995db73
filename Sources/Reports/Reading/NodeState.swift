import EventKernel
import Scenarios
import Simulator

/// How a component, room or service fares at a moment, from well to worst.
package enum NodeState: Int, CaseIterable, Comparable, Sendable {
  case up
  case degraded
  case onReserve
  case isolated
  case hit
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
    case .hit: "hit"
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
    case .hit: "✱"
    case .shutDown: "■"
    case .down: "▼"
    }
  }

  /// True where nothing that needs it can work.
  package var isOut: Bool { self == .down || self == .shutDown }
}
