import EventKernel
import Scenarios
import Scoring
import Simulator

/// All that an objective asks, in words and numbers that a file keeps: what two of them may differ
/// in, with nothing left out.
package struct ObjectiveQuestion: Hashable, Sendable {
  package enum Form: String, Hashable, Sendable, CaseIterable {
    case every
    case share = "share within"
    case mean
    case quantile
  }

  package var metric: Metric
  /// The measure that it is read from, and what that is of.
  package var measure: String?
  /// By what its values are picked.
  package var filter: [String]
  package var counting: MetricValue.Counting
  package var form: Form
  package var comparison: ConditionStep.Comparison
  /// As the drill file writes it, in the unit of the metric or measure.
  package var limit: Int64
  /// Of `share within` the least share, of a quantile which it is.
  package var part: Probability?
  /// Of `every`: the share of runs that are to keep it.
  package var runs: Probability?

  package init(
    metric: Metric, measure: String? = nil, filter: [String] = [],
    counting: MetricValue.Counting = .offered, form: Form, comparison: ConditionStep.Comparison,
    limit: Int64, part: Probability? = nil, runs: Probability? = nil
  ) {
    self.metric = metric
    self.measure = measure
    self.filter = filter
    self.counting = counting
    self.form = form
    self.comparison = comparison
    self.limit = limit
    self.part = part
    self.runs = runs
  }

  /// What an objective of a drill asks.
  package init(_ objective: Objective, in drill: CompiledDrill) {
    // What is left out at either end is a part of what is asked.
    let script = drill.model.drill
    var filter = Figure.words(objective.filter, drill)
    if script.warmUp > .zero { filter.append("warm up \(script.warmUp)") }
    if case .mean = objective.test, script.coolDown > .zero {
      filter.append("cool down \(script.coolDown)")
    }
    self.init(
      metric: objective.metric, measure: objective.measure.flatMap { Figure.words($0, in: drill) },
      filter: filter, counting: objective.counting, form: .every,
      comparison: .lessOrEqual, limit: 0)
    switch objective.test {
    case .every(let comparison, let limit):
      (self.comparison, self.limit, runs) = (comparison, limit, objective.runs)
    case .share(let within, let atLeast):
      (form, limit, part) = (.share, within, atLeast)
    case .mean(let comparison, let bound):
      (form, self.comparison, limit) = (.mean, comparison, bound)
    case .quantile(let probability, let comparison, let bound):
      (form, self.comparison, limit, part) = (.quantile, comparison, bound, probability)
    }
  }

  /// What its value is of: questions that share it differ in a bound, and their values can be
  /// compared. The bound of a mean or a quantile is not part of it: it changes the verdict, and not
  /// what is estimated.
  var definition: String {
    let asked =
      switch form {
      case .every: "every \(comparison.rawValue) \(limit)"
      case .share: "share within \(limit)"
      case .mean: "mean"
      case .quantile: "p" + (part.map { Figure.percent($0) } ?? "")
      }
    let who = counting == .offered ? [] : [counting.rawValue]
    return ([metric.rawValue] + [measure].compactMap(\.self) + filter + who + [asked])
      .joined(separator: ", ")
  }
}

/// What became of an objective's question.
package enum QuestionChange: String, Hashable, Sendable, CaseIterable {
  case same
  /// The same question under another name.
  case renamed
  case stricter
  /// Some bound is looser, and none is stricter.
  case weakened
  /// Another question under the name.
  case changed
  case removed
  case added = "new"
}

extension ObjectiveQuestion {
  /// What a later question makes of this one, whatever their names: same, weakened, stricter, or
  /// changed.
  package func change(to later: ObjectiveQuestion) -> QuestionChange {
    if self == later { return .same }
    guard isAlike(later) else { return .changed }
    let steps = [limitStep(to: later), partStep(to: later), runsStep(to: later)]
    let (looser, stricter) = (steps.contains { $0 < 0 }, steps.contains { $0 > 0 })
    // Looser in one and stricter in another: neither can be called for the other.
    return looser == stricter ? .changed : looser ? .weakened : .stricter
  }

  /// Whether two questions differ at most in their bounds.
  private func isAlike(_ later: ObjectiveQuestion) -> Bool {
    let isOneWay =
      comparison == later.comparison || comparison.isFloor && later.comparison.isFloor
      || comparison.isCeiling && later.comparison.isCeiling
    // Neither of two single values is looser than the other.
    let isBounded = comparison.isFloor || comparison.isCeiling || limit == later.limit
    return metric == later.metric && measure == later.measure && filter == later.filter
      && counting == later.counting && form == later.form && isOneWay && isBounded
  }

  /// Below 0: the later one is looser; above 0: stricter.
  private func limitStep(to later: ObjectiveQuestion) -> Int {
    let upwards = later.limit == limit ? 0 : later.limit > limit ? 1 : -1
    if comparison.isCeiling, upwards != 0 { return -upwards }
    if comparison.isFloor, upwards != 0 { return upwards }
    let (mayEqual, mayEqualLater) = (comparison.mayEqual, later.comparison.mayEqual)
    return mayEqual == mayEqualLater ? 0 : mayEqualLater ? -1 : 1
  }

  private func partStep(to later: ObjectiveQuestion) -> Int {
    let step = Self.step(part, later.part)
    // The tenth part from below is to be at least so much: asked of the ninth tenth, it is looser.
    return form == .quantile && comparison.isFloor ? -step : step
  }

  private func runsStep(to later: ObjectiveQuestion) -> Int { Self.step(runs, later.runs) }

  private static func step(_ before: Probability?, _ after: Probability?) -> Int {
    let (before, after) = (before?.value ?? 0, after?.value ?? 0)
    return before == after ? 0 : after < before ? -1 : 1
  }
}

extension ConditionStep.Comparison {
  fileprivate var mayEqual: Bool { self == .lessOrEqual || self == .greaterOrEqual }
}
