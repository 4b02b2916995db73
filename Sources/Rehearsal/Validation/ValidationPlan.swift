import EventKernel
import Scenarios
import Simulator

/// Which known values of which drills are looked at, and with how many replications.
package struct ValidationPlan: Sendable {
  /// A drill with known values.
  package struct Item: Sendable {
    package var drill: CompiledDrill
    package var known: [KnownValue]
    package var replications: Int
  }

  /// What a drill has that says no number.
  package static let usualReplications = 400

  package var items: [Item] = []
  /// Known values that need a very long run, and are not looked at.
  package var slowLeftOut = 0

  /// The plan of drills; those without known values are passed over.
  ///
  /// - Parameters:
  ///   - replications: for every drill; nil: what each says itself.
  ///   - withSlow: also known values that need a very long run.
  package init(_ drills: [CompiledDrill], replications: Int?, withSlow: Bool) {
    for drill in drills {
      let known = drill.knownValues.filter { withSlow || !$0.isSlow }
      slowLeftOut += drill.knownValues.count - known.count
      guard !known.isEmpty else { continue }
      let count = replications ?? drill.replications ?? ValidationPlan.usualReplications
      items.append(Item(drill: drill, known: known, replications: count))
    }
  }

  /// Known values that are looked at.
  package var caseCount: Int { items.reduce(0) { $0 + $1.known.count } }
}

extension Rehearse {
  /// Runs a drill of a plan and judges what was known of it.
  ///
  /// - Parameter cases: known values of the whole plan.
  /// - Returns: nothing when `mayGoOn` stopped it.
  /// - Throws: what `Simulation.run` does.
  package static func validate(
    _ item: ValidationPlan.Item, among cases: Int, seed: UInt64, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool
  ) throws -> ValidatedDrill? {
    let began = ContinuousClock.now
    let (drill, model) = (item.drill, item.drill.model)
    let found = try replications(
      of: model, seed: seed, count: item.replications, threads: threads, while: mayGoOn)
    if found.isPartial { return nil }
    let judged = item.known.map { known in
      let measure = model.drill.measures[known.measure]
      let accumulator = found.measures[known.measure]
      return ValidatedCase(
        name: known.name, title: drill.lexicon.measures[known.measure].title,
        expected: known.value, isExact: known.isExact, formula: known.formula,
        source: known.source, estimate: accumulator.estimate(of: measure),
        verdict: ValidationRule.verdict(
          accumulator, of: measure, expected: known.value, isExact: known.isExact, among: cases))
    }
    return ValidatedDrill(
      name: drill.name, title: drill.title, replications: item.replications, cases: judged,
      took: .now - began)
  }
}
