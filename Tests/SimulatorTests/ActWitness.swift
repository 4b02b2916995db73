import Simulator
import Testing

/// What an act comes to where there is something that it can be done to, and where there is not.
struct ActWitness: Sendable, CustomTestStringConvertible {
  /// What is wrong.
  enum Place: Sendable {
    /// A worm is on kiosks 1 and 3; nobody knows of kiosk 3.
    case hall
    case server
    case array
    case feed
    /// Something that none of the acts with targets is for, but those on any fault.
    case printer
    /// The same, and it works again after five minutes.
    case gone
    /// The same, where there is neither a stock nor a network.
    case bare
  }

  var act: Act
  var place = Place.printer
  /// What is done before it, ten minutes each, and so is the act itself.
  var before: [Act] = []
  /// Where there is nothing that it can be done to, and what is done before it there; nil: the
  /// same.
  var unready = Place.printer
  var unreadyBefore: [Act]?
  /// No host of the hall is hit after it.
  var stopsSpread = false
  /// What comes of it, and where there is nothing that it can be done to.
  var done: [String]
  var refused: [String]

  var testDescription: String { act.rawValue }

  /// An act that is done to the case, and so comes to the same wherever something is wrong.
  private static func onTheCase(_ act: Act, _ outcome: String...) -> ActWitness {
    ActWitness(act: act, done: outcome, refused: outcome)
  }

