import EventKernel
import Scoring
import Simulator
import Statistics

/// What goes on in each incident of a run, and what the time until its recovery goes to.
struct RecoveryWalk {
  private static let partCount = RecoveryPart.allCases.count

  private struct Case {
    var level: Int
    /// From when its time is told apart: it is known of, and its clock runs.
    var from: Int64
    var to: Int64
    var since: Int64
  }

  /// By incident; nil: it has no recovery clock.
  private var cases: [Case?]
  /// By incident and part: how much of it goes on.
  private var active: [Int32]
  /// By `FaultLevel` order, then `RecoveryPart` order: microseconds of all incidents.
  private(set) var spent: [[Int64]]
  /// By `FaultLevel` order.
  private(set) var incidents: [Int64]

  init(_ record: Replication, _ spans: [ClockSpan]) {
    cases = Array(repeating: nil, count: record.incidents.count)
    active = Array(repeating: 0, count: record.incidents.count * RecoveryWalk.partCount)
    spent = FaultLevel.allCases.map { _ in Array(repeating: 0, count: RecoveryWalk.partCount) }
    incidents = FaultLevel.allCases.map { _ in 0 }
    for span in spans {
      let start = span.start.microseconds
      let end = start + span.shown.microseconds
      let detected = record.incidents[span.incident.index][.detected]?.microseconds ?? start
      let known = min(max(start, detected), end)
      let level = span.level.place
      incidents[level] += 1
      spend(known - start, on: RecoveryPart.unnoticed.rawValue, level)
      cases[span.incident.index] = Case(level: level, from: known, to: end, since: known)
    }
  }

  /// One more, or one less, of a part goes on in an incident from an instant on.
  mutating func change(_ part: RecoveryPart, by count: Int32, in incident: Int, at time: Int64) {
    guard cases.indices.contains(incident), cases[incident] != nil else { return }
    spend(until: time, in: incident)
    active[incident * RecoveryWalk.partCount + part.rawValue] += count
  }

  /// The times are over: what went on goes on until the end of each.
  mutating func finish() {
    for incident in cases.indices { spend(until: .max, in: incident) }
  }

  private mutating func spend(until time: Int64, in incident: Int) {
    guard let item = cases[incident] else { return }
    let to = min(time, item.to)
    guard to > item.since else { return }
    spend(to - item.since, on: current(incident), item.level)
    cases[incident]?.since = to
  }

  private mutating func spend(_ time: Int64, on part: Int, _ level: Int) {
    spent[level][part] = spent[level][part].addingClamped(time)
  }

  /// The part that comes first of those that go on.
  private func current(_ incident: Int) -> Int {
    let first = incident * RecoveryWalk.partCount
    for part in 0..<RecoveryPart.nobody.rawValue where active[first + part] > 0 { return part }
    return RecoveryPart.nobody.rawValue
  }
}
