import EventKernel

/// What a flow, a level rule or an inject may ask of a case. Its `word` is what the condition
/// grammar calls it. People and flows read what is *believed*; effects change what is true.
package enum Fact: UInt8, CaseIterable, Sendable {
  // Told by effects of steps, kept with the incident.
  case eventClass
  case level
  case emergency
  case plan
  case kind
  case located
  case solved
  case trueAlarm
  case filtered
  case automatic
  case upgraded
  case planActivated
  case danger
  case atLimit
  case serviceThrough
  case alone
  case spare
  case partNeeded
  case changeNeeded
  case malware
  case clean
  case moreFound
  case verified
  case recurs
  case dataLost
  case contained
  case graded
  case problemOpened
  case changeOpened
  // Counted from the world as the case sees it.
  case coreServicesDown
  case servicesDown
  case componentsDown
  case componentsOff
  case hitKnown
  case securityDown
  case hit
  case dataSetsLost
  case worstKnown
  case treatable
  case servicesSwitched
  case minutesSinceDetected
  case priority
  // Of the whole platform; may be used by injects too.
  case lowestBattery
  case highestTemperature

  /// The word for it in the condition grammar.
  package var word: String {
    switch self {
    case .eventClass: "class"
    case .level: "level"
    case .emergency: "emergency"
    case .plan: "plan"
    case .kind: "kind"
    case .located: "located"
    case .solved: "solved"
    case .trueAlarm: "true-alarm"
    case .filtered: "filtered"
    case .automatic: "automatic"
    case .upgraded: "upgraded"
    case .planActivated: "plan-activated"
    case .danger: "danger"
    case .atLimit: "at-limit"
    case .serviceThrough: "service-through"
    case .alone: "alone"
    case .spare: "spare"
    case .partNeeded: "part-needed"
    case .changeNeeded: "change-needed"
    case .malware: "malware"
    case .clean: "clean"
    case .moreFound: "more-found"
    case .verified: "verified"
    case .recurs: "recurs"
    case .dataLost: "data-lost"
    case .contained: "contained"
    case .graded: "graded"
    case .problemOpened: "problem-opened"
    case .changeOpened: "change-opened"
    case .coreServicesDown: "core-services-down"
    case .servicesDown: "services-down"
    case .componentsDown: "components-down"
    case .componentsOff: "components-off"
    case .hitKnown: "hit-known"
    case .securityDown: "security-down"
    case .hit: "hit"
    case .dataSetsLost: "data-sets-lost"
    case .worstKnown: "worst-known"
    case .treatable: "treatable"
    case .servicesSwitched: "services-switched"
    case .minutesSinceDetected: "minutes-since-detected"
    case .priority: "priority"
    case .lowestBattery: "lowest-battery"
    case .highestTemperature: "highest-temperature"
    }
  }

  package init?(word: String) {
    let word = Self.words(before: word) ?? word
    guard let fact = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = fact
  }

  /// What files of before threats were files call a fact; nil: they call it the same.
  private static func words(before word: String) -> String? {
    switch word {
    case "infected": "hit"
    case "infected-known": "hit-known"
    case "more-infected": "more-found"
    default: nil
    }
  }

  /// The type of a fact's value.
  package enum Domain: Sendable, Equatable {
    case flag
    /// A choice; the value is the index.
    case choice([String])
    /// A count or a measure; the string is the unit a person may write ("", "%", "C").
    case number(String)
  }

  package var domain: Domain {
    switch self {
    case .eventClass: .choice(EventClass.allCases.map(\.rawValue))
    case .level: .choice(FaultLevel.allCases.map(\.rawValue))
    case .emergency: .choice(EmergencyLevel.allCases.map(\.rawValue))
    case .plan: .choice(EmergencyClass.allCases.map(\.rawValue))
    case .kind: .choice(["unknown"] + FaultKind.allCases.map(\.rawValue))
    case .spare: .choice(SpareState.allCases.map(\.rawValue))
    case .coreServicesDown, .servicesDown, .componentsDown, .componentsOff, .hitKnown,
      .hit, .securityDown, .dataSetsLost, .worstKnown, .servicesSwitched, .minutesSinceDetected,
      .priority:
      .number("")
    case .lowestBattery: .number("%")
    case .highestTemperature: .number("C")
    default: .flag
    }
  }

  /// True for facts that a step's effect sets and the incident keeps.
  package var isKept: Bool {
    switch self {
    case .coreServicesDown, .servicesDown, .componentsDown, .componentsOff, .hitKnown,
      .hit, .securityDown, .dataSetsLost, .worstKnown, .treatable, .servicesSwitched,
      .minutesSinceDetected,
      .priority, .lowestBattery, .highestTemperature:
      false
    default: true
    }
  }

  /// True for facts that need no case: only these may stand in an inject's `when`.
  package var isOfThePlatform: Bool {
    switch self {
    case .coreServicesDown, .servicesDown, .componentsDown, .securityDown, .lowestBattery,
      .highestTemperature, .hitKnown, .hit:
      true
    default: false
    }
  }

  /// Position in the flat table of kept facts.
  @inlinable package var index: Int { Int(rawValue) }
  @inlinable package static var count: Int { Int(Fact.highestTemperature.rawValue) + 1 }
}

/// How far a case has come with a spare part.
package enum SpareState: String, CaseIterable, Sendable {
  case unasked
  case drawn
  /// None in stock.
  case none
  /// The part failed its test.
  case dead
  case ordered
}

/// One instruction of a compiled condition, in postfix order on a small stack of truth values.
package enum ConditionStep: Sendable, Equatable {
  /// fact (operator) literal; percentages in parts per million... see `Condition`.
  case compare(fact: Fact, is: Comparison, to: Int64)
  /// How often the element of this flow row and node was done in this case, compared.
  case compareCount(node: Row<FlowNode>, is: Comparison, to: Int64)
  /// How many cases of a stream are there, compared.
  case compareCases(stream: Row<DemandStream>, is: Comparison, to: Int64)
  /// How many tasks of a node wait, compared.
  case compareWaiting(node: Row<FlowNode>, is: Comparison, to: Int64)
  /// How many subjects the case knows a threat to be on, in that stage or in any, compared; no
  /// threat: none, since the drill uses it not.
  case compareKnown(Row<Threat>?, Row<ThreatStage>?, is: Comparison, to: Int64)
  /// How many subjects a threat is on in truth.
  case compareHit(Row<Threat>?, Row<ThreatStage>?, is: Comparison, to: Int64)
  /// A message of a flow has reached the role of a lane, in any case.
  case told(roleOf: Row<Lane>)
  /// A task was done in some case, at this time of the drill at the latest.
  case done(node: Row<FlowNode>, by: SimulationTime)
  /// It was, or that time has not passed yet: what is left where `not` is asked of the former.
  case mayBeDone(node: Row<FlowNode>, by: SimulationTime)
  case and
  case or
  case not

  package enum Comparison: String, CaseIterable, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    @inlinable package func holds(_ left: Int64, _ right: Int64) -> Bool {
      switch self {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    }
  }
}

/// A compiled condition: postfix steps, at most 64 deep (the compiler checks). Literals are whole
/// numbers in the fact's unit: 0/1 for flags, the index for choices, counts, per cent, degrees.
package struct Condition: Sendable {
  package var steps: Table<ConditionStep>

  package init(steps: [ConditionStep]) {
    self.steps = Table(steps)
  }
}
