import EventKernel
import Scenarios
import Scoring
import Simulator

/// The version that every result names; a change of results changes it.
package let sandtableVersion = "0.1.0"

/// One run of a drill, as a value: what came out, how it was judged, and what made it.
package struct Run: Sendable {
  package var drill: CompiledDrill
  package var replication: Replication
  package var scorecard: Scorecard
  package var seed: UInt64
  package var version: String
  /// It was stopped before the drill's end, and says what had happened until then.
  package var isPartial = false

  package init(
    drill: CompiledDrill, replication: Replication, scorecard: Scorecard, seed: UInt64,
    version: String = sandtableVersion
  ) {
    self.drill = drill
    self.replication = replication
    self.scorecard = scorecard
    self.seed = seed
    self.version = version
  }
}

/// Runs drills.
package enum Rehearse {
  /// Runs one replication of a drill and judges it.
  ///
  /// - Parameter decisions: where answers come from; a log replays an earlier run.
  /// - Throws: what `Simulation.run` does.
  package static func run(
    _ drill: CompiledDrill, seed: UInt64, decisions: DecisionMaker = .simulatedPeople
  ) throws -> Run {
    let replication = try Simulation.run(drill.model, seed: seed, decisions: decisions)
    return judge(replication, of: drill)
  }

  /// Judges a replication of a drill, just run or kept.
  ///
  /// - Parameter version: the version that ran it.
  package static func judge(
    _ replication: Replication, of drill: CompiledDrill, version: String = sandtableVersion
  ) -> Run {
    let scorecard = Scorer.score(
      replication, model: drill.model, rubric: drill.rubric, objectives: drill.objectives,
      calendar: drill.calendar)
    return Run(
      drill: drill, replication: replication, scorecard: scorecard, seed: replication.seed,
      version: version)
  }
}
