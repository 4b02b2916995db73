import EventKernel

/// Work is taken over for something more urgent.
extension World {
  /// Starts a task with people who are at less urgent ones, and with those of them who are free:
  /// named people together, or staff of one pool. Nobody is taken away when there would be too few
  /// still, or when who is needed gets free at this very instant: their work is done.
  mutating func takeOver(_ needed: Int, for row: Row<FlowTask>, queue: Int) -> Attempt {
    let group = group(ofQueue: queue, incident: incident(ofTask: row))
    var choice = Choice(priority: flow.tasks[row].priority)
    // One person may come from anywhere; several come from one place.
    if needed == 1 {
      for position in free.eligible.groups[group].members {
        considerTask(of: free.eligible.members[Int(position)], &choice)
      }
      for position in flow.queues.queues[queue].pools {
        considerTasks(of: flow.queues.fittingPools[Int(position)], &choice)
      }
      guard !choice.isDoneNow, let other = choice.least else { return .lacking }
      let pool = flow.tasks[other].pool.row
      pushBack(task: other)
      if let pool {
        start(task: row, pool: pool, delay: .zero)
      } else {
        candidates.removeAll()
        if let person = choice.person { candidates.append(person) }
        startCrew(of: 1, task: row)
      }
      return .started
    }
    return takeOverPeople(needed, for: row, group: group)
      || takeOverPool(needed, for: row, queue: queue) ? .started : .lacking
  }

  /// The least urgent task so far that may be stopped, the latest of equals. A team is not taken
  /// apart.
  private struct Choice {
    /// That it must be less urgent than.
    let priority: Int8
    var least: Row<FlowTask>?
    /// Who fits, of those at it; nil: staff of a pool.
    var person: Row<Person>?
    /// Somebody who fits gets free at this instant.
    var isDoneNow = false
  }

  private func considerTask(of person: Row<Person>, _ choice: inout Choice) {
    guard let task = people.people[person].task.row, people.people[person].isOnDuty else { return }
    consider(task, by: person, &choice)
  }

  private func considerTasks(of pool: Row<Pool>, _ choice: inout Choice) {
    guard people.pools[pool].isOnDuty else { return }
    var next = people.pools[pool].tasks.firstRow(of: FlowTask.self)
    while let task = next {
      consider(task, &choice)
      next = OptionalRow(number: people.tasksOfPool.next(task)).row
    }
  }

  private func consider(
    _ task: Row<FlowTask>, by person: Row<Person>? = nil, _ choice: inout Choice
  ) {
    let state = flow.tasks[task]
    if state.phase == .working, state.isDoneAt <= now {
      choice.isDoneNow = true
      return
    }
    guard state.phase != .paused, state.crewCount == 1, state.priority > choice.priority,
      flow.queues.queues[queue(ofTask: task)].preempts
    else { return }
    guard let known = choice.least,
      (state.priority, state.seniority)
        <= (flow.tasks[known].priority, flow.tasks[known].seniority)
    else {
      choice.least = task
      choice.person = person
      return
    }
  }

  // MARK: Several at once

  private mutating func takeOverPeople(
    _ needed: Int, for row: Row<FlowTask>, group: Int
  ) -> Bool {
    let members = free.eligible.groups[group].members
    var there = 0
    var takeable = 0
    for position in members {
      let person = free.eligible.members[Int(position)]
      guard people.people[person].isOnDuty else { continue }
      if people.people[person].task.isNone {
        there += 1
      } else {
        var choice = Choice(priority: flow.tasks[row].priority)
        considerTask(of: person, &choice)
        if choice.isDoneNow { return false }
        if choice.least != nil { takeable += 1 }
      }
    }
    guard there < needed, there + takeable >= needed else { return false }
    while there < needed {
      var choice = Choice(priority: flow.tasks[row].priority)
      for position in members {
        considerTask(of: free.eligible.members[Int(position)], &choice)
      }
      guard let other = choice.least else { return false }
      pushBack(task: other)
      there = 0
      for position in members {
        let person = free.eligible.members[Int(position)]
        if people.people[person].isOnDuty, people.people[person].task.isNone { there += 1 }
      }
    }
    candidates.removeAll()
    for position in members where candidates.count < needed {
      let person = free.eligible.members[Int(position)]
      if people.people[person].isOnDuty, people.people[person].task.isNone {
        candidates.append(person)
      }
    }
    startCrew(of: needed, task: row)
    return true
  }

  private mutating func takeOverPool(
    _ needed: Int, for row: Row<FlowTask>, queue: Int
  ) -> Bool {
    for position in flow.queues.queues[queue].pools {
      let pool = flow.queues.fittingPools[Int(position)]
      guard let size = model.support.pools[pool].count, Int(size) >= needed,
        people.pools[pool].isOnDuty, canTakeOver(needed, of: pool, for: row)
      else { continue }
      while freeCount(ofPool: pool) < needed {
        var choice = Choice(priority: flow.tasks[row].priority)
        considerTasks(of: pool, &choice)
        guard let other = choice.least else { return false }
        pushBack(task: other)
      }
      start(task: row, pool: pool, delay: .zero)
      return true
    }
    return false
  }

  /// Whether enough of a pool are free or at something less urgent, and none gets free now.
  private func canTakeOver(_ needed: Int, of pool: Row<Pool>, for row: Row<FlowTask>) -> Bool {
    var takeable = freeCount(ofPool: pool)
    var next = people.pools[pool].tasks.firstRow(of: FlowTask.self)
    while let task = next {
      var choice = Choice(priority: flow.tasks[row].priority)
      consider(task, &choice)
      if choice.isDoneNow { return false }
      if choice.least != nil { takeable += 1 }
      next = OptionalRow(number: people.tasksOfPool.next(task)).row
    }
    return takeable >= needed
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
    changeWaiting(at: node, by: 1)
    enqueue(task: row, incident: incident)
  }
}
