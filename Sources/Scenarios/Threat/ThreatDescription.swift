import EventKernel
import Simulator

/// A threat as its file describes it.
package struct ThreatDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  /// What it is like, for whoever chooses one.
  package var about: Bilingual?
  package var emergencyClass: EmergencyClass
  /// The word of its row of table B; nil: it says none.
  package var row: String?
  package var on: SubjectKind
  package var classes: [ObjectClass]
  package var share: Probability
  /// Of which one is wanted to deal with it.
  package var skills: [Name] = []
  package var stages: [StageDescription]
  package var endings: [EndingDescription]
  package var treatments: [TreatmentDescription]
}

package struct StageDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var needs: StageNeeds = []
  package var spreads: [ThreatSpread] = []
  package var impacts: [StageImpact] = []
  package var transitions: [TransitionDescription] = []
  package var monitoring: Law?
  package var calls: Law?
  package var patrol: Probability = .never
  package var scan: Probability = .certain
  package var isHeld = false
}

package struct TransitionDescription: Sendable {
  package enum Cue: Sendable {
    case after(Law)
    case when(SubjectCondition)
  }

  /// A stage, or `end`.
  package var to: Name
  package var cue: Cue
  package var share: Probability?

  /// The word for leaving the subject: no stage has that name.
  package static let end = "end"
}

package struct EndingDescription: Sendable {
  package var act: Act
  /// nil: all stages.
  package var from: [Name]?
  package var succeeds: Probability
  package var isPatched: Bool
  package var position: SourcePosition
}

package struct TreatmentDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var from: [Name]?
  /// A stage, or `end`.
  package var to: Name
  package var succeeds: Probability
  package var isPatched: Bool
  package var takes: Law?
  package var isOnSite: Bool
}

extension Act {
  /// The acts that a threat's file may say to end it, whatever the threat is.
  package static var endings: [Act] { [.clean, .rebuild, .restoreData] }

  /// Whether one of these is done to what a threat lives on.
  func endsThreats(on kind: SubjectKind) -> Bool {
    self == .restoreData ? kind == .data : kind == .component
  }
}
