import EventKernel
import Simulator
import Testing

/// What an act comes to where there is something that it can be done to, and where there is not.
struct ActWitness: Sendable, CustomTestStringConvertible {
  /// What is wrong.
  enum Place: Sendable {
    /// Kiosks 1 and 3 are infected; nobody knows of kiosk 3.
    case hall
    case server
    case array
    case feed
    /// Something that none of the acts with targets is for, but those on any fault.
    case printer
    /// The same, and it works again after five minutes.
    case gone
    /// The same, where there is neither a stock nor a threat.
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
  /// What comes of it, and where there is nothing that it can be done to.
  var done: [String]
  var refused: [String]

  var testDescription: String { act.rawValue }

  static let all: [ActWitness] = [
    ActWitness(
      act: .none,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .accept,
      done: ["0-10", "passed accepted"],
      refused: ["0-10", "passed accepted"]),
    ActWitness(
      act: .verifyAlarm,
      done: ["0-10", "found true-alarm 1"],
      refused: ["0-10", "found true-alarm 1"]),
    ActWitness(
      act: .classify,
      done: ["0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5"],
      refused: ["0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5"]),
    ActWitness(
      act: .correlate,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .autoRespond,
      done: ["0-10"],
      refused: ["0-10"]),
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
    ActWitness(
      act: .checkDanger,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .checkLimit, place: .feed,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .checkAlone,
      done: ["0-10", "found alone 1"],
      refused: ["0-10", "found alone 1"]),
    ActWitness(
      act: .restoreService, place: .server, before: [.none], unready: .gone, unreadyBefore: [.none],
      done: [
        "10-20", "faultBypassed server", "cameUp server", "cameUp site", "passed service-restored",
        "passed recovered", "passed contained", "found contained 1", "server seen well",
        "site seen well", "found service-through 1",
      ],
      refused: [
        "10-10", "nothingToDo", "passed contained", "found contained 1", "found service-through 1",
      ]),
    ActWitness(
      act: .failOver, place: .server, before: [.none],
      done: [
        "10-20", "failoverSwitched 0", "cameUp way", "cameUp site", "passed service-restored",
        "site seen well", "passed contained", "found contained 1",
      ],
      refused: ["10-10", "nothingToDo", "passed contained", "found contained 1"]),
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
      refused: ["0-0", "nothingToDo", "passed contained", "found contained 1"]),
    ActWitness(
      act: .startUp, place: .feed, before: [.shutDown],
      done: ["10-20", "startedUp host", "cameUp host", "host seen well"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .drawSpare, place: .server, before: [.diagnose],
      done: ["10-20", "partDrawn 0", "partOrdered 0", "found spare 1"],
      refused: ["10-10", "nothingToDo", "found spare 1"]),
    ActWitness(
      act: .orderSpare, place: .server, before: [.diagnose],
      done: ["10-20", "partOrdered 0", "found spare 4"],
      refused: ["10-10", "nothingToDo"]),
    ActWitness(
      act: .refillStore, place: .server, unready: .bare,
      done: ["0-10", "site seen down"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .isolate, place: .hall,
      done: [
        "0-10", "isolated kiosk-1", "wentDown kiosk-1", "kiosk-1 seen down infected",
        "passed contained", "found contained 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found contained 1"]),
    ActWitness(
      act: .block, place: .hall,
      done: ["0-10", "zoneBlocked 0", "passed contained", "found contained 1"],
      refused: ["0-0", "nothingToDo", "passed contained", "found contained 1"]),
    ActWitness(
      act: .backUp, place: .hall,
      done: ["0-10"],
      refused: ["0-0", "nothingToDo"]),
    ActWitness(
      act: .clean, place: .hall,
      done: [
        "0-10", "cleaned kiosk-1", "faultEnded kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "kiosk-1 seen well", "passed contained",
        "found clean 1", "found solved 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found clean 1"]),
    ActWitness(
      act: .rebuild, place: .hall,
      done: [
        "0-10", "cleaned kiosk-1", "faultEnded kiosk-1", "passed service-restored",
        "passed recovered", "passed resolved", "kiosk-1 seen well", "passed contained",
        "found clean 1", "found solved 1",
      ],
      refused: ["0-0", "nothingToDo", "passed contained", "found clean 1"]),
    ActWitness(
      act: .scan, place: .hall, unready: .bare,
      done: ["0-10", "faultJoined kiosk-3", "kiosk-3 seen infected", "found more-infected 1"],
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
    ActWitness(
      act: .watch,
      done: ["0-10", "found recurs 1"],
      refused: ["0-10", "found recurs 1"]),
    ActWitness(
      act: .secureEvidence, place: .hall,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .handOverEvidence,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .report,
      done: ["0-10"],
      refused: ["0-10"]),
    ActWitness(
      act: .grade,
      done: [
        "0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5",
        "found graded 1", "passed graded",
      ],
      refused: [
        "0-10", "found class 2", "found plan 4", "found emergency 1", "graded priority 5",
        "found graded 1", "passed graded",
      ]),
    ActWitness(
      act: .startOrder,
      done: ["0-10", "found plan-activated 1", "passed ordered"],
      refused: ["0-10", "found plan-activated 1", "passed ordered"]),
    ActWitness(
      act: .curb, place: .hall,
      done: [
        "0-10", "isolated kiosk-1", "wentDown kiosk-1", "kiosk-1 seen down infected",
        "passed contained", "found contained 1",
      ],
      refused: ["0-10", "passed contained", "found contained 1"]),
    ActWitness(
      act: .openProblem,
      done: ["0-10", "found problem-opened 1"],
      refused: ["0-10", "found problem-opened 1"]),
    ActWitness(
      act: .openChange,
      done: ["0-10", "found change-opened 1"],
      refused: ["0-10", "found change-opened 1"]),
    ActWitness(
      act: .close,
      done: ["0-10", "passed closed"],
      refused: ["0-10", "passed closed"]),
    ActWitness(
      act: .declareEnd,
      done: ["0-10", "passed ended"],
      refused: ["0-10", "passed ended"]),
    ActWitness(
      act: .summarise,
      done: ["0-10", "passed summarised"],
      refused: ["0-10", "passed summarised"]),
  ]
}

/// A small world of kiosks, a server with a fallback, a disk array with data and a UPS.
enum ActWorld {
  /// Rows: 0 to 2 kiosks, two in zone 0 and one in zone 1; 3 a disk array with data; 4 a server
  /// that
  /// wants a part; 5 a UPS with three hours of battery; 6 a host on it; 7 what feeds the UPS; 8 a
  /// printer; 9 the service of the server, 10 the way to its fallback on the array.
  static let names = [
    "kiosk-1", "kiosk-2", "kiosk-3", "array", "server", "ups", "host", "feed", "printer", "site",
    "way",
  ]

  private static func platform(into model: inout Model) {
    var platform = PlatformBuilder()
    for (kiosk, zone) in [("kiosk-1", 0), ("kiosk-2", 0), ("kiosk-3", 1)] {
      platform.component(kiosk, zone: zone, objectClass: .terminal)
    }
    platform.component("array", objectClass: .storage)
    platform.mode("wreck", of: "array", destroysData: true)
    platform.component("server")
    platform.mode("disk", of: "server", repair: .replace, part: 0, bypass: true)
    platform.component(
      "ups", needs: .all(["feed"]), objectClass: .physicalEnvironment,
      battery: (.hours(3), .hours(1)))
    platform.component("host", needs: .all(["ups"]))
    platform.component("feed", objectClass: .physicalEnvironment)
    platform.mode("out", of: "feed")
    platform.component("printer", objectClass: .network)
    platform.mode("jam", of: "printer")
    platform.service("site", needs: .some(1, ["server", "way"]))
    platform.failover("way", of: "site", needs: .all(["array"]))
    platform.build(into: &model)
    model.platform.zones = ["zone:hall", "zone:yard"]
    model.platform.reaches = [true, false, false, true]
    model.platform.dataSets = [
      DataSet(
        name: "data", component: Row(3), copyEvery: .hours(1), copyOffset: .minutes(-30),
        recoveryPoint: .hours(1))
    ]
  }

  private static func model(_ acts: [Act], at place: ActWitness.Place) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(12)
    platform(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .certain
    model.support.stock = [
      StockItem(
        name: "part:disk", initialStock: 3, reorderAt: 2, upTo: 9,
        leadTime: model.laws.add(.constant(3600)), deadOnTest: .never)
    ]
    model.drill.threats = [
      Threat(
        name: "worm", emergencyClass: .malware, targets: ObjectClass.terminal.bit,
        vulnerable: .certain, rateWithinZone: 0, rateAcrossZones: 0, harmsAfter: nil,
        symptom: .down, noticedAfter: model.laws.add(.constant(6000)))
    ]
    flow(acts, into: &model)
    // An infection is noticed after 100 minutes, that of kiosk 3 when all is over.
    let actions: [(Int64, Inject.Action)] =
      switch place {
      case .hall: [(0, .infect(Row(0), Row(0))), (90, .infect(Row(2), Row(0)))]
      case .array: [(100, .fail(Row(0)))]
      case .server: [(100, .fail(Row(1)))]
      case .feed: [(100, .fail(Row(2)))]
      case .printer, .bare: [(100, .fail(Row(3)))]
      case .gone: [(100, .fail(Row(3))), (105, .restore(Row(8)))]
      }
    if place == .bare {
      model.support.stock = []
      model.drill.threats = []
    }
    for (minute, action) in actions {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)), action: action))
    }
    return model
  }

  private static func flow(_ acts: [Act], into model: inout Model) {
    let takes = model.laws.add(.constant(600))
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    var last = "start"
    for (number, act) in acts.enumerated() {
      net.task("t\(number)", lane: "tools", Step(effect: act, takes: takes))
      net.edge(last, "t\(number)")
      last = "t\(number)"
    }
    net.node("end", .end(.none))
    net.edge(last, "end")
    net.build(into: &model)
  }

  /// The minutes of its case that an act took, and what was noted from its beginning to its end.
  static func outcome(
    of act: Act, after before: [Act], at place: ActWitness.Place
  ) throws -> [String] {
    let run = try Simulation.run(model(before + [act], at: place), seed: 1)
    let row = try #require(run.tasks.indices.first { run.tasks[$0].node.index == before.count + 1 })
    let task = run.tasks[row]
    func entry(_ kind: Entry.Kind) -> Int? {
      run.entries.firstIndex { $0.kind == kind && Int($0.object) == row }
    }
    let from = try #require(entry(.taskArrived))
    let end = run.entries[from...].firstIndex { $0.kind == .flowEnded } ?? run.entries.endIndex
    func minute(_ time: SimulationTime?) -> Int64 { (time?.microseconds ?? 0) / 60_000_000 - 100 }
    let told = run.entries[(from + 1)..<end].compactMap { text(of: $0) }
    return ["\(minute(task.arrived))-\(minute(task.ended))"] + told
  }

  private static func text(of entry: Entry) -> String? {
    let row = Int(entry.subject)
    let node = names.indices.contains(row) ? names[row] : "?"
    switch entry.kind {
    case .taskDone, .taskStarted, .taskOffered, .taskArrived: return nil
    case .nothingToDo: return "nothingToDo"
    case .milestone:
      return "\(entry.value == 0 ? "passed" : "lost") \(Milestone.allCases[row].rawValue)"
    case .found: return "found \(Fact.allCases[row].word) \(entry.value)"
    case .learned:
      let said = [(1, "down"), (2, "degraded"), (4, "infected")].filter { entry.value & $0.0 != 0 }
      return "\(node) seen \(said.isEmpty ? "well" : said.map(\.1).joined(separator: " "))"
    case .graded: return "graded priority \(entry.value)"
    case .zoneBlocked, .zoneOpened, .dataRestored, .partDrawn, .partOrdered, .failoverSwitched:
      return "\(entry.kind) \(row)"
    default: return "\(entry.kind) \(node)"
    }
  }
}
