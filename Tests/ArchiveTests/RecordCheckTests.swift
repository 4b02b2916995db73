import Archive
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator
import Testing

@Suite("What a stored result may say")
struct RecordCheckTests {
  @Test(
    "as it was recorded, it fits its files",
    arguments: [
      "drills/ups-failure-winter-night", "drills/worm-in-the-service-hall",
      "validation/mmc-two-agents",
    ])
  func recorded(name: String) throws {
    let run = try Self.played(name)
    #expect(try kept(run.replication).fits(run.drill.model))
  }

  @Test("it fits also where the drill is nearly a hundred years long and the night comes late")
  func longest() throws {
    let night = try Self.night.get()
    var sources = night.drill.sources
    let old = sources[0].text
    sources[0].text = old.replacingOccurrences(of: "horizon: 72 h", with: "horizon: 36000 d")
      .replacingOccurrences(of: ", at: ", with: ", at: 359")
      .replacingOccurrences(of: " min, fail", with: " d, fail")
    #expect(sources[0].text.contains("at: 35910 d"))
    let reading = ScenarioReader.drill(sources: sources)
    let run = try Rehearse.run(try #require(reading.drill), seed: 1)
    #expect(run.replication.messages.contains { $0.due != nil })
    #expect(try kept(run.replication).fits(run.drill.model))
  }

  @Test("an entry that names what is not there is refused", arguments: Entry.Kind.allCases)
  func entry(kind: Entry.Kind) throws {
    let night = try Self.night.get()
    let beyond = 1 << 30
    for (subject, object) in [(beyond, 0), (-2, 0), (beyond, beyond), (-2, -2)] {
      #expect(!Self.fits(night) { $0.append(kind, subject: subject, object: object) })
    }
    #expect(!Self.fits(night) { $0.append(kind, incident: beyond) })
    #expect(!Self.fits(night) { $0.append(kind, incident: -2) })
    #expect(!Self.fits(night) { $0.append(kind, instance: beyond) })
    #expect(!Self.fits(night) { $0.append(kind, instance: -2) })
  }

  @Test("an entry about two things must have both", arguments: Self.kindsOfTwo)
  func second(kind: Entry.Kind) throws {
    let night = try Self.night.get()
    #expect(!Self.fits(night) { $0.append(kind, object: 1 << 30) })
  }

  @Test("a number of an entry that no run has is refused", arguments: Self.kindsOfNumber)
  func number(kind: Entry.Kind) throws {
    let night = try Self.night.get()
    for value in [Int64.min, -1 << 60, .max] {
      #expect(!Self.fits(night) { $0.append(kind, value: value) })
    }
  }

  @Test("rows, times and counts of the tables are those of a run")
  func tables() throws {
    let night = try Self.night.get()
    let far = SimulationTime(microseconds: .max)
    let early = SimulationTime(microseconds: -1)
    let changes: [(String, (inout Replication) -> Void)] = [
      ("end", { $0.end = far }), ("end", { $0.end = early }),
      ("edges", { $0.edgeCounts.removeLast() }), ("edges", { $0.edgeCounts[0] = -1 }),
      ("down time", { $0.downtime[0] = TimeSpan(microseconds: .min) }),
      ("work", { $0.busy[0] = TimeSpan(microseconds: .max) }),
      ("overtime", { $0.overtime.append(.zero) }),
      ("stock", { $0.stock[0].used = .max }), ("stock", { $0.stock[0].wanted = -1 }),
      ("hits", { $0.hitCount = -1 }), ("events", { $0.eventCount = .max }),
      ("fault of an incident", { $0.incidents[0].fault = Row($0.faults.count) }),
      ("component of an incident", { $0.incidents[0].subject = Row(1 << 30) }),
      ("priority", { $0.incidents[0].priority = 6 }),
      ("alarms", { $0.incidents[0].alarmCount = .min }),
      ("milestone", { $0.incidents[0][.recovered] = far }),
      ("evidence", { $0.incidents[0].evidenceSecured = early }),
      ("located", { $0.incidents[0].located = Row(1 << 30) }),
      ("stream", { $0.incidents[0].stream = Row(0) }),
      ("flow", { $0.instances[0].flow = Row(1 << 30) }),
      ("its own caller", { $0.instances[0].parent = Row(0) }),
      ("end of an instance", { $0.instances[0].endNode = Row(1 << 30) }),
      ("instance of a task", { $0.tasks[0].instance = Row($0.instances.count) }),
      ("people of a task", { $0.tasks[0].people = 0..<Int32.max }),
      ("vendor of a task", { $0.tasks[0].vendor = Row(1 << 30) }),
      ("start of a task", { $0.tasks[0].started = far }),
      ("root of a fault", { $0.faults[0].root = Row(1) }),
      ("mode of a fault", { $0.faults[0].mode = Row(1 << 30) }),
      ("begin of a fault", { $0.faults[0].began = early }),
      ("person", { $0.assignments[0] = Row(1 << 30) }),
      ("lane of a message", { $0.messages[0].to = Row(1 << 30) }),
      ("due of a message", { $0.messages[0].due = SimulationTime(microseconds: .max) }),
      ("order of entries", { $0.entries.swapAt(0, $0.entries.count - 1) }),
      ("time of an entry", { $0.entries[0].time = early }),
    ]
    for (name, change) in changes {
      var record = night.replication
      change(&record)
      #expect(!record.fits(night.drill.model), "\(name)")
    }
  }

  /// A wrong row that fits is a wrong story, and still one that can be told.
  @Test("whatever fits can be judged and told")
  func told() throws {
    let night = try Self.night.get()
    var draw = Draw(state: 12)
    var toldCount = 0
    for _ in 0..<120 {
      var record = night.replication
      for _ in 0...draw.below(4) { Self.change(&record, &draw) }
      guard record.fits(night.drill.model) else { continue }
      toldCount += 1
      let run = Rehearse.judge(record, of: night.drill)
      #expect(!RunJSON.render(run).isEmpty)
      #expect(!RunPage.render(run, language: .zh).isEmpty)
      #expect(
        !RunText.render(run, language: .en, width: 80, colour: false, verbose: true).isEmpty)
    }
    #expect(toldCount > 30)
  }

