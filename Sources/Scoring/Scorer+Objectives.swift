import EventKernel
import Simulator
import Statistics

extension Scorer {
  /// Whether a drill met a bound that it set itself.
  ///
  /// - What a value says of a limit is ``MetricValue/standing(_:_:at:counting:)``: open times that
  ///   are past it have broken it, and those that began too late are left out.
  /// - `every`: missed as soon as one value is; else undecided while one is open, or when there is
  ///   none; else met.
  /// - `share` and quantiles: met once what is kept is enough even if every open value breaks, and
  ///   missed once it is too little even if every open value keeps; else undecided, as when there
  ///   is no value.
  /// - `mean`: of the values as they are; undecided when one is open and might change the verdict
  ///   by growing, or when there is none.
  /// - The bound of a score is in points, compared to the tenth; its value is rounded down.
  static func verdict(_ objective: Objective, _ reading: MetricReading) -> ObjectiveVerdict {
    var verdict: ObjectiveVerdict
    switch reading.reading(of: objective) {
    case .standings(let count):
      verdict = Self.verdict(objective, count)
      verdict.value = value(objective, reading, count)
    case .total(let total):
      verdict =
        if let share = objective.sharePart {
          Self.verdict(objective, total, atLeast: share)
        } else {
          mean(objective, total)
        }
    }
    return verdict
  }

  private static func verdict(
    _ objective: Objective, _ count: StandingCount
  ) -> ObjectiveVerdict {
    var outcome = ObjectiveVerdict.Outcome.undecided
    if let share = objective.sharePart {
      outcome = Self.outcome(count.kept, count.kept + count.open, of: count.count, atLeast: share)
    } else if let isKept = count.isKept {
      outcome = isKept ? .met : .missed
    }
    var verdict = ObjectiveVerdict(
      objective: objective, outcome: outcome, value: nil, tried: count.count, hits: count.kept)
    verdict.open = count.open
    verdict.leftOut = count.leftOut
    return verdict
  }

  /// Of the share of the time that a level kept its limit, as a measure has it.
  private static func verdict(
    _ objective: Objective, _ total: MetricReading.Total, atLeast share: Probability
  ) -> ObjectiveVerdict {
    let (kept, all) = (Int(clamping: total.above), Int(clamping: total.below))
    var verdict = ObjectiveVerdict(
      objective: objective, outcome: outcome(kept, kept, of: all, atLeast: share), value: nil,
      tried: all > 0 ? 1 : 0, hits: 0)
    verdict.value = all > 0 ? Int64(Milli(kept, of: all).value) : nil
    return verdict
  }

  /// - Parameters:
  ///   - kept: for certain.
  ///   - most: if every open value keeps the limit.
  private static func outcome(
    _ kept: Int, _ most: Int, of count: Int, atLeast share: Probability
  ) -> ObjectiveVerdict.Outcome {
    guard count > 0 else { return .undecided }
    // In parts per thousand millions, since 7 of 100 is not 0.07 * 100 in binary.
    let parts = Int128(1_000_000_000)
    let needed = Int128((share.value * 1e9).rounded()) * Int128(count)
    if Int128(kept) * parts >= needed { return .met }
    return Int128(most) * parts < needed ? .missed : .undecided
  }

  /// What is told of the values: the worst of all, the share, the quantile.
  private static func value(
    _ objective: Objective, _ reading: MetricReading, _ count: StandingCount
  ) -> Int64? {
    guard objective.measure == nil else {
      return count.count > 0 ? Int64(count.broken) : nil
    }
    switch objective.test {
    case .share:
      return count.count > 0 ? Int64(Milli(count.kept, of: count.count).value) : nil
    case .mean: return nil
    case .every(let comparison, _):
      let numbers = reading.valuesSeen(by: objective)
      let worst = comparison.isFloor ? numbers.min() : numbers.max()
      return worst.map { $0 / objective.metric.valuesPerUnit }
    case .quantile(let probability, _, _):
      return Quantile.value(probability, ofSorted: reading.valuesSeen(by: objective).sorted())
        .map { $0 / objective.metric.valuesPerUnit }
    }
  }

  /// The verdict on the mean, compared exactly; told is the mean rounded to nearest.
  private static func mean(
    _ objective: Objective, _ total: MetricReading.Total
  ) -> ObjectiveVerdict {
    var verdict = ObjectiveVerdict(
      objective: objective, outcome: .undecided, value: nil, tried: 0, hits: 0)
    guard case .mean(let comparison, let limit) = objective.test, total.below > 0 else {
      return verdict
    }
    // Both sides times what is below the line, in whole numbers.
    let (numerator, denominator) = objective.meanBound(limit)
    let (above, bound) = (
      Int128(total.above) * Int128(denominator), Int128(numerator) * Int128(total.below)
    )
    let side = above < bound ? Int64(-1) : above > bound ? 1 : 0
    let now = comparison.holds(side, 0)
    if total.open == 0 || (comparison.isCeiling && !now) || (comparison.isFloor && now) {
      verdict.outcome = now ? .met : .missed
    }
    let mean = Double(total.above) / Double(total.below) * objective.meanScale
    verdict.mean = mean
    verdict.value = Int64(mean.rounded()) / objective.metric.valuesPerUnit
    verdict.open = total.open
    verdict.tried = objective.metric.isOfWholeRun ? 1 : Int(clamping: total.below)
    if objective.metric.isYesOrNo { verdict.tried /= 1_000_000 }
    return verdict
  }
}

extension Objective {
  /// The bound of a mean as a ratio of what ``MetricReading/Total`` has above and below the line.
  package func meanBound(_ bound: Int64) -> (numerator: Int64, denominator: Int64) {
    switch unit {
    case .share, .level, .rate: (bound, 1_000_000)
    case .time, .work, .count, .points, .money: (scaled(bound), 1)
    }
  }

  /// What makes the ratio above and below the line a value in the unit of the metric.
  package var meanScale: Double {
    switch unit {
    case .share, .level, .rate: 1_000_000
    case .time, .work, .count, .points, .money: 1
    }
  }
}
