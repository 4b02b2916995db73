import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// What a figure came to in one run, in whole numbers.
package enum FigureSample: Sendable {
  /// The two numbers of a ratio; nothing was seen when that below is 0.
  case ratio(above: Int64, below: Int64)
  /// Values that a quantile is asked of.
  case values([Int64])
  /// Those that a measure has put into a sketch.
  case sketch(QuantileSketch?)
}

/// Reads figures from the records of runs.
package struct FigureReader: Sendable {
  package let figures: [Figure]
  private let drill: CompiledDrill
  private let rules: SituationRules
  /// Some figure is about steps.
  private let readsTasks: Bool

  package init(_ figures: [Figure], of drill: CompiledDrill) {
    self.figures = figures
    self.drill = drill
    rules = SituationRules(drill.model)
    readsTasks = figures.contains {
      $0.step != nil
    }
  }

  /// What the metrics of a run are read from.
  package func reading(of replication: Replication) -> MetricReading {
    MetricReading(
      replication, model: drill.model, rubric: drill.rubric, calendar: drill.calendar,
      rules: rules)
  }

  /// What every figure came to in a run, and how many clocks still ran at its end.
  package func samples(
    of replication: Replication, _ reading: MetricReading
  ) -> (samples: [FigureSample], open: Int) {
    let clocks = reading.clocks
    let work =
      readsTasks
      ? StepTimes(
        replication, from: .zero + drill.model.drill.warmUp,
        nodes: drill.model.net.nodes.count) : nil
    let samples = figures.map { figure in
      switch figure.subject {
      case .objective(let row): objective(drill.objectives[row], reading)
      case .metric(let metric, .all) where figure.statistic == .met:
        FigureSample.ratio(
          above: Int64(clocks.count { $0.rule.kind == metric.clock && $0.outcome == .met }),
          below: Int64(clocks.count { $0.rule.kind == metric.clock && $0.outcome != .open }))
      case .metric(let metric, .all): sample(of: metric, figure.statistic, reading)
      case .metric(let metric, .tier(let tier)):
        ratio(reading.total(of: metric, where: MetricFilter(tier: tier)))
      case .metric(let metric, .step(let node)):
        FigureSample.ratio(above: work?.total(of: metric, at: node) ?? 0, below: 1)
      case .measure(let row): measure(replication.measures[row], row)
      }
    }
    return (samples, clocks.count { $0.outcome == .open })
  }

  /// What is told of an objective, and compared: by what it is judged is `ObjectiveSeen`.
  private func objective(_ objective: Objective, _ reading: MetricReading) -> FigureSample {
    switch reading.reading(of: objective) {
    case .total(let total): return .ratio(above: total.above, below: total.below)
    case .standings(let count):
      switch objective.test {
      case .quantile:
        return .values(reading.valuesSeen(by: objective))
      case .every:
        let isKept = count.isKept
        return .ratio(above: isKept == true ? 1 : 0, below: isKept == nil ? 0 : 1)
      case .share, .mean:
        return .ratio(above: Int64(count.kept), below: Int64(count.kept + count.broken))
      }
    }
  }

  private func ratio(_ total: MetricReading.Total) -> FigureSample {
    .ratio(above: total.above, below: total.below)
  }

  private func sample(
    of metric: Metric, _ statistic: Figure.Statistic, _ reading: MetricReading
  ) -> FigureSample {
    if case .quantile = statistic { return .values(reading.values(of: metric).map(\.number)) }
    return ratio(reading.total(of: metric))
  }

  private func measure(_ result: MeasureResult, _ row: Int) -> FigureSample {
    if case .quantile = drill.model.drill.measures[row].statistic { return .sketch(result.sketch) }
    return .ratio(above: result.above, below: result.below)
  }

  /// The accumulators of no run.
  package var accumulators: [FigureAccumulator] {
    let horizon = max(1, drill.model.drill.horizon.microseconds)
    return figures.map { figure in
      FigureAccumulator(
        figure.kind(in: drill),
        largest: figure.unit == .time ? horizon : figure.unit == .work ? 1 << 60 : 1 << 40)
    }
  }
}

extension Figure {
  /// How its samples are added up.
  fileprivate func kind(in drill: CompiledDrill) -> FigureAccumulator.Kind {
    switch statistic {
    case .mean: return unit == .share ? .share : .mean
    case .share, .met: return .share
    case .runs: return .runs
    case .total: return .mean
    case .quantile(let probability): return .quantile(probability)
    case .asked:
      guard case .measure(let row) = subject else { return .mean }
      let measure = drill.model.drill.measures[row]
      if case .quantile(let probability) = measure.statistic { return .quantile(probability) }
      return unit == .share && measure.quantity.isOfTickets ? .share : .mean
    }
  }
}

extension Measure.Quantity {
  /// Yes and no, not shares of time.
  fileprivate var isOfTickets: Bool {
    switch self {
    case .waiting, .timeInSystem, .flowTime, .finished, .flowEnded, .incidentClosed, .givenUp,
      .turnedAway, .filledAtOnce:
      true
    case .numberInSystem, .numberWaiting, .numberAtWork, .backorders, .numberDown, .timeUntil,
      .total:
      false
    }
  }
}

/// By node: how long its tasks of a run waited and were worked on, microseconds; what was over
/// before the warm-up does not count.
private struct StepTimes {
  var waiting: [Int64]
  var handling: [Int64]

  init(_ replication: Replication, from warm: SimulationTime, nodes: Int) {
    waiting = Array(repeating: 0, count: nodes)
    handling = waiting
    for task in replication.tasks {
      let node = task.node.index
      let waited = task.waited(until: replication.end).span
      if task.offered + waited >= warm {
        waiting[node] = waiting[node].addingClamped(waited.microseconds)
      }
      if let started = task.started, let handled = task.handled(until: replication.end)?.span,
        started + handled >= warm
      {
        handling[node] = handling[node].addingClamped(handled.microseconds)
      }
    }
  }

  func total(of metric: Metric, at node: Row<FlowNode>) -> Int64 {
    (metric == .waitingTime ? waiting : handling)[node.index]
  }
}
