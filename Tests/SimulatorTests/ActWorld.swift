import EventKernel
import Simulator
import Testing

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

  /// - Parameter rate: contacts an hour between two hosts of one zone.
  private static func model(
    _ acts: [Act], at place: ActWitness.Place, rate: Double = 0
  ) -> Model {
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
    let noticedAfter = model.laws.add(.constant(6000))
    model.addWorm(
      name: "worm", on: ObjectClass.terminal.bit, rateWithinZone: rate, noticedAfter: noticedAfter)
    model.drill.treatments = [
      ThreatTreatment(
        name: "treatment", threat: Row(0), from: 1, to: nil, succeeds: .certain, isPatched: true)
    ]
    model.drill.threats[0].treatments = 0..<1
    model.drill.stages[0].isTreatable = true
    flow(acts, into: &model)
    // An infection is noticed after 100 minutes, that of kiosk 3 when all is over.
    let actions: [(Int64, Inject.Action)] =
      switch place {
      case .hall: [(0, .hit(Row(0), Row(0))), (90, .hit(Row(2), Row(0)))]
      case .array: [(100, .fail(Row(0)))]
      case .server: [(100, .fail(Row(1)))]
      case .feed: [(100, .fail(Row(2)))]
      case .printer, .bare: [(100, .fail(Row(3)))]
      case .gone: [(100, .fail(Row(3))), (105, .restore(Row(8)))]
      }
    if place == .bare {
      model.support.stock = []
      model.drill.threats = []
      for row in model.platform.components.indices { model.platform.components[row].zone = nil }
    }
    for (minute, action) in actions {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)), action: action))
    }
    return model
  }

  /// - Parameter parts: what is done for each component by itself.
  private static func flow(
    _ acts: [Act], scope: StepScope = .one, parts: Set<Act> = [], into model: inout Model
  ) {
    let takes = model.laws.add(.constant(600))
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    var last = "start"
    for (number, act) in acts.enumerated() {
      net.task(
        "t\(number)", lane: "tools", Step(effect: act, takes: takes, scope: scope),
        multiplicity: parts.contains(act) ? Multiplicity(.components, isSequential: false) : nil)
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

  /// The printer fails three times, and each time somebody looks at what is broken, finds out and
  /// repairs it, each of the targets.
  static func repeated() -> Model {
    var model = model([], at: .printer)
    model.drill.injects = []
    for number in 1...3 as ClosedRange<Int64> {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .at(.zero + .minutes(100 * number)),
          action: .fail(Row(3))))
    }
    flow([.none, .diagnose, .repair], scope: .each, into: &model)
    return model
  }

  /// The hall is cut off, cleaned, and connected again host by host.
  static func hostByHost() -> Model {
    var model = model([], at: .hall)
    flow([.isolate, .block, .rebuild, .reconnect], parts: [.reconnect], into: &model)
    return model
  }

  /// How many hosts are hit after the case has done one thing, ten minutes after it began.
  static func infections(after act: Act, seed: UInt64) throws -> Int {
    let run = try Simulation.run(model([act], at: .hall, rate: 0.3), seed: seed)
    return run.entries.count { $0.kind == .entered && $0.time > .zero + .minutes(110) }
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
      let said = [(1, "down"), (2, "degraded"), (4, "hit")].filter { entry.value & $0.0 != 0 }
      return "\(node) seen \(said.isEmpty ? "well" : said.map(\.1).joined(separator: " "))"
    case .graded: return "graded priority \(entry.value)"
    case .zoneBlocked, .zoneOpened, .dataRestored, .partDrawn, .partOrdered, .failoverSwitched:
      return "\(entry.kind) \(row)"
    default: return "\(entry.kind) \(node)"
    }
  }
}