  /// Kinds whose object is a row of a table, always.
  private static let kindsOfTwo: [Entry.Kind] = [
    .faultBegan, .faultEnded, .faultBypassed, .left, .wentDown, .stillDown, .entered, .dataLost,
    .told, .alarm, .alarmJoined, .incidentOpened, .graded, .flowStarted, .taskOffered, .taskStarted,
    .taskArrived, .taskDone, .taskLapsed, .taskInterrupted, .taskPaused, .taskResumed, .taskLate,
    .taskForComponent, .taskSkipped, .branchTaken, .escalated, .notRepaired,
  ]

  private static let kindsOfNumber: [Entry.Kind] = [
    .faultBegan, .onReserve, .offReserve, .reserveLow, .reserveRate, .dataLost, .graded,
    .taskOffered, .taskLate, .calledIn, .partDrawn, .partDead, .partOrdered, .partArrived,
    .notRepaired,
  ]

  private static let night = Result { try played("drills/ups-failure-winter-night") }

  private static func played(_ name: String) throws -> Run {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let reading = ScenarioReader.drill(at: root.appending(path: "scenarios/\(name).yaml").path)
    return try Rehearse.run(try #require(reading.drill), seed: 1)
  }

  private static func fits(_ run: Run, _ change: (inout [Entry]) -> Void) -> Bool {
    var record = run.replication
    change(&record.entries)
    return record.fits(run.drill.model)
  }

  /// One number of an entry or of a table becomes another, mostly one that may be.
  private static func change(_ record: inout Replication, _ draw: inout Draw) {
    let at = draw.below(record.entries.count)
    let row = draw.below(6) == 0 ? 1 << 20 : draw.below(40) - 1
    switch draw.below(9) {
    case 0: record.entries[at].subject = Int32(row)
    case 1: record.entries[at].object = Int32(row)
    case 2: record.entries[at].incident = Int32(row)
    case 3: record.entries[at].instance = Int32(row)
    case 4: record.entries[at].value = Int64(draw.below(1 << 52)) - 7
    case 5: record.entries[at].kind = Entry.Kind.allCases[draw.below(Entry.Kind.allCases.count)]
    case 6: record.entries.removeSubrange(at...)
    case 7:
      let task = draw.below(record.tasks.count)
      record.tasks[task].node = Row(max(0, row))
      record.tasks[task].ended = draw.maybe { $0.time() }
    default:
      let incident = draw.below(record.incidents.count)
      record.incidents[incident].fault = row < 0 ? nil : Row(row)
      record.incidents[incident][.recovered] = draw.maybe { $0.time() }
    }
  }
}

extension [Entry] {
  /// One more, at the time of the last.
  fileprivate mutating func append(
    _ kind: Entry.Kind, incident: Int = -1, instance: Int = -1, subject: Int = 0, object: Int = 0,
    value: Int64 = 0
  ) {
    append(
      Entry(
        kind, at: last?.time ?? .zero, incident: incident, instance: instance, subject: subject,
        object: object, value: value))
  }
}

/// The result as it comes back from its bytes.
private func kept(_ record: Replication) throws -> Replication {
  try Replication(resultBlob: record.resultBlob())
}
