import Rehearsal
import Scenarios
import Statistics

/// Drills beside the values that are known of them, as JSON: the same bytes for the same result.
package enum ValidationJSON {
  /// Its shape: `docs/schema/validation.schema.json`.
  package static func render(_ validation: Validation) -> String {
    JSONWriter.render(ValidationDocument(validation))
  }
}

/// The shape of the document.
private struct ValidationDocument: Encodable {
  struct Interval: Encodable {
    var lower: Double
    var upper: Double
  }

  struct Case: Encodable {
    var name: String
    var drill: String
    var title: DocumentText
    var unit: String
    var expected: Double
    var exact: Bool
    var formula: String?
    var source: String?
    var estimate: Double?
    var interval: Interval?
    var relativeHalfWidth: Double?
    var replications: Int64
    var missing: Int64
    var verdict: String
  }

  var format = 1
  var sandtable: String
  var seed: String
  var partial: Bool?
  var outcome: String
  var planned: Int
  var slowLeftOut: Int
  var cases: [Case]

  init(_ validation: Validation) {
    sandtable = validation.version
    // A 64-bit seed is more than what a JSON number holds in many readers.
    seed = String(validation.seed)
    partial = validation.isPartial ? true : nil
    outcome = validation.isGreen ? "matches" : "differs"
    planned = validation.planned
    slowLeftOut = validation.slowLeftOut
    cases = validation.drills.flatMap { drill in drill.cases.map { Case($0, of: drill) } }
  }
}

extension ValidationDocument.Case {
  fileprivate init(_ known: ValidatedCase, of drill: ValidatedDrill) {
    let estimate = known.estimate
    name = known.name
    self.drill = drill.name
    title = DocumentText { known.title[$0] }
    unit =
      switch estimate.unit {
      case .time: "microseconds"
      case .timeSquared: "microseconds squared"
      case .share: "share"
      case .level: "level"
      }
    expected = known.expected
    exact = known.isExact
    formula = known.formula.isEmpty ? nil : known.formula
    source = known.source.isEmpty ? nil : known.source
    self.estimate = estimate.value
    interval = estimate.interval.map { .init(lower: $0.lower, upper: $0.upper) }
    relativeHalfWidth = known.relativeHalfWidth
    replications = estimate.replications
    missing = estimate.missing
    verdict = known.verdict.rawValue
  }
}
