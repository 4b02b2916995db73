import EventKernel

/// The one seam where a choice enters the world.
extension World {
  /// The oldest decision point that nobody has answered yet.
  var openDecision: DecisionPoint? {
    pending.isEmpty ? nil : pending.first { $0.answer < 0 }?.point
  }

  /// Answers the open decision point with one of its options, by index. The answer takes effect as
  /// an event of this instant, before anything else of it.
  package mutating func answer(_ option: Int) {
    guard let row = pending.firstIndex(where: { $0.answer < 0 }) else {
      preconditionFailure("an answer without a question at \(now), seed \(record.seed)")
    }
    precondition(
      option >= 0 && option < pending[row].point.optionCount,
      "no option \(option) at \(now), seed \(record.seed)")
    pending[row].answer = Int32(option)
    if isTraced {
      record.decisions.append(
        Decision(
          time: now, point: pending[row].point.point,
          choice: self.option(option, of: pending[row].point)))
    }
    events.schedule(
      at: now, rank: EventKind.answer.rank, kind: EventKind.answer.rawValue, row: 0,
      generation: 0)
  }

  /// The oldest answer takes effect.
  mutating func takeEffect() {
    guard let first = pending.first, first.answer >= 0 else { return }
    let answer = Int(first.answer)
    pending.removeFirst()
    switch first.subject {
    case .branch(let instance, let node):
      guard flow.instances[instance].isRunning,
        flow.instances[instance].generation == first.generation
      else { return }
      let edge = Int(model.net.nodes[node].outgoing.lowerBound) + answer
      note(
        .branchTaken, incident: first.point.incident, instance: instance,
        subject: node.index, object: edge)
      take(edge: edge, instance: instance)
      consume(instance: instance, at: node)
    case .dispatch(let task):
      if flow.tasks[task].phase == .queued, flow.tasks[task].generation == first.generation {
        flow.tasks[task].chosen = OptionalRow(candidates[answer])
        if flow.queues.queues[queue(ofTask: task)].kinds.isByChoice {
          requeue(task: task, incident: incident(ofTask: task))
        }
      }
      mustDispatch = true
    }
  }

  /// Which way out of an exclusive gateway: with one way there is nothing to choose.
  mutating func decideBranch(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
    let node = model.net.nodes[row]
    guard node.outgoing.count > 1 else {
      leave(row, instance: instance)
      return
    }
    let incident = flow.instances[instance].record.incident
    let visits = counters(instance, row).visits
    pending.append(
      PendingDecision(
        subject: .branch(instance: instance, node: row),
        generation: flow.instances[instance].generation,
        point: DecisionPoint(
          time: now, incident: incident, instance: instance,
          question: .branch(row),
          point: flow.instances[instance].key.combined(with: node.name)
            .combined(with: UInt64(visits)),
          optionCount: node.outgoing.count,
          byTheFlow: branch(of: row, instance: instance, incident: incident))))
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
  private func branch(
    of row: Row<FlowNode>, instance: Row<FlowInstance>, incident: Row<Incident>
  ) -> Int {
    let node = model.net.nodes[row]
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
