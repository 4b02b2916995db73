import EventKernel
import Scoring
import Simulator
import Statistics

/// What an objective came to in blocks of replications: 0, 1, 2...3, 4...7 and so on, so that the
/// estimate after 1, 2, 4, 8 ... of them can be told when all are done, in any order.
///
/// A quantile is followed by the share of values that keep its bound, which is decided alike: a
/// quantile of runs so far would want all their values kept for each block.
package struct ObjectiveCourse: Hashable, Sendable, Codable {
  /// Block k has replications 2^(k-1)..<2^k, block 0 the first one.
  private var blocks: [FigureAccumulator] = []

  /// The course of no run.
  init() {}

  private static func block(of replication: Int) -> Int {
    Int.bitWidth - replication.leadingZeroBitCount
  }

  /// Takes in what the objective came to in one run.
  mutating func add(
    _ sample: FigureSample, _ objective: Objective, ofReplication replication: Int
  ) {
    let block = ObjectiveCourse.block(of: replication)
    extend(to: block + 1, objective.courseKind)
    blocks[block].add(objective.courseSample(sample), ofReplication: replication)
  }

  private mutating func extend(to count: Int, _ kind: FigureAccumulator.Kind) {
    while blocks.count < count {
      blocks.append(FigureAccumulator(kind, largest: Moments.largestMagnitude))
    }
  }

  mutating func merge(_ other: ObjectiveCourse) {
    for (row, block) in other.blocks.enumerated() {
      if row < blocks.count { blocks[row].merge(block) } else { blocks.append(block) }
    }
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
      if block.count > 0, let interval = sum.interval(confidence) {
        points.append(Point(runs: sum.count, interval: interval))
      }
    }
    return points
  }

  /// Whether it could be of so many runs: what is read from a file may say anything. Which runs
  /// they were is not asked: an interrupted bench has done some of many.
  func isOf(runs: Int64, _ objective: Objective) -> Bool {
    let like = FigureAccumulator(objective.courseKind, largest: Moments.largestMagnitude)
    var left = runs
    for (row, block) in blocks.enumerated() {
      guard row < 40, block.isLike(like), block.count <= min(left, 1 << max(0, row - 1)) else {
        return false
      }
      left -= block.count
    }
    return left == 0
  }
}

extension Objective {
  /// What the course of an objective follows, and the bound that decides it.
  package struct CourseBound: Hashable, Sendable {
    package var bound: Double
    package var unit: Figure.Unit
    /// Whether the objective is followed by the share of values that keep its bound.
    package var isShareWithin: Bool
  }

  package var courseBound: CourseBound {
    switch test {
    case .every, .share: CourseBound(bound: bound, unit: .share, isShareWithin: false)
    case .mean: CourseBound(bound: bound, unit: metric.meanUnit, isShareWithin: false)
    case .quantile(let probability, let comparison, _):
      // The quantile is at least the bound when no more than the rest is below it.
      CourseBound(
        bound: comparison.isFloor ? 1 - probability.value : probability.value, unit: .share,
        isShareWithin: true)
    }
  }

  fileprivate var courseKind: FigureAccumulator.Kind {
    switch test {
    case .every: .runs
    case .share, .quantile: .share
    case .mean: metric.meanUnit == .share ? .share : .mean
    }
  }

  fileprivate func courseSample(_ sample: FigureSample) -> FigureSample {
    guard case .quantile(_, let comparison, let bound) = test, case .values(let values) = sample
    else { return sample }
    let limit = bound * metric.valuesPerUnit
    return .ratio(
      above: Int64(values.count { comparison.holds($0, limit) }), below: Int64(values.count))
  }
}
