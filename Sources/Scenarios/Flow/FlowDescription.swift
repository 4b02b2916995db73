import EventKernel
import Simulator

/// A flow as its two files describe it: the drawing, and what stands beside it.
package struct FlowDescription: Sendable {
  /// The name of both files.
  package var name: String
  package var title: Bilingual
  /// The clause of the standard, "" when it has none.
  package var clause: String
  /// The file beside the drawing.
  var position: SourcePosition
  var graph: FlowGraph
  /// By lane of the graph; nil after a diagnostic.
  var lanes: [FlowLane?]
  var defaultTakes: Law
  /// By node of the graph; nil for a task without an entry, and for all that is no task.
  var steps: [FlowStep?]

  /// What call activities name it by.
  package var processID: String { graph.process.id.id }

  /// How long the work of a step takes that has nothing to go by: what the step says, else the
  /// act's own time, else what the file says for all.
  func takes(_ step: FlowStep) -> Law {
    if let takes = step.takes { return takes }
    return step.isInstant ? .constant(0) : step.effect.row.takes ?? defaultTakes
  }
}

/// Who performs the steps of a lane, by the names of the support file.
struct FlowLane: Sendable {
  enum Performer: Sendable {
    case people(posts: [Name], tiers: [Tier])
    case vendor
    case outside
    case automatic
  }

  var performer: Performer
  var holds = false
  var preempts = false
  var pausesOffDuty = false
  var position: SourcePosition
}

/// The work of a task.
struct FlowStep: Sendable {
  var effect: Act = .none
  /// Of `Act.treat`: `THREAT.ACT`, the one that is meant; nil: whatever the threat's file says.
  var treatment: Name?
  /// nil: what its act takes, else the file's default.
  var takes: Law?
  var takesByFault = false
  var people = 1
  var peoplePosition: SourcePosition?
  var skills: [Name] = []
  var skillOfComponent = false
  /// nil: where the fault asks for it, for work on faults.
  var isOnSite: Bool?
  var scope: StepScope = .one
  var patience: Law?
  /// What it takes off a stock.
  var part: Name?
  var message: Message?
  var isMandatory = true
  var succeeds = Probability.certain

  /// Done by word, in no time that is worth saying.
  var isInstant: Bool { effect.row.isSpeech && takes == nil && !takesByFault }

  struct Message: Sendable {
    /// Position in the graph's lanes.
    var to: Int
    var within: TimeSpan?
    var way: MessageWay
  }
}
