import Scenarios
import Simulator
import Statistics

/// Drills beside the values that are known of them, as a value.
package struct Validation: Sendable {
  package var seed: UInt64
  package var version: String
  /// In the order of the plan; those that an interruption left out are not there.
  package var drills: [ValidatedDrill]
  /// Known values that there were to be looked at.
  package var planned: Int
  /// Known values that need a very long run, and were not looked at.
  package var slowLeftOut: Int

  package init(
    seed: UInt64, version: String = sandtableVersion, drills: [ValidatedDrill], planned: Int,
    slowLeftOut: Int
  ) {
    self.seed = seed
    self.version = version
    self.drills = drills
    self.planned = planned
    self.slowLeftOut = slowLeftOut
  }

  package var cases: [ValidatedCase] { drills.flatMap(\.cases) }

  /// It was stopped before the last drill.
  package var isPartial: Bool { cases.count < planned }

  package func count(_ verdict: ValidationVerdict) -> Int {
    cases.count { $0.verdict == verdict }
  }

  /// Every known value is there and matches.
  package var isGreen: Bool { count(.matches) == planned }
}

/// A drill beside the values that are known of it.
package struct ValidatedDrill: Sendable {
  package var name: String
  package var title: Bilingual
  package var replications: Int
  package var cases: [ValidatedCase]
  /// What this machine took; no part of the result.
  package var took: Duration

  package init(
    name: String, title: Bilingual, replications: Int, cases: [ValidatedCase], took: Duration
  ) {
    self.name = name
    self.title = title
    self.replications = replications
    self.cases = cases
    self.took = took
  }
}

/// A known value beside what was found.
package struct ValidatedCase: Sendable {
  /// The key in the drill's file.
  package var name: String
  /// The measure's words.
  package var title: Bilingual
  /// In the measure's unit.
  package var expected: Double
  package var isExact: Bool
  package var formula: String
  package var source: String
  /// At 95 %.
  package var estimate: MeasureEstimate
  package var verdict: ValidationVerdict

  package init(
    name: String, title: Bilingual, expected: Double, isExact: Bool, formula: String,
    source: String, estimate: MeasureEstimate, verdict: ValidationVerdict
  ) {
    self.name = name
    self.title = title
    self.expected = expected
    self.isExact = isExact
    self.formula = formula
    self.source = source
    self.estimate = estimate
    self.verdict = verdict
  }

  /// The half-width as a share of what it is measured by; nothing about 0.
  package var relativeHalfWidth: Double? {
    let size = ValidationRule.size(of: expected, estimate.unit)
    guard let interval = estimate.interval, size > 0 else { return nil }
    return interval.halfWidth / size
  }
}
