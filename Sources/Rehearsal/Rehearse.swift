import EventKernel
import Scenarios
import Scoring
import Simulator

/// The one door to what drills are made to do. Whoever wants a result, a command, a page or a test,
/// asks here, and gets a value, or an error that says what is wrong:
///
/// - a run: ``play(_:seed:replaying:while:)``, then ``judge(_:)``; or both by
///   ``run(_:seed:replaying:)``;
/// - many runs: ``bench(_:plan:seed:threads:overall:while:)``, a
///   ``part(_:of:_:seed:threads:while:)`` of them, parts put together by ``merge(_:overall:)``;
/// - many beside many: ``sweep(_:_:replications:seed:threads:overall:while:)`` of one setting, and
///   ``compare(_:_:replications:seed:threads:tolerance:while:)``;
/// - drills beside the values that are known of them: ``validate(_:seed:threads:while:)``.
///
/// It knows no terminal, no signal and no path. What files have is handed in: logs and baselines,
/// which people read, as text, results as bytes. What takes long asks the caller now and then
/// whether it may go on, and gives what there is when it may not.
package enum Rehearse {
  /// The entries of a stopped run's record that are judged, within about a second; a year has some
  /// ninety thousand. Beyond, whoever wants to stop would wait for the judgement.
  private static let partialLimit = 100_000

  /// Plays one replication of a drill and judges it.
  ///
  /// - Parameter log: where the decisions come from: it replays an earlier run.
  package static func run(
    _ drill: CompiledDrill, seed: UInt64, replaying log: DecisionLog? = nil
  ) throws(RunFailure) -> Run {
    judge(try play(drill, seed: seed, replaying: log))
  }

  /// Plays one replication of a drill.
  ///
  /// - Parameters:
  ///   - log: where the decisions come from; after its end, from simulated people.
  ///   - mayGoOn: asked now and then; false stops the run, which is partial then, or, when it is a
  ///     long one, thrown as interrupted.
  package static func play(
    _ drill: CompiledDrill, seed: UInt64, replaying log: DecisionLog? = nil,
    while mayGoOn: () -> Bool = { true }
  ) throws(RunFailure) -> PlayedDrill {
    if let log, !log.isOf(drill, seed: seed) {
      throw RunFailure(drill: drill, reason: .foreignLog(seed: log.seed))
    }
    let played = try RunFailure.naming(drill) {
      do {
        let replication = try Simulation.run(
          drill.model, seed: seed, decisions: log.map { .log($0.decisions) } ?? .simulatedPeople,
          while: mayGoOn)
        return PlayedDrill(drill: drill, replication: replication)
      } catch let stop as RunInterrupted {
        return PlayedDrill(drill: drill, replication: stop.partial, isPartial: true)
      }
    }
    guard !played.isPartial || played.replication.entries.count <= partialLimit else {
      throw RunFailure(drill: drill, reason: .interrupted(at: played.replication.end))
    }
    return played
  }

  /// Judges a drill that was just played.
  package static func judge(_ played: PlayedDrill) -> Run {
    var run = judge(played.replication, of: played.drill)
    run.isPartial = played.isPartial
    return run
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
