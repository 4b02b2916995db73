import Scenarios

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

  /// The plan of drills; those without known values are passed over, but one must have some.
  ///
  /// - Parameters:
  ///   - replications: for every drill; nil: what each says itself.
  ///   - withSlow: also known values that need a very long run.
  package init(
    _ drills: [CompiledDrill], replications: Int?, withSlow: Bool
  ) throws(ValidationPlanError) {
    for drill in drills {
      let known = drill.knownValues.filter { withSlow || !$0.isSlow }
      slowLeftOut += drill.knownValues.count - known.count
      guard !known.isEmpty else { continue }
      let count = replications ?? drill.replications ?? ValidationPlan.usualReplications
      items.append(Item(drill: drill, known: known, replications: count))
    }
    if items.isEmpty { throw slowLeftOut > 0 ? .onlySlow : .nothingKnown }
  }

  /// Known values that are looked at.
  package var caseCount: Int { items.reduce(0) { $0 + $1.known.count } }
}

/// Why nothing can be looked at.
package enum ValidationPlanError: Error, Hashable, Sendable {
  /// No drill has known values.
  case nothingKnown
  /// All known values need a very long run.
  case onlySlow
}
