import EventKernel
import Scenarios
import Simulator

/// A decision of a run, as it was put to whoever took it.
package struct RunDecision: Sendable {
  /// From 1, in the order in which they were taken.
  package var number: Int
  package var point: DecisionPoint
  /// By option: its name.
  package var options: [NameHash]
  package var chosen: Int
  /// Whose it was; nil: nobody's lane.
  package var lane: Row<Lane>?
  /// The file of its case at that moment: what was known.
  package var known: RoleView.CaseView?

  /// Which way to go, not whom to send.
  package var isWay: Bool { if case .branch = point.question { true } else { false } }
}

/// A run and the same night with one decision taken otherwise. Hidden facts are as they were that
/// night: this is hindsight.
package struct WhatIf: Sendable {
  package var decision: RunDecision
  /// What was chosen instead.
  package var option: Int
  package var original: Run
  package var other: Run
  /// When the two first differ; nil: they never do.
  package var parting: SimulationTime?
}

extension Rehearse {
  /// The decisions of a run of simulated people, or of one that was replayed from decisions.
  ///
  /// - Throws: `RunFailure` with `ReplayMismatch` where this version asks something else.
  package static func decisions(of run: Run) throws(RunFailure) -> [RunDecision] {
    var decisions: [RunDecision] = []
    _ = try RunFailure.naming(run.drill) {
      try replay(run) { world, point, chosen, files in
        decisions.append(
          RunDecision(
            number: decisions.count + 1, point: point,
            options: (0..<point.optionCount).map { world.option($0, of: point) }, chosen: chosen,
            lane: run.drill.model.net.nodes[point.node.index].lane,
            known: files[point.incident]))
        return chosen
      }
    }
    return decisions
  }

  /// Plays the night of a run again, and has one decision taken otherwise; from there on simulated
  /// people decide.
  ///
  /// - Parameters:
  ///   - number: of the decision, from 1.
  ///   - option: by index.
  /// - Precondition: the run has such a decision with such an option.
  package static func otherwise(
    _ run: Run, at number: Int, choosing option: Int
  ) throws(RunFailure) -> WhatIf {
    let decision = try decisions(of: run)[number - 1]
    var asked = 0
    let replication = try RunFailure.naming(run.drill) {
      try replay(run) { world, _, chosen, _ in
        asked += 1
        guard asked == number else { return chosen }
        world.haltsAtDecision = .max
        return option
      }
    }
    return WhatIf(
      decision: decision, option: option, original: run,
      other: judge(replication, of: run.drill, version: run.version),
      parting: parting(run.replication, replication))
  }

  /// Plays a run again from its log of decisions.
  ///
  /// - Parameter decide: gets the world as it halts, what it asks, what was chosen, and the files
  ///   of the cases; gives the option to take.
  private static func replay(
    _ run: Run,
    decide: (inout World, DecisionPoint, Int, [Row<Incident>: RoleView.CaseView]) -> Int
  ) throws -> Replication {
    var world = World(
      SharedModel(run.drill.model), seed: run.seed, replication: run.replication.replication)
    world.haltsAtDecision = 0
    var files: [Row<Incident>: RoleView.CaseView] = [:]
    var (taken, position) = (0, 0)
    while true {
      switch world.advance() {
      case .decision(let point):
        while taken < world.entryCount {
          let entry = world.entry(taken)
          taken += 1
          guard entry.incident >= 0 else { continue }
          let incident = Row<Incident>(Int(entry.incident))
          if let file = RoleView.CaseView(openedBy: entry) { files[incident] = file }
          _ = files[incident]?.write(entry)
        }
        let logged =
          run.replication.decisions.indices.contains(position)
          ? run.replication.decisions[position] : nil
        guard let logged, logged.point == point.point, logged.time == point.time,
          let chosen = (0..<point.optionCount).first(where: {
            world.option($0, of: point) == logged.choice
          })
        else { throw ReplayMismatch(position: position, time: point.time) }
        position += 1
        world.answer(decide(&world, point, chosen, files))
      case .finished: return world.finish()
      case .stopped(let endless): throw endless
      case .exceeded(let excess): throw excess
      case .news, .reached, .paused: continue
      }
    }
  }

  private static func parting(_ one: Replication, _ other: Replication) -> SimulationTime? {
    let pairs = zip(one.entries, other.entries)
    if let first = pairs.first(where: { $0 != $1 }) { return min(first.0.time, first.1.time) }
    guard one.entries.count != other.entries.count else { return nil }
    let longer = one.entries.count > other.entries.count ? one : other
    return longer.entries[min(one.entries.count, other.entries.count)].time
  }
}

extension DecisionPoint {
  /// The flow's element that asks.
  package var node: Row<FlowNode> {
    switch question {
    case .branch(let node), .dispatch(let node): node
    }
  }
}
