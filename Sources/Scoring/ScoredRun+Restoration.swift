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

/// One time that a component or a service was down.
struct Outage {
  var node: Int
  var isService: Bool
  var rank: Int
  var incident: Int
  /// The fault that caused it; -1: none.
  var cause: Int
  var down: SimulationTime
  var up: SimulationTime?
}

extension Scorer {
  /// By incident: what was down in it, each node once, by its last outage there.
  static func restorations(_ run: ScoredRun) -> [[Restored]] {
    var last = run.replication.incidents.map { _ in [Int: Outage]() }
    var nodes = run.replication.incidents.map { _ in [Int]() }
    let outages = outages(run)
    for outage in outages {
      if last[outage.incident][outage.node] == nil { nodes[outage.incident].append(outage.node) }
      last[outage.incident][outage.node] = outage
    }
    let starts = starts(run)
    return nodes.indices.map { incident in
      nodes[incident].compactMap { node in
        last[incident][node].map { outage in
          Restored(
            node: node, rank: outage.rank, at: decided(outage, run, starts: starts[node]))
        }
      }
    }
  }

  /// The last act within the outage that it was waiting for: its cause or a fault of its own was
  /// bypassed or ended, or it was started again. How long it then takes to come up is nobody's
  /// choice. Came up without any: when it did.
  private static func decided(
    _ outage: Outage, _ run: ScoredRun, starts: [SimulationTime]
  ) -> SimulationTime? {
    guard let up = outage.up else { return nil }
    var acts = starts
    for (row, fault) in run.replication.faults.enumerated()
    where row == outage.cause
      || (!outage.isService && fault.component.index == outage.node
        && fault.root.index == outage.cause)
    {
      let removed = [fault.bypassed, fault.ended].compactMap { $0 }.min()
      if let removed { acts.append(removed) }
    }
    return acts.filter { $0 >= outage.down && $0 <= up }.max() ?? up
  }

  /// By node: when it was started again after an orderly shutdown.
  private static func starts(_ run: ScoredRun) -> [[SimulationTime]] {
    var starts = run.model.platform.nodes.map { _ in [SimulationTime]() }
    for entry in run.replication.entries
    where entry.kind == .startedUp && starts.indices.contains(Int(entry.subject)) {
      starts[Int(entry.subject)].append(entry.time)
    }
    return starts
  }

  /// Every outage of a component or a service that belongs to an incident, in order.
  static func outages(_ run: ScoredRun) -> [Outage] {
    let services = run.coreServices
    var open: [Int?] = run.model.platform.nodes.map { _ in nil }
    var outages: [Outage] = []
    for entry in run.replication.entries {
      let node = Int(entry.subject)
      guard open.indices.contains(node) else { continue }
      if entry.kind == .wentDown, open[node] == nil, let rank = run.repairRank(of: node, services),
        let incident = run.incident(ofOutage: entry)
      {
        open[node] = outages.count
        outages.append(
          Outage(
            node: node, isService: node >= run.model.platform.components.count, rank: rank,
            incident: incident, cause: Int(entry.object), down: entry.time))
      } else if entry.kind == .cameUp, let outage = open[node] {
        outages[outage].up = entry.time
        open[node] = nil
      }
    }
    return outages
  }
}

extension ScoredRun {
  /// By node: whether it is a core service; nil for what is no service.
  fileprivate var coreServices: [Bool?] {
    var isCore: [Bool?] = model.platform.nodes.map { _ in nil }
    for service in model.platform.services where isCore.indices.contains(service.node.index) {
      isCore[service.node.index] = service.importance == .core
    }
    return isCore
  }

  /// nil for rooms, gates and switches, which nobody restores for their own sake.
  fileprivate func repairRank(of node: Int, _ coreServices: [Bool?]) -> Int? {
    if let component = model.platform.components.at(Row<Component>(node)) {
      return component.isSecurityFunction ? 0 : component.importance == .core ? 1 : 2
    }
    return coreServices[node].map { $0 ? 1 : 2 }
  }

  /// The incident that an outage belongs to: its fault's, known then or later.
  fileprivate func incident(ofOutage entry: Entry) -> Int? {
    var row = entry.object >= 0 ? ofFault(Int(entry.object)) : nil
    if row == nil, entry.incident >= 0 { row = Int(entry.incident) }
    return row.flatMap { replication.incidents.indices.contains($0) ? $0 : nil }
  }

  private func ofFault(_ row: Int) -> Int? {
    guard let fault = replication.faults.at(Row<Fault>(row)) else { return nil }
    return (fault.incident ?? replication.faults.at(fault.root)?.incident)?.index
  }

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
