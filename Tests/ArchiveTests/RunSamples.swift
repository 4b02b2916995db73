import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// Runs to keep: every field of every record filled, from a small generator of their own.
enum RunSample {
  static func run(seed: UInt64, drill: String = "sample", texts: [String] = ["a", "b"]) -> Run {
    let sources = texts.enumerated().map { SourceFile(path: "drills/\($0).yaml", text: $1) }
    let compiled = CompiledDrill(
      name: drill, title: Bilingual(zh: "样例", en: "Sample"), teaches: nil,
      emergencyClass: .malware,
      start: CivilTime(year: 2026, month: 1, day: 15, hour: 2, minute: 0), model: Model(),
      lexicon: Lexicon(), rubric: rubric, rubricName: "trainer", objectives: [],
      calendar: WorkCalendar(startWeekday: 4, timeOfDay: .zero), drawings: [],
      sources: sources, digest: texts.joined())
    return Run(
      drill: compiled, replication: replication(seed: seed), scorecard: scorecard, seed: seed)
  }

  static func replication(seed: UInt64) -> Replication {
    var draw = Draw(state: seed)
    var result = Replication(seed: seed, replication: 3, end: draw.time())
    result.entries = Entry.Kind.allCases.map { kind in
      Entry(
        kind, at: draw.time(), incident: draw.below(9) - 1, instance: draw.below(9) - 1,
        subject: draw.below(99), object: draw.below(99) - 1, value: Int64(draw.below(1 << 40)) - 7)
    }
    result.incidents = (0..<5).map { _ in incident(&draw) }
    result.instances = (0..<4).map { number in
      var instance = FlowInstance(
        flow: Row(number), incident: Row(1), parent: number > 0 ? Row(number - 1) : nil,
        started: draw.time())
      instance.ended = draw.maybe { $0.time() }
      instance.endNode = draw.maybe { Row($0.below(50)) }
      return instance
    }
    result.tasks = FlowTask.Outcome.allCases.map { task($0, &draw) }
    result.assignments = (0..<12).map { _ in Row(draw.below(40)) }
    result.faults = FaultOrigin.allCases.map { origin in
      var fault = Fault(
        subject: Row(4), mode: draw.maybe { Row($0.below(9)) }, threat: nil, origin: origin,
        root: Row(0), began: draw.time())
      fault.ended = draw.maybe { $0.time() }
      return fault
    }
    result.messages = [
      MessageRecord(
        instance: Row(1), node: Row(2), from: Row(3), to: Row(4), sent: draw.time(),
        arrived: draw.maybe { $0.time() }, due: draw.maybe { $0.time() }, wentWrong: true)
    ]
    result.decisions = (0..<7).map {
      Decision(time: draw.time(), point: NameHash("point \($0)"), choice: NameHash("way \($0)"))
    }
    result.edgeCounts = [0, 3, 1]
    result.downtime = (0..<30).map { _ in TimeSpan(microseconds: Int64(draw.below(1 << 45))) }
    result.busy = [.hours(1), .zero]
    result.overtime = [.zero, .minutes(5)]
    result.dataLost = [.days(2)]
    result.stock = [StockRecord(left: 1, bought: 2, used: 3, dead: 4)]
    result.hitCount = 6
    result.eventCount = 1234
    return result
  }

  private static func incident(_ draw: inout Draw) -> Incident {
    var incident = Incident(
      fault: draw.maybe { Row($0.below(3)) }, subject: Row(draw.below(300)), channel: .userCall)
    for milestone in Milestone.allCases { incident[milestone] = draw.maybe { $0.time() } }
    incident.level = .major
    incident.emergency = .particularlyMajor
    incident.plan = .disaster
    incident.eventClass = .exception
    incident.impact = .high
    incident.urgency = .medium
    incident.priority = 2
    incident.affectedMost = draw.below(300)
    incident.evidenceSecured = draw.maybe { $0.time() }
    incident.located = Row(draw.below(40))
    return incident
  }

  private static func task(_ outcome: FlowTask.Outcome, _ draw: inout Draw) -> FlowTask {
    var task = FlowTask(instance: Row(0), node: Row(draw.below(50)), offered: draw.time())
    task.outcome = outcome
    task.started = draw.maybe { $0.time() }
    task.people = 2..<5
    task.vendor = draw.maybe { Row($0.below(3)) }
    task.tier = draw.maybe { Tier.allCases[$0.below(Tier.allCases.count)] }
    return task
  }

  private static let rubric = Rubric(
    weights: [], clockWeights: [], exposedCap: 40, sacrificedData: 10, skippedCost: 3000,
    orderCost: 2000, extraCost: 500, performedFrom: 90, performedCoverage: 800)

  private static var scorecard: Scorecard {
    let objective = Objective(
      name: "recovered", metric: .recoveryTime, filter: MetricFilter(level: .major),
      test: .every(.lessOrEqual, TimeSpan.hours(8).microseconds))
    return Scorecard(
      dimensions: [], score: Milli(912), coverage: Milli(800), caps: [], final: Milli(400),
      clocks: [], availability: AllowanceUse(used: .hours(1), allowance: .hours(43)),
      objectives: [
        ObjectiveVerdict(objective: objective, outcome: .met, value: 5, tried: 1, hits: 1),
        ObjectiveVerdict(objective: objective, outcome: .undecided, value: nil, tried: 0, hits: 0),
      ], rating: .some)
  }
}

/// SplitMix64: numbers for samples, the same each time.
struct Draw {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(bound))
  }

  mutating func time() -> SimulationTime { SimulationTime(microseconds: Int64(below(1 << 38))) }

  mutating func maybe<Value>(_ value: (inout Draw) -> Value) -> Value? {
    below(3) == 0 ? nil : value(&self)
  }
}

/// A folder of its own for a test, gone afterwards.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      print("left behind: \(url.path): \(error)")
    }
  }
}
