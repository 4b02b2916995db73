import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// Many runs of a drill as JSON: the same bytes for the same result.
package enum BenchJSON {
  /// Its shape: `docs/schema/bench.schema.json`.
  ///
  /// - Parameter comparison: what it is compared with.
  package static func render(_ bench: Bench, _ comparison: Comparison? = nil) -> String {
    JSONWriter.render(BenchDocument(bench, comparison))
  }
}

/// The shape of the document.
struct BenchDocument: Encodable {
  struct Estimate: Encodable {
    var value: Double
    /// Nothing where the runs tell no interval.
    var lower: Double?
    var upper: Double?

    init?(_ value: Double?, _ interval: Interval?) {
      guard let value, value.isFinite else { return nil }
      self.value = value
      lower = interval?.lower
      upper = interval?.upper
    }
  }

  struct ObjectiveResult: Encodable {
    var name: String
    var title: DocumentText
    var asked: DocumentText
    var outcome: String
    var bound: Double
    var unit: String
    var estimate: Estimate?
    var quantile: Double?
    var ended: Double?
    var basis: String?
    var exact: Bool?
    var hindrance: String?
    var needed: Int64?
    var rarerThan: Int64?
    var grounds: DocumentText
    var confidence: Double
    var runs: Int64
    var missing: Int64
    var values: Int64
    var open: Int64
    var leftOut: Int64
  }

  struct FigureResult: Encodable {
    var name: String
    var title: DocumentText
    var unit: String
    var betterHigher: Bool
    var estimate: Estimate?
    var runs: Int64
    var something: Int64
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
  /// What the objectives came to.
  var outcome: String
  /// What the command ends with 0 for: the objectives are met, and nothing is worse.
  var passed: Bool
  /// In the shape of `docs/schema/comparison.schema.json`.
  var comparison: ComparisonDocument?
  var openClocks: Int64
  var objectives: [ObjectiveResult]
  var figures: [FigureResult]

  init(_ bench: Bench, _ compared: Comparison? = nil) {
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
    passed = bench.isMet && compared?.isPassed ?? true
    comparison = compared.map(ComparisonDocument.init)
    openClocks = bench.sums.open
    objectives = verdicts.enumerated().map { row, verdict in
      let objective = verdict.objective
      return ObjectiveResult(
        name: objective.name, title: DocumentText { drill.lexicon.objectives[row].title[$0] },
        asked: DocumentText {
          ObjectiveWords(drill, $0).bound(objective, in: drill)
        },
        outcome: verdict.outcome.rawValue, bound: verdict.bound, unit: verdict.unit.word,
        estimate: Estimate(verdict.estimate, verdict.interval),
        quantile: verdict.quantile, ended: verdict.evidence.endedMean,
        basis: verdict.finding.basis?.rawValue,
        exact: verdict.finding.basis?.isExact, hindrance: verdict.finding.hindrance?.word,
        needed: verdict.finding.needed, rarerThan: verdict.rarerThan,
        grounds: DocumentText { VerdictSentences(drill, $0).grounds(verdict) },
        confidence: 1 - bench.assurance.confidence.miss.value, runs: verdict.runs,
        missing: verdict.missing, values: verdict.evidence.values, open: verdict.evidence.open,
        leftOut: verdict.evidence.leftOut)
    }
    figures = bench.figures.enumerated().map { row, figure in
      let sum = bench.sums.figures[row]
      return FigureResult(
        name: figure.name(in: drill),
        title: DocumentText { FigureWords(drill: drill, language: $0).title(figure) },
        unit: figure.unit.word, betterHigher: figure.isBetterHigher,
        estimate: Estimate(sum.estimate, sum.interval()), runs: sum.count,
        something: sum.something, missing: sum.missing)
    }
  }
}

extension Figure.Unit {
  /// As JSON names it.
  var word: String {
    switch self {
    case .time, .work: "microseconds"
    case .share: "share"
    case .count: "count"
    case .points: "tenths of a point"
    case .perMillion: "parts per million"
    case .money: "hundredths of the currency"
    case .rate: "per hour"
    }
  }
}

extension Finding.Hindrance {
  /// As JSON names it.
  fileprivate var word: String {
    switch self {
    case .nothing: "nothing"
    case .few: "few"
    case .fewUnlike: "few exceptions"
    case .lopsided: "lopsided"
    case .near: "near"
    case .open: "open"
    case .unshowable: "unshowable"
    }
  }
}
