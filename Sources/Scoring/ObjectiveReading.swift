import EventKernel
import Simulator
import Statistics

/// What an objective sees in one run: what its verdict is made of, of one run and of many.
package enum ObjectiveReading: Sendable {
  /// How many values say what of the limit that each is held against.
  case standings(StandingCount)
  /// What the values add up to, for a mean.
  case total(MetricReading.Total)
}

extension MetricReading {
  /// What an objective sees in this run.
  package func reading(of objective: Objective) -> ObjectiveReading {
    if let row = objective.measure { return measured(objective, row) }
    guard let limit = objective.limit else { return .total(total(objective)) }
    var count = StandingCount()
    for value in values(of: objective.metric, where: objective.filter) {
      count.add(
        value.standing(
          limit.comparison, limit.bound, at: run.end, counting: objective.counting))
    }
    return .standings(count)
  }

  /// The values that an objective counts, in the unit of the metric. Who gave up, where that counts
  /// as not answered, would have waited for longer than the run.
  package func valuesSeen(by objective: Objective) -> [Int64] {
    guard let limit = objective.limit else { return [] }
    let never = run.end.elapsed(since: .zero).microseconds
    return values(of: objective.metric, where: objective.filter).filter {
      let standing = $0.standing(
        limit.comparison, limit.bound, at: run.end, counting: objective.counting)
      return standing != .leftOut && standing != .notCounted
    }.map { $0.isGivenUp && limit.comparison.isCeiling ? max($0.number, never) : $0.number }
  }

  /// Of a mean with a cool-down, only what began before it.
  private func total(_ objective: Objective) -> Total {
    let coolDown = run.model.drill.coolDown
    guard coolDown > .zero else { return total(of: objective.metric, where: objective.filter) }
    let latest = run.end - coolDown
    let all = values(of: objective.metric, where: objective.filter)
    guard all.contains(where: { $0.began != nil }) else {
      return total(of: objective.metric, where: objective.filter)
    }
    return total(
      of: all.filter { $0.began.map { $0 <= latest } ?? true }, objective.metric)
  }

  /// What a measure that the objective is read from came to: of a limit, what kept it; else the two
  /// numbers.
  private func measured(_ objective: Objective, _ row: Int) -> ObjectiveReading {
    guard run.replication.measures.indices.contains(row) else {
      return objective.limit == nil
        ? .total(Total(above: 0, below: 0)) : .standings(StandingCount())
    }
    let result = run.replication.measures[row]
    guard case .every = objective.test else {
      if result.below == 0, let total = unreached(row) { return .total(total) }
      return .total(Total(above: max(0, result.above), below: max(0, result.below)))
    }
    // What was beyond the limit, of how much.
    var count = StandingCount()
    if result.below > 0 { count.add(result.above > 0 ? .broken : .kept) }
    return .standings(count)
  }

  /// Of a time at which something first happens, or happens for the n-th time, where it did not
  /// before the end: the time so far, which is open, or whether that is beyond the limit by now. A
  /// measure has no value then; who left such runs out would count those alone in which it went
  /// well.
  private func unreached(_ row: Int) -> Total? {
    let measure = run.model.drill.measures[row]
    let end = run.end.elapsed(since: .zero).microseconds
    switch (measure.quantity, measure.statistic) {
    case (.timeUntil, .mean), (_, .ofNumber):
      return Total(above: end, below: 1, open: 1, openAbove: end)
    case (.timeUntil, .atMost(let limit)): return end > limit ? Total(above: 0, below: 1) : nil
    case (.timeUntil, .moreThan(let limit)): return end > limit ? Total(above: 1, below: 1) : nil
    default: return nil
    }
  }
}
