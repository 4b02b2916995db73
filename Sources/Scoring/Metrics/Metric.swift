import Simulator

/// What can be asked of a drill: the catalogue. Objectives, measures, figures, known values and
/// OpenSLO name its elements; the raw value is the word in a file.
package enum Metric: String, CaseIterable, Sendable {
  // Of incidents.
  case acceptanceTime = "acceptance time"
  case responseTime = "response time"
  case gradingTime = "grading time"
  case containmentTime = "containment time"
  case recoveryTime = "recovery time"
  case resolutionTime = "resolution time"
  case summaryTime = "summary time"
  /// From the fault until users have back what they had, of incidents that took a service down.
  case serviceRestorationTime = "service restoration time"
  /// When an incident is closed, as a time since the start.
  case closedAt = "closed at"
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
  /// Whether patience ran out before somebody set out for it.
  case givenUp = "given up"
  /// How many wait, over time.
  case numberWaiting = "number waiting"
  /// How many are started and not over, over time.
  case numberAtWork = "number at work"
  // Of cases of a stream.
  /// From a case's coming to its end; cases that are turned away have none.
  case timeInSystem = "time in system"
  /// When a case is over, as a time since the start.
  case finishedAt = "finished at"
  /// Whether it is turned away because too many are there.
  case turnedAway = "turned away"
  /// How many there are, over time.
  case numberInSystem = "number in system"
  /// Cases that are over, an hour.
  case throughput
  // Of the runs of flows.
  case flowTime = "flow time"
  case flowEndedAt = "flow ended at"
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
  /// How long a component or service is down, planned or not.
  case downTime = "down time"
  /// How many components and services are down, over time.
  case numberDown = "number down"
  case dataLost = "data lost"
  /// The same beyond what each data set's recovery point objective bears.
  case lostBeyondObjective = "data lost beyond rpo"
  /// Wants of a part that the stock could fill at once, over all wants (8.3).
  case fillRate = "fill rate"
  /// Wants of a part that it could not.
  case outOfStock = "out of stock"
  /// Wants of a part that wait for one, over time.
  case backorders
  /// Subjects that a threat was ever on.
  case spread
  /// How long subjects were in stages of threats that do something to them, all together.
  case harmTime = "harm time"
  /// The share of its requests that a service failed, over time, all of them while it was down: of
  /// all services together.
  case serviceLoss = "service loss"
  /// How long a service was down at once at most, until it was repaired, bypassed or failed over.
  case longestOutage = "longest outage"
  /// Records that went out.
  case dataLeaked = "data leaked"
  /// How long people were where they are in danger, all together.
  case peopleExposed = "people exposed"
  case peopleHurt = "people hurt"
  /// How many left a place as it was closed.
  case peopleEvacuated = "people evacuated"
  /// Components that a threat destroyed.
  case destroyed
  /// When something first holds, as a time since the start.
  case timeUntil = "time until"
  /// What people, vendors, parts and down time cost, by the support file's rates.
  case cost
  /// How well the flows were followed: the quality of that dimension of the score.
  case conformance
  /// Final score, points.
  case score
}

extension Metric {
  /// What has one value of it.
  package enum Bearer: String, Sendable {
    case incident
    case task
    case `case`
    case flow
    case dataSet = "data set"
    case run
  }

  package var bearer: Bearer {
    switch self {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime, .serviceRestorationTime, .closedAt, .escalations,
      .reassignments, .pingPong:
      .incident
    case .waitingTime, .travelTime, .handlingTime, .givenUp: .task
    case .timeInSystem, .finishedAt, .turnedAway: .case
    case .flowTime, .flowEndedAt: .flow
    case .dataLost, .lostBeyondObjective: .dataSet
    case .numberWaiting, .numberAtWork, .numberInSystem, .throughput, .overtime, .timeAtWork,
      .idleTime, .availability, .coreDowntime, .downTime, .numberDown, .fillRate, .outOfStock,
      .backorders, .spread, .harmTime, .serviceLoss, .longestOutage, .dataLeaked, .peopleExposed,
      .peopleHurt, .peopleEvacuated, .destroyed, .timeUntil, .cost, .conformance, .score:
      .run
    }
  }

