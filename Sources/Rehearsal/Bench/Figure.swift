import EventKernel
import Scenarios
import Scoring
import Simulator

/// One thing that many runs of a drill are asked.
package struct Figure: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// An objective of the drill, by its row.
    case objective(Int)
    /// A metric of the catalogue, of all that has it or of a part.
    case metric(Metric, of: Scope = .all)
    /// A measure of the drill, by its row.
    case measure(Int)
  }

  /// Whose values of a metric are meant.
  package enum Scope: Hashable, Sendable {
    case all
    /// The tasks of a step.
    case step(Row<FlowNode>)
    /// The people of a tier.
    case tier(Tier)
  }

  package enum Statistic: Hashable, Sendable {
    /// Of values, the mean of all; of runs, the mean of theirs.
    case mean
    case quantile(Probability)
    /// Of yes and no within runs, the share of yes.
    case share
    /// Of the runs that decided it, the share that met it.
    case runs
    /// Of clocks that were decided, the share that was met.
    case met
    /// All values of a run added up, the mean of all runs.
    case total
    /// What a measure asks for.
    case asked
  }

  package enum Unit: String, Hashable, Sendable {
    /// Microseconds.
    case time
    /// Microseconds of people's time, added up over all of them.
    case work
    /// A share or a probability, 0...1.
    case share
    /// A number of things.
    case count
    /// Tenths of a point of the score.
    case points
    /// Parts per million: a quantile of a metric that is a share of each run.
    case perMillion
    /// Hundredths of the support file's currency.
    case money
    /// Things an hour.
    case rate

    /// What a share cannot pass; nil of what has no end.
    package var whole: Double? {
      switch self {
      case .share: 1
      case .perMillion: 1_000_000
      case .time, .work, .count, .points, .money, .rate: nil
      }
    }
  }

  package var subject: Subject
  package var statistic: Statistic
  package var unit: Unit
  /// Whether more of it is better.
  package var isBetterHigher: Bool

  package init(
    _ subject: Subject, _ statistic: Statistic, unit: Unit, isBetterHigher: Bool = false
  ) {
    self.subject = subject
    self.statistic = statistic
    self.unit = unit
    self.isBetterHigher = isBetterHigher
  }
}

extension Figure {
  /// Everything that runs of a drill are asked: its objectives first, then the clocks, the whole
  /// run, staff, the steps that people do, and the measures of the file.
  ///
  /// The score is asked only when an objective is about it: it takes many times as long as a run.
  package static func all(of drill: CompiledDrill) -> [Figure] {
    objectives(of: drill) + clocks(of: drill) + wholes(of: drill) + staff(of: drill)
      + steps(of: drill) + measures(of: drill)
  }

  private static func objectives(of drill: CompiledDrill) -> [Figure] {
    drill.objectives.enumerated().map { row, objective in
      let subject = Subject.objective(row)
      switch objective.test {
      case .every: return Figure(subject, .runs, unit: .share, isBetterHigher: true)
      case .share: return Figure(subject, .share, unit: .share, isBetterHigher: true)
      case .mean(let comparison, _):
        return Figure(
          subject, .mean, unit: objective.unit.ofMean, isBetterHigher: comparison.isFloor)
      case .quantile where objective.measure != nil:
        // Of a level the share of the time within the bound.
        return Figure(subject, .share, unit: .share, isBetterHigher: true)
      case .quantile(let probability, let comparison, _):
        return Figure(
          subject, .quantile(probability), unit: Unit(of: objective.metric),
          isBetterHigher: comparison.isFloor)
      }
    }
  }

  private static func clocks(of drill: CompiledDrill) -> [Figure] {
    drill.model.agreement.clocks.flatMap { rule -> [Figure] in
      guard let metric = Metric.allCases.first(where: { $0.clock == rule.kind }) else { return [] }
      return [
        Figure(.metric(metric), .met, unit: .share, isBetterHigher: true),
        Figure(.metric(metric), .mean, unit: .time),
        Figure(.metric(metric), .quantile(Probability(clamped: 0.95)), unit: .time),
      ]
    }
  }

