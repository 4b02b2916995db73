import EventKernel

/// A task is offered and queued, unless somebody leaves it out.
extension World {
  mutating func offer(_ step: Row<Step>, node: Row<FlowNode>, instance: Row<FlowInstance>) {
    offer(step, node: node, instance: instance, as: nil)
  }

  /// The same of one part of an activity that is done several times, which has the boundary events.
  @inline(never)
  mutating func offerPart(
    _ part: MultiplePart, _ step: Row<Step>, node: Row<FlowNode>, instance: Row<FlowInstance>
  ) {
    offer(step, node: node, instance: instance, as: part)
  }

  @inline(__always)
  private mutating func offer(
    _ step: Row<Step>, node: Row<FlowNode>, instance: Row<FlowInstance>, as part: MultiplePart?
  ) {
    let incident = flow.instances[instance].record.incident
    let row = openTask(step, node: node, instance: instance)
    if let part { become(part, task: row) }
    if !model.drill.deviations.isEmpty {
      if skips(task: row, node: node) { return }
      delayByDeviation(task: row, node: node)
    }
    note(
      .taskOffered, incident: incident, instance: instance, subject: node.index, object: row.index,
      value: Int64(part?.number ?? 0))
    if let component = part?.component {
      note(
        .taskForComponent, incident: incident, instance: instance, subject: component.index,
        object: row.index)
    }
    if waitsForWord(node) { hold(task: row) } else { enqueue(task: row, incident: incident) }
    changeWaiting(at: node, by: 1)
    if let part = model.net.steps[step].part { want(part: part) }
    if part == nil, !model.net.nodes[node].boundaries.isEmpty {
      armBoundaries(of: node, instance: instance, task: row)
    }
    guard flow.tasks[row].isWaiting else { return }
    if let law = model.net.steps[step].patience {
      let task = flow.tasks[row]
      let patience = span(law, Purpose.patience, task.name, task.ordinal)
      schedule(.patience, at: now + patience, row: row, generation: task.generation)
    }
    if flow.tasks[row].phase == .queued, flow.queues.mayStart(row, of: queue(ofTask: row)) {
      mustDispatch = true
    }
  }

  /// A task in a row of its own, told from earlier ones of that row.
  @inline(__always)
  mutating func openTask(
    _ step: Row<Step>, node: Row<FlowNode>, instance: Row<FlowInstance>
  ) -> Row<FlowTask> {
    let incident = flow.instances[instance].record.incident
    let isOnSite =
      model.net.steps[step].isOnSiteByFault && mustBeThere(step, incident: incident)
    let queue =
      isOnSite ? flow.queues.onSiteQueueOfNode[node.index] : flow.queues.queueOfNode[node.index]
    let next = flow.tasks.nextRow
    let generation =
      next < flow.tasks.count ? flow.tasks[next].generation.next : Generation()
    let inserted = flow.tasks.insert(
      FlowState.TaskState(
        record: FlowTask(instance: instance, node: node, offered: now), step: step,
        incident: incident, queue: Int(queue), generation: generation,
        name: part(of: flow.instances[instance].key, model.net.nodes[node].name),
        ordinal: Int(counters(instance, node).visits), seniority: flow.offered))
    let row = Row<FlowTask>(inserted)
    flow.offered += 1
    flow.tasksOfInstance.append(row, to: &flow.instances[instance].tasks)
    return row
  }

  /// A person may leave a step out; then the flow goes on as if it had been done.
  private mutating func skips(task row: Row<FlowTask>, node: Row<FlowNode>) -> Bool {
    for (deviationRow, deviation) in model.drill.deviations.enumerated()
    where deviation.kind == .skip && befalls(deviation, task: row, node: node) {
      flow.tasks[row].record.outcome = .skipped
      flow.tasks[row].record.ended = now
      flow.tasks[row].phase = .over
      let instance = flow.tasks[row].record.instance
      flow.tasksOfInstance.remove(row, from: &flow.instances[instance].tasks)
      note(
        .taskSkipped, incident: flow.instances[instance].record.incident, instance: instance,
        subject: node.index, object: deviationRow)
      goOn(from: row, node: node, instance: instance)
      forget(task: row)
      return true
    }
    return false
  }

  private mutating func delayByDeviation(task row: Row<FlowTask>, node: Row<FlowNode>) {
    for deviation in model.drill.deviations {
      guard case .late(let law) = deviation.kind, befalls(deviation, task: row, node: node) else {
        continue
      }
      let name = part(of: flow.tasks[row].name, deviation.name)
      let delay = span(law, Purpose.deviationDelay, name, flow.tasks[row].ordinal)
      flow.tasks[row].lateBy = flow.tasks[row].lateBy + delay
    }
  }

  /// - Parameter times: how many times as often as its share says.
  func befalls(
    _ deviation: Deviation, task row: Row<FlowTask>, node: Row<FlowNode>, times factor: Double = 1
  ) -> Bool {
    guard deviation.nodes.contains(node) else { return false }
    let name = part(of: flow.tasks[row].name, deviation.name)
    let share = factor == 1 ? deviation.share : Probability(clamped: deviation.share.value * factor)
    return happens(share, Purpose.deviation, name, flow.tasks[row].ordinal)
  }

  /// The token goes on from a task that is over, or the activity that it is a part of does.
  @inline(__always)
  mutating func goOn(
    from task: Row<FlowTask>, node: Row<FlowNode>, instance: Row<FlowInstance>
  ) {
    if let multiple = flow.tasks[task].multiple.row {
      partOver(of: multiple, task: task)
    } else {
      leave(node, instance: instance)
    }
  }

  func step(ofTask row: Row<FlowTask>) -> Step {
    model.net.steps[flow.tasks[row].step]
  }

  func incident(ofTask row: Row<FlowTask>) -> Row<Incident> {
    flow.tasks[row].incident
  }
}
