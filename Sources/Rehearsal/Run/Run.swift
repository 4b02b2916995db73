import Scenarios
import Scoring
import Simulator

/// The version that every result names; a change of results changes it.
package let sandtableVersion = "0.10.0"

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

  /// Whether people at the table played roles in it.
  package var wasPlayed: Bool {
    replication.entries.contains {
      [.questionAsked, .questionAnswered, .commanded].contains($0.kind)
    }
  }

  /// Every objective is met.
  package var isMet: Bool { scorecard.objectives.allSatisfy { $0.outcome == .met } }
}

/// A drill played once, and not judged yet.
package struct PlayedDrill: Sendable {
  package var drill: CompiledDrill
  package var replication: Replication
  /// It was stopped before the drill's end.
  package var isPartial = false
}
