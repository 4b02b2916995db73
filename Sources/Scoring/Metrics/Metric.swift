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
