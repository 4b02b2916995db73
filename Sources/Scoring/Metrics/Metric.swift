import EventKernel
import Simulator

/// What an objective measures: the catalogue. The raw value is the word in a drill file.
package enum Metric: String, CaseIterable, Sendable {
  // Of incidents.
  case acceptanceTime = "acceptance time"
  case responseTime = "response time"
  case gradingTime = "grading time"
  case containmentTime = "containment time"
  case recoveryTime = "recovery time"
  case resolutionTime = "resolution time"
  case summaryTime = "summary time"
  /// How often an incident rose to a higher tier than had it before (7.3.2).
  case escalations
  /// How often it went from a tier to another (6.6.4 b).
  case reassignments
  /// Of those, back to a tier that had it before.
  case pingPong = "ping-pong"
  // Of tasks that people do.
  /// From being offered until somebody sets out for it, or until it is given up.
  case waitingTime = "waiting time"
  /// Of the handling time, that before everybody is there.
  case travelTime = "travel time"
  /// From somebody's setting out to the end, travel and pauses included.
  case handlingTime = "handling time"
  // Of the whole run.
  /// Work outside of shifts, of all people together.
  case overtime
  /// Work over all time of the people.
  case timeAtWork = "time at work"
  /// Of the time on duty, that without work.
  case idleTime = "idle time"
  /// The share of the time without abnormal down time (3.1.7): of a service, or that all core
  /// services are up.
  case availability
  /// Abnormal down time of core services.
  case coreDowntime = "core down time"
  case dataLost = "data lost"
  /// Wants of a part that the stock could fill at once, over all wants (8.3).
  case fillRate = "fill rate"
  /// Wants of a part that it could not.
  case outOfStock = "out of stock"
  /// Components ever infected.
  case spread
  /// What people, vendors, parts and down time cost, by the support file's rates.
  case cost
  /// How well the flows were followed: the quality of that dimension of the score.
  case conformance
  /// Final score, points.
  case score

  /// The clock that a time metric reads; nil for the others.
  package var clock: ClockRule.Kind? {
    switch self {
    case .acceptanceTime: .acceptance
    case .responseTime: .response
    case .gradingTime: .grading
    case .containmentTime: .containment
    case .recoveryTime: .recovery
    case .resolutionTime: .resolution
    case .summaryTime: .summary
    default: nil
    }
  }

  package enum Unit: Sendable {
    /// Microseconds.
    case time
    case count
    /// Points of a score; values are tenths of one.
    case points
    /// Parts per million.
    case share
    /// Hundredths of the currency of the support file.
    case money
  }

  package var unit: Unit {
    switch self {
    case .escalations, .reassignments, .pingPong, .outOfStock, .spread: .count
    case .timeAtWork, .idleTime, .availability, .fillRate, .conformance: .share
    case .score: .points
    case .cost: .money
    default: .time
    }
  }

  /// Whether more of it is better.
  package var isBetterHigher: Bool {
    switch self {
    case .availability, .fillRate, .conformance, .score: true
    default: false
    }
  }

  /// Whether it has one value a run, and not one for each incident, task or data set.
  package var isOfWholeRun: Bool {
    switch self {
    case .overtime, .timeAtWork, .idleTime, .availability, .coreDowntime, .fillRate, .outOfStock,
      .spread, .cost, .conformance, .score:
      true
    default: false
    }
  }

  /// By what its values can be picked.
  package var filters: [MetricFilter.Key] {
    switch self {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime, .escalations, .reassignments, .pingPong:
      [.level, .priority, .class, .tier, .service]
    case .waitingTime, .travelTime, .handlingTime:
      [.level, .priority, .class, .tier, .service, .step]
    case .overtime, .timeAtWork, .idleTime: [.tier]
    case .availability: [.service]
    case .fillRate, .outOfStock: [.part]
    case .coreDowntime, .dataLost, .spread, .cost, .conformance, .score: []
    }
  }

  /// How many of its values make one of what a file writes: a score is compared to the tenth.
  package var valuesPerUnit: Int64 { unit == .points ? 10 : 1 }
}

extension MetricReading {
  /// The values of a metric that a filter picks.
  ///
  /// Clocks and changes of tier have one for each incident, data lost has one for each data set,
  /// the times of tasks have one for each task that people or a vendor do; the others have one of
  /// the whole run, or none where there was nothing to measure. A score judges the whole run, which
  /// takes many times as long as everything else; so does conformance.
  ///
  /// - Precondition: the filter sets what ``Metric/filters`` lists, at most.
  package func values(of metric: Metric, where filter: MetricFilter = MetricFilter())
    -> [MetricValue]
  {
    switch metric {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime:
      return clockValues(of: metric, filter)
    case .escalations: return changesOfTier(filter) { $0.escalations }
    case .reassignments: return changesOfTier(filter) { $0.changes }
    case .pingPong: return changesOfTier(filter) { $0.returns }
    case .waitingTime: return taskValues(filter) { $0.waited(until: run.end) }
    case .travelTime: return taskValues(filter) { $0.travelled(until: run.end) }
    case .handlingTime: return taskValues(filter) { $0.handled(until: run.end) }
    case .overtime: return [MetricValue(overtime(filter))]
    case .timeAtWork: return share(timeAtWork(filter))
    case .idleTime: return share(idleTime(filter))
    case .availability: return share(uptime(filter))
    case .coreDowntime: return [MetricValue(allowanceUse.used.microseconds)]
    case .dataLost: return Scorer.losses(run).map { MetricValue($0.microseconds) }
    case .fillRate: return share(fills(filter))
    case .outOfStock:
      let (filled, asked) = fills(filter)
      return [MetricValue(asked - filled)]
    case .spread: return [MetricValue(Int64(run.replication.infectedCount))]
    case .cost: return [MetricValue(Scorer.cost(run, down: allowanceUse.used))]
    case .conformance:
      return Scorer.quality(of: Scorer.conformanceItems(run)).map {
        [MetricValue(Int64($0.value) * 1000)]
      } ?? []
    case .score:
      let final = final ?? Scorer.score(self, objectives: []).final
      return final.map { [MetricValue(Int64($0.value))] } ?? []
    }
  }
}
