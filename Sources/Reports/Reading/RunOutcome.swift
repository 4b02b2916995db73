import EventKernel
import Rehearsal
import Scoring
import Simulator

/// What a run came to, judged once: the first lines of the text, the first figures of the page and
/// the outcome of the JSON read this value, so that none can say what another denies.
struct RunOutcome: Sendable {
  /// All objectives together, and what stands against their being met.
  enum Conclusion: String, CaseIterable, Sendable {
    case met
    /// Met, with a rule broken that binds: the rating is M.
    case challenged
    /// Met, with a service that is down at the end.
    case unrestored
    /// Met, with people exposed: the rating is U.
    case exposed
    case missed
    case undecided
    /// The drill states no objective.
    case unstated
  }

  /// What became of the services that users have.
  enum Services: Hashable, Sendable {
    case untouched
    /// All are up; `after` the fault where one case alone took services down.
    case restored(after: TimeSpan?)
    /// So many are down at the end.
    case down(Int)
  }

  struct ClockCount: Hashable, Sendable {
    var met = 0
    var missed = 0
    var open = 0
    var all: Int { met + missed + open }
  }

  var conclusion: Conclusion
  /// The objectives alone, as the exit code has them.
  var verdict: ObjectiveVerdict.Outcome
  var rating: Rating?
  var grounds: RatingGrounds
  var services: Services
  /// Incidents of their own whose effect is not removed at the end.
  var effectsLeft: Int
  /// Clocks of incidents of their own.
  var clocks = ClockCount()
  /// Those of alarms that were joined to another incident, which are told apart.
  var joinedClocks = ClockCount()

  var areServicesUp: Bool {
    if case .down = services { false } else { true }
  }

  init(_ facts: RunFacts) {
    let card = facts.run.scorecard
    verdict = Self.verdict(card.objectives.map(\.outcome))
    rating = card.rating
    grounds = card.grounds
    services = facts.servicesAtEnd
    effectsLeft =
      facts.ownIncidents.count { facts.replication.incidents[$0.index][.recovered] == nil }
    for clock in card.clocks {
      if facts.primary(of: clock.incident) == nil {
        clocks.add(clock.outcome)
      } else {
        joinedClocks.add(clock.outcome)
      }
    }
    conclusion = .unstated
    conclusion = Self.conclusion(of: self, isStated: !card.objectives.isEmpty)
  }

  /// One missed makes all missed, else one undecided undecided.
  private static func verdict(_ outcomes: [ObjectiveVerdict.Outcome]) -> ObjectiveVerdict.Outcome {
    if outcomes.contains(.missed) { return .missed }
    return outcomes.isEmpty || outcomes.contains(.undecided) ? .undecided : .met
  }

  private static func conclusion(of outcome: RunOutcome, isStated: Bool) -> Conclusion {
    guard isStated else { return .unstated }
    switch outcome.verdict {
    case .missed: return .missed
    case .undecided: return .undecided
    case .met: break
    }
    if outcome.grounds.isExposed { return .exposed }
    if case .down = outcome.services { return .unrestored }
    return outcome.rating == .major ? .challenged : .met
  }
}

extension RunOutcome.ClockCount {
  fileprivate mutating func add(_ outcome: ClockVerdict.Outcome) {
    switch outcome {
    case .met: met += 1
    case .missed: missed += 1
    case .open: open += 1
    }
  }
}

extension RunFacts {
  /// Incidents of the platform with a fault that is no other's.
  var ownIncidents: [Row<Incident>] {
    platformIncidents.filter { replication.incidents[$0].fault != nil }.map { Row($0) }
      .filter { primary(of: $0) == nil }
  }

  /// Incidents of their own that took a service down, as they were opened.
  private var serviceCases: [Row<Incident>] {
    let services = Set(model.platform.services.map(\.node.index))
    var rows: Set<Int> = []
    for entry in replication.entries
    where entry.kind == .wentDown && services.contains(Int(entry.subject)) {
      if let row = replication.incident(ofOutage: entry) {
        rows.insert(primary(of: Row(row))?.index ?? row)
      }
    }
    return rows.sorted().map { Row($0) }
  }

  fileprivate var servicesAtEnd: RunOutcome.Services {
    if outages.isEmpty { return .untouched }
    let down = model.platform.services.count { isOutAtEnd(histories[$0.node.index]) }
    if down > 0 { return .down(down) }
    let cases = serviceCases
    guard cases.count == 1, let incident = cases.first.map({ replication.incidents[$0.index] }),
      let start = incident[.occurred],
      let back = incident[.serviceRestored] ?? incident[.recovered]
    else { return .restored(after: nil) }
    return .restored(after: back - start)
  }

  private func isOutAtEnd(_ history: NodeHistory) -> Bool {
    history.spans.last.map { $0.end == end && $0.state.isOut } ?? false
  }

  /// The clock that a milestone stopped; nil: none, or it did not stop at that time. A case that
  /// took no service down has it restored with the removal of its effect, which is told once.
  func clock(stoppedBy milestone: Milestone, of row: Row<Incident>) -> ClockVerdict? {
    let both: [Milestone] =
      isRestoredUntold(row) && milestone == .recovered
      ? [.recovered, .serviceRestored] : [milestone]
    return run.scorecard.clocks.first {
      $0.incident == row && both.contains($0.rule.to) && $0.taken != nil
    }
  }

  /// Whether service was restored at the very moment at which the effect was removed.
  func isRestoredUntold(_ row: Row<Incident>) -> Bool {
    let incident = replication.incidents[row.index]
    return incident[.serviceRestored] != nil && incident[.serviceRestored] == incident[.recovered]
  }
}