  /// Whether it has one value a run.
  package var isOfWholeRun: Bool { bearer == .run }

  package enum Unit: Sendable {
    /// Microseconds.
    case time
    /// Microseconds of people's time, added up over all of them.
    case work
    case count
    /// Points of a score; values are tenths of one.
    case points
    /// Parts per million.
    case share
    /// Hundredths of the currency of the support file.
    case money
    /// Millionths of a number of things, the mean over time.
    case level
    /// Millionths of things an hour.
    case rate
  }

  package var unit: Unit {
    switch self {
    case .escalations, .reassignments, .pingPong, .outOfStock, .spread, .dataLeaked, .peopleHurt,
      .peopleEvacuated, .destroyed:
      .count
    case .timeAtWork, .idleTime, .availability, .fillRate, .conformance, .givenUp, .turnedAway:
      .share
    case .score: .points
    case .cost: .money
    case .overtime, .peopleExposed: .work
    case .numberWaiting, .numberAtWork, .numberInSystem, .backorders, .numberDown: .level
    case .throughput: .rate
    default: .time
    }
  }

  /// Whether its values are yes or no: a mean is the share of yes.
  package var isYesOrNo: Bool { self == .givenUp || self == .turnedAway }

  /// How many there are at a time, followed while a run goes on: the record does not keep it, so
  /// an objective has it measured.
  package var isLevel: Bool { unit == .level }

  /// Whether more of it is better.
  package var isBetterHigher: Bool {
    switch self {
    case .availability, .fillRate, .conformance, .score, .throughput: true
    default: false
    }
  }

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

  /// By what its values can be picked.
  package var filters: [MetricFilter.Key] {
    switch self {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime, .serviceRestorationTime, .closedAt, .escalations,
      .reassignments, .pingPong:
      [.level, .priority, .class, .tier, .service, .hours]
    case .waitingTime, .travelTime, .handlingTime:
      [.level, .priority, .class, .tier, .service, .step, .stream, .hours]
    // Nobody has set out for what is given up, so nobody's tier is in it.
    case .givenUp: [.level, .priority, .class, .service, .step, .stream, .hours]
    case .timeInSystem, .finishedAt, .turnedAway: [.stream, .priority, .hours]
    case .throughput: [.stream, .priority]
    case .flowTime, .flowEndedAt: [.flow, .priority, .stream, .hours]
    case .overtime, .timeAtWork, .idleTime: [.tier]
    case .availability, .serviceLoss, .longestOutage: [.service]
    case .fillRate, .outOfStock: [.part]
    case .numberInSystem: [.stream]
    case .numberWaiting, .numberAtWork: [.step]
    case .backorders: [.part]
    case .coreDowntime, .dataLost, .lostBeyondObjective, .spread, .harmTime, .dataLeaked,
      .peopleExposed, .peopleHurt, .peopleEvacuated, .destroyed, .cost, .conformance, .score,
      .downTime, .numberDown, .timeUntil:
      []
    }
  }

  /// How many of its values make one of what a file writes: a score is compared to the tenth.
  package var valuesPerUnit: Int64 { unit == .points ? 10 : 1 }

  /// Whether an objective can name it: the others want a measure, which says what they are of.
  package var isOfObjectives: Bool {
    switch self {
    case .downTime, .numberDown, .timeUntil: false
    default: true
    }
  }

  /// Whether a measure can be of it.
  package var isOfMeasures: Bool {
    switch self {
    case .waitingTime, .timeInSystem, .flowTime, .finishedAt, .flowEndedAt, .closedAt, .givenUp,
      .turnedAway, .fillRate, .numberInSystem, .numberWaiting, .numberAtWork, .backorders,
      .numberDown, .availability, .downTime, .timeUntil, .serviceLoss, .longestOutage, .dataLost,
      .dataLeaked, .peopleExposed, .peopleHurt, .peopleEvacuated, .harmTime, .destroyed, .spread:
      true
    default: false
    }
  }
}
