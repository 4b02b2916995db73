import Rehearsal
import Scenarios
import Scoring
import Simulator

/// What two courses of a night came to, metric by metric, where they differ.
package struct WhatIfFigures {
  /// A metric that came out differently.
  package struct Row {
    package var metric: Metric
    /// `original` and `other` are in it.
    package var unit: Figure.Unit
    package var original: Double
    package var other: Double
  }

  /// An objective that was judged differently.
  package struct Judged {
    package var name: Bilingual
    package var original: ObjectiveVerdict.Outcome
    package var other: ObjectiveVerdict.Outcome
  }

  package private(set) var rows: [Row] = []
  package private(set) var objectives: [Judged] = []

  /// What a night is asked, in the order of the page.
  private static let asked: [Metric] = [
    .score, .recoveryTime, .serviceRestorationTime, .containmentTime, .resolutionTime,
    .coreDowntime, .dataLost, .spread, .harmTime, .dataLeaked, .destroyed, .peopleHurt, .overtime,
    .cost, .escalations,
  ]

  package init(_ whatIf: WhatIf) {
    let verdicts = zip(whatIf.original.scorecard.objectives, whatIf.other.scorecard.objectives)
    for (row, pair) in verdicts.enumerated() where pair.0.outcome != pair.1.outcome {
      objectives.append(
        Judged(
          name: whatIf.original.drill.lexicon.objectives[row].title, original: pair.0.outcome,
          other: pair.1.outcome))
    }
    let one = Self.reading(whatIf.original)
    let other = Self.reading(whatIf.other)
    for metric in Self.asked {
      guard let first = Self.value(metric, one), let second = Self.value(metric, other),
        first != second
      else { continue }
      rows.append(
        Row(metric: metric, unit: Figure.Unit(of: metric), original: first, other: second))
    }
  }

  private static func reading(_ run: Run) -> MetricReading {
    MetricReading(
      run.replication, model: run.drill.model, rubric: run.drill.rubric,
      calendar: run.drill.calendar)
  }

  /// The mean over incidents or data sets, in the metric's own unit; the total of what is counted.
  private static func value(_ metric: Metric, _ reading: MetricReading) -> Double? {
    let values = reading.values(of: metric)
    guard !values.isEmpty else { return nil }
    let total = values.reduce(0.0) { $0 + Double($1.number) }
    return metric.unit == .count ? total : total / Double(values.count)
  }
}

extension WhatIfFigures.Row {
  /// The unit of JSON: seconds, points, units of the currency, else the thing itself.
  package var jsonUnit: String {
    switch unit {
    case .time, .work: "s"
    case .money: "currency"
    case .rate: "/h"
    case .share, .count, .points, .perMillion: unit.rawValue
    }
  }

  package var jsonOriginal: Double { original / perUnit }
  package var jsonOther: Double { other / perUnit }

  private var perUnit: Double {
    switch unit {
    case .time, .work: 1e6
    case .points: 10
    case .money: 100
    case .rate, .share, .count, .perMillion: 1
    }
  }
}
