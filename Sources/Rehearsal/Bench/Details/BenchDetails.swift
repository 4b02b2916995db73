import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// What many runs came to beyond their figures, in whole numbers that merge exactly: what the
/// pictures of a report are drawn from. Memory does not grow with the number of runs.
package struct BenchDetails: Hashable, Sendable, Codable {
  /// How long the clocks of a kind took, pooled over all incidents.
  package struct ClockTimes: Hashable, Sendable, Codable {
    /// By `FaultLevel` order.
    fileprivate var levels: [QuantileSketch]
    /// By `FaultLevel` order: clocks that still ran at the end, which count by the time so far.
    fileprivate var open: [Int64]

    fileprivate init(largest: Int64) {
      levels = FaultLevel.allCases.map { _ in QuantileSketch(largest: largest) }
      open = FaultLevel.allCases.map { _ in 0 }
    }

    package subscript(_ level: FaultLevel) -> QuantileSketch { levels[level.place] }
    package func open(_ level: FaultLevel) -> Int64 { open[level.place] }

    fileprivate mutating func add(_ span: ClockSpan) {
      levels[span.level.place].add(span.shown.microseconds)
      if span.isOpen { open[span.level.place] += 1 }
    }

    fileprivate mutating func merge(_ other: ClockTimes) {
      for level in levels.indices {
        levels[level].merge(other.levels[level])
        open[level] += other.open[level]
      }
    }

    fileprivate func isOf(runs: Int64, largest: Int64) -> Bool {
      levels.count == FaultLevel.allCases.count && open.count == levels.count
        && levels.allSatisfy {
          $0.largest == largest && $0.count <= FigureAccumulator.most(ofRuns: runs)
        }
        && zip(open, levels).allSatisfy { (0...$1.count).contains($0) }
    }
  }

  /// By row of the agreement's clocks.
  package private(set) var clocks: [ClockTimes]
  /// Core down time of each run.
  package private(set) var coreDown: QuantileSketch
  package var week = WeekSums()
  package var recovery = RecoverySums()
  /// By row of the objectives.
  package var courses: [ObjectiveCourse]

  /// The details of no run.
  package init(_ drill: CompiledDrill) {
    let largest = BenchDetails.largest(of: drill)
    clocks = drill.model.agreement.clocks.map { _ in ClockTimes(largest: largest) }
    coreDown = QuantileSketch(largest: largest)
    courses = drill.objectives.map { ObjectiveCourse($0.bound(in: drill.model)) }
  }

  private static func largest(of drill: CompiledDrill) -> Int64 {
    max(1, drill.model.drill.horizon.microseconds)
  }

  /// Takes in what the metrics of one run came to.
  mutating func add(_ reading: MetricReading, _ rules: [ClockRule]) {
    for (row, rule) in rules.enumerated() {
      for span in reading.spans(of: rule.kind) { clocks[row].add(span) }
    }
    coreDown.add(reading.allowanceUse.used.microseconds)
  }

  /// Takes in what an objective saw in one run.
  mutating func add(_ seen: ObjectiveSeen, row: Int, ofReplication replication: Int) {
    courses[row].add(seen, ofReplication: replication)
  }

  /// Takes in what others have taken in of other runs.
  package mutating func merge(_ other: BenchDetails) {
    for (row, times) in other.clocks.enumerated() { clocks[row].merge(times) }
    coreDown.merge(other.coreDown)
    week.merge(other.week)
    recovery.merge(other.recovery)
    for (row, course) in other.courses.enumerated() { courses[row].merge(course) }
  }

  /// Whether they could be of so many runs of a drill: what is read from a file may say anything,
  /// and must not end the program when it is merged.
  func isOf(runs: Int64, of drill: CompiledDrill) -> Bool {
    let largest = BenchDetails.largest(of: drill)
    return clocks.count == drill.model.agreement.clocks.count
      && clocks.allSatisfy { $0.isOf(runs: runs, largest: largest) }
      && coreDown.largest == largest && coreDown.count == runs
      && week.isOf(runs: runs, horizon: TimeSpan(microseconds: largest))
      && recovery.isOf(runs: runs) && courses.count == drill.objectives.count
      && zip(courses, drill.objectives).allSatisfy {
        $0.isOf(runs: runs, $1.bound(in: drill.model))
      }
  }
}
