import EventKernel
import Simulator

extension Scorer {
  /// 1 if t <= T, else max(0, 1 - (t - T) / T), for each clock that the rubric weighs (3.1.7,
  /// 5.2.6 a). A clock that still runs counts as it stands once it is past T; before, it is not
  /// evaluated. Every incident weighs the same: its clocks share 1000 thousandths by the rubric's
  /// weights. A duplicate has its acceptance clock only, and weighs no more than that clock does
  /// beside all the others: what the other clocks weigh is with the incident of its cause.
  static func timeliness(_ run: ScoredRun, _ clocks: [ClockVerdict]) -> [ScoreItem] {
    let whole = run.rubric.clockWeights.reduce(0) { $0 + bounded($1) }
    var items: [ScoreItem] = []
    for incident in run.incidents {
      let ran = clocks.filter { $0.incident.index == incident }
      let weights = ran.map { weight(of: $0.rule.kind, run.rubric) }
      let elsewhere = run.isDuplicate(incident) ? whole - weights.reduce(0, +) : 0
      let shares = apportioned(weights + [max(0, elsewhere)])
      for (clock, share) in zip(ran, shares) where share > 0 {
        items.append(item(clock, weight: share))
      }
    }
    return items
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

  /// Shares of 1000 in proportion to the weights, adding up exactly: each rounded down, the rest to
  /// the largest remainders, the first of equals (Hamilton's method).
  static func apportioned(_ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    var shares = weights.map { $0 * 1000 / sum }
    let remainders = weights.map { $0 * 1000 % sum }
    let order = weights.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
    for index in order.prefix(1000 - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
