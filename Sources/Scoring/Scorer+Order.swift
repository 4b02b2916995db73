import EventKernel
import Simulator

extension Scorer {
  /// 1 - violated / comparable pairs of the recommended order of repair (5.2.6 c, 宜: it never
  /// caps). One item for each rule, weighing its pairs.
  ///
  /// Compared is what was down in the same incident: components and services that security
  /// functions or core ones should have gone before. Equal times are in order. What depends on one
  /// another is not compared: nobody chose that order. Nor are two that are both still down; one
  /// still down while the other is back came after it.
  static func order(_ run: ScoredRun) -> [ScoreItem] {
    var security = Pairs()
    var core = Pairs()
    for restored in restorations(run) {
      security.compare(restored.filter { $0.rank == 0 }, restored.filter { $0.rank > 0 }, run)
      core.compare(restored.filter { $0.rank == 1 }, restored.filter { $0.rank == 2 }, run)
    }
    return [
      (.securityFirst, security), (.coreBeforeEdge, core), (.serviceBeforeRepair, repairs(run)),
    ].compactMap { rule, pairs in item(rule, pairs) }
  }

  private static func item(_ rule: OrderRule, _ pairs: Pairs) -> ScoreItem? {
    guard pairs.comparable > 0 else { return nil }
    return ScoreItem(
      dimension: .order, weight: Milli(pairs.comparable * 1000),
      quality: Milli(pairs.comparable - pairs.violated, of: pairs.comparable),
      finding: .restoreOrder(violated: pairs.violated, comparable: pairs.comparable, rule: rule),
      binds: false)
  }

  struct Pairs {
    var violated = 0
    var comparable = 0

    /// Each of the first should be restored no later than each of the second.
    mutating func compare(_ first: [Restored], _ second: [Restored], _ run: ScoredRun) {
      let fedBySecond = first.isEmpty ? [] : second.map { run.dependents(of: $0.node) }
      for one in first where !second.isEmpty {
        let isFed = run.dependents(of: one.node)
        for (other, feeds) in zip(second, fedBySecond) where one.at != nil || other.at != nil {
          if isFed[other.node] || feeds[one.node] { continue }
          comparable += 1
          if let back = other.at, one.at.map({ back < $0 }) ?? true { violated += 1 }
        }
      }
    }
  }

  /// Faults with a way round them that took services down: the service should be through before
  /// the fault is repaired. Repaired while a service waited for it is the wrong way about.
  private static func repairs(_ run: ScoredRun) -> Pairs {
    let outages = run.course.outages.filter { $0.isService }
    var pairs = Pairs()
    for (row, fault) in run.replication.faults.enumerated() {
      guard let mode = fault.mode, run.model.platform.failureModes.at(mode)?.canBypass == true,
        fault.bypassed != nil || fault.ended != nil
      else { continue }
      let taken = outages.filter { outage in
        (outage.cause == row || outage.cause == fault.root.index)
          && outage.down >= fault.began && outage.down <= (fault.ended ?? .distantFuture)
      }
      guard !taken.isEmpty else { continue }
      pairs.comparable += 1
      if let ended = fault.ended {
        let isBypassed = fault.bypassed.map { $0 <= ended } ?? false
        let isThrough = taken.allSatisfy { outage in outage.up.map { $0 < ended } ?? false }
        if !isBypassed, !isThrough { pairs.violated += 1 }
      }
    }
    return pairs
  }
}