  static let all: [ActWitness] = [
    onTheCase(.none, "0-10"),
    onTheCase(.accept, "0-10", "passed accepted"),
    onTheCase(.verifyAlarm, "0-10", "found true-alarm 1"),
    onTheCase(
      .classify, "0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5"),
    onTheCase(.correlate, "0-10"),
    onTheCase(.autoRespond, "0-10"),
    ActWitness(
      act: .diagnose, place: .server, before: [.none],
      done: [
        "10-20", "located server", "found located 1", "found kind 2", "found part-needed 1",
        "found change-needed 1",
      ],
      refused: ["10-20", "located printer", "found located 1", "found kind 2"]),
    ActWitness(
      act: .repair, place: .server, before: [.diagnose, .drawSpare], unready: .printer,
      unreadyBefore: [],
      done: [
        "20-30", "faultEnded server", "cameUp server", "cameUp site", "passed service-restored",
        "passed recovered", "passed resolved", "server seen well", "found solved 1",
      ],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .solve, place: .feed, unready: .gone, unreadyBefore: [.none],
      done: [
        "0-10", "located feed", "faultEnded feed", "cameUp feed", "passed service-restored",
        "passed recovered", "passed resolved", "offReserve ups", "feed seen well", "found solved 1",
      ],
      refused: ["10-20", "found solved 1"]),
    onTheCase(.checkDanger, "0-10"),
    ActWitness(
      act: .checkLimit, place: .feed,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .checkAlone, before: [.diagnose], unreadyBefore: [],
      done: ["10-20", "found alone 1"],
      refused: ["0-10"]),
    ActWitness(
      act: .restoreService, place: .server, before: [.none], unready: .gone, unreadyBefore: [.none],
      done: [
        "10-20", "faultBypassed server", "cameUp server", "cameUp site", "passed service-restored",
        "passed recovered", "passed contained", "found contained 1", "server seen well",
        "site seen well", "found service-through 1",
      ],
      refused: ["10-10", "nothingToDo", "found service-through 1"]),
    ActWitness(
      act: .failOver, place: .server, before: [.none],
      done: [
        "10-20", "failoverSwitched 0", "cameUp way", "cameUp site", "passed service-restored",
        "site seen well", "passed contained", "found contained 1",
      ],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .switchBack, place: .server, before: [.none, .failOver],
      done: [
        "20-30", "failoverSwitched 0", "wentDown way", "lost service-restored", "wentDown site",
        "site seen down",
      ],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .shutDown, place: .feed,
      done: [
        "0-10", "shutDown host", "wentDown host", "host seen down", "passed contained",
        "found contained 1",
      ],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .startUp, place: .feed, before: [.shutDown],
      done: ["10-20", "startedUp host", "cameUp host", "host seen well"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .drawSpare, place: .server, before: [.diagnose],
      done: ["10-20", "partDrawn 0", "partOrdered 0", "found spare 1"],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .orderSpare, place: .server, before: [.diagnose],
      done: ["10-20", "partOrdered 0", "found spare 4"],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .refillStore, place: .server, unready: .bare,
      done: ["0-10", "site seen down"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .isolate, place: .hall, stopsSpread: true,
      done: [
        "0-10", "isolated kiosk-1", "wentDown kiosk-1", "kiosk-1 seen down hit",
        "passed contained", "found contained 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found contained 1"]),
    ActWitness(
      act: .block, place: .hall, stopsSpread: true,
      done: ["0-10", "zoneBlocked 0", "passed contained", "found contained 1"],
      refused: ["0-0", "nothingToDo", "passed contained", "found contained 1"]),
    ActWitness(
      act: .backUp, place: .hall,
      done: ["0-10"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .clean, place: .hall, stopsSpread: true,
      done: [
        "0-10", "left kiosk-1", "faultEnded kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "kiosk-1 seen well", "passed contained",
        "found clean 1", "found solved 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found clean 1"]),
    ActWitness(
      act: .rebuild, place: .hall, stopsSpread: true,
      done: [
        "0-10", "left kiosk-1", "faultEnded kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "kiosk-1 seen well", "passed contained",
        "found clean 1", "found solved 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found clean 1"]),
    ActWitness(
      act: .patch, place: .hall, unready: .bare, stopsSpread: true,
      done: ["0-10"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .treat, place: .hall, stopsSpread: true,
      done: [
        "0-10", "treated kiosk-1", "left kiosk-1", "faultEnded kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "kiosk-1 seen well", "passed contained",
        "found clean 1", "found solved 1", "found contained 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found clean 1", "found contained 1"]),
    ActWitness(
      act: .scan, place: .hall, unready: .bare,
      done: ["0-10", "faultJoined kiosk-3", "kiosk-3 seen hit", "found more-found 1"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .reconnect, place: .hall, before: [.isolate, .block, .rebuild],
      done: [
        "30-40", "reconnected kiosk-1", "cameUp kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "zoneOpened 0", "kiosk-1 seen well",
      ],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .restoreData, place: .array, before: [.diagnose],
      done: ["10-20", "dataRestored 0", "found data-lost 0"],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .verify, place: .hall, before: [.isolate, .rebuild],
      done: ["20-30", "found verified 1"],
      refused: ["0-10"]),
    onTheCase(.watch, "0-10", "found recurs 1"),
    ActWitness(
      act: .secureEvidence, place: .hall,
      done: ["0-10"],
      refused: ["0-10"]),
    onTheCase(.handOverEvidence, "0-10"),
    onTheCase(.report, "0-10"),
    onTheCase(
      .grade, "0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5",
      "found graded 1", "passed graded", ),
    onTheCase(.startOrder, "0-10", "found plan-activated 1", "passed ordered"),
    ActWitness(
      act: .curb, place: .hall, stopsSpread: true,
      done: [
        "0-10", "isolated kiosk-1", "wentDown kiosk-1", "kiosk-1 seen down hit",
        "passed contained", "found contained 1",
      ],
      refused: ["0-10", "passed contained", "found contained 1"]),
    onTheCase(.openProblem, "0-10", "found problem-opened 1"),
    onTheCase(.openChange, "0-10", "found change-opened 1"),
    onTheCase(.close, "0-10", "passed closed"),
    onTheCase(.declareEnd, "0-10", "passed ended"),
    onTheCase(.summarise, "0-10", "passed summarised"),
  ]
}
