import EventKernel
import Simulator

/// A component or a service that was down in an incident, and when its restoration was decided.
struct Restored {
  var node: Int
  /// 0 security function, 1 core, 2 edge: the order in which 5.2.6 c would restore them.
  var rank: Int
  /// nil: still down at the end of the run.
  var at: SimulationTime?
}

extension Scorer {
  /// By incident: what was down in it, each node once, by its last outage there. What came back by
  /// itself, with the supply or with what it needs, is left out: nobody chose when.
  static func restorations(_ run: ScoredRun) -> [[Restored]] {
    var last = run.replication.incidents.map { _ in [Int: Outage]() }
    var nodes = run.replication.incidents.map { _ in [Int]() }
    for outage in run.course.outages {
      if last[outage.incident][outage.node] == nil { nodes[outage.incident].append(outage.node) }
      last[outage.incident][outage.node] = outage
    }
    return nodes.indices.map { incident in
      nodes[incident].compactMap { node in
        guard let outage = last[incident][node] else { return nil }
        let at = decided(outage, run)
        return outage.up != nil && at == nil
          ? nil : Restored(node: node, rank: outage.rank, at: at)
      }
    }
  }

  /// The last act within the outage that it was waiting for: its cause or a fault of its own was
  /// bypassed or ended, or it was started again. How long it then takes to come up is nobody's
  /// choice. nil: there was none, or it is still down.
  private static func decided(_ outage: Outage, _ run: ScoredRun) -> SimulationTime? {
    guard let up = outage.up else { return nil }
    var acts = run.course.starts.filter { $0.node == outage.node }.map(\.time)
    for (row, fault) in run.replication.faults.enumerated()
    where row == outage.cause
      || (!outage.isService && fault.subject.index == outage.node
        && fault.root.index == outage.cause)
    {
      let removed = [fault.bypassed, fault.ended].compactMap { $0 }.min()
      if let removed { acts.append(removed) }
    }
    return acts.filter { $0 >= outage.down && $0 <= up }.max()
  }
}

extension ScoredRun {
  /// By node: whether it depends on the given one, directly or not.
  func dependents(of node: Int) -> [Bool] {
    let platform = model.platform
    var isFed = platform.nodes.map { _ in false }
    var waiting = [node]
    while let row = waiting.popLast() {
      for position in platform.nodes[row].dependents
      where platform.dependents.indices.contains(Int(position)) {
        let next = platform.dependents[Int(position)].index
        guard isFed.indices.contains(next), !isFed[next] else { continue }
        isFed[next] = true
        waiting.append(next)
      }
    }
    return isFed
  }
}
