import EventKernel
import Simulator

extension Scorer {
  /// Whether a drill met a bound that it set itself.
  ///
  /// - A time metric has a value for each incident of the level in which its clock ran; the others
  ///   are of the whole drill, whatever the level: core down time, components infected and the
  ///   final score have one value, data lost has one for each data set.
  /// - A clock that still runs is decided once it has passed the bound, and open before that.
  /// - `every`: missed as soon as one value is; else undecided while one is open, or when there is
  ///   none; else met.
  /// - `share`: met once the hits are enough even if every open value misses, missed once they are
  ///   too few even if every open value hits; else undecided, as when there is no value.
  /// - The bound of a score is in points, compared to the tenth; its value is rounded down.
  static func verdict(
    _ objective: Objective, _ run: ScoredRun, used: TimeSpan, final: Milli?
  ) -> ObjectiveVerdict {
    let values = values(of: objective, run, used: used, final: final)
    let scale: Int64 = objective.metric.unit == .points ? 10 : 1
    switch objective.test {
    case .every(let comparison, let bound):
      return every(values, comparison, bound, scale: scale, objective)
    case .share(let within, let atLeast):
      return share(values, within: scaled(within, scale), atLeast: atLeast, objective)
    }
  }

  /// A value, and whether it may still grow.
  private struct Value {
    var number: Int64
    var isOpen = false

    /// nil: not decided yet.
    func meets(_ comparison: ConditionStep.Comparison, _ bound: Int64) -> Bool? {
      let now = comparison.holds(number, bound)
      guard isOpen else { return now }
      switch comparison {
      case .less, .lessOrEqual: return now ? nil : false
      case .greater, .greaterOrEqual: return now ? true : nil
      case .equal, .notEqual: return number > bound ? now : nil
      }
    }
  }

  private static func values(
    of objective: Objective, _ run: ScoredRun, used: TimeSpan, final: Milli?
  ) -> [Value] {
    switch objective.metric {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime:
      let rule = run.model.agreement.clocks.first { $0.kind == objective.metric.clock }
      guard let rule else { return [] }
      return run.incidents.compactMap { incident in
        let level = run.replication.incidents[incident].level
        guard objective.level == nil || objective.level == level,
          let reading = reading(of: rule, run, incident)
        else { return nil }
        return Value(number: reading.shown.microseconds, isOpen: reading.taken == nil)
      }
    case .coreDowntime: return [Value(number: used.microseconds)]
    case .dataLost: return losses(run).map { Value(number: $0.microseconds) }
    case .spread: return [Value(number: Int64(run.replication.infectedCount))]
    case .score: return final.map { [Value(number: Int64($0.value))] } ?? []
    }
  }

  private static func every(
    _ values: [Value], _ comparison: ConditionStep.Comparison, _ bound: Int64, scale: Int64,
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

  private static func share(
    _ values: [Value], within: Int64, atLeast: Probability, _ objective: Objective
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
