import EventKernel
import Scenarios
import Simulator

/// Drills beside the values that are known of them.
extension Rehearse {
  /// Runs drill after drill of a plan, each on all threads, and judges what was known of them.
  ///
  /// - Parameter mayGoOn: told of the drill at which place of the plan how many replications are
  ///   done; false leaves that drill out and those after it.
  package static func validate(
    _ plan: ValidationPlan, seed: UInt64, threads: Int = allCores,
    while mayGoOn: (_ place: Int, _ done: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> Validation {
    var drills: [ValidatedDrill] = []
    for (place, item) in plan.items.enumerated() {
      let drill = try validate(
        item, among: plan.caseCount, seed: seed, threads: threads,
        while: { mayGoOn(place, $0) })
      guard let drill else { break }
      drills.append(drill)
      guard mayGoOn(place, item.replications) else { break }
    }
    return Validation(
      seed: seed, drills: drills, planned: plan.caseCount, slowLeftOut: plan.slowLeftOut)
  }

  /// Each drill has random numbers of its own: else drills whose streams and steps have the same
  /// names would play the same nights, and their verdicts would be one.
  package static func ownSeed(of drill: CompiledDrill, _ seed: UInt64) -> UInt64 {
    NameHash(drill.name).combined(with: seed).value
  }

  /// Runs a drill of a plan and judges what was known of it.
  ///
  /// - Parameter cases: known values of the whole plan.
  /// - Returns: nothing when `mayGoOn` stopped it.
  package static func validate(
    _ item: ValidationPlan.Item, among cases: Int, seed: UInt64, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool
  ) throws(RunFailure) -> ValidatedDrill? {
    let began = ContinuousClock.now
    let (drill, model) = (item.drill, item.drill.model)
    let found = try RunFailure.naming(drill) {
      try replications(
        of: model, seed: ownSeed(of: drill, seed), count: item.replications, threads: threads,
        while: mayGoOn)
    }
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
