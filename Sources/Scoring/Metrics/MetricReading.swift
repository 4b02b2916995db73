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

  /// A share of the whole run, in parts per million, to nearest; nothing of nothing.
  func share(_ ratio: (above: Int64, below: Int64)) -> [MetricValue] {
    guard ratio.below > 0 else { return [] }
    let (above, below) = (Int128(ratio.above), Int128(ratio.below))
    return [MetricValue(Int64(clamping: (2_000_000 * above + below) / (2 * below)))]
  }

  func clockValues(of metric: Metric, _ filter: MetricFilter) -> [MetricValue] {
    guard let kind = metric.clock else { return [] }
    return spans(of: kind).filter { run.fits($0.incident.index, filter) }
      .map { MetricValue($0.shown.microseconds, isOpen: $0.isOpen) }
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
