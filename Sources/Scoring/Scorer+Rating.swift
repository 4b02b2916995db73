import EventKernel
import Simulator

extension Scorer {
  /// The rating of the drill by HSEEP 2020, as its objectives came out together:
  ///
  /// - U when people were exposed (应), or an objective was missed;
  /// - none when no objective is stated, one is undecided, or there is no score;
  /// - M when all are met, but a rule that binds was broken: a binding clock was missed, or a
  ///   binding item has less than full quality;
  /// - P when, besides, score and coverage reach what the rubric asks;
  /// - S otherwise.
  static func rating(
    _ objectives: [ObjectiveVerdict], dimensions: [DimensionScore], clocks: [ClockVerdict],
    final: Milli?, coverage: Milli, rubric: Rubric
  ) -> Rating? {
    let isExposed = dimensions.contains { $0.dimension == .safety && $0.quality == .zero }
    if isExposed || objectives.contains(where: { $0.outcome == .missed }) { return .unable }
    guard let final, !objectives.isEmpty, objectives.allSatisfy({ $0.outcome == .met }) else {
      return nil
    }
    let isClockMissed = clocks.contains { $0.rule.binds && $0.outcome == .missed }
    let isRuleBroken = dimensions.flatMap(\.items).contains { item in
      item.binds && item.quality.map { $0 < .full } == true
    }
    if isClockMissed || isRuleBroken { return .major }
    let isPerformed =
      final.value >= bounded(rubric.performedFrom) * 10
      && coverage.value >= bounded(rubric.performedCoverage)
    return isPerformed ? .performed : .some
  }
}
