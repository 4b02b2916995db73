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
          mostAbove: isShare ? nil : mostAbove(in: model),
          mostBelow: mostBelow(in: model)))
    case .share, .quantile:
      let share = sharePart ?? Objective.usualRuns
      if metric.isOfWholeRun, !metric.isLevel { return .tries(share) }
      // In parts per thousand millions: p99.99 is a bound, too.
      return .ratio(
        RatioBound(
          .share, Int64((share.value * 1e9).rounded()), over: 1_000_000_000,
          mostBelow: mostBelow(in: model)))
    }
  }

  /// The most that one run can have below the line.
  private func mostBelow(in model: Model) -> Int64? {
    let span = max(
      0, (model.drill.horizon - (SimulationTime.zero + model.drill.warmUp)).microseconds)
    switch metric {
    case .numberWaiting, .numberAtWork, .numberInSystem, .backorders, .numberDown,
      .availability, .throughput:
      return span
    case .timeUntil, .downTime: return 1
    case .timeAtWork, .idleTime:
      // On duty no longer than it lasts; in milliseconds, as the metric has it.
      let (product, isHuge) = people(of: filter.tier, in: model)
        .multipliedReportingOverflow(by: span / 1000)
      return isHuge ? nil : product
    case .conformance: return 1_000_000
    case .dataLost: return Int64(model.platform.dataSets.count)
    case .overtime, .coreDowntime, .outOfStock, .spread, .cost, .score: return 1
    default: return nil
    }
  }

  /// The most that one run can have above the line.
  private func mostAbove(in model: Model) -> Int64? {
    let span = max(
      0, (model.drill.horizon - (SimulationTime.zero + model.drill.warmUp)).microseconds)
    switch metric {
    case .coreDowntime, .downTime: return span
    case .timeUntil: return max(0, (model.drill.horizon - SimulationTime.zero).microseconds)
    case .overtime:
      let (product, isHuge) = people(of: filter.tier, in: model)
        .multipliedReportingOverflow(by: span)
      return isHuge ? nil : product
    case .spread: return Int64(model.platform.components.count)
    case .score: return 1_000
    case .dataLost: return model.platform.dataSets.map(\.copyEvery.microseconds).clampedSum
    default: return nil
    }
  }

  private func people(of tier: Tier?, in model: Model) -> Int64 {
    Int64(model.support.people.count { tier == nil || $0.tier == tier })
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
