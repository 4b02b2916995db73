import EventKernel
import Scoring
import Simulator

/// What an objective asked and how it was judged, as files have it: a baseline, and the JSON of a
/// comparison. Of one that is read, anything may be wrong.
package struct KeptQuestion: Codable, Sendable {
  private var metric: String
  private var measure: String?
  private var filter: [String]
  private var counting: String
  private var form: String
  private var comparison: String
  private var limit: Int64
  private var part: Double?
  private var runs: Double?
  private var outcome: String

  package init(_ judged: JudgedObjective) {
    let question = judged.question
    metric = question.metric.rawValue
    measure = question.measure
    filter = question.filter
    counting = question.counting.rawValue
    form = question.form.rawValue
    comparison = question.comparison.rawValue
    limit = question.limit
    part = question.part?.value
    runs = question.runs?.value
    outcome = judged.outcome.rawValue
  }

  /// Beyond, no drill file has a limit, and arithmetic on it could not be trusted.
  private static let greatestLimit: UInt64 = 1 << 60

  /// Of the objective of a name; nil: it is none that this version wrote.
  func judged(name: String) -> JudgedObjective? {
    guard let metric = Metric(rawValue: metric),
      let counting = MetricValue.Counting(rawValue: counting),
      let form = ObjectiveQuestion.Form(rawValue: form),
      let comparison = ConditionStep.Comparison(rawValue: comparison),
      let outcome = ObjectiveVerdict.Outcome(rawValue: outcome),
      limit.magnitude <= Self.greatestLimit,
      part == nil || part.flatMap({ Probability($0) }) != nil,
      runs == nil || runs.flatMap({ Probability($0) }) != nil
    else { return nil }
    let question = ObjectiveQuestion(
      metric: metric, measure: measure, filter: filter, counting: counting, form: form,
      comparison: comparison, limit: limit, part: part.flatMap { Probability($0) },
      runs: runs.flatMap { Probability($0) })
    return JudgedObjective(name: name, question: question, outcome: outcome)
  }
}
