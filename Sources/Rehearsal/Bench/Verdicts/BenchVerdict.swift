import EventKernel
import Scoring
import Simulator
import Statistics

/// What an objective came to over many runs.
package struct BenchVerdict: Sendable {
  package var objective: Objective
  package var outcome: ObjectiveVerdict.Outcome
  /// On what grounds, or what is missing.
  package var finding: Finding
  /// The estimate, in ``unit``; nothing where nothing was seen.
  package var estimate: Double?
  /// The same with its interval; nothing where the runs tell none.
  package var interval: Interval?
  /// The quantile that was asked for, where it is one, in the unit of the figure: a drawing of the
  /// values, by which nothing is decided.
  package var quantile: Double?
  package var evidence: ObjectiveEvidence
  /// Open values keep a mean from being told either way: ceilings from being met.
  package var isSoFar: Bool
  /// With "met": an event rarer than one run of so many may not have been seen.
  package var rarerThan: Int64?

  /// - Parameters:
  ///   - runsDraw: whether runs draw random numbers; what does not is told by one run.
  init(
    _ objective: Objective, _ evidence: ObjectiveEvidence, _ assurance: Assurance,
    quantile: Double?, runsDraw: Bool
  ) {
    self.objective = objective
    self.evidence = evidence
    self.quantile = quantile
    estimate = evidence.estimate
    interval = evidence.interval(assurance.confidence)
    var finding = evidence.finding(assurance)
    if !runsDraw, let constant = objective.constant(evidence) { finding = constant }
    isSoFar = false
    if case .mean(let comparison, _) = objective.test, evidence.open > 0 {
      isSoFar = true
      // The time so far is a least time: it can break a ceiling and keep a floor.
      let isTold = finding.side == .above && (comparison.isCeiling || comparison.isFloor)
      if !isTold { finding = Finding(undecided: .open(evidence.open)) }
    }
    self.finding = finding
    outcome = objective.outcome(finding)
    if outcome == .met, finding.basis != .constant, evidence.runs > 0 {
      let odds = -Elementary.log(assurance.overall.miss.value)
      rarerThan = Int64((Double(evidence.runs) / odds).rounded(.down))
    }
  }

  /// What the estimate and the bound are counted in.
  package var unit: Figure.Unit { objective.judgedUnit }
  /// The bound, in ``unit``.
  package var bound: Double { objective.judgedBound }
  /// The runs that were looked at.
  package var runs: Int64 { evidence.runs }
  /// Those of them in which nothing was seen.
  package var missing: Int64 { evidence.empty }
}

extension Objective {
  /// What many runs are judged by: shares (of runs, of values), or a mean.
  package var judgedUnit: Figure.Unit {
    if case .mean = test { return unit.ofMean }
    return .share
  }

  /// The bound that decides, in ``judgedUnit``.
  package var judgedBound: Double {
    switch test {
    case .every: return runs.value
    case .share, .quantile: return sharePart?.value ?? 0
    case .mean(_, let bound):
      let (numerator, denominator) = meanBound(bound)
      return Double(numerator) / Double(denominator)
    }
  }

  /// Whether an estimate is to be at least the bound: shares are; a mean by its sign.
  package var isJudgedByFloor: Bool {
    guard case .mean(let comparison, _) = test else { return true }
    return comparison.isFloor
  }

  /// What one run says that no other can say otherwise.
  fileprivate func constant(_ evidence: ObjectiveEvidence) -> Finding? {
    switch evidence.constant {
    case .tried(let isKept?): return Finding(isKept ? .above : .below, .constant)
    case .ratio(let above, let most, let below) where above == most:
      guard case .ratio(let bound) = evidence.bound else { return nil }
      let (value, limit) = (
        Int128(above) * Int128(bound.denominator), Int128(bound.numerator) * Int128(below)
      )
      return Finding(side(value < limit ? -1 : value > limit ? 1 : 0), .constant)
    default: return nil
    }
  }

  /// The side of a value that is below, at or above the bound, so that it comes out as the test has
  /// it.
  private func side(_ order: Int64) -> Interval.Side {
    guard order == 0 else { return order < 0 ? .below : .above }
    guard case .mean(let comparison, _) = test else { return .above }
    switch comparison {
    case .less, .greaterOrEqual: return .above
    case .lessOrEqual, .greater: return .below
    // Equal for certain.
    case .equal, .notEqual: return .undecided
    }
  }
}
