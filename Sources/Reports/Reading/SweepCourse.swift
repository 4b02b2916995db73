import Rehearsal
import Scenarios
import Statistics

/// What a figure came to with each value of a sweep.
struct SweepCourse: Sendable {
  struct Point: Sendable {
    /// The estimate, where there is one without an interval, too.
    var estimate: Double?
    /// Of an objective, at the confidence by which it is judged; else at 95 %.
    var interval: Interval?
    /// Of an objective.
    var verdict: BenchVerdict?
    /// From the first value, paired.
    var difference: Interval?
  }

  var row: Int
  var figure: Figure
  var drill: CompiledDrill
  /// What estimates and bounds are counted in; differences are in the figure's unit.
  var unit: Figure.Unit
  /// Whether more is better.
  var isFloor: Bool
  /// In the order of the values.
  var points: [Point]

  /// Of every figure that a sweep tells.
  static func all(of sweep: Sweep) -> [SweepCourse] {
    guard let first = sweep.points.first?.bench else { return [] }
    let verdicts = sweep.points.map(\.bench.verdicts)
    return BenchRows(bench: first).swept.map { row in
      let figure = first.figures[row]
      let points = sweep.points.indices.map { point -> Point in
        let sums = sweep.points[point].bench.sums.figures
        var verdict: BenchVerdict?
        if case .objective(let number) = figure.subject,
          verdicts[point].indices.contains(number)
        {
          verdict = verdicts[point][number]
        }
        let own = sums.indices.contains(row) ? sums[row].interval() : nil
        let interval = verdict == nil ? own : verdict?.interval
        let estimate = verdict == nil ? own?.estimate : verdict?.estimate
        return Point(
          estimate: estimate.flatMap { $0.isFinite ? $0 : nil },
          interval: interval.flatMap { $0.isFinite ? $0 : nil }, verdict: verdict,
          difference: sweep.difference(of: row, at: point))
      }
      let objective = points.first?.verdict?.objective
      return SweepCourse(
        row: row, figure: figure, drill: first.drill,
        unit: objective?.judgedUnit ?? figure.unit,
        isFloor: objective?.isJudgedByFloor ?? figure.isBetterHigher, points: points)
    }
  }
}

extension Interval {
  /// A picture has a place for it.
  var isFinite: Bool { estimate.isFinite && lower.isFinite && upper.isFinite }
}
