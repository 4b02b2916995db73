import EventKernel

/// A task is done, given up or interrupted.
extension World {
  mutating func finish(task row: Row<FlowTask>, generation: Generation) {
    guard flow.tasks[row].phase == .working, flow.tasks[row].generation == generation else {
      return
    }
    let instance = flow.tasks[row].record.instance
    let incident = incident(ofTask: row)
    let node = flow.tasks[row].record.node
    flow.tasks[row].record.outcome = .done
    close(task: row)
    note(.taskDone, incident: incident, instance: instance, subject: node.index, object: row.index)
    if let multiple = flow.tasks[row].multiple.row {
      finishPart(task: row, of: multiple, incident: incident, instance: instance)
      return forget(task: row)
    }
    flow.counters[countersPosition(instance, node)].done += 1
    if levels.asksDone { noteDone(node) }
    let step = flow.tasks[row].step
    if let message = model.net.steps[step].message { send(message, task: row, node: node) }
    apply(step, task: row, incident: incident)
    if flow.tasks[row].isByHand {
      endByHand(instance: instance)
    } else {
      leave(node, instance: instance)
    }
    forget(task: row)
  }

  mutating func runOutOfPatience(task row: Row<FlowTask>, generation: Generation) {
    guard flow.tasks[row].isWaiting, flow.tasks[row].generation == generation else { return }
    flow.tasks[row].record.outcome = .lapsed
    close(task: row)
    let instance = flow.tasks[row].record.instance
    let node = flow.tasks[row].record.node
    note(
      .taskLapsed, incident: incident(ofTask: row), instance: instance, subject: node.index,
      object: row.index)
    meters.take((now - flow.tasks[row].record.offered).microseconds, at: .waiting, node)
    meters.take(1, at: .givenUp, node)
    goOn(from: row, node: node, instance: instance)
    forget(task: row)
  }

  /// An interruption frees the people and voids what was scheduled.
  mutating func interrupt(task row: Row<FlowTask>) {
    guard flow.tasks[row].phase != .over else { return }
    flow.tasks[row].record.outcome = .interrupted
    close(task: row)
    note(
      .taskInterrupted, incident: incident(ofTask: row),
      instance: flow.tasks[row].record.instance, subject: flow.tasks[row].record.node.index,
      object: row.index)
    let step = flow.tasks[row].step
    if model.net.steps[step].fixesTargets { dropTargets(ofTask: row, step) }
    forget(task: row)
  }

  /// The row of a task that is over may serve another.
  mutating func forget(task row: Row<FlowTask>) {
    if !isTraced { flow.tasks.release(row.index) }
  }

  mutating func close(task row: Row<FlowTask>) {
    let phase = flow.tasks[row].phase
    let node = flow.tasks[row].record.node
    flow.tasks[row].phase = .over
    cancelEvents(ofTask: row)
    flow.tasks[row].record.ended = now
    if phase == .queued || phase == .held {
      if phase == .queued { dequeue(task: row) } else { withdraw(offer: row) }
      changeWaiting(at: node, by: -1)
      if flow.tasks[row].record.started == nil, let part = step(ofTask: row).part {
        wantNoLonger(part: part)
      }
    } else {
      meters.change(by: -1, at: .numberAtWork, node, now: now)
    }
    while let wait = flow.tasks[row].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    freeCrew(ofTask: row)
    if let vendor = flow.tasks[row].record.vendor {
      people.vendorJobs[vendor] -= 1
      mustDispatch = true
    }
    let instance = flow.tasks[row].record.instance
    flow.tasksOfInstance.remove(row, from: &flow.instances[instance].tasks)
  }

  /// Who does the task is free for others.
  @inline(__always)
  mutating func freeCrew(ofTask row: Row<FlowTask>) {
    while let person = flow.tasks[row].crew.row {
      flow.tasks[row].crew = people.people[person].nextOfCrew
      people.people[person].nextOfCrew = .none
      release(person)
    }
    if let pool = flow.tasks[row].pool.row {
      people.pools[pool].busy -= flow.tasks[row].crewCount
      people.tasksOfPool.remove(row, from: &people.pools[pool].tasks)
      flow.tasks[row].pool = .none
      mustDispatch = true
    }
    flow.tasks[row].crewCount = 0
  }
}
