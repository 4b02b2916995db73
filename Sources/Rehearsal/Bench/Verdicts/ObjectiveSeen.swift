import Scoring
import Statistics

/// What an objective saw in one run.
package struct ObjectiveSeen: Hashable, Sendable {
  package var sample: ObjectiveSample
  /// Values that were looked at.
  package var values: Int
  /// Values that may still grow, and what they add up to so far, of a mean.
  package var open = 0
  package var openAbove: Int64 = 0
  /// Values that began too late to tell.
  package var leftOut = 0

  package init(_ sample: ObjectiveSample, values: Int = 1) {
    self.sample = sample
    self.values = values
  }

  /// Of a run whose metrics are read.
  init(_ objective: Objective, _ reading: MetricReading, against bound: ObjectiveBound) {
    switch reading.reading(of: objective) {
    case .standings(let count):
      self.init(count, against: bound)
    case .total(let total):
      self.init(total, objective)
    }
  }

  init(_ count: StandingCount, against bound: ObjectiveBound) {
    values = count.count
    open = count.open
    leftOut = count.leftOut
    if count.count == 0 {
      sample = .nothing
      return
    }
    sample =
      switch bound {
      case .tries: .tried(count.isKept)
      case .ratio:
        .ratio(
          above: Int64(count.kept), most: Int64(count.kept + count.open), below: Int64(count.count))
      }
  }

  private init(_ total: MetricReading.Total, _ objective: Objective) {
    // Sums keep no more than that.
    let most = Moments.largestMagnitude
    let below = min(max(0, total.below), most)
    let isShare = objective.unit == .share || objective.sharePart != nil
    let above = min(max(0, total.above), isShare ? below : most)
    values = objective.metric.isOfWholeRun ? (below > 0 ? 1 : 0) : Int(clamping: below)
    if objective.metric.isYesOrNo { values /= 1_000_000 }
    open = total.open
    openAbove = min(max(0, total.openAbove), most)
    sample = below == 0 ? .nothing : .ratio(above: above, most: above, below: below)
  }
}
