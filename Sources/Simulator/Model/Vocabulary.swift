/// The closed sets of words that files, model and records share. A raw value is the token that a
/// person writes in a file; a word that a reader sees comes from the lexicon of the reports.

/// What a component is, by table 5.2.2 of the standard; it decides monitoring, patrol and upkeep.
package enum ObjectClass: String, CaseIterable, Sendable {
  case physicalEnvironment = "physical-environment"
  case network
  case server
  case terminal
  case storage
  case backup
  case securityDevice = "security-device"
  case dbms
  case middleware
}

/// Where a component stands in the order of repair (5.2.6 c): core before edge.
package enum Importance: String, CaseIterable, Sendable {
  case core
  case edge
}

/// What a failure does to the component that it befalls.
package enum Symptom: String, CaseIterable, Sendable {
  /// The component stops, and what hangs on it with it.
  case down
  /// It works, worse; nothing that hangs on it is lost.
  case degraded
}

/// What repairs a failure.
package enum RepairKind: String, CaseIterable, Sendable {
  case restart
  case replace
  case repair
  case reinstall
}

/// The cause class of a fault, as plan B.5 step 2 tells them apart; malware belongs to plan B.1.
package enum FaultKind: String, CaseIterable, Sendable {
  case software
  case hardware
  case facility
  case human
  case malware
  case other
}

/// The four tiers of 7.3.2, and those outside the support organisation.
package enum Tier: String, CaseIterable, Sendable {
  case hotline
  case tier1 = "tier-1"
  case tier2 = "tier-2"
  case vendor
  /// Leading group, emergency contact, change authority: people who decide.
  case management

  /// Where it stands on the ladder of escalation (7.3.2); nil: not on it.
  package var rung: Int? {
    switch self {
    case .hotline: 0
    case .tier1: 1
    case .tier2: 2
    case .vendor: 3
    case .management: nil
    }
  }
}

/// The two levels of a fault (5.2.6 b).
package enum FaultLevel: String, CaseIterable, Sendable {
  case general
  case major
}

/// The levels of an emergency event (appendix A; "larger" is not named there, and mapped by the
/// agreement file).
package enum EmergencyLevel: String, CaseIterable, Sendable {
  case none
  case general
  case larger
  case major
  case particularlyMajor = "particularly-major"
}

/// The three classes of step 4 of the event flow (6.2.2).
package enum EventClass: String, CaseIterable, Sendable {
  case unclassified
  case information
  case warning
  case exception
}

/// The row of table B an emergency belongs to.
package enum EmergencyClass: String, CaseIterable, Sendable {
  case malware = "B.1"
  case networkAttack = "B.2"
  case informationDestruction = "B.3"
  case contentSecurity = "B.4"
  case facilityFailure = "B.5"
  case disaster = "B.6"
}

/// High, medium, low, for impact and urgency (6.4.3).
package enum Grade: String, CaseIterable, Sendable {
  case high
  case medium
  case low
}

/// How a component is watched (table 5.2.2).
package enum MonitoringKind: String, CaseIterable, Sendable {
  case realTime = "real time"
  case hourly
  case none
}

/// The moments of an incident that clocks run between. Records keep their positions: a further one
/// comes at the end.
package enum Milestone: String, CaseIterable, Sendable {
  /// The fault began.
  case occurred
  /// Monitoring, a patrol or a user noticed.
  case detected
  /// The service desk took it in (服务受理).
  case accepted
  /// An engineer of tier 1, tier 2, a vendor or the implementation group began to work (服务响应).
  case responded
  /// The level was decided.
  case graded
  /// The start order was issued (应急响应启动命令).
  case ordered
  /// The spread or the harm was stopped (抑制).
  case contained
  /// Its effect was removed: nothing is down for it, and none of its faults shows.
  case recovered
  /// The fault itself was removed (最终清除故障).
  case resolved
  /// The case was closed.
  case closed
  /// The response was declared ended.
  case ended
  /// The result was reported to the leading group.
  case summarised
  /// What users had is back by any way, repair, bypass or fail-over; never later than `recovered`.
  case serviceRestored = "service-restored"
}
