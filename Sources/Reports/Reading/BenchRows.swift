import EventKernel
import Rehearsal
import Scoring
import Simulator
import Statistics

/// Which figures of a bench are told together, by their rows; every format has the same.
struct BenchRows: Sendable {
  var bench: Bench

  private func rows(_ isWanted: (Figure) -> Bool) -> [Int] {
    bench.figures.indices.filter { isWanted(bench.figures[$0]) }
  }

  struct Clock: Sendable {
    var kind: ClockRule.Kind
    /// The share that was met.
    var met: Int
    /// Mean and quantile.
    var times: [Int]
  }

  /// The clocks that were decided at least once.
  var clocks: [Clock] {
    bench.figures.indices.compactMap { row in
      guard bench.figures[row].statistic == .met,
        case .metric(let metric, .all) = bench.figures[row].subject, let kind = metric.clock,
        bench.sums.figures[row].missing < bench.sums.figures[row].count
      else { return nil }
      let times = rows { $0.subject == .metric(metric) && $0.statistic != .met }
      return Clock(kind: kind, met: row, times: times)
    }
  }

  /// What is of the whole run: the platform and the staff.
  var wholes: [Int] {
    rows {
      if case .metric(let metric, _) = $0.subject {
        metric.clock == nil && $0.step == nil
      } else {
        false
      }
    }
  }

  var measures: [Int] {
    rows { if case .measure = $0.subject { true } else { false } }
  }

  /// What a sweep tells: the objectives, else the measures, else the means of clocks.
  var swept: [Int] {
    let objectives = rows { if case .objective = $0.subject { true } else { false } }
    if !objectives.isEmpty { return objectives }
    if !measures.isEmpty { return measures }
    return rows { if case .metric(_, .all) = $0.subject { $0.statistic == .mean } else { false } }
  }

  struct Step: Sendable {
    var node: Row<FlowNode>
    var waiting: Int
    var handling: Int?
  }

  /// Steps that people do, those first whose tasks waited longest in all.
  var steps: [Step] {
    func whole(_ row: Int?) -> Double {
      row.flatMap { bench.sums.figures[$0].estimate } ?? 0
    }
    let all = bench.figures.indices.compactMap { row -> (step: Step, wait: Double, work: Double)? in
      guard case .metric(.waitingTime, .step(let node)) = bench.figures[row].subject else {
        return nil
      }
      let handling = rows { $0.subject == .metric(.handlingTime, of: .step(node)) }.first
      return (Step(node: node, waiting: row, handling: handling), whole(row), whole(handling))
    }
    return all.filter { $0.wait > 0 || $0.work > 0 }
      .sorted { ($1.wait, $1.work, $0.step.waiting) < ($0.wait, $0.work, $1.step.waiting) }
      .map(\.step)
  }

}
