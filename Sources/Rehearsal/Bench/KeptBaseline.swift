import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// A baseline as its file has it, of which anything may be wrong.
struct KeptBaseline: Decodable {
  struct Origin: Decodable {
    var sandtable: String
    var drill: String
    var digest: String
    var seed: String
    var runs: Int
  }

  struct File: Decodable {
    var path: String
    var digest: String
  }

  struct Question: Decodable {
    var metric: String
    var measure: String?
    var filter: [String]
    var counting: String
    var form: String
    var comparison: String
    var limit: Int64
    var part: Double?
    var runs: Double?
  }

  struct Figure: Decodable {
    var name: String
    var unit: String
    var asks: String?
    var question: Question?
    var outcome: String?
    var whole: Double?
    var sections: [Double?]
  }

  var of: Origin
  var files: [File]
  var figures: [Figure]
}

extension KeptBaseline.Figure {
  /// Values of runs are whole numbers of 64 bits, so their ratios are no greater: differences and
  /// squares of what is read stay numbers.
  fileprivate var isOfWholeNumbers: Bool {
    (sections + [whole]).allSatisfy { ($0?.magnitude ?? 0) <= 0x1p63 }
  }

  /// nil: it is none that this version wrote.
  fileprivate var entry: Baseline.Entry? {
    let counts = [SectionedRatio.sectionCount, FigureAccumulator.quantileSections]
    guard counts.contains(sections.count), isOfWholeNumbers else { return nil }
    var entry = Baseline.Entry(
      name: name, unit: unit, asks: asks, value: SectionedValue(whole: whole, sections: sections))
    let objective = FigureName.objective
    guard name.hasPrefix(objective) else { return question == nil ? entry : nil }
    guard let question = question?.question,
      let outcome = outcome.flatMap({ ObjectiveVerdict.Outcome(rawValue: $0) })
    else { return nil }
    entry.judged = JudgedObjective(
      name: String(name.dropFirst(objective.count)), question: question, outcome: outcome)
    return entry
  }
}

extension KeptBaseline.Question {
  /// Beyond, no drill file has a limit, and arithmetic on it could not be trusted.
  private static let greatestLimit: UInt64 = 1 << 60

  fileprivate var question: ObjectiveQuestion? {
    guard let metric = Metric(rawValue: metric),
      let counting = MetricValue.Counting(rawValue: counting),
      let form = ObjectiveQuestion.Form(rawValue: form),
      let comparison = ConditionStep.Comparison(rawValue: comparison),
      limit.magnitude <= Self.greatestLimit,
      part == nil || part.flatMap({ Probability($0) }) != nil,
      runs == nil || runs.flatMap({ Probability($0) }) != nil
    else { return nil }
    return ObjectiveQuestion(
      metric: metric, measure: measure, filter: filter, counting: counting, form: form,
      comparison: comparison, limit: limit, part: part.flatMap { Probability($0) },
      runs: runs.flatMap { Probability($0) })
  }
}

extension Baseline {
  /// nil: something in it is none that this version wrote.
  init?(_ kept: KeptBaseline) {
    let entries = kept.figures.compactMap(\.entry)
    guard let seed = UInt64(kept.of.seed), (1...BenchPlan.greatest).contains(kept.of.runs),
      entries.count == kept.figures.count, Set(entries.map(\.name)).count == entries.count
    else { return nil }
    self.init(
      version: kept.of.sandtable, drill: kept.of.drill, digest: kept.of.digest, seed: seed,
      runs: kept.of.runs, files: kept.files.map { File(path: $0.path, digest: $0.digest) },
      entries: entries)
  }
}
