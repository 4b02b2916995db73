import Scoring
import Statistics

/// What an objective came to in blocks of replications: 0, 1, 2...3, 4...7 and so on, so that the
/// estimate after 1, 2, 4, 8 ... of them can be told when all are done, in any order.
package struct ObjectiveCourse: Hashable, Sendable, Codable {
  private let bound: ObjectiveBound
  /// Block k has replications 2^(k-1)..<2^k, block 0 the first one.
  private var blocks: [ObjectiveEvidence] = []

  /// The course of no run.
  package init(_ bound: ObjectiveBound) { self.bound = bound }

  private static func block(of replication: Int) -> Int {
    Int.bitWidth - replication.leadingZeroBitCount
  }

  /// Takes in what the objective saw in one run.
  package mutating func add(_ seen: ObjectiveSeen, ofReplication replication: Int) {
    let block = ObjectiveCourse.block(of: replication)
    while blocks.count <= block { blocks.append(ObjectiveEvidence(bound)) }
    blocks[block].add(seen)
  }

  mutating func merge(_ other: ObjectiveCourse) {
    for (row, block) in other.blocks.enumerated() {
      if row < blocks.count { blocks[row].merge(block) } else { blocks.append(block) }
    }
  }

  /// What all of the runs say.
  package var evidence: ObjectiveEvidence {
    blocks.reduce(into: ObjectiveEvidence(bound)) { $0.merge($1) }
  }

  /// The estimate after the first so many replications.
  package struct Point: Hashable, Sendable {
    package var runs: Int64
    package var interval: Interval
  }

  /// The estimates at 1, 2, 4 ... replications and at all of them, where there is one.
  package func points(_ confidence: Confidence) -> [Point] {
    guard var sum = blocks.first else { return [] }
    var points: [Point] = []
    for (row, block) in blocks.enumerated() {
      if row > 0 { sum.merge(block) }
      if block.runs > 0, let interval = sum.interval(confidence) {
        points.append(Point(runs: sum.runs, interval: interval))
      }
    }
    return points
  }

  /// Whether it could be of so many runs: what is read from a file may say anything. Which runs
  /// they were is not asked: an interrupted bench has done some of many.
  func isOf(runs: Int64, _ bound: ObjectiveBound) -> Bool {
    guard self.bound == bound else { return false }
    var left = runs
    for (row, block) in blocks.enumerated() {
      guard row < 40, block.bound == bound, block.runs <= min(left, 1 << max(0, row - 1)) else {
        return false
      }
      left -= block.runs
    }
    return left == 0
  }
}
