import EventKernel
import Simulator

/// What the metrics of one run came to: the verdicts of a run, and the estimates of many, read the
/// same values.
package struct MetricReading {
  let run: ScoredRun
  /// The final score, where somebody has it already; the inner nil: nothing could be evaluated.
  var final: Milli??
  /// How long core services were down, against the year's allowance.
  package let allowanceUse: AllowanceUse

  /// - Parameter rules: of the model; who reads many runs makes them once.
  package init(
    _ replication: Replication, model: Model, rubric: Rubric, calendar: WorkCalendar,
    rules: SituationRules? = nil
  ) {
    run = ScoredRun(
      replication, model: model, rubric: rubric, calendar: calendar,
      rules: rules ?? SituationRules(model))
    allowanceUse = Scorer.allowanceUse(run)
  }

  /// When the warm-up was over; what came to an end before is not counted.
  var counts: SimulationTime { run.warm }

  /// Whether there was a warm-up.
  var isWarm: Bool { run.warm > .zero }

  /// The time that is counted.
  var counted: TimeSpan { max(.zero, run.end.elapsed(since: run.warm)) }

  /// Whether what began and ended, or goes on, is counted, and began in the hours that are asked.
  func isCounted(
    _ began: SimulationTime, until ended: SimulationTime?, _ filter: MetricFilter
  ) -> Bool {
    if let ended, ended < run.warm { return false }
    // Of what begins as the run ends nothing is seen.
    if ended == nil, began >= run.end { return false }
    guard let hours = filter.hours else { return true }
    return hours.contains(run.calendar.timeOfDay(at: began))
  }

  func clockValues(of metric: Metric, _ filter: MetricFilter) -> [MetricValue] {
    guard let kind = metric.clock else { return [] }
    return spans(of: kind).compactMap { span in
      let ended = span.isOpen ? nil : Optional(span.start + span.shown)
      guard run.fits(span.incident.index, filter), isCounted(span.start, until: ended, filter)
      else { return nil }
      return MetricValue(span.shown, since: span.start, isOpen: span.isOpen)
    }
  }

  /// The clock of that kind in each incident in which it ran, whether or not there is a target.
  package func spans(of kind: ClockRule.Kind) -> [ClockSpan] {
    guard let rule = run.model.agreement.clocks.first(where: { $0.kind == kind }) else { return [] }
    return run.incidents.compactMap { incident in
      Scorer.reading(of: rule, run, incident).map {
        ClockSpan(
          incident: Row(incident), level: run.replication.incidents[incident].level,
          start: $0.start, shown: $0.shown, isOpen: $0.taken == nil)
      }
    }
  }

  /// Every clock that ran, against its target.
  package var clocks: [ClockVerdict] { Scorer.clocks(run) }

  /// Whether the run meets an objective.
  package func verdict(_ objective: Objective) -> ObjectiveVerdict {
    Scorer.verdict(objective, self)
  }
}

/// A clock of one incident: from when it ran, and how long.
package struct ClockSpan: Hashable, Sendable {
  package var incident: Row<Incident>
  package var level: FaultLevel
  package var start: SimulationTime
  /// What it took, or, where it is open, the time until the end of the run.
  package var shown: TimeSpan
  /// It ran on at the end of the run.
  package var isOpen: Bool
}
