import EventKernel
import Scoring
import Simulator

/// What many replications of a drill are asked for, as a person describes it.
package struct MeasureDescription: Sendable {
  /// What it is asked of.
  package enum Subject: Sendable {
    /// A step, a stream, a flow or a part.
    case name(Name)
    /// Components and services.
    case nodes([Name])
    case condition(ConditionExpression)
    /// All incidents.
    case incidents
    /// The whole run.
    case all
  }

  /// What a value of it is counted in.
  package enum Unit: Sendable {
    case duration
    case durationSquared
    case share
    case level
  }

  package var name: Name
  package var title: Bilingual
  /// What is looked at.
  package var quantity: Metric
  package var subject: Subject
  package var statistic: Measure.Statistic
  package var isAtEnd: Bool
  /// False after a diagnostic: what its values are counted in cannot be told.
  var isWhole = true

  package var unit: Unit {
    switch statistic {
    case .variance: .durationSquared
    case .quantile, .ofNumber, .last, .total: .duration
    case .atMost, .moreThan: .share
    case .mean:
      switch quantity.family {
      case .times, .instants, .whole: .duration
      case .counts: .level
      case .shares: .share
      case .levels, .ofOne: .level
      }
    }
  }
}

extension Metric {
  /// Metrics of which a measure can ask the same.
  enum Family {
    /// Of tickets, a time each.
    case times
    /// Of tickets, an instant each, as a time since the start.
    case instants
    /// Of tickets, yes or no.
    case shares
    /// Over time.
    case levels
    /// Of one component or service, up or down over time.
    case ofOne
    /// One time of the whole replication.
    case whole
    /// One number of it.
    case counts
  }

  /// - Precondition: ``isOfMeasures``.
  var family: Family {
    switch self {
    case .finishedAt, .flowEndedAt, .closedAt: .instants
    case .givenUp, .turnedAway, .fillRate: .shares
    case .numberInSystem, .numberWaiting, .numberAtWork, .backorders, .numberDown: .levels
    case .availability, .downTime: .ofOne
    case .timeUntil, .serviceLoss, .longestOutage, .dataLost, .peopleExposed, .harmTime: .whole
    case .dataLeaked, .peopleHurt, .peopleEvacuated, .destroyed, .spread: .counts
    default: .times
    }
  }
}
