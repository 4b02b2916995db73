import EventKernel
import Scenarios
import Statistics

/// One side of a comparison.
package enum ComparedSide: Sendable {
  /// A result that was kept.
  case kept(Bench)
  /// A drill that is yet to be run.
  case drill(CompiledDrill)
}

/// Many runs beside many others.
extension Rehearse {
  /// Compares two drills over the same nights, or the results of earlier runs.
  ///
  /// - Parameters:
  ///   - replications: of each side that is yet to be run.
  ///   - tolerance: a change for the worse up to that share is none.
  ///   - mayGoOn: told how many runs of how many of a side are done.
  /// - Returns: nothing when `mayGoOn` stopped it: half a side says nothing.
  package static func compare(
    _ before: ComparedSide, _ after: ComparedSide, replications: Int, seed: UInt64,
    threads: Int = allCores, tolerance: Probability = .never,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> Comparison? {
    func result(_ side: ComparedSide) throws(RunFailure) -> Bench? {
      switch side {
      case .kept(let bench): return bench
      case .drill(let drill):
        let bench = try bench(
          drill, plan: .replications(replications), seed: seed, threads: threads, while: mayGoOn)
        return !bench.isPartial && mayGoOn(replications, replications) ? bench : nil
      }
    }
    guard let old = try result(before), let new = try result(after) else { return nil }
    return Comparison(new, with: old, tolerance: tolerance)
  }

  /// Runs every value of a setting over the same nights.
  ///
  /// - Parameters:
  ///   - drills: the drill with each of the variation's values, in their order.
  ///   - replications: of each value; nil: what the drill says itself.
  ///   - mayGoOn: told how many runs of how many of a value are done; false leaves out that value
  ///     and those after it.
  package static func sweep(
    _ variation: Variation, _ drills: [CompiledDrill], replications: Int? = nil, seed: UInt64,
    threads: Int = allCores, overall: Confidence = .ninetyFive,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> Sweep {
    precondition(
      drills.count == variation.values.count,
      "\(drills.count) drills of \(variation.values.count) values")
    let count = replications ?? drills.first?.replications ?? BenchPlan.usualReplications
    var points: [Sweep.Point] = []
    for (value, drill) in zip(variation.values, drills) {
      guard mayGoOn(0, count) else { break }
      let bench = try bench(
        drill, plan: .replications(count), seed: seed, threads: threads, overall: overall,
        while: mayGoOn)
      if bench.isPartial { break }
      points.append(Sweep.Point(value: value, bench: bench))
    }
    return Sweep(path: variation.path, points: points, planned: variation.values.count)
  }
}
