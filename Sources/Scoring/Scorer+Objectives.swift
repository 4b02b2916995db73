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
  /// - `mean` and `quantile`: of the values as they are; undecided when one is open and might change
  ///   the verdict by growing, or when there is none.
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
      return single(mean(values), values, comparison, bound, scale: scale, objective)
    case .quantile(let probability, let comparison, let bound):
      let quantile = Quantile.value(probability, ofSorted: values.map(\.number).sorted())
      return single(quantile, values, comparison, bound, scale: scale, objective)
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

  /// The mean, rounded to nearest, halves away from zero; nothing of no values.
  private static func mean(_ values: [MetricValue]) -> Int64? {
    var sums = PowerSums()
    for value in values { sums.add(value.number) }
    return sums.mean.map { Int64(clamping: Int128($0.rounded())) }
  }

  /// The verdict on one number that the values came to.
  private static func single(
    _ number: Int64?, _ values: [MetricValue], _ comparison: ConditionStep.Comparison,
    _ bound: Int64, scale: Int64, _ objective: Objective
  ) -> ObjectiveVerdict {
    let value = number.map { MetricValue($0, isOpen: values.contains(where: \.isOpen)) }
    let met = value.flatMap { $0.meets(comparison, scaled(bound, scale)) }
    return ObjectiveVerdict(
      objective: objective, outcome: met.map { $0 ? .met : .missed } ?? .undecided,
      value: number.map { $0 / scale }, tried: values.count,
      hits: values.count { $0.meets(comparison, scaled(bound, scale)) == true })
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