  private static func wholes(of drill: CompiledDrill) -> [Figure] {
    var figures = [Figure(.metric(.coreDowntime), .mean, unit: .time)]
    if !drill.model.platform.dataSets.isEmpty {
      figures.append(Figure(.metric(.dataLost), .mean, unit: .time))
    }
    if !drill.model.drill.threats.isEmpty {
      figures.append(Figure(.metric(.spread), .mean, unit: .count))
      figures.append(
        Figure(.metric(.spread), .quantile(Probability(clamped: 0.95)), unit: .count))
      figures += harms(of: drill)
    }
    return figures
  }

  /// What threats of the drill can do, beside being there.
  private static func harms(of drill: CompiledDrill) -> [Figure] {
    let impacts = Set(drill.model.drill.impacts.map(\.impact))
    var metrics: [Metric] = impacts.isEmpty ? [] : [.harmTime]
    if impacts.contains(.load) { metrics.append(.serviceLoss) }
    if impacts.contains(.leaks) { metrics.append(.dataLeaked) }
    if impacts.contains(.dangerous) { metrics.append(.peopleExposed) }
    if impacts.contains(.hurt) { metrics.append(.peopleHurt) }
    if impacts.contains(.closed) { metrics.append(.peopleEvacuated) }
    if impacts.contains(.destroys) { metrics.append(.destroyed) }
    return metrics.map { Figure(.metric($0), .mean, unit: Figure.Unit(of: $0)) }
  }

  private static func staff(of drill: CompiledDrill) -> [Figure] {
    let tiers = Tier.allCases.filter { tier in
      drill.model.support.people.contains { $0.tier == tier }
    }
    guard !tiers.isEmpty else { return [] }
    return tiers.map { Figure(.metric(.timeAtWork, of: .tier($0)), .share, unit: .share) }
      + [Figure(.metric(.overtime), .mean, unit: .work)]
  }

  private static func steps(of drill: CompiledDrill) -> [Figure] {
    let net = drill.model.net
    return net.nodes.indices.flatMap { row -> [Figure] in
      guard case .task = net.nodes[row].kind, let lane = net.nodes[row].lane else { return [] }
      switch net.lanes[lane.index].performer {
      case .automatic, .outside: return []
      case .people, .vendor:
        return [
          Figure(.metric(.waitingTime, of: .step(Row(row))), .total, unit: .time),
          Figure(.metric(.handlingTime, of: .step(Row(row))), .total, unit: .time),
        ]
      }
    }
  }

  /// Variances are left to `validate`: no plan is judged by one.
  private static func measures(of drill: CompiledDrill) -> [Figure] {
    // Behind those of the file are those that objectives are read from.
    drill.model.drill.measures.prefix(drill.lexicon.measures.count).enumerated().compactMap {
      row, measure in
      let unit: Unit
      switch MeasureUnit(of: measure) {
      case .time: unit = .time
      case .share: unit = .share
      case .level: unit = .count
      case .timeSquared: return nil
      }
      return Figure(
        .measure(row), .asked, unit: unit, isBetterHigher: measure.isBetterHigher)
    }
  }
}

extension Figure.Unit {
  package init(of metric: Metric) {
    switch metric.unit {
    case .time: self = .time
    case .work: self = .work
    case .count, .level: self = .count
    case .points: self = .points
    case .share: self = .perMillion
    case .money: self = .money
    case .rate: self = .rate
    }
  }
}

extension Metric.Unit {
  /// The unit of a mean of values: of shares it is a share itself, where a quantile of them is in
  /// the unit of the values.
  package var ofMean: Figure.Unit {
    switch self {
    case .time: .time
    case .work: .work
    case .count, .level: .count
    case .points: .points
    case .share: .share
    case .money: .money
    case .rate: .rate
    }
  }
}

extension Measure {
  /// Whether more of it is better: of the share in time, of parts that were there, of time until
  /// something fails; of a share of what is given up, waits or is down, less is.
  fileprivate var isBetterHigher: Bool {
    switch (quantity, statistic) {
    case (_, .atMost): true
    case (.filledAtOnce, _), (.timeUntil, _): true
    default: false
    }
  }
}
