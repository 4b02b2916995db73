import EventKernel
import Simulator

extension Scorer {
  /// Every clock of the agreement that ran in an incident, against its target (3.1.7).
  ///
  /// False alarms have none. A second incident of a cause that is already another's has the clock
  /// of its acceptance only: the rest is judged once, with the first.
  static func clocks(_ run: ScoredRun) -> [ClockVerdict] {
    run.incidents.flatMap { incident in
      run.model.agreement.clocks.compactMap { verdict($0, run, incident) }
    }
  }

  private static func verdict(
    _ rule: ClockRule, _ run: ScoredRun, _ incident: Int
  ) -> ClockVerdict? {
    guard let reading = reading(of: rule, run, incident),
      let target = target(of: rule, run, incident)
    else { return nil }
    let outcome: ClockVerdict.Outcome =
      reading.shown > target ? .missed : reading.taken == nil ? .open : .met
    return ClockVerdict(
      incident: Row(incident), rule: rule, target: target, taken: reading.taken,
      shown: reading.shown, outcome: outcome)
  }

  /// What a clock shows at the end of the run; `taken` nil: it still runs.
  struct ClockReading {
    var start: SimulationTime
    var taken: TimeSpan?
    var shown: TimeSpan
  }

  /// nil: this clock has no meaning for the incident, or never started.
  static func reading(
    of rule: ClockRule, _ run: ScoredRun, _ incident: Int
  ) -> ClockReading? {
    guard !run.isFalseAlarm(incident), rule.to == .accepted || !run.isDuplicate(incident),
      isAsked(rule.to, run, incident), let start = run.passed(rule.from, of: incident)
    else { return nil }
    let taken = run.passed(rule.to, of: incident).map { $0.elapsed(since: start) }
    return ClockReading(
      start: start, taken: taken, shown: taken ?? run.end.elapsed(since: start))
  }

  /// Some milestones belong to the emergency flow only: a case that was never led there does not
  /// run their clocks.
  private static func isAsked(_ milestone: Milestone, _ run: ScoredRun, _ incident: Int) -> Bool {
    func isOffered(_ effect: Act) -> Bool {
      run.passed(milestone, of: incident) != nil || run.wasOffered(effect, in: incident)
    }
    switch milestone {
    case .graded: return isOffered(.grade)
    case .ordered: return isOffered(.startOrder)
    case .ended: return isOffered(.declareEnd)
    case .summarised: return run.isMajorEmergency(incident)
    default: return true
    }
  }

  /// The target by fault level. A summary's target is a number of working days, written as that
  /// many days; the calendar says how long they are.
  private static func target(
    of rule: ClockRule, _ run: ScoredRun, _ incident: Int
  ) -> TimeSpan? {
    guard let target = rule.target(run.replication.incidents[incident].level) else { return nil }
    guard rule.to == .summarised, let start = run.passed(rule.from, of: incident) else {
      return target
    }
    return run.calendar.due(after: start, workingDays: workingDays(target)).elapsed(since: start)
  }

  /// A target of working days: each day begun counts.
  static func workingDays(_ target: TimeSpan) -> Int {
    let day = TimeSpan.days(1).microseconds
    let whole = target.microseconds / day
    return Int(whole) + (target.microseconds % day > 0 ? 1 : 0)
  }
}
