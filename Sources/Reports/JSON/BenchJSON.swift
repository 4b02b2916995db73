import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// Many runs of a drill as JSON: the same bytes for the same result.
package enum BenchJSON {
  /// Its shape: `docs/schema/bench.schema.json`.
  package static func render(_ bench: Bench) -> String {
    JSONWriter.render(BenchDocument(bench))
  }
}

/// The shape of the document.
struct BenchDocument: Encodable {
  struct Estimate: Encodable {
    var value: Double
    var lower: Double
    var upper: Double
  }

  struct ObjectiveResult: Encodable {
    var name: String
    var title: DocumentText
    var asked: DocumentText
    var outcome: String
    var bound: Double
    var unit: String
    var estimate: Estimate?
    var confidence: Double
    var runs: Int64
    var missing: Int64
  }

  struct FigureResult: Encodable {
    var name: String
    var title: DocumentText
    var unit: String
    var betterHigher: Bool
    var estimate: Estimate?
    var runs: Int64
    var missing: Int64
  }

  var format = 1
  var sandtable: String
  var drill: String
  var title: DocumentText
  var digest: String
  // A 64-bit seed is more than what a JSON number holds in many readers.
  var seed: String
  var planned: Int
  var runs: Int
  var partial: Bool?
  var outcome: String
  var openClocks: Int64
  var objectives: [ObjectiveResult]
  var figures: [FigureResult]

  init(_ bench: Bench) {
    let drill = bench.drill
    sandtable = bench.version
    self.drill = drill.name
    title = DocumentText { drill.title[$0] }
    digest = drill.digest
    seed = String(bench.seed)
    planned = bench.planned
    runs = bench.done
    partial = bench.isPartial ? true : nil
    let verdicts = bench.verdicts
    outcome = bench.outcome.rawValue
    openClocks = bench.sums.open
    objectives = verdicts.enumerated().map { row, verdict in
      let objective = verdict.objective
      let unit = BenchRows(bench: bench).unit(ofObjective: row)
      return ObjectiveResult(
        name: objective.name, title: DocumentText { drill.lexicon.objectives[row].title[$0] },
        asked: DocumentText {
          ObjectiveWords(drill, $0).bound(objective, in: drill)
        },
        outcome: verdict.outcome.rawValue, bound: objective.bound, unit: unit.word,
        estimate: verdict.interval.map(Estimate.init),
        confidence: 1 - bench.confidence.miss.value, runs: verdict.runs, missing: verdict.missing)
    }
    figures = bench.figures.enumerated().map { row, figure in
      let sum = bench.sums.figures[row]
      return FigureResult(
        name: figure.name(in: drill),
        title: DocumentText { FigureWords(drill: drill, language: $0).title(figure) },
        unit: figure.unit.word, betterHigher: figure.isBetterHigher,
        estimate: sum.interval().map(Estimate.init), runs: sum.count, missing: sum.missing)
    }
  }
}

extension BenchDocument.Estimate {
  fileprivate init(_ interval: Interval) {
    self.init(value: interval.estimate, lower: interval.lower, upper: interval.upper)
  }
}

extension Figure.Unit {
  /// As JSON names it.
  var word: String {
    switch self {
    case .time: "microseconds"
    case .share: "share"
    case .count: "count"
    case .points: "tenths of a point"
    case .perMillion: "parts per million"
    case .money: "hundredths of the currency"
    }
  }
}
