import EventKernel

/// What is put to played roles: choices as rows that wait, and steps that are offered.
extension World {
  // MARK: Asking

  /// Which way out of a gateway is a played role's to say: the token rests there until it does.
  @inline(never)
  mutating func askWay(_ node: Row<FlowNode>, instance: Row<FlowInstance>) {
    let visits = UInt64(counters(instance, node).visits)
    ask(
      .way(node), instance: instance, optionCount: model.net.nodes[node].outgoing.count,
      byTheFlow: branch(of: node, instance: instance), visits: visits)
  }

  /// Whether what a boundary timer says is done is a played role's to say.
  @inline(never)
  mutating func askToRaise(wait: Row<FlowState.WaitState>) {
    let state = flow.waits[wait]
    let visits = UInt64(counters(state.instance, state.node).arrived)
    ask(
      .raise(state.node), instance: state.instance, optionCount: 2, byTheFlow: 0, visits: visits,
      wait: FlowState.WaitKey(row: wait, generation: state.generation))
  }

  private mutating func ask(
    _ kind: Question.Kind, instance: Row<FlowInstance>, optionCount: Int, byTheFlow: Int,
    visits: UInt64, wait: FlowState.WaitKey? = nil
  ) {
    var question = Question(
      asked: now, incident: flow.instances[instance].record.incident, instance: instance,
      role: Row(0), kind: kind,
      point: flow.instances[instance].key, optionCount: optionCount, byTheFlow: byTheFlow)
    let node = model.net.nodes[question.node]
    guard let lane = node.lane else {
      preconditionFailure("a question without a role at \(now), seed \(record.seed)")
    }
    question.role = role(of: lane)
    question.point = question.point.combined(with: node.name).combined(with: visits)
    let row = play.questions.count
    if let within = play.roles[question.role.index].answersWithin {
      question.due = now + within
      schedule(.questionDue, at: now + within, row: row)
    }
    play.questions.append(
      PlayState.QuestionState(
        question: question, generation: flow.instances[instance].generation, wait: wait))
    play.hasNews = true
    note(
      .questionAsked, incident: question.incident, instance: instance,
      subject: question.node.index, object: row, value: Int64(question.role.index))
  }

  /// A step waits for a played role's word, and not for people.
  @inline(never)
  mutating func hold(task row: Row<FlowTask>) {
    flow.tasks[row].phase = .held
    play.offered.append(row)
    play.hasNews = true
  }

  /// Whether a step is for a played role to begin: what tools and outsiders do is not.
  @inline(__always)
  func waitsForWord(_ node: Row<FlowNode>) -> Bool {
    isPlayed(node) && isOfPeople(node)
  }

  private func isOfPeople(_ node: Row<FlowNode>) -> Bool {
    guard let lane = model.net.nodes[node].lane,
      case .people = model.net.lanes[lane.index].performer
    else { return false }
    return true
  }

  // MARK: Answering

  /// The time for an answer is over.
  @inline(never)
  mutating func passDue(question row: Int) {
    guard play.questions[row].question.standing == .open else { return }
    answerForRole(row)
  }

  /// The stand-in answers a question as the flow would now.
  mutating func answerForRole(_ row: Int) {
    let state = play.questions[row]
    guard isAlive(state) else { return close(question: row, as: .void) }
    var option = state.question.byTheFlow
    if case .way(let node) = state.question.kind {
      option = branch(of: node, instance: state.question.instance)
    }
    settle(question: row, option, byStandIn: true)
  }

  /// Whether what a question is about still goes on.
  func isAlive(_ state: PlayState.QuestionState) -> Bool {
    let instance = state.question.instance
    guard flow.instances[instance].isRunning,
      flow.instances[instance].generation == state.generation
    else { return false }
    return state.wait.map { flow.isArmed($0) } ?? true
  }

  /// An answer takes effect.
  mutating func settle(question row: Int, _ option: Int, byStandIn: Bool) {
    let state = play.questions[row]
    close(question: row, as: .answered(option, byStandIn: byStandIn))
    if isTraced {
      record.decisions.append(
        Decision(
          time: now, point: state.question.point, choice: self.option(option, of: state.question)))
    }
    decisionCount += 1
    switch state.question.kind {
    case .way(let node): goOn(along: option, from: node, state)
    case .raise:
      guard let wait = state.wait else { return }
      if option == 0 { fire(wait: wait.row) } else { disarm(wait: wait.row) }
    }
  }

  /// The token of an answered question goes on, behind those of questions that were answered before
  /// at the same halt.
  private mutating func goOn(
    along option: Int, from node: Row<FlowNode>, _ state: PlayState.QuestionState
  ) {
    let question = state.question
    guard !flow.moving.isEmpty || !pending.isEmpty else {
      return goOn(along: option, from: node, instance: question.instance)
    }
    pending.append(
      PendingDecision(
        subject: .branch(instance: question.instance, node: node), generation: state.generation,
        point: DecisionPoint(
          time: now, incident: question.incident, instance: question.instance,
          question: .branch(node), point: question.point, optionCount: question.optionCount,
          byTheFlow: question.byTheFlow), answer: Int32(option)))
  }

  private mutating func close(question row: Int, as standing: Question.Standing) {
    play.questions[row].question.standing = standing
    let question = play.questions[row].question
    let value: Int64 =
      switch standing {
      case .open, .void: -1
      case .answered(let option, let byStandIn): Int64(option) * 2 + (byStandIn ? 1 : 0)
      }
    note(
      .questionAnswered, incident: question.incident, instance: question.instance,
      subject: question.node.index, object: row, value: value)
  }

  /// Questions about what is over are void; who asks for them is told so. O(questions).
  mutating func voidQuestions() {
    for row in play.questions.indices
    where play.questions[row].question.standing == .open && !isAlive(play.questions[row]) {
      close(question: row, as: .void)
    }
  }

  /// The name of an option of a question.
  package func option(_ index: Int, of question: Question) -> NameHash {
    switch question.kind {
    case .way(let node):
      model.net.edges[Int(model.net.nodes[node].outgoing.lowerBound) + index].name
    case .raise(let node):
      model.net.nodes[node].name.combined(with: index == 0 ? Self.raised : Self.passedOver)
    }
  }

  private static let raised = NameHash("raised")
  private static let passedOver = NameHash("passed over")
}
