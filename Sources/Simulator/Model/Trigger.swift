import EventKernel

/// What makes a catching event fire.
package enum Trigger: Sendable, Equatable {
  case none
  /// After this long, a law in seconds, from when it was armed (for a boundary: from *offered*).
  case timer(LawRow)
  case signal(Signal)
  case condition(Row<Condition>)
  /// An error of this code that the called flow ends with; none: any.
  case error(OptionalRow<ErrorCode>)
}

/// The codes of errors that the flows of a drill throw and catch; rows count through the drill.
package enum ErrorCode {}

/// A message by which the world and flows reach flows: one of the closed list, which the world
/// sends too or gives a meaning, or one that the flows of a drill name themselves.
package struct Signal: Hashable, Sendable, BitwiseCopyable {
  private let number: Int32

  private init(closed number: Int32) { self.number = number }

  /// A message that flows of the drill throw and catch under a name of their own, by its place
  /// among these.
  package init(own place: Int) {
    number = Int32(Signal.closedNames.count + place)
  }

  /// The message of the closed list with a name; nil: it is none of them.
  package init?(name: String) {
    guard let place = Signal.closedNames.firstIndex(of: name) else { return nil }
    number = Int32(place)
  }

  /// The names of the closed list, which are those of the messages in a drawing.
  package static let closedNames = [
    "event-occurred", "emergency-report", "restored", "contained", "part-arrived",
    "power-restored", "limit-near", "recurred",
  ]

  /// An alarm or a call that belongs to no open incident: starts the event flow.
  package static var eventOccurred: Signal { Signal(closed: 0) }
  /// Sent by the event flow: starts the main emergency flow.
  package static var emergencyReport: Signal { Signal(closed: 1) }
  /// Everything that the incident took down works again.
  package static var restored: Signal { Signal(closed: 2) }
  package static var contained: Signal { Signal(closed: 3) }
  package static var partArrived: Signal { Signal(closed: 4) }
  package static var powerRestored: Signal { Signal(closed: 5) }
  /// The battery or the room's temperature nears its limit.
  package static var limitNear: Signal { Signal(closed: 6) }
  package static var recurred: Signal { Signal(closed: 7) }
}

/// An activity that is done several times for one token (multi-instance, BPMN 2.0, 10.2.8): each
/// time is a task or a call of its own, and the activity is done when all of them are over.
package struct Multiplicity: Sendable, Equatable {
  package enum Count: Sendable, Equatable {
    case times(Int32)
    /// Once for each component that the step's effect is about, of those when it begins.
    case components
  }

  /// Below 0: for each component.
  private var number: Int32
  /// One after the other; else all at once.
  package var isSequential: Bool

  package init(_ count: Count, isSequential: Bool) {
    switch count {
    case .times(let count): number = max(0, count)
    case .components: number = -1
    }
    self.isSequential = isSequential
  }

  package var count: Count { number < 0 ? .components : .times(number) }
}
