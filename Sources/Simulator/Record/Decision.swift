import EventKernel

/// A place where a person could choose, as it was put to them.
package struct DecisionPoint: Sendable {
  package enum Question: Sendable, Equatable {
    /// Which way out of a gateway: options are edges.
    case branch(Row<FlowNode>)
    /// Whom to send: options are people.
    case dispatch(Row<FlowNode>)
  }

  package var time: SimulationTime
  package var incident: Row<Incident>
  package var instance: Row<FlowInstance>
  package var question: Question
  /// Hash of what is asked, the case and the how-manieth time: stable under edits elsewhere.
  package var point: NameHash
  /// How many legal answers there are, at least one; `World.option(_:of:)` has their names.
  package var optionCount: Int
  /// What the flow's conditions, shares and rules would answer, by index.
  package var byTheFlow: Int

  package init(
    time: SimulationTime, incident: Row<Incident>, instance: Row<FlowInstance>,
    question: Question, point: NameHash, optionCount: Int, byTheFlow: Int
  ) {
    self.time = time
    self.incident = incident
    self.instance = instance
    self.question = question
    self.point = point
    self.optionCount = optionCount
    self.byTheFlow = byTheFlow
  }
}

/// An answer, as it is logged: replaying the log gives the drill back, byte for byte.
package struct Decision: Sendable, Hashable {
  package var time: SimulationTime
  package var point: NameHash
  /// The name of the option taken.
  package var choice: NameHash

  package init(time: SimulationTime, point: NameHash, choice: NameHash) {
    self.time = time
    self.point = point
    self.choice = choice
  }
}
