import EventKernel
import Simulator

extension Scorer {
  /// How long at least one core service was abnormally down (3.1.7, SLA-1), against what the
  /// agreement leaves for a year. Planned work, which no fault and no incident is behind, is left
  /// out. A service that is still down counts until the end of the run.
  static func allowanceUse(_ run: ScoredRun) -> AllowanceUse {
    AllowanceUse(
      used: union(of: coreOutages(run), until: run.end),
      allowance: run.model.agreement.downtimeAllowance)
  }

  private struct Interval {
    var from: SimulationTime
    var to: SimulationTime
  }

  private static func coreOutages(_ run: ScoredRun) -> [Interval] {
    var isCore = run.model.platform.nodes.map { _ in false }
    for service in run.model.platform.services
    where service.importance == .core && isCore.indices.contains(service.node.index) {
      isCore[service.node.index] = true
    }
    var downSince: [SimulationTime?] = isCore.map { _ in nil }
    var outages: [Interval] = []
    for entry in run.replication.entries {
      let node = Int(entry.subject)
      guard isCore.indices.contains(node), isCore[node] else { continue }
      if entry.kind == .wentDown, entry.object >= 0 || entry.incident >= 0 {
        downSince[node] = downSince[node] ?? entry.time
      } else if entry.kind == .cameUp, let from = downSince[node] {
        outages.append(Interval(from: from, to: entry.time))
        downSince[node] = nil
      }
    }
    outages += downSince.compactMap { $0.map { Interval(from: $0, to: run.end) } }
    return outages
  }

  /// The length of what the intervals cover together, up to an instant.
  private static func union(of outages: [Interval], until end: SimulationTime) -> TimeSpan {
    var covered = TimeSpan.zero
    var reached: SimulationTime?
    for outage in outages.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      let from = max(outage.from, reached ?? outage.from)
      let to = min(outage.to, end)
      guard to > from else { continue }
      covered = min(covered + to.elapsed(since: from), .maximum)
      reached = to
    }
    return covered
  }
}
