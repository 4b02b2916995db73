import EventKernel

/// A task is done, given up or interrupted.
extension World {
  mutating func finish(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .working, flow.tasks[row].generation == generation else {
      return
    }
    let instance = flow.tasks[row].record.instance.index
    let incident = incident(ofTask: row)
    let node = flow.tasks[row].record.node.index
    flow.tasks[row].record.outcome = .done
    close(task: row)
    note(.taskDone, incident: incident, instance: instance, subject: node, object: row)
    flow.counters[countersPosition(instance, node)].done += 1
    let step = step(ofTask: row)
    if let message = step.message { send(message, task: row, node: node) }
    apply(step, task: row, incident: incident, instance: instance)
    leave(node, instance: instance)
    forget(task: row)
  }

  mutating func runOutOfPatience(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .queued, flow.tasks[row].generation == generation else {
      return
    }
    flow.tasks[row].record.outcome = .lapsed
    close(task: row)
    let instance = flow.tasks[row].record.instance.index
    let node = flow.tasks[row].record.node.index
    note(
      .taskLapsed, incident: incident(ofTask: row), instance: instance, subject: node,
      object: row)
    meters.take((now - flow.tasks[row].record.offered).microseconds, at: .waiting, node)
    meters.take(1, at: .givenUp, node)
    leave(node, instance: instance)
    forget(task: row)
  }

  /// An interruption frees the people and voids what was scheduled.
  mutating func interrupt(task row: Int) {
    guard flow.tasks[row].phase != .over else { return }
    flow.tasks[row].record.outcome = .interrupted
    close(task: row)
    note(
      .taskInterrupted, incident: incident(ofTask: row),
      instance: flow.tasks[row].record.instance.index, subject: flow.tasks[row].record.node.index,
      object: row)
    forget(task: row)
  }

  /// The row of a task that is over may serve another.
  mutating func forget(task row: Int) {
    if !isTraced { flow.tasks.release(row) }
  }

  private mutating func close(task row: Int) {
    let phase = flow.tasks[row].phase
    let node = flow.tasks[row].record.node.index
    flow.tasks[row].phase = .over
    cancelEvents(ofTask: row)
    flow.tasks[row].record.ended = now
    if phase == .queued {
      dequeue(task: row)
      meters.change(by: -1, at: .numberWaiting, node, now: now)
      if flow.tasks[row].record.started == nil, let part = step(ofTask: row).part {
        wantNoLonger(part: part.index)
      }
    } else {
      meters.change(by: -1, at: .numberAtWork, node, now: now)
    }
    while flow.tasks[row].waits.first >= 0 { disarm(wait: Int(flow.tasks[row].waits.first)) }
    freeCrew(ofTask: row)
    if let vendor = flow.tasks[row].record.vendor {
      people.vendorJobs[vendor.index] -= 1
      mustDispatch = true
    }
    let instance = flow.tasks[row].record.instance.index
    flow.tasksOfInstance.remove(row, from: &flow.instances[instance].tasks)
  }

  /// Who does the task is free for others.
  @inline(__always)
  mutating func freeCrew(ofTask row: Int) {
    while flow.tasks[row].crew >= 0 {
      let person = Int(flow.tasks[row].crew)
      flow.tasks[row].crew = people.people[person].nextOfCrew
      people.people[person].nextOfCrew = -1
      release(person)
    }
    let pool = Int(flow.tasks[row].pool)
    if pool >= 0 {
      people.pools[pool].busy -= flow.tasks[row].crewCount
      people.tasksOfPool.remove(row, from: &people.pools[pool].tasks)
      flow.tasks[row].pool = -1
      mustDispatch = true
    }
    flow.tasks[row].crewCount = 0
  }
}
