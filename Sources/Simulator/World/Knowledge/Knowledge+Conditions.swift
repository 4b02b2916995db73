import EventKernel

extension Condition {
  /// Whether it holds, by what each of its comparisons comes to.
  @inline(__always)
  func holds(_ compare: (ConditionStep) -> Bool) -> Bool {
    // One bit a level of the stack; the compiler keeps conditions within 64 levels.
    var stack: UInt64 = 0
    for step in steps {
      switch step {
      case .compare, .compareCount, .compareCases, .compareWaiting, .told, .done, .mayBeDone:
        stack = stack << 1 | (compare(step) ? 1 : 0)
      case .and:
        let both = (stack & 1) & (stack >> 1 & 1)
        stack = (stack >> 2) << 1 | both
      case .or:
        let either = (stack & 1) | (stack >> 1 & 1)
        stack = (stack >> 2) << 1 | either
      case .not:
        stack ^= 1
      }
    }
    return stack & 1 == 1
  }
}

extension Fact {
  /// Gauges are kept in thousandths; literals are whole.
  var scale: Int64 { self == .lowestBattery || self == .highestTemperature ? 1000 : 1 }
}

extension Knowledge {
  /// What everybody can read off when asked: the case's file, and the gauges.
  struct Instruments {
    /// Since it was detected.
    var minutes: Int64 = 0
    var priority: Int64 = 5
    /// Thousandths of a per cent, and of a degree.
    var lowestBattery: Int64 = 0
    var highestTemperature: Int64 = 0
  }

  /// Whether a condition holds for a case, by what the case knows.
  ///
  /// - Parameter process: what a comparison about the flow itself, cases or waiting tasks comes to.
  @inline(__always)
  func holds(
    _ condition: Condition, for incident: Row<Incident>, _ instruments: Instruments,
    process: (ConditionStep) -> Bool
  ) -> Bool {
    condition.holds { step in
      guard case .compare(let fact, let comparison, let literal) = step else {
        return process(step)
      }
      return comparison.holds(
        value(of: fact, for: incident, instruments), literal * fact.scale)
    }
  }

  private func value(
    of fact: Fact, for incident: Row<Incident>, _ instruments: Instruments
  ) -> Int64 {
    if fact.isKept { return self.fact(fact, of: incident) }
    switch fact {
    case .coreServicesDown: return Int64(down(for: incident).coreServices)
    case .servicesDown: return Int64(down(for: incident).services)
    case .componentsDown: return Int64(down(for: incident).components)
    case .componentsOff: return Int64(cases[incident].takenDown)
    case .securityDown: return Int64(down(for: incident).security)
    // No case knows how many are infected; it asks for what it knows.
    case .infectedKnown, .infected: return Int64(infected(for: incident))
    case .dataSetsLost: return Int64(dataSetsLost(for: incident))
    case .minutesSinceDetected: return instruments.minutes
    case .priority: return instruments.priority
    case .lowestBattery: return instruments.lowestBattery
    case .highestTemperature: return instruments.highestTemperature
    default: preconditionFailure("the fact \(fact.word) is kept, not counted")
    }
  }
}
