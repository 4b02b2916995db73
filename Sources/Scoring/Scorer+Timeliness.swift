import EventKernel
import Simulator

extension Scorer {
  /// 1 if t <= T, else max(0, 1 - (t - T) / T), for each clock that the rubric weighs (3.1.7,
  /// 5.2.6 a). A clock that still runs counts as it stands once it is past T; before, it is not
  /// evaluated.
  static func timeliness(_ run: ScoredRun, _ clocks: [ClockVerdict]) -> [ScoreItem] {
    zip(clocks, weights(run, clocks)).compactMap { clock, weight in
      weight > 0 ? item(clock, weight: weight) : nil
    }
  }

  /// By clock its thousandths. Every cause weighs the same: the clocks of its incident share 1000
  /// by the rubric's weights. Its duplicates have the clock of their acceptance only, and share
  /// with the incident what acceptance weighs: alarms that are joined weigh nothing of their own.
  private static func weights(_ run: ScoredRun, _ clocks: [ClockVerdict]) -> [Int] {
    let causes = clocks.map { run.cause(of: $0.incident.index) }
    let rows = RowsByIncident(causes, count: run.replication.incidents.count)
    var shares = clocks.map { _ in 0 }
    for incident in run.incidents {
      let own = rows[incident].filter { clocks[$0].incident.index == incident }
      let joined = rows[incident].filter { clocks[$0].incident.index != incident }
      let kinds = apportioned(own.map { weight(of: clocks[$0].rule.kind, run.rubric) })
      for (row, share) in zip(own, kinds) {
        let alike = [row] + joined.filter { clocks[$0].rule.kind == clocks[row].rule.kind }
        for (clock, part) in zip(alike, apportioned(alike.map { _ in 1 }, of: share)) {
          shares[clock] = part
        }
      }
    }
    return shares
  }

  private static func item(_ clock: ClockVerdict, weight: Int) -> ScoreItem {
    let isOpen = clock.outcome == .open
    return ScoreItem(
      dimension: .timeliness, weight: Milli(weight),
      quality: isOpen ? nil : Milli(clock.shown, within: clock.target),
      notEvaluated: isOpen ? .stillOpen : nil,
      finding: .clock(
        clock.rule.kind, incident: clock.incident, taken: clock.taken, sofar: clock.shown,
        target: clock.target),
      binds: clock.rule.binds)
  }

  private static func weight(of kind: ClockRule.Kind, _ rubric: Rubric) -> Int {
    guard let index = ClockRule.Kind.allCases.firstIndex(of: kind) else { return 0 }
    return bounded(rubric.clockWeights.at(Row<ClockRule>(index)) ?? 0)
  }

  /// Shares of a whole in proportion to the weights, adding up exactly: each rounded down, the rest
  /// to the largest remainders, the first of equals (Hamilton's method).
  static func apportioned(_ weights: [Int], of whole: Int = 1000) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    var shares = weights.map { $0 * whole / sum }
    let remainders = weights.map { $0 * whole % sum }
    let order = weights.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
    for index in order.prefix(whole - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
