import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics
import Testing

/// What a bench keeps for its pictures.
@Suite("Bench details")
struct BenchDetailsTests {
  private struct Played {
    var record: Replication
    var reading: MetricReading
    var details: BenchDetails
  }

  private static func played(_ drill: CompiledDrill, _ replication: UInt64) throws -> Played {
    let record = try Simulation.run(drill.model, seed: 3, replication: replication)
    let reading = FigureReader(Figure.all(of: drill), of: drill).reading(of: record)
    var details = BenchDetails(drill)
    DetailsReader(drill).read(record, reading, to: &details)
    return Played(record: record, reading: reading, details: details)
  }

  @Test(
    "Where the time goes adds up to the recovery times of each level, to the microsecond",
    arguments: [BenchTests.worm, BenchTests.night])
  func recoveryAddsUp(name: String) throws {
    let drill = try DrillFiles(name).compiled()
    for replication in 0..<12 as Range<UInt64> {
      let played = try Self.played(drill, replication)
      for level in FaultLevel.allCases {
        let spans = played.reading.spans(of: .recovery).filter { $0.level == level }
        let parts = RecoveryPart.allCases.reduce(0 as Int128) {
          $0 + played.details.recovery.total($1, level)
        }
        #expect(parts == spans.reduce(0) { $0 + Int128($1.shown.microseconds) })
        #expect(played.details.recovery.incidents(level) == Int128(spans.count))
      }
    }
  }

  @Test("Every part of the recovery time has its place in what is shown, once")
  func everyPartIsShown() {
    #expect(Set(RecoveryPart.inOrder) == Set(RecoveryPart.allCases))
    #expect(RecoveryPart.inOrder.count == RecoveryPart.allCases.count)
  }

  @Test(
    "People at work by the hour of the week are as long at work as the record says",
    arguments: [BenchTests.worm, BenchTests.night])
  func weekAddsUp(name: String) throws {
    let drill = try DrillFiles(name).compiled()
    let played = try Self.played(drill, 5)
    let people = drill.model.support.people
    for tier in Tier.allCases where tier != .vendor {
      let busy = people.indices.filter { people[$0].tier == tier }
        .reduce(0 as Int128) { $0 + Int128(played.record.busy[$1].microseconds) }
      #expect(played.details.week.work(tier) == busy, "\(tier)")
    }
    #expect(
      played.details.week.played.reduce(0, +) == Int128(played.record.end.microseconds))
  }

  @Test("The hours of the week begin with the drill's own")
  func hours() throws {
    // A Wednesday, 09:00, for three days.
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let week = try Self.played(drill, 0).details.week
    #expect(week.played.indices.filter { week.played[$0] > 0 } == Array(57..<129))
    #expect(week.waiting(56) == nil && week.waiting(57) != nil)
  }

  @Test("The course of an objective ends at its estimate, and passes those of fewer runs")
  func courses() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let (most, few) = (try BenchTests.bench(drill, 70), try BenchTests.bench(drill, 32))
    for (row, verdict) in most.verdicts.enumerated() {
      let points = most.sums.details.courses[row].points(most.assurance.confidence)
      #expect(points.last?.runs == 70 && points.last?.interval == verdict.interval)
      let early = points.first { $0.runs == 32 }
      #expect(early?.interval == few.verdicts[row].interval)
    }
  }

  @Test("A quantile's course is the share of values that keep its bound")
  func quantileCourse() throws {
    var files = try DrillFiles(BenchTests.worm)
    try files.change(
      "worm-in-the-service-hall.yaml", "metric: recovery time, every: <= 8 h",
      to: "metric: recovery time, p90: <= 8 h")
    let drill = try files.compiled()
    let bench = try BenchTests.bench(drill, 20)
    let row = try #require(drill.objectives.firstIndex { $0.name == "recovered" })
    var (within, all) = (0, 0)
    for replication in 0..<20 as Range<UInt64> {
      let record = try Simulation.run(drill.model, seed: 1, replication: replication)
      let spans = FigureReader(Figure.all(of: drill), of: drill).reading(of: record)
        .spans(of: .recovery)
      within += spans.count { $0.shown <= .hours(8) }
      all += spans.count
    }
    let verdict = bench.verdicts[row]
    #expect(verdict.unit == .share && verdict.bound == 0.9 && verdict.quantile != nil)
    #expect(verdict.estimate == Double(within) / Double(all))
  }

  @Test("Clocks are pooled by the level of the fault")
  func clocks() throws {
    let drill = try DrillFiles(BenchTests.night).compiled()
    let bench = try BenchTests.bench(drill, 6, seed: 3)
    var counts = [FaultLevel.general: 0, .major: 0]
    for replication in 0..<6 as Range<UInt64> {
      for span in try Self.played(drill, replication).reading.spans(of: .response) {
        counts[span.level, default: 0] += 1
      }
    }
    let clock = try #require(
      drill.model.agreement.clocks.indices.first {
        drill.model.agreement.clocks[$0].kind == .response
      })
    for level in FaultLevel.allCases {
      #expect(bench.sums.details.clocks[clock][level].count == Int64(counts[level] ?? 0))
    }
    #expect(bench.sums.details.coreDown.count == 6)
  }

  // MARK: Files

  private static func part(_ drill: CompiledDrill) throws -> String {
    BenchPartFile(BenchPart(whole: try BenchTests.bench(drill, 4))).text
  }

  /// Changes one value below `sums.details`.
  private static func changed(
    _ text: String, _ change: (inout [String: Any]) throws -> Void
  ) throws -> Data {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    var file = try #require(value as? [String: Any])
    var sums = try #require(file["sums"] as? [String: Any])
    var details = try #require(sums["details"] as? [String: Any])
    try change(&details)
    sums["details"] = details
    file["sums"] = sums
    return try JSONSerialization.data(withJSONObject: file)
  }

  @Test("A hostile file of details is refused, and never ends the program")
  func hostile() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let text = try Self.part(drill)
    let huge = "170141183460469231731687303715884105727"
    let changes: [(inout [String: Any]) throws -> Void] = [
      { $0["clocks"] = [Any]() },
      { $0["courses"] = [Any]() },
      { $0.removeValue(forKey: "week") },
      { details in
        var week = try #require(details["week"] as? [String: Any])
        week["waiting"] = Array(repeating: huge, count: 168)
        details["week"] = week
      },
      { details in
        var week = try #require(details["week"] as? [String: Any])
        week["played"] = Array(repeating: "-1", count: 168)
        details["week"] = week
      },
      { details in
        var week = try #require(details["week"] as? [String: Any])
        week["atWork"] = [["1"]]
        details["week"] = week
      },
      { details in
        var recovery = try #require(details["recovery"] as? [[Any]])
        recovery[0].removeLast()
        details["recovery"] = recovery
      },
      { details in
        var recovery = try #require(details["recovery"] as? [[[String: Any]]])
        recovery[1][2]["above"] = [4, huge, "0:0"] as [Any]
        details["recovery"] = recovery
      },
      { details in
        var courses = try #require(details["courses"] as? [[String: Any]])
        courses[0]["blocks"] = [Any]()
        details["courses"] = courses
      },
    ]
    #expect(throws: Never.self) { try Rehearse.part(in: Self.changed(text) { _ in }) }
    for (number, change) in changes.enumerated() {
      let data = try Self.changed(text, change)
      #expect(throws: BenchPartError.unreadable, "change \(number)") {
        try Rehearse.part(in: data)
      }
    }
  }
}
