import EventKernel

/// A clock of the agreement: the time from one milestone to another, with a target by fault level.
package struct ClockRule: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case acceptance
    case response
    case grading
    case containment
    case recovery
    case resolution
    case summary
  }

  package var kind: Kind
  package var from: Milestone
  package var to: Milestone
  /// nil: no target at this level.
  package var general: TimeSpan?
  package var major: TimeSpan?
  /// 应 or 必须 in the standard, which binds; the rest is ours or recommended.
  package var binds: Bool

  package init(
    kind: Kind, from: Milestone, to: Milestone, general: TimeSpan?, major: TimeSpan?, binds: Bool
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.general = general
    self.major = major
    self.binds = binds
  }

  package func target(_ level: FaultLevel) -> TimeSpan? {
    level == .major ? major : general
  }
}

/// What was agreed with the users (SLA), and how levels are told.
package struct Agreement: Sendable {
  package var clocks: Table<ClockRule> = []
  /// Abnormal down time a year that the availability target leaves, e.g. 43.8 h for 99.5 %.
  package var downtimeAllowance: TimeSpan = .seconds(157_680)
  /// A fault is major when this holds, else general (5.2.6 b).
  package var majorFault: Row<Condition>?
  /// Conditions for the emergency levels, tried from the gravest; none holds: `general`.
  package var particularlyMajor: Row<Condition>?
  package var majorEmergency: Row<Condition>?
  package var largerEmergency: Row<Condition>?
  /// What "larger" counts as, since appendix A does not name it.
  package var largerCountsAs: EmergencyLevel = .major
  package var highImpact: Row<Condition>?
  package var mediumImpact: Row<Condition>?
  package var highUrgency: Row<Condition>?
  package var mediumUrgency: Row<Condition>?
  /// Priority 1...5 for impact (row) x urgency (column), high, medium, low (6.4.3).
  package var priorities: Table<Int> = [1, 2, 3, 2, 3, 4, 3, 4, 5]
  /// Target resolution of problems by priority 1...5 (6.4.3); nil: none.
  package var problemTargets: [TimeSpan?] = [.hours(1), .hours(8), .hours(24), .hours(48), nil]

  package init() {}
}
