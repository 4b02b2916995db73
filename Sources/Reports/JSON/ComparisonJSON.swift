import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// A bench beside an earlier one as JSON: the same bytes for the same result.
package enum ComparisonJSON {
  /// Its shape: `docs/schema/comparison.schema.json`.
  package static func render(_ comparison: Comparison) -> String {
    JSONWriter.render(ComparisonDocument(comparison))
  }
}

/// The shape of the document.
struct ComparisonDocument: Encodable {
  struct Side: Encodable {
    var sandtable: String
    var digest: String
    var seed: String
    var runs: Int
  }

  struct Difference: Encodable {
    var value: Double
    var lower: Double
    var upper: Double
    var detectable: Double?
  }

  struct Item: Encodable {
    var name: String
    var title: DocumentText
    var unit: String
    var judged: Bool
    var betterHigher: Bool
    var before: Double?
    var after: Double?
    var difference: Difference?
    /// The value before is of the limit that was asked then.
    var otherLimit: Bool?
    var change: String
  }

  struct Asked: Encodable {
    var name: String
    var earlierName: String?
    var change: String
    var before: KeptQuestion?
    var after: KeptQuestion?
  }

  var format = 1
  var drill: String
  var before: Side
  var after: Side
  var paired: Bool
  var tolerance: Double
  var outcome: String
  /// What `compare` ends with 0 for.
  var passed: Bool
  var objectives: [Asked]
  var gone: [String]
  var figures: [Item]

  init(_ comparison: Comparison) {
    let bench = comparison.after
    drill = bench.drill.name
    before = Side(
      sandtable: comparison.before.version, digest: comparison.before.digest,
      seed: String(comparison.before.seed), runs: comparison.before.runs)
    after = Side(
      sandtable: bench.version, digest: bench.drill.digest, seed: String(bench.seed),
      runs: bench.done)
    paired = comparison.isPaired
    tolerance = comparison.tolerance.value
    outcome = comparison.outcome.rawValue
    passed = comparison.isPassed
    objectives = comparison.objectives.map { compared in
      Asked(
        name: compared.name, earlierName: compared.earlierName, change: compared.change.rawValue,
        before: compared.before.map(KeptQuestion.init), after: compared.after.map(KeptQuestion.init)
      )
    }
    gone = comparison.gone
    figures = comparison.figures.map { compared in
      Item(
        name: compared.name,
        title: DocumentText {
          FigureWords(drill: bench.drill, language: $0).title(compared.figure)
        },
        unit: compared.figure.unit.word, judged: compared.figure.isGate,
        betterHigher: compared.figure.isBetterHigher, before: compared.before,
        after: compared.after,
        difference: compared.difference.map {
          Difference(
            value: $0.estimate, lower: $0.lower, upper: $0.upper, detectable: compared.detectable)
        }, otherLimit: compared.isOfOtherLimit ? true : nil, change: compared.change.rawValue)
    }
  }
}
