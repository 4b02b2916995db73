import EventKernel
import Simulator

extension Scorer {
  /// How long at least one core service was abnormally down (3.1.7, SLA-1), against what the
  /// agreement leaves for a year. Planned work, which no fault and no incident is behind, is left
  /// out. A service that is still down counts until the end of the run.
  static func allowanceUse(_ run: ScoredRun) -> AllowanceUse {
    AllowanceUse(
      used: union(of: run.course.coreOutages, from: run.warm, until: run.end),
      allowance: run.model.agreement.downtimeAllowance)
  }

  /// The length of what the intervals cover together, from an instant up to another.
  private static func union(
    of outages: [Range<SimulationTime>], from start: SimulationTime, until end: SimulationTime
  ) -> TimeSpan {
    var covered = TimeSpan.zero
    var reached = start
    for outage in outages.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      let from = max(outage.lowerBound, reached)
      let to = min(outage.upperBound, end)
      guard to > from else { continue }
      covered = min(covered + to.elapsed(since: from), .maximum)
      reached = to
    }
    return covered
  }
}
