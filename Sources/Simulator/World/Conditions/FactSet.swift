/// What a condition asks for: facts, and how often elements of a flow were done.
struct FactSet: OptionSet, Sendable {
  var rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ fact: Fact) { rawValue = 1 << UInt64(fact.index) }

  /// How often an element was done.
  static var counts: FactSet { FactSet(rawValue: 1 << 63) }

  /// How many cases of a stream are there.
  static var cases: FactSet { FactSet(rawValue: 1 << 62) }

  /// How many tasks wait, once the work of the instant is handed out.
  static var waiting: FactSet { FactSet(rawValue: 1 << 61) }

  /// What an incident has down.
  static var down: FactSet {
    [
      FactSet(.coreServicesDown), FactSet(.servicesDown), FactSet(.componentsDown),
      FactSet(.securityDown), FactSet(.componentsOff), FactSet(.servicesSwitched),
    ]
  }

  /// What changes as a case learns how nodes are.
  static var observed: FactSet {
    [
      .down, FactSet(.hitKnown), FactSet(.hit), FactSet(.worstKnown), FactSet(.treatable),
    ]
  }

  /// What is no one incident's, and is told of when it changes.
  static var shared: FactSet { [.cases, .waiting] }

  static var minutes: FactSet { FactSet(.minutesSinceDetected) }

  /// What changes by itself, or without anybody being told.
  static var untold: FactSet { [.gauges, .counts] }

  /// What is read off when somebody asks.
  static var gauges: FactSet { [FactSet(.lowestBattery), FactSet(.highestTemperature)] }
}

extension Condition {
  /// What it asks for.
  var asked: FactSet {
    steps.reduce(into: FactSet()) { asked, step in
      switch step {
      case .compare(let fact, _, _): asked.insert(FactSet(fact))
      case .compareKnown: asked.insert(FactSet(.hitKnown))
      case .compareCount: asked.insert(.counts)
      case .compareCases: asked.insert(.cases)
      case .compareWaiting: asked.insert(.waiting)
      // Only the script asks for it, and is asked anew at every look.
      case .compareHit, .told, .done, .mayBeDone, .and, .or, .not: break
      }
    }
  }
}
