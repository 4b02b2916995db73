import EventKernel

/// Staff whom nobody tells apart, and work that is taken over for something more urgent.
extension World {
  /// Starts a task with staff of a pool, or with somebody who is at a less urgent one.
  mutating func startPool(task row: Row<FlowTask>, queue: Int, needed: Int) -> Attempt {
    for position in flow.queues.queues[queue].pools {
      let pool = flow.queues.fittingPools[Int(position)]
      guard freeCount(ofPool: pool) >= needed else { continue }
      start(task: row, pool: pool, delay: .zero)
      return .started
    }
    guard flow.queues.queues[queue].preempts, needed == 1,
      let other = leastUrgent(queue, below: row)
    else { return .lacking }
    let pool = flow.tasks[other].pool.row
    let person = flow.tasks[other].crew.row
    pushBack(task: other)
    if let pool {
      start(task: row, pool: pool, delay: .zero)
      return .started
    }
    candidates.removeAll()
    if let person { candidates.append(person) }
    startCrew(of: 1, task: row)
    return .started
  }

  @inline(__always)
  private func freeCount(ofPool row: Row<Pool>) -> Int {
    guard people.pools[row].isOnDuty else { return 0 }
    guard let count = model.support.pools[row].count else { return .max }
    return Int(count - people.pools[row].busy)
  }

  /// The least urgent task that somebody on duty who fits the queue is at, the latest of equals;
  /// nil: none may be stopped for this one.
  private func leastUrgent(_ queue: Int, below row: Row<FlowTask>) -> Row<FlowTask>? {
    var least: Row<FlowTask>?
    let group = group(ofQueue: queue, incident: incident(ofTask: row))
    for position in free.eligible.groups[group].members {
      let person = free.eligible.members[Int(position)]
      if let task = people.people[person].task.row, people.people[person].isOnDuty {
        consider(task, &least)
      }
    }
    for position in flow.queues.queues[queue].pools {
      let pool = flow.queues.fittingPools[Int(position)]
      guard people.pools[pool].isOnDuty else { continue }
      var next = people.pools[pool].tasks.firstRow(of: FlowTask.self)
      while let task = next {
        consider(task, &least)
        next = OptionalRow(number: people.tasksOfPool.next(task)).row
      }
    }
    guard let least, flow.tasks[least].priority > flow.tasks[row].priority else { return nil }
    return least
  }

  private func consider(_ task: Row<FlowTask>, _ least: inout Row<FlowTask>?) {
    guard flow.tasks[task].phase != .paused, flow.tasks[task].crewCount == 1,
      flow.queues.queues[queue(ofTask: task)].preempts
    else { return }
    guard let known = least else {
      least = task
      return
    }
    if (flow.tasks[task].priority, flow.tasks[task].seniority)
      > (flow.tasks[known].priority, flow.tasks[known].seniority)
    {
      least = task
    }
  }

  /// Whoever does the task leaves it: it waits where it stood, and goes on where it was left.
  private mutating func pushBack(task row: Row<FlowTask>) {
    if flow.tasks[row].phase == .working {
      flow.tasks[row].remaining = flow.tasks[row].isDoneAt - now
      flow.tasks[row].lateBy = .zero
    }
    flow.tasks[row].phase = .queued
    cancelEvents(ofTask: row)
    freeCrew(ofTask: row)
    flow.tasks[row].chosen = .none
    let incident = incident(ofTask: row)
    let node = flow.tasks[row].record.node
    note(
      .taskPaused, incident: incident, instance: flow.tasks[row].record.instance,
      subject: node.index, object: row.index)
    meters.change(by: -1, at: .numberAtWork, node, now: now)
    meters.change(by: 1, at: .numberWaiting, node, now: now)
    enqueue(task: row, incident: incident)
  }
}
