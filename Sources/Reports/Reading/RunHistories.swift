import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// What befell each node and reserve of a run, and which tasks were begun late: read off its record
/// once.
struct RunHistories {
  /// By `Row<Node>`.
  private(set) var nodes: [NodeHistory]
  /// By `Row<Reserve>`.
  private(set) var reserves: [ReserveHistory]
  /// By task, where it was begun late.
  private(set) var lateness: [Int: TimeSpan] = [:]

  init(_ run: Run) {
    let (record, platform) = (run.replication, run.drill.model.platform)
    nodes = Array(repeating: NodeHistory(), count: platform.nodes.count)
    reserves = platform.reserves.map { ReserveHistory(reserve: $0) }
    var situation = Situation(SituationRules(run.drill.model), before: record)
    for entry in record.entries {
      switch situation.take(entry, of: record) {
      case .node(let node, _, let flags):
        nodes[node.index].follow(flags, at: entry.time)
        if let reserve = platform.nodes[node.index].reserve?.index {
          reserves[reserve].follow(situation.reserves[reserve])
        }
      case .late(let task, let span): lateness[task.index] = span
      default: break
      }
    }
    for row in nodes.indices { nodes[row].finish(at: record.end) }
    for row in reserves.indices { reserves[row].finish(at: record.end) }
  }
}
