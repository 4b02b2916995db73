import EventKernel

/// The one seam where a choice enters the world.
///
/// Where the flow itself chooses, nothing waits: there is no row and no event. A world that was
/// told to halt asks its caller instead, at `haltsAtDecision` and from there on.
extension World {
  /// The decision point that the world halts at until `answer(_:)`; nil: it goes on.
  package var openDecision: DecisionPoint? {
    guard let first = pending.first, first.answer < 0 else { return nil }
    return first.point
  }

  /// Answers the decision point that the world halts at with one of its options, by index. The
  /// answer takes effect at once, before anything else of this instant.
  package mutating func answer(_ option: Int) {
    guard let point = openDecision else {
      preconditionFailure("an answer without a question at \(now), seed \(record.seed)")
    }
    precondition(
      option >= 0 && option < point.optionCount,
      "no option \(option) at \(now), seed \(record.seed)")
    pending[0].answer = Int32(option)
    noteDecision(point.point, self.option(option, of: point))
    while flow.moving.isEmpty, let first = pending.first, first.answer >= 0 { takeEffect() }
  }

  /// Puts down what was chosen, for those who replay it or ask what else there was.
  private mutating func noteDecision(_ point: NameHash, _ choice: NameHash) {
    guard isTraced else { return }
    record.decisions.append(Decision(time: now, point: point, choice: choice))
  }

  /// One decision more has come; whether the world halts at it.
  mutating func haltsHere() -> Bool {
    decisionCount += 1
    return decisionCount > haltsAtDecision
  }

  /// The oldest answer takes effect.
  mutating func takeEffect() {
    let first = pending.removeFirst()
    let answer = Int(first.answer)
    switch first.subject {
    case .branch(let instance, let node):
      guard flow.instances[instance].isRunning,
        flow.instances[instance].generation == first.generation
      else { return }
      goOn(along: answer, from: node, instance: instance)
    case .dispatch(let task):
      if flow.tasks[task].phase == .queued, flow.tasks[task].generation == first.generation {
        choose(candidates[answer], forTask: task)
      }
      mustDispatch = true
    }
  }

  /// A token leaves an exclusive gateway by one of its ways.
  mutating func goOn(along option: Int, from node: Row<FlowNode>, instance: Row<FlowInstance>) {
    let edge = Int(model.net.nodes[node].outgoing.lowerBound) + option
    note(
      .branchTaken, incident: flow.instances[instance].record.incident, instance: instance,
      subject: node.index, object: edge)
    take(edge: edge, instance: instance)
    consume(instance: instance, at: node)
  }

  /// Somebody was chosen to do a task that waits.
  mutating func choose(_ person: Row<Person>, forTask task: Row<FlowTask>) {
    flow.tasks[task].chosen = OptionalRow(person)
    if flow.queues.queues[queue(ofTask: task)].kinds.isByChoice {
      requeue(task: task, incident: incident(ofTask: task))
    }
  }

  /// Which way out of an exclusive gateway: with one way there is nothing to choose.
  mutating func decideBranch(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
    guard model.net.nodes[row].outgoing.count > 1 else {
      leave(row, instance: instance)
      return
    }
    if waitsForWord(row) { return askWay(row, instance: instance) }
    let halts = haltsHere()
    let option = branch(of: row, instance: instance)
    // Tokens that move already are before this one; those go first that were asked before it.
    let isLast = flow.nextMoving >= flow.moving.count && pending.isEmpty
    guard halts || !isLast || isTraced else {
      goOn(along: option, from: row, instance: instance)
      return
    }
    decide(row, instance: instance, byTheFlow: option, halts: halts, isLast: isLast)
  }

  /// The same where the choice is put down, asked for or has to wait for its turn.
  @inline(never)
  private mutating func decide(
    _ row: Row<FlowNode>, instance: Row<FlowInstance>, byTheFlow option: Int, halts: Bool,
    isLast: Bool
  ) {
    let node = model.net.nodes[row]
    let point = DecisionPoint(
      time: now, incident: flow.instances[instance].record.incident, instance: instance,
      question: .branch(row),
      point: flow.instances[instance].key.combined(with: node.name)
        .combined(with: UInt64(counters(instance, row).visits)),
      optionCount: node.outgoing.count, byTheFlow: option)
    if !halts { noteDecision(point.point, self.option(option, of: point)) }
    guard halts || !isLast else {
      goOn(along: option, from: row, instance: instance)
      return
    }
    pending.append(
      PendingDecision(
        subject: .branch(instance: instance, node: row),
        generation: flow.instances[instance].generation, point: point,
        answer: halts ? -1 : Int32(option)))
  }

  /// Whom to send of more candidates than are needed, the best of whom stands first.
  mutating func askWhom(task row: Row<FlowTask>, incident: Row<Incident>) {
    let halts = haltsHere()
    guard halts || isTraced else {
      choose(candidates[0], forTask: row)
      mustDispatch = true
      return
    }
    let point = DecisionPoint(
      time: now, incident: incident, instance: flow.tasks[row].record.instance,
      question: .dispatch(flow.tasks[row].record.node),
      point: flow.tasks[row].name.combined(with: UInt64(flow.tasks[row].ordinal)),
      optionCount: candidates.count, byTheFlow: 0)
    guard halts else {
      noteDecision(point.point, option(0, of: point))
      choose(candidates[0], forTask: row)
      mustDispatch = true
      return
    }
    pending.append(
      PendingDecision(
        subject: .dispatch(task: row), generation: flow.tasks[row].generation, point: point))
  }

  /// The name of an option of the open question.
  package func option(_ index: Int, of point: DecisionPoint) -> NameHash {
    switch point.question {
    case .branch(let node):
      model.net.edges[Int(model.net.nodes[node].outgoing.lowerBound) + index].name
    case .dispatch: model.support.people[candidates[index]].name
    }
  }

  /// What the flow itself says: the first way whose condition holds, else a draw of the shares,
  /// else the default.
  func branch(of row: Row<FlowNode>, instance: Row<FlowInstance>) -> Int {
    let node = model.net.nodes[row]
    let incident = flow.instances[instance].record.incident
    var shares: Int64 = 0
    for (option, position) in node.outgoing.enumerated() {
      let edge = model.net.edges[Int(position)]
      shares += Int64(edge.share ?? 0)
      if holds(edge.condition, incident: incident, instance: instance) { return option }
    }
    if shares > 0 {
      let name = part(of: flow.instances[instance].key, node.name)
      var draws = draws(Purpose.share, name, Int(counters(instance, row).visits))
      var draw = Int64(draws.below(UInt64(shares)))
      for (option, position) in node.outgoing.enumerated() {
        draw -= Int64(model.net.edges[Int(position)].share ?? 0)
        if draw < 0 { return option }
      }
    }
    return Int(node.defaultEdge ?? Int32(node.outgoing.count - 1))
  }
}
