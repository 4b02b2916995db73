import EventKernel

/// What an event of the world is about, and so what its row means.
package enum EventKind: UInt8, CaseIterable, Sendable {
  /// A shift begins; row: shift pattern.
  case shiftStart
  /// The next failure by law; row: failure mode.
  case failure
  /// Row: inject.
  case inject
  /// Measures begin; row: 0.
  case warmUp
  /// The next arrival; row: stream.
  case arrival
  /// A person leaves or is back; row: person.
  case absence
  /// A node has started up; row: node.
  case started
  /// A reserve is used up; row: reserve.
  case reserveEmpty
  /// A reserve has sunk to the mark that is reported; row: reserve.
  case reserveLow
  /// A gauge passes a value that some condition asks about; row: reserve.
  case gaugePassed
  /// A threat goes to another subject, or tries to; row: threat instance.
  case contact
  /// A threat goes on to another stage; row: threat instance.
  case stage
  /// A threat destroys something that stands in its place; row: threat instance.
  case destruction
  /// A case comes of a stream beside those that would, since there is more demand; row: stream.
  case surge
  /// The next look of monitoring; row: node.
  case look
  /// Monitoring, or a user who calls, notices a threat; row: threat instance.
  case noticed
  case threatCall
  /// Row: 0.
  case patrol
  /// Row: service.
  case userCall
  /// Row: 0.
  case falseAlarm
  /// Row: order.
  case partArrived
  /// Travel and call-out of a task are over; row: task.
  case taskArrived
  /// Its work is done; row: task.
  case taskDone
  /// Nobody came in time; row: task.
  case patience
  /// A catching or boundary timer fires; row: wait.
  case timer
  /// A message is sent again to the right receiver, or a call is answered; row: message under way.
  case messageArrived
  /// A shift is over; row: shift pattern.
  case shiftEnd
  /// A time by which the script asks for something to be done is over; row: 0.
  case deadline
  /// The time that a played role has for an answer is over; row: question.
  case questionDue

  /// What comes first at one instant, whatever the order of insertion: shift changes before new
  /// work, and who goes before who comes, the world before those who look at it, work before the
  /// timers that watch it.
  @inlinable package var rank: UInt8 {
    switch self {
    case .warmUp: 1
    case .shiftEnd: 9
    case .shiftStart: 10
    case .absence: 11
    case .inject: 20
    case .failure: 21
    case .started: 22
    case .reserveLow: 23
    case .reserveEmpty: 24
    case .gaugePassed: 27
    case .contact: 25
    case .stage, .destruction: 26
    case .arrival, .surge: 28
    case .partArrived: 30
    case .look, .noticed: 40
    case .patrol: 41
    case .userCall, .threatCall: 42
    case .falseAlarm: 43
    case .messageArrived: 45
    case .taskArrived: 50
    case .taskDone: 51
    case .patience: 60
    case .timer: 61
    case .deadline: 62
    case .questionDue: 63
    }
  }
}
