import EventKernel
import Simulator
import Statistics

extension Scorer {
  /// Whether a drill met a bound that it set itself.
  ///
  /// - Its values are those of ``MetricReading/values(of:where:)``.
  /// - A clock that still runs is decided once it has passed the bound, and open before that.
  /// - `every`: missed as soon as one value is; else undecided while one is open, or when there is
  ///   none; else met.
  /// - `share`: met once the hits are enough even if every open value misses, missed once they are
  ///   too few even if every open value hits; else undecided, as when there is no value.
  /// - `mean` and `quantile`: of the values as they are; undecided when one is open and might
  ///   change the verdict by growing, or when there is none.
  /// - The bound of a score is in points, compared to the tenth; its value is rounded down.
  static func verdict(_ objective: Objective, _ reading: MetricReading) -> ObjectiveVerdict {
    let values = reading.values(of: objective.metric, where: objective.filter)
    let scale = objective.metric.valuesPerUnit
    switch objective.test {
    case .every(let comparison, let bound):
      return every(values, comparison, bound, scale: scale, objective)
    case .share(let within, let atLeast):
      return share(values, within: scaled(within, scale), atLeast: atLeast, objective)
    case .mean(let comparison, let bound):
      return mean(values, comparison, scaled(bound, scale), scale: scale, objective)
    case .quantile(let probability, let comparison, let bound):
      let quantile = Quantile.value(probability, ofSorted: values.map(\.number).sorted())
      return single(quantile, values, comparison, scaled(bound, scale), objective)
    }
  }

  private static func every(
    _ values: [MetricValue], _ comparison: ConditionStep.Comparison, _ bound: Int64, scale: Int64,
    _ objective: Objective
  ) -> ObjectiveVerdict {
    let met = values.map { $0.meets(comparison, scaled(bound, scale)) }
    let outcome: ObjectiveVerdict.Outcome =
      met.contains(false) ? .missed : met.isEmpty || met.contains(nil) ? .undecided : .met
    let numbers = values.map(\.number)
    let isFloor = comparison == .greater || comparison == .greaterOrEqual
    let worst = isFloor ? numbers.min() : numbers.max()
    return ObjectiveVerdict(
      objective: objective, outcome: outcome, value: worst.map { $0 / scale },
      tried: values.count, hits: met.count { $0 == true })
  }

  /// The verdict on the mean, compared exactly; told is the mean rounded to nearest.
  private static func mean(
    _ values: [MetricValue], _ comparison: ConditionStep.Comparison, _ bound: Int64, scale: Int64,
    _ objective: Objective
  ) -> ObjectiveVerdict {
    let count = Int128(values.count)
    let sum = values.reduce(Int128(0)) { $0 + Int128($1.number) }
    guard count > 0 else { return single(nil, values, comparison, bound, objective) }
    let whole = sum >= 0 ? sum / count : (sum - count + 1) / count
    let nearest = 2 * (sum - whole * count) >= count ? whole + 1 : whole
    // A whole number on the side of the bound on which the mean is.
    let side = Int128(bound) * count - sum
    let judged = Int128(bound) - side.signum()
    var verdict = single(Int64(clamping: judged), values, comparison, bound, objective)
    verdict.value = Int64(clamping: nearest) / scale
    verdict.mean = Double(sum) / Double(count)
    return verdict
  }

  /// The verdict on one number that the values came to.
  private static func single(
    _ number: Int64?, _ values: [MetricValue], _ comparison: ConditionStep.Comparison,
    _ bound: Int64, _ objective: Objective
  ) -> ObjectiveVerdict {
    let value = number.map { MetricValue($0, isOpen: values.contains(where: \.isOpen)) }
    let met = value.flatMap { $0.meets(comparison, bound) }
    return ObjectiveVerdict(
      objective: objective, outcome: met.map { $0 ? .met : .missed } ?? .undecided,
      value: number.map { $0 / objective.metric.valuesPerUnit }, tried: values.count,
      hits: values.count { $0.meets(comparison, bound) == true })
  }

  private static func share(
    _ values: [MetricValue], within: Int64, atLeast: Probability, _ objective: Objective
  ) -> ObjectiveVerdict {
    let met = values.map { $0.meets(.lessOrEqual, within) }
    let hits = met.count { $0 == true }
    let open = met.count { $0 == nil }
    // In parts per million, since 7 of 100 is not 0.07 * 100 in binary.
    let needed = Int((atLeast.value * 1_000_000).rounded()) * values.count
    var outcome = ObjectiveVerdict.Outcome.undecided
    if !values.isEmpty {
      if hits * 1_000_000 >= needed {
        outcome = .met
      } else if (hits + open) * 1_000_000 < needed {
        outcome = .missed
      }
    }
    return ObjectiveVerdict(
      objective: objective, outcome: outcome,
      value: values.isEmpty ? nil : Int64(Milli(hits, of: values.count).value),
      tried: values.count, hits: hits)
  }

  private static func scaled(_ bound: Int64, _ scale: Int64) -> Int64 {
    let (product, overflow) = bound.multipliedReportingOverflow(by: scale)
    return overflow ? (bound < 0 ? .min : .max) : product
  }
}
