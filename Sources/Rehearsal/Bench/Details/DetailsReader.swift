import EventKernel
import Scenarios
import Scoring
import Simulator

/// Reads the details of a bench from the records of runs.
package struct DetailsReader: Sendable {
  private let drill: CompiledDrill
  private let clocks: [ClockRule]
  /// Microseconds from Monday 00:00 to the drill's start.
  private let offset: Int64
  private let nodes: [NodeWork]
  private let rules: SituationRules

  /// What a node's tasks are.
  struct NodeWork: Sendable {
    /// What work on it is.
    var part = RecoveryPart.otherWork
    var isOfVendor = false
    /// People at it whom nobody tells apart.
    var poolCrew: Int64 = 0
  }

  package init(_ drill: CompiledDrill) {
    self.drill = drill
    clocks = Array(drill.model.agreement.clocks)
    offset = WeekSums.offset(of: drill.start)
    rules = SituationRules(drill.model)
    let net = drill.model.net
    nodes = net.nodes.map { node in
      guard case .task(let row) = node.kind else { return NodeWork() }
      let step = net.steps[row.index]
      let performer = node.lane.map { net.lanes[$0.index].performer } ?? .automatic
      var work = NodeWork(part: RecoveryPart(workOf: step.effect))
      switch performer {
      case .people: work.poolCrew = Int64(max(1, step.people))
      case .vendor: work.isOfVendor = true
      case .outside, .automatic: break
      }
      return work
    }
  }

  /// Takes in one run.
  ///
  /// - Parameter seen: what its objectives saw, by row.
  func add(
    _ record: Replication, _ reading: MetricReading, _ seen: [ObjectiveSeen],
    ofReplication replication: Int, to details: inout BenchDetails
  ) {
    details.add(reading, clocks)
    for (row, seen) in seen.enumerated() {
      details.add(seen, row: row, ofReplication: replication)
    }
    read(record, reading, to: &details)
  }

  /// Takes in where the time of one run went: of its people, and of its incidents.
  package func read(
    _ record: Replication, _ reading: MetricReading, to details: inout BenchDetails
  ) {
    var walk = TaskWalk(
      nodes: nodes, people: drill.model.support.people,
      recovery: RecoveryWalk(record, reading.spans(of: .recovery)), offset: offset)
    walk.go(record, rules, to: &details.week)
    details.recovery.add(walk.recovery.spent, incidents: walk.recovery.incidents)
  }
}
