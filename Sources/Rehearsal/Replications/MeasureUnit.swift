import Simulator

/// What the number of a measure counts.
package enum MeasureUnit: Hashable, Sendable {
  /// Microseconds.
  case time
  /// Microseconds squared: a variance.
  case timeSquared
  /// A share or a probability, 0...1.
  case share
  /// A number of cases, tasks, parts or nodes.
  case level

  /// The unit of a measure's result.
  package init(of measure: Measure) {
    switch measure.statistic {
    case .variance: self = .timeSquared
    case .atMost, .moreThan: self = .share
    case .quantile, .ofNumber, .last, .total: self = .time
    case .mean: self = MeasureUnit(of: measure.quantity)
    }
  }

  /// The unit of a quantity's mean.
  private init(of quantity: Measure.Quantity) {
    switch quantity {
    case .waiting, .timeInSystem, .flowTime, .finished, .flowEnded, .incidentClosed, .timeUntil:
      self = .time
    case .givenUp, .turnedAway, .filledAtOnce: self = .share
    case .numberInSystem, .numberWaiting, .numberAtWork, .backorders, .numberDown: self = .level
    case .total(let total):
      switch total {
      case .serviceLoss, .longestOutage, .dataLost, .peopleExposed, .harmTime: self = .time
      case .dataLeaked, .peopleHurt, .peopleEvacuated, .destroyed, .spread: self = .level
      }
    }
  }
}
