import EventKernel
import Simulator

/// What stands against the best rating of a run: whoever tells the rating tells these beside it.
package struct RatingGrounds: Sendable {
  /// People were exposed (应).
  package var isExposed: Bool
  package var objectivesMissed: Int
  package var objectivesUndecided: Int
  /// Clocks that bind and were missed.
  package var clocksMissed: [ClockVerdict]
  /// Items that bind and have less than full quality, apart from what those clocks tell.
  package var rulesBroken: [ScoreItem]
}

extension Scorer {
  static func grounds(
    _ objectives: [ObjectiveVerdict], dimensions: [DimensionScore], clocks: [ClockVerdict]
  ) -> RatingGrounds {
    RatingGrounds(
      isExposed: dimensions.contains { $0.dimension == .safety && $0.quality == .zero },
      objectivesMissed: objectives.count { $0.outcome == .missed },
      objectivesUndecided: objectives.count { $0.outcome == .undecided },
      clocksMissed: clocks.filter { $0.rule.binds && $0.outcome == .missed },
      rulesBroken: dimensions.filter { $0.dimension != .timeliness }.flatMap(\.items).filter {
        $0.binds && $0.quality.map { $0 < .full } == true && !isTold($0, by: clocks)
      })
  }

  /// Whether a missed clock says of a summary what the item says.
  private static func isTold(_ item: ScoreItem, by clocks: [ClockVerdict]) -> Bool {
    guard case .summary(let incident, _, _) = item.finding else { return false }
    return clocks.contains {
      $0.incident == incident && $0.rule.kind == .summary && $0.rule.binds && $0.outcome == .missed
    }
  }

  /// The rating of the drill by HSEEP 2020, as its objectives came out together:
  ///
  /// - U when people were exposed (应), or an objective was missed;
  /// - none when no objective is stated, one is undecided, or there is no score;
  /// - M when all are met, but a rule that binds was broken: a binding clock was missed, or a
  ///   binding item has less than full quality;
  /// - P when, besides, score and coverage reach what the rubric asks;
  /// - S otherwise.
  static func rating(
    _ objectives: [ObjectiveVerdict], _ grounds: RatingGrounds, final: Milli?, coverage: Milli,
    rubric: Rubric
  ) -> Rating? {
    if grounds.isExposed || grounds.objectivesMissed > 0 { return .unable }
    guard let final, !objectives.isEmpty, grounds.objectivesUndecided == 0 else { return nil }
    if !grounds.clocksMissed.isEmpty || !grounds.rulesBroken.isEmpty { return .major }
    let isPerformed =
      final.value >= bounded(rubric.performedFrom) * 10
      && coverage.value >= bounded(rubric.performedCoverage)
    return isPerformed ? .performed : .some
  }
}

extension Scorecard {
  /// Why the rating is what it is.
  package var grounds: RatingGrounds {
    Scorer.grounds(objectives, dimensions: dimensions, clocks: clocks)
  }
}
