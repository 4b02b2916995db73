import Foundation
import Scenarios
import Simulator

/// A run in the archive, without what it is made of: what a list of runs shows.
package struct RunSummary: Sendable {
  /// The number that people name it by, from 1.
  package var id: Int64
  package var drill: String
  package var title: Bilingual
  package var seed: UInt64
  package var version: String
  /// SHA-256 of the drill's files, lower-case hex: only runs of one digest may be compared.
  package var digest: String
  /// When it was recorded, by the clock on the wall; nil: what is stored is no date.
  package var created: Date?
  /// Final score and coverage in thousandths; a nil score: nothing could be evaluated.
  package var score: Int?
  package var coverage: Int
  package var rating: String?
  package var objectivesMet: Int
  package var objectivesMissed: Int
  package var objectivesUndecided: Int
}

/// A run taken from the archive with everything that it takes to report it or to play it again.
package struct ArchivedRun: Sendable {
  package var summary: RunSummary
  /// The drill's files as they were, the drill first.
  package var sources: [SourceFile]
  package var replication: Replication
}
