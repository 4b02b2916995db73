import EventKernel
import Simulator
import Statistics

extension MetricReading {
  /// The values of a metric that a filter picks, of what came to an end after the warm-up, or goes
  /// on.
  ///
  /// Yes and no are a million and nothing. Levels have none: the record does not keep them. A score
  /// judges the whole run, which takes many times as long as everything else; so does conformance.
  ///
  /// - Precondition: the filter sets what ``Metric/filters`` lists, at most.
  package func values(of metric: Metric, where filter: MetricFilter = MetricFilter())
    -> [MetricValue]
  {
    switch metric {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime:
      return clockValues(of: metric, filter)
    case .serviceRestorationTime: return serviceRestorations(filter)
    case .closedAt: return closedAt(filter)
    case .escalations: return changesOfTier(filter) { $0.escalations }
    case .reassignments: return changesOfTier(filter) { $0.changes }
    case .pingPong: return changesOfTier(filter) { $0.returns }
    case .waitingTime: return waits(filter)
    case .travelTime: return taskValues(filter) { $0.travelled(until: run.end) }
    case .handlingTime: return taskValues(filter) { $0.handled(until: run.end) }
    case .givenUp:
      return waits(filter).compactMap { wait in
        wait.isOpen
          ? nil : MetricValue(wait.isGivenUp ? 1_000_000 : 0, began: wait.began)
      }
    case .timeInSystem: return timesInSystem(filter)
    case .finishedAt: return finishedAt(filter)
    case .turnedAway: return turnedAway(filter)
    case .flowTime: return flowTimes(filter)
    case .flowEndedAt: return flowsEndedAt(filter)
    case .dataLost: return losses.map { MetricValue(max(0, $0.microseconds)) }
    case .lostBeyondObjective:
      return zip(losses, run.model.platform.dataSets).map { lost, dataSet in
        MetricValue(max(0, (lost - dataSet.recoveryPoint).microseconds))
      }
    case .conformance, .timeAtWork, .idleTime, .availability, .fillRate:
      return share(metric, filter)
    case .overtime, .coreDowntime, .outOfStock, .spread, .cost, .throughput, .harmTime,
      .serviceLoss, .longestOutage, .dataLeaked, .peopleExposed, .peopleHurt, .peopleEvacuated,
      .destroyed:
      return amount(metric, filter).map { [MetricValue($0)] } ?? []
    case .score:
      let final = final ?? Scorer.score(self, objectives: []).final
      return final.map { [MetricValue(Int64($0.value))] } ?? []
    case .numberWaiting, .numberAtWork, .numberInSystem, .numberDown, .backorders, .downTime,
      .timeUntil:
      return []
    }
  }

  /// By data set.
  private var losses: [TimeSpan] { isWarm ? run.replication.dataLost : Scorer.losses(run) }

  /// What the values of a metric add up to over a run, and over what: so many of them, all of what
  /// a share is a part of, or the time.
  package struct Total: Hashable, Sendable {
    package var above: Int64
    package var below: Int64
    /// Values that may still grow, and what they add up to so far.
    package var open = 0
    package var openAbove: Int64 = 0
  }

  /// The sum of a metric's values, for its mean over runs: shares pool what they are shares of.
  package func total(of metric: Metric, where filter: MetricFilter = MetricFilter()) -> Total {
    if let parts = parts(of: metric, filter) {
      return Total(above: parts.above, below: parts.below)
    }
    return total(of: values(of: metric, where: filter), metric)
  }

  func total(of values: [MetricValue], _ metric: Metric) -> Total {
    let scale: Int64 = metric.unit == .share ? 1_000_000 : 1
    let open = values.filter(\.isOpen)
    return Total(
      above: values.lazy.map(\.number).clampedSum, below: Int64(values.count) * scale,
      open: open.count, openAbove: open.lazy.map(\.number).clampedSum)
  }

  /// Of a share of the whole run, and of a rate: what is above and below the line. nil: of others.
  private func parts(
    of metric: Metric, _ filter: MetricFilter
  ) -> (above: Int64, below: Int64)? {
    switch metric {
    case .timeAtWork: timeAtWork(filter)
    case .idleTime: idleTime(filter)
    case .availability: uptime(filter)
    case .fillRate: fills(filter)
    case .throughput:
      (
        Int64(finishedCount(filter)).multipliedClamped(by: TimeSpan.hours(1).microseconds),
        counted.microseconds
      )
    default: nil
    }
  }

  private func share(_ metric: Metric, _ filter: MetricFilter) -> [MetricValue] {
    if metric == .conformance {
      return Scorer.quality(of: Scorer.conformanceItems(run)).map {
        [MetricValue(Int64($0.value) * 1000)]
      } ?? []
    }
    guard let (above, below) = parts(of: metric, filter), below > 0 else { return [] }
    return [MetricValue(MetricReading.millionths(above, of: below))]
  }

  private func amount(_ metric: Metric, _ filter: MetricFilter) -> Int64? {
    switch metric {
    case .overtime: return overtime(filter)
    case .coreDowntime: return allowanceUse.used.microseconds
    case .outOfStock:
      let (filled, asked) = fills(filter)
      return asked - filled
    case .spread: return Int64(run.replication.hitCount)
    case .harmTime: return run.replication.harmTime.microseconds
    case .serviceLoss: return ofService(filter) { .serviceLoss($0) }
    case .longestOutage: return ofService(filter) { .longestOutage($0) }
    case .dataLeaked: return Int64(run.replication.leakedCount)
    case .peopleExposed: return run.replication.exposedTime.microseconds
    case .peopleHurt: return Int64(run.replication.hurtCount)
    case .peopleEvacuated: return Int64(run.replication.evacuatedCount)
    case .destroyed: return Int64(run.replication.destroyedCount)
    case .cost: return Scorer.cost(run, down: allowanceUse.used)
    case .throughput:
      guard let (above, below) = parts(of: metric, filter), below > 0 else { return nil }
      return MetricReading.millionths(above, of: below)
    default: return nil
    }
  }

  /// Of one service, or of all.
  private func ofService(
    _ filter: MetricFilter, _ total: (Row<Service>?) -> Measure.RunTotal
  ) -> Int64 {
    let services = run.model.platform.services
    guard let service = filter.service else { return run.replication.value(of: total(nil)) }
    let row = services.indices.first { services[$0].node == service.node }
    return row.map { run.replication.value(of: total(Row($0))) } ?? 0
  }

  /// A part of a whole, in parts per million, to nearest.
  private static func millionths(_ above: Int64, of below: Int64) -> Int64 {
    let (above, below) = (Int128(above), Int128(below))
    return Int64(clamping: (2_000_000 * above + below) / (2 * below))
  }
}

extension Int64 {
  /// The product, or the greatest number where it is beyond.
  fileprivate func multipliedClamped(by factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
