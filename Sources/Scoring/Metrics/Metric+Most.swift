import EventKernel
import Simulator
import Statistics

extension Metric {
  /// The most that one run can give, where it is known: what bets against a bound may count on.
  package enum Most: String, Sendable {
    /// The time that is counted: the horizon less the warm-up.
    case time = "the time counted"
    /// The same of each of the people.
    case timeOfPeople = "the time counted, of all people"
    /// What threats can live on, for each threat.
    case subjects
    case dataSets = "data sets"
    /// The time between two copies, of all data sets; where a threat may make copies bad, the time
    /// counted besides.
    case copies = "the time back to good copies"
    case points = "100 points"
    case whole = "all"
    case one
  }

  /// What a total of it has above the line at most (a sum of values); nil: it is not known.
  package var mostAbove: Most? {
    switch self {
    case .coreDowntime, .downTime, .timeUntil, .longestOutage: .time
    case .overtime: .timeOfPeople
    case .spread: .subjects
    case .score: .points
    case .dataLost, .lostBeyondObjective: .copies
    default: nil
    }
  }

  /// What a total of it has below the line at most (how many values, or all of what a share is part
  /// of); nil: it is not known.
  package var mostBelow: Most? {
    switch self {
    case .numberWaiting, .numberAtWork, .numberInSystem, .backorders, .numberDown, .availability,
      .throughput:
      .time
    case .timeAtWork, .idleTime: .timeOfPeople
    case .conformance: .whole
    case .dataLost, .lostBeyondObjective: .dataSets
    case .timeUntil, .downTime, .overtime, .coreDowntime, .outOfStock, .spread, .cost, .score,
      .harmTime, .serviceLoss, .longestOutage, .dataLeaked, .peopleExposed, .peopleHurt,
      .peopleEvacuated, .destroyed:
      .one
    default: nil
    }
  }

  /// What becomes of a value that may still grow when a run ends.
  package enum Openness: String, Sendable {
    /// It is the time so far, and has broken a bound that it is past.
    case timeSoFar = "time so far"
    /// It tells neither of two sides that it may still reach.
    case mayGrow = "may grow"
    /// There is none.
    case never
  }

  package var openness: Openness {
    switch self {
    case .escalations, .reassignments, .pingPong: .mayGrow
    case .givenUp, .turnedAway, .dataLost, .lostBeyondObjective: .never
    default: isOfWholeRun ? .never : .timeSoFar
    }
  }
}

extension Metric.Most {
  /// As a number, in the unit of what it is the most of; nil: beyond what numbers hold.
  func number(in model: Model, _ filter: MetricFilter, unit: Metric.Unit) -> Int64? {
    let span = max(
      0, (model.drill.horizon - (SimulationTime.zero + model.drill.warmUp)).microseconds)
    switch self {
    case .time: return span
    case .timeOfPeople:
      let people = Int64(
        model.support.people.count { filter.tier == nil || $0.tier == filter.tier })
      // Shares of staff's time are kept in milliseconds.
      let each = unit == .share ? span / 1000 : span
      let (product, isHuge) = people.multipliedReportingOverflow(by: each)
      return isHuge ? nil : product
    case .subjects:
      return Int64(model.platform.nodes.count) * Int64(model.drill.threats.count)
    case .dataSets: return Int64(model.platform.dataSets.count)
    case .copies:
      let behind = model.drill.threats.isEmpty ? 0 : model.drill.horizon.microseconds
      return model.platform.dataSets.map { $0.copyEvery.microseconds + behind }.clampedSum
    case .points: return 1_000
    case .whole: return 1_000_000
    case .one: return 1
    }
  }
}
