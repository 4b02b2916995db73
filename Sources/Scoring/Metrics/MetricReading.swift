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

  package init(
    _ replication: Replication, model: Model, rubric: Rubric, calendar: WorkCalendar
  ) {
    run = ScoredRun(replication, model: model, rubric: rubric, calendar: calendar)
    allowanceUse = Scorer.allowanceUse(run)
  }

  /// The values of a metric.
  ///
  /// A time metric has one for each incident of the level in which its clock ran; the others are of
  /// the whole run, whatever the level: core down time, components infected and the final score
  /// have one, data lost has one for each data set. A score judges the whole run, which takes many
  /// times as long as everything else.
  package func values(of metric: Metric, level: FaultLevel? = nil) -> [MetricValue] {
    switch metric {
    case .acceptanceTime, .responseTime, .gradingTime, .containmentTime, .recoveryTime,
      .resolutionTime, .summaryTime:
      return clockValues(of: metric, level: level)
    case .coreDowntime: return [MetricValue(allowanceUse.used.microseconds)]
    case .dataLost: return Scorer.losses(run).map { MetricValue($0.microseconds) }
    case .spread: return [MetricValue(Int64(run.replication.infectedCount))]
    case .score:
      let final = final ?? Scorer.score(self, objectives: []).final
      return final.map { [MetricValue(Int64($0.value))] } ?? []
    }
  }

  private func clockValues(of metric: Metric, level: FaultLevel?) -> [MetricValue] {
    guard let kind = metric.clock else { return [] }
    return spans(of: kind).filter { level == nil || $0.level == level }
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
  package var incident: Row<IncidentRecord>
  package var level: FaultLevel
  package var start: SimulationTime
  /// What it took, or, where it is open, the time until the end of the run.
  package var shown: TimeSpan
  /// It ran on at the end of the run.
  package var isOpen: Bool
}
