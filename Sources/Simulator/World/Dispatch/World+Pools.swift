import EventKernel

/// Staff whom nobody tells apart, and work that is taken over for something more urgent.
extension World {
  /// Starts a task with staff of a pool, or with somebody who is at a less urgent one.
  mutating func startPool(task row: Int, queue: Int, needed: Int) -> Attempt {
    for position in flow.queues.queues[queue].pools {
      let pool = Int(flow.queues.fittingPools[Int(position)])
      guard freeCount(ofPool: pool) >= needed else { continue }
      start(task: row, pool: pool, delay: .zero)
      return .started
    }
    guard flow.queues.queues[queue].preempts, needed == 1,
      let other = leastUrgent(queue, below: row)
    else { return .lacking }
    let pool = Int(flow.tasks[other].pool)
    let person = flow.tasks[other].crew
    pushBack(task: other)
    if pool >= 0 {
      start(task: row, pool: pool, delay: .zero)
      return .started
    }
    candidates.removeAll()
    candidates.append(person)
    startCrew(of: 1, task: row)
    return .started
  }

  @inline(__always)
  private func freeCount(ofPool row: Int) -> Int {
    guard people.pools[row].isOnDuty else { return 0 }
    guard let count = model.support.pools[row].count else { return .max }
    return Int(count - people.pools[row].busy)
  }

  /// The least urgent task that somebody on duty who fits the queue is at, the latest of equals;
  /// nil: none may be stopped for this one.
  private func leastUrgent(_ queue: Int, below row: Int) -> Int? {
    var least = -1
    let group = group(ofQueue: queue, incident: incident(ofTask: row))
    for position in free.eligible.groups[group].members {
      let person = Int(free.eligible.members[Int(position)])
      let task = Int(people.people[person].task)
      if task >= 0, people.people[person].isOnDuty { consider(task, &least) }
    }
    for position in flow.queues.queues[queue].pools {
      let pool = Int(flow.queues.fittingPools[Int(position)])
      guard people.pools[pool].isOnDuty else { continue }
      var task = people.pools[pool].tasks.first
      while task >= 0 {
        consider(Int(task), &least)
        task = people.tasksOfPool.next(task)
      }
    }
    guard least >= 0, flow.tasks[least].priority > flow.tasks[row].priority else { return nil }
    return least
  }

  private func consider(_ task: Int, _ least: inout Int) {
    guard flow.tasks[task].phase != .paused, flow.tasks[task].crewCount == 1,
      flow.queues.queues[queue(ofTask: task)].preempts
    else { return }
    if least < 0
      || (flow.tasks[task].priority, flow.tasks[task].seniority)
        > (flow.tasks[least].priority, flow.tasks[least].seniority)
    {
      least = task
    }
  }

  /// Whoever does the task leaves it: it waits where it stood, and goes on where it was left.
  private mutating func pushBack(task row: Int) {
    if flow.tasks[row].phase == .working {
      flow.tasks[row].remaining = flow.tasks[row].isDoneAt - now
      flow.tasks[row].lateBy = .zero
    }
    flow.tasks[row].phase = .queued
    cancelEvents(ofTask: row)
    freeCrew(ofTask: row)
    flow.tasks[row].chosen = -1
    let incident = incident(ofTask: row)
    let node = flow.tasks[row].record.node.index
    note(
      .taskPaused, incident: incident, instance: flow.tasks[row].record.instance.index,
      subject: node, object: row)
    meters.change(by: -1, at: .numberAtWork, node, now: now)
    meters.change(by: 1, at: .numberWaiting, node, now: now)
    enqueue(task: row, incident: incident)
  }
}
