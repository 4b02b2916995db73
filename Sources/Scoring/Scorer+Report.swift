import EventKernel
import Simulator

extension Scorer {
  /// For each major emergency, the summary to the leading group (A, 应): 1 within the working days
  /// that the agreement's summary clock gives, the rubric's share within twice as many, else 0.
  /// Not summarised yet counts as it stands once it is due; before, it is not evaluated.
  static func report(_ run: ScoredRun) -> [ScoreItem] {
    guard let rule = run.model.agreement.clocks.first(where: { $0.kind == .summary }),
      let target = rule.major ?? rule.general
    else { return [] }
    let days = min(workingDays(target), 5000)
    return run.incidents.compactMap { incident in
      guard run.isMajorEmergency(incident), !run.isFalseAlarm(incident),
        !run.isDuplicate(incident)
      else { return nil }
      return summary(of: incident, run, days: days, binds: rule.binds, from: rule.from)
    }
  }

  private static func summary(
    of incident: Int, _ run: ScoredRun, days: Int, binds: Bool, from: Milestone
  ) -> ScoreItem {
    let summarised = run.passed(.summarised, of: incident)
    // Where the end was not declared yet, the time has not begun: at the earliest it does now.
    let start = run.passed(from, of: incident)
    let due = run.calendar.due(after: start ?? run.end, workingDays: days)
    let last = run.calendar.due(after: start ?? run.end, workingDays: 2 * days)
    let isOpen = summarised == nil && (start == nil || run.end <= due)
    let at = summarised ?? run.end
    let late = min(bounded(run.rubric.summaryLate), 1000)
    let quality: Milli = at <= due ? .full : at <= last ? Milli(late) : .zero
    return ScoreItem(
      dimension: .report, weight: .full, quality: isOpen ? nil : quality,
      notEvaluated: isOpen ? .notDueYet : nil,
      finding: .summary(incident: Row(incident), at: summarised, due: due), binds: binds)
  }
}
