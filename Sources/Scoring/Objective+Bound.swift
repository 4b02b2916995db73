import EventKernel
import Simulator
import Statistics

/// What many runs are held against: the share of runs that keep something, or a ratio over runs.
package enum ObjectiveBound: Hashable, Sendable {
  case tries(Probability)
  case ratio(RatioBound)
}

extension Objective {
  /// What many runs of a model are held against, with the most that one run can give where that is
  /// known.
  package func bound(in model: Model) -> ObjectiveBound {
    switch test {
    case .every: return .tries(runs)
    case .mean(_, let bound):
      let (numerator, denominator) = meanBound(bound)
      let isShare = unit == .share
      return .ratio(
        RatioBound(
          isShare ? .share : .mean, max(0, numerator), over: denominator,
          mostAbove: isShare ? nil : number(metric.mostAbove, model),
          mostBelow: number(metric.mostBelow, model)))
    case .share, .quantile:
      let share = sharePart ?? Objective.usualRuns
      if metric.isOfWholeRun, !metric.isLevel { return .tries(share) }
      // In parts per thousand millions: p99.99 is a bound, too.
      return .ratio(
        RatioBound(
          .share, Int64((share.value * 1e9).rounded()), over: 1_000_000_000,
          mostBelow: number(metric.mostBelow, model)))
    }
  }

  private func number(_ most: Metric.Most?, _ model: Model) -> Int64? {
    most?.number(in: model, filter, unit: metric.unit)
  }

  /// What a finding means.
  package func outcome(_ finding: Finding) -> ObjectiveVerdict.Outcome {
    let side = finding.side
    let isAbove = side == .above
    guard case .mean(let comparison, _) = test else {
      return side == .undecided ? .undecided : isAbove ? .met : .missed
    }
    switch comparison {
    case .less, .lessOrEqual: return side == .undecided ? .undecided : isAbove ? .missed : .met
    case .greater, .greaterOrEqual:
      return side == .undecided ? .undecided : isAbove ? .met : .missed
    // No estimate is ever equal for certain, but for a constant.
    case .equal:
      return side == .undecided ? (finding.basis == .constant ? .met : .undecided) : .missed
    case .notEqual:
      return side == .undecided ? (finding.basis == .constant ? .missed : .undecided) : .met
    }
  }
}
