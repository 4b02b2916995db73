import EventKernel

/// A role: a lane's name over all flows. Its rows are in the order in which the net's lanes first
/// name them.
package enum Role {}

/// A choice that is put to a played role. Any number are open at once, and the world runs on.
package struct Question: Sendable {
  /// What is to be chosen.
  package enum Kind: Sendable, Hashable {
    /// Which way out of a gateway: the options are its edges, in the order of the file.
    case way(Row<FlowNode>)
    /// Whether a boundary timer of one's own task is acted on: 0, it is; 1, it is let pass.
    case raise(Row<FlowNode>)
  }

  /// What has become of it.
  package enum Standing: Sendable, Hashable {
    case open
    /// Answered with an option: by the role, or by its stand-in when the time for it was over.
    case answered(Int, byStandIn: Bool)
    /// What it was about is over: there is nothing to answer any more.
    case void
  }

  package var asked: SimulationTime
  package var incident: Row<Incident>
  package var instance: Row<FlowInstance>
  package var role: Row<Role>
  package var kind: Kind
  /// Hash of what is asked, the case and the how-manieth time: stable under edits elsewhere.
  package var point: NameHash
  /// How many answers there are, at least 2; `World.option(_:of:)` has their names.
  package var optionCount: Int
  /// What the flow's conditions, shares and rules would have answered when it was asked.
  package var byTheFlow: Int
  /// When the stand-in answers in the role's place; nil: nobody does.
  package var due: SimulationTime?
  package internal(set) var standing = Standing.open

  /// The flow's element that asks.
  package var node: Row<FlowNode> {
    switch kind {
    case .way(let node), .raise(let node): node
    }
  }
}

/// What somebody does whom nobody asked, or as an answer to what was asked.
package enum Command: Sendable, Hashable {
  /// A question is answered with one of its options, by index.
  case answer(question: Int, option: Int)
  /// A step that is offered is begun: by this person, or by whoever the flow would send.
  case begin(Row<FlowTask>, by: Row<Person>?)
  /// An act that no step asks for, or not now: to these targets, or without any to what the case
  /// knows that it may be done to.
  case act(Act, on: [ActTarget], of: Row<Incident>, by: Row<Person>?)
  /// A step that is offered is reported as done, and was not.
  case leaveOut(Row<FlowTask>)
  /// What an inject of the script does happens now: the facilitator's hand.
  case inject(Row<Inject>)
  /// Somebody sits down in a role; nil: the time that they have for an answer is not limited.
  case take(Row<Role>, answersWithin: TimeSpan?)
  /// The role's stand-in takes over, with all that is open.
  case handBack(Row<Role>)
}

/// Why a command does nothing: the rule that it breaks.
package enum Refusal: Error, Sendable, Hashable {
  /// The drill is over.
  case over
  /// There is no such question, step, inject, role or person.
  case unknown
  /// Another role's to answer or to do, or that of nobody who plays.
  case notYours(Row<Role>)
  /// It was answered before, or what it was about is over.
  case tooLate(Question.Standing)
  /// The question has no such option.
  case noSuchOption(of: Int)
  /// The step is not offered: it is under way or over.
  case notOffered
  /// No step of the role's plans does that.
  case noStep(Act)
  /// The act can't be done to that.
  case noSuchTarget(ActTarget)
  /// The person holds none of the posts that the step is for, or lacks the skill.
  case notQualified(Row<Person>)
  /// The person is not there and can't be called.
  case notThere(Row<Person>)
  /// The person is at another task.
  case busy(Row<Person>, with: Row<FlowTask>)
  /// The place where it is to be done is closed.
  case placeClosed
  /// Somebody plays the role already.
  case isPlayed
}
