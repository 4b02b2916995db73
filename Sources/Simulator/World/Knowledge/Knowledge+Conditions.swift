import EventKernel

extension Condition {
  /// Whether it holds, by what each of its comparisons comes to.
  @inline(__always)
  func holds(_ compare: (ConditionStep) -> Bool) -> Bool {
    // One bit a level of the stack; the compiler keeps conditions within 64 levels.
    var stack: UInt64 = 0
    for step in steps {
      switch step {
      case .compare, .compareCount, .compareCases, .compareWaiting, .compareKnown, .compareHit,
        .told, .done, .mayBeDone:
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
      if case .compareKnown(let threat, let stage, let comparison, let literal) = step {
        return comparison.holds(known(threat, in: stage, by: incident), literal)
      }
      guard case .compare(let fact, let comparison, let literal) = step else {
        return process(step)
      }
      return comparison.holds(
        value(of: fact, for: incident, instruments), literal * fact.scale)
    }
  }

  /// On how many subjects a case knows a threat to be, in that stage or in any.
  private func known(
    _ threat: Row<Threat>?, in stage: Row<ThreatStage>?, by incident: Row<Incident>
  ) -> Int64 {
    guard let threat, cases[incident].hits > 0 else { return 0 }
    var count: Int64 = 0
    var next = firstBelief(of: incident)
    while let belief = next {
      next = nextBelief(belief)
      if isKnown(threat, in: stage, beliefs[belief]) { count += 1 }
    }
    return count
  }

  private func isKnown(
    _ threat: Row<Threat>, in stage: Row<ThreatStage>?, _ belief: BeliefState
  ) -> Bool {
    guard let known = belief.stage.row else { return false }
    if let stage { return known == stage }
    return stages[known.index].threat == threat
  }

  /// The same by all cases together, each subject once.
  func known(_ threat: Row<Threat>?, in stage: Row<ThreatStage>?) -> Int64 {
    guard let threat, hitSubjects > 0 else { return 0 }
    var subjects: Set<Int> = []
    for row in cases.indices {
      var next = firstBelief(of: Row(row))
      while let belief = next {
        next = nextBelief(belief)
        if isKnown(threat, in: stage, beliefs[belief]) {
          subjects.insert(beliefs[belief].subject.index)
        }
      }
    }
    return Int64(subjects.count)
  }

  /// How many services a case has switched over to their fallbacks.
  private func servicesSwitched(by incident: Row<Incident>) -> Int64 {
    var count: Int64 = 0
    var next = firstBelief(of: incident)
    while let belief = next {
      next = nextBelief(belief)
      if beliefs[belief].deeds.contains(.switchedOver) { count += 1 }
    }
    return count
  }

  /// Whether a case knows of a threat that something can be done about, by its own file.
  private func isTreatable(_ incident: Row<Incident>) -> Bool {
    guard cases[incident].hits > 0 else { return false }
    var next = firstBelief(of: incident)
    while let belief = next {
      next = nextBelief(belief)
      if let stage = beliefs[belief].stage.row, stages[stage.index].isTreatable { return true }
    }
    return false
  }

  /// The number of the worst stage that a case knows of; 0: of none.
  private func worstKnown(by incident: Row<Incident>) -> Int64 {
    guard cases[incident].hits > 0 else { return 0 }
    var worst: Int32 = 0
    var next = firstBelief(of: incident)
    while let belief = next {
      next = nextBelief(belief)
      if let stage = beliefs[belief].stage.row { worst = max(worst, stages[stage.index].number) }
    }
    return Int64(worst)
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
    // No case knows how many are hit; it asks for what it knows.
    case .hitKnown, .hit: return Int64(hits(for: incident))
    case .worstKnown: return worstKnown(by: incident)
    case .servicesSwitched: return servicesSwitched(by: incident)
    case .treatable: return isTreatable(incident) ? 1 : 0
    case .dataSetsLost: return Int64(dataSetsLost(for: incident))
    case .minutesSinceDetected: return instruments.minutes
    case .priority: return instruments.priority
    case .lowestBattery: return instruments.lowestBattery
    case .highestTemperature: return instruments.highestTemperature
    default: preconditionFailure("the fact \(fact.word) is kept, not counted")
    }
  }
}
