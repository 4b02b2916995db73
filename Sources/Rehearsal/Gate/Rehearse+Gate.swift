import EventKernel
import Scenarios

/// Two trees of drills.
extension Rehearse {
  /// Runs of each side of a gate when neither the caller nor the drill says how many.
  package static let usualGateReplications = 1_000

  /// Looks at one drill of two trees, on the same nights.
  ///
  /// What is made of the same files gives the same numbers: it is played once, as long as it takes
  /// to decide its objectives, and not at all when it has none.
  ///
  /// - Parameters:
  ///   - replications: of each side; nil: what the drill says before or now, the greater, so that
  ///     no change makes the look less close.
  ///   - mayGoOn: told how many runs of how many of a side are done.
  /// - Returns: nothing when `mayGoOn` stopped it: half a side says nothing.
  package static func gate(
    _ pair: DrillPair, replications: Int? = nil, seed: UInt64, threads: Int = allCores,
    tolerance: Probability = .never,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> GatedDrill? {
    let said = [pair.before, pair.after].compactMap { $0?.drill.replications }.max()
    // One run has no interval.
    let count = replications ?? max(2, said ?? usualGateReplications)
    func played(_ drill: CompiledDrill, _ plan: BenchPlan) throws(RunFailure) -> Bench? {
      let bench = try bench(drill, plan: plan, seed: seed, threads: threads, while: mayGoOn)
      return bench.isPartial || !mayGoOn(bench.done, bench.done) ? nil : bench
    }
    guard let now = pair.after?.drill else { return GatedDrill(pair, .unplayed) }
    if pair.isSame, now.objectives.isEmpty { return GatedDrill(pair, .unplayed) }
    guard let before = pair.before?.drill, !pair.isSame else {
      // Nothing is compared: it is enough that its objectives are decided.
      let plan: BenchPlan =
        replications == nil && !now.objectives.isEmpty
        ? .decided(precision: nil, first: min(BenchPlan.usualFirst, count), most: count)
        : .replications(count)
      return try played(now, plan).map { GatedDrill(pair, .alone($0)) }
    }
    let plan = BenchPlan.replications(count)
    guard let old = try played(before, plan), let new = try played(now, plan) else { return nil }
    return GatedDrill(pair, .compared(Comparison(new, with: old, tolerance: tolerance)))
  }
}
