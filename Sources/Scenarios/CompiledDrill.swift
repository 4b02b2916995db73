import EventKernel
import Scoring
import Simulator

/// A drill, read, checked and compiled: all that running, scoring and reporting it needs.
package struct CompiledDrill: Sendable {
  /// The key in the drill file, e.g. `worm-in-the-service-hall`.
  package var name: String
  package var title: Bilingual
  package var teaches: Bilingual?
  /// The row of table B that it plays.
  package var emergencyClass: EmergencyClass?
  package var start: CivilTime
  package var model: Model
  package var lexicon: Lexicon
  package var rubric: Rubric
  package var rubricName: String
  package var objectives: [Objective]
  /// The line of the drill file that each objective begins in, from 1.
  package var objectiveLines: [Int]
  /// Working days from the drill's first day on, by the agreement.
  package var calendar: WorkCalendar
  /// The drawing of each flow, by `Row<Flow>`.
  package var drawings: [FlowDrawing]
  /// Every file that it was made of, the drill first, by path relative to the scenario folder.
  package var sources: [SourceFile]
  /// SHA-256 of the sources, lower-case hex.
  package var digest: String
  /// How many replications are run when nobody says another number.
  package var replications: Int?
  package var knownValues: [KnownValue]

  package init(
    name: String, title: Bilingual, teaches: Bilingual?, emergencyClass: EmergencyClass?,
    start: CivilTime, model: Model, lexicon: Lexicon, rubric: Rubric, rubricName: String,
    objectives: [Objective], objectiveLines: [Int] = [], calendar: WorkCalendar,
    drawings: [FlowDrawing], sources: [SourceFile],
    digest: String, replications: Int? = nil, knownValues: [KnownValue] = []
  ) {
    self.name = name
    self.title = title
    self.teaches = teaches
    self.emergencyClass = emergencyClass
    self.start = start
    self.model = model
    self.lexicon = lexicon
    self.rubric = rubric
    self.rubricName = rubricName
    self.objectives = objectives
    self.objectiveLines = objectiveLines
    self.calendar = calendar
    self.drawings = drawings
    self.sources = sources
    self.digest = digest
    self.replications = replications
    self.knownValues = knownValues
  }
}

/// One file that a drill is made of.
package struct SourceFile: Sendable, Hashable {
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
