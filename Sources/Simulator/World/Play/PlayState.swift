import EventKernel

/// What people at the table have been asked and offered. Empty, and never looked at, while every
/// role is a stand-in's.
struct PlayState {
  /// What becomes of the choices and steps of a role.
  struct RoleState {
    var isPlayed = false
    /// How long a question waits for its answer before the stand-in gives one.
    var answersWithin: TimeSpan?
  }

  /// A question, and how to find what it is about.
  struct QuestionState {
    var question: Question
    /// Of the instance, when it was asked.
    var generation: Generation
    /// Of `Question.Kind.raise`: the timer.
    var wait: FlowState.WaitKey?
  }

  /// Whether anybody plays, or ever did.
  var isOn = false
  /// By role; empty: nobody ever played.
  var roles: [RoleState] = []
  var questions: [QuestionState] = []
  /// Tasks that wait for a role's word, in the order in which they were offered.
  var offered: [Row<FlowTask>] = []
  /// Something was asked or offered at this point of this instant, and nobody has been told yet.
  var hasNews = false
  /// How often the world has halted for that.
  var halts = 0
  /// How many acts were done by hand.
  var byHand = 0

  mutating func restart() { self = PlayState() }
}

extension World {
  /// The role of a lane.
  package func role(of lane: Row<Lane>) -> Row<Role> {
    Row(Int(flow.queues.roleOfLane[lane.index]))
  }

  /// How many roles the flows have.
  package var roleCount: Int { flow.queues.roleCount }

  /// Whether somebody at the table plays the role that a node is a matter of.
  @inline(__always)
  func isPlayed(_ node: Row<FlowNode>) -> Bool { play.isOn && isRolePlayed(of: node) }

  @inline(never)
  private func isRolePlayed(of node: Row<FlowNode>) -> Bool {
    guard let lane = model.net.nodes[node].lane else { return false }
    return isPlayed(role(of: lane))
  }

  /// Whether somebody at the table plays a role.
  package func isPlayed(_ role: Row<Role>) -> Bool {
    play.isOn && play.roles[role.index].isPlayed
  }

  /// How often the world has halted to tell played roles what they are asked and offered.
  package var playHalts: Int { play.halts }

  /// Every question that was put to a played role, in the order of asking; a row of it is what
  /// `Command.answer` names.
  package var questions: [Question] { play.questions.map(\.question) }

  /// One of the questions.
  package func question(_ row: Int) -> Question { play.questions[row].question }

  /// The steps that wait for a played role's word, in the order in which they were offered.
  package var offeredSteps: [Row<FlowTask>] { play.offered }

  /// What a task of this world is about, as it is at this moment.
  package func taskRecord(_ row: Row<FlowTask>) -> FlowTask { flow.tasks[row].record }

  /// The case that a task is of.
  package func incidentRow(ofTask row: Row<FlowTask>) -> Row<Incident> { incident(ofTask: row) }

  /// What names a case in a log: the subject first observed, and the how-manieth case of it.
  package func key(of incident: Row<Incident>) -> NameHash { incidents.states[incident].key }

  /// The case of that key.
  package func incident(ofKey key: NameHash) -> Row<Incident>? {
    incidents.states.rows.first { incidents.states[$0].key == key }
  }

  /// What names a target in a log.
  package func name(of target: ActTarget) -> NameHash {
    switch target.kind {
    case .node: model.platform.nodes[target.index].name
    case .dataSet: model.platform.dataSets[target.index].name
    case .part: model.support.stock[target.index].name
    case .zone: model.platform.zones[target.index]
    }
  }

  /// What names a task in a log, whatever else happens in the world: the case, the step, and the
  /// how-manieth time.
  package func point(ofTask row: Row<FlowTask>) -> NameHash {
    let name = flow.tasks[row].name.combined(with: UInt64(flow.tasks[row].ordinal))
    return flow.tasks[row].component.row.map {
      name.combined(with: model.platform.nodes[$0.node].name)
    } ?? name
  }
}
