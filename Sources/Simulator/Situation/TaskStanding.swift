import EventKernel

/// What a task is at.
package enum TaskPhase: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Nobody was offered it: it is to come, or was left out.
  case none
  case waiting
  /// Offered while the stock was empty of the part that it takes.
  case lackingPart
  /// Taken up: whoever does it answers the call, comes in, or travels.
  case onTheWay
  case working
  /// Begun, and left for a while.
  case resting
  /// Done, given up or cut off.
  case over

  /// Whether it wants somebody and nobody is at it.
  package var isWaiting: Bool { waiting != 0 }
  package var isAtWork: Bool { atWork != 0 }

  /// 1 where it does, else 0: a bit for each phase, since it is asked for every entry of a task.
  @inline(__always)
  var waiting: Int8 { Int8(truncatingIfNeeded: (0b010_0110 as Int32) &>> Int32(rawValue) & 1) }
  @inline(__always)
  var atWork: Int8 { Int8(truncatingIfNeeded: (0b001_1000 as Int32) &>> Int32(rawValue) & 1) }

  static var count: Int { Int(over.rawValue) + 1 }
}

/// How a task stands.
package struct TaskStanding: Hashable, Sendable, BitwiseCopyable {
  package internal(set) var phase = TaskPhase.none
  /// Since when.
  package internal(set) var since = SimulationTime.zero
  /// By how much it was begun late; nil: it was not.
  package var late: TimeSpan? { lateBy < 0 ? nil : TimeSpan(microseconds: lateBy) }
  /// The row of its node of the net, and of its incident (-1: none).
  package let node: Int32
  package let incident: Int32
  var lateBy: Int64 = -1
  /// The first of those at it, a chain by `PersonStanding.nextOfCrew`; -1: nobody.
  var crew: Int32 = -1

  init(node: Int32, incident: Int32) {
    self.node = node
    self.incident = incident
  }
}

/// Where somebody is.
package enum Whereabouts: Hashable, Sendable, BitwiseCopyable {
  /// Off duty, and not called.
  case away
  /// Called or sent, and not there yet.
  case onTheWay
  /// At work from home.
  case remote
  case at(Row<Site>)
}

/// How a person stands.
package struct PersonStanding: Hashable, Sendable, BitwiseCopyable {
  package internal(set) var isOnDuty: Bool
  /// The task at hand, which may rest; nil: none.
  package var task: Row<FlowTask>? { isEngaged && crewOf >= 0 ? Row(Int(crewOf)) : nil }
  /// The next of the crew of the task that they took up last; nil: there is no other.
  package var next: Row<Person>? { nextOfCrew >= 0 ? Row(Int(nextOfCrew)) : nil }
  /// Where they were last at work, or belong.
  var site: Row<Site>
  /// The incident that they were called in for; -1: none.
  var calledFor: Int32 = -1
  /// Called, and able to work from where they are.
  var isRemote = false
  var isEngaged = false
  /// The task that they took up last; -1: none.
  var crewOf: Int32 = -1
  var nextOfCrew: Int32 = -1
}
