import EventKernel

/// Work rests while whoever does it is off duty, where the lane says so.
extension World {
  /// The person has come on duty or gone off: what they are at rests, or goes on.
  mutating func dutyChanged(of person: Row<Person>) {
    guard let task = people.people[person].task.row,
      flow.queues.queues[queue(ofTask: task)].pausesOffDuty
    else { return }
    if people.people[person].isOnDuty {
      resume(task: task)
    } else {
      pause(task: task)
    }
  }

  /// The pool has come on duty or gone off.
  mutating func dutyChanged(ofPool pool: Row<Pool>) {
    var next = people.pools[pool].tasks.first
    while next >= 0 {
      let task = Row<FlowTask>(Int(next))
      next = people.tasksOfPool.next(next)
      guard flow.queues.queues[queue(ofTask: task)].pausesOffDuty else { continue }
      if people.pools[pool].isOnDuty { resume(task: task) } else { pause(task: task) }
    }
  }

  /// Whether all who do the task are on duty.
  func isCrewOnDuty(ofTask row: Row<FlowTask>) -> Bool {
    if let pool = flow.tasks[row].pool.row, !people.pools[pool].isOnDuty { return false }
    var next = flow.tasks[row].crew.row
    while let person = next {
      if !people.people[person].isOnDuty { return false }
      next = people.people[person].nextOfCrew.row
    }
    return true
  }

  /// Work stops until the crew is back on duty. Who is still on the way arrives first.
  mutating func pause(task row: Row<FlowTask>) {
    // What is done at this very instant is done.
    guard flow.tasks[row].phase == .working, flow.tasks[row].isDoneAt > now else { return }
    flow.tasks[row].remaining = flow.tasks[row].isDoneAt - now
    flow.tasks[row].phase = .paused
    cancelEvents(ofTask: row)
    var next = flow.tasks[row].crew.row
    while let person = next {
      bookWork(of: person)
      people.people[person].isPaused = true
      next = people.people[person].nextOfCrew.row
    }
    noteRest(.taskPaused, row)
  }

  mutating func resume(task row: Row<FlowTask>) {
    guard flow.tasks[row].phase == .paused, mayBeThere(task: row),
      isCrewOnDuty(ofTask: row) || !flow.queues.queues[queue(ofTask: row)].pausesOffDuty
    else { return }
    var next = flow.tasks[row].crew.row
    while let person = next {
      people.people[person].isPaused = false
      people.people[person].busySince = now
      next = people.people[person].nextOfCrew.row
    }
    noteRest(.taskResumed, row)
    work(onTask: row, for: flow.tasks[row].remaining ?? .zero)
  }

  /// Whether the place of a task is open, or it is done about what closed it.
  func mayBeThere(task row: Row<FlowTask>) -> Bool {
    guard threats.closings > 0, isOnSite(ofTask: row), step(ofTask: row).effect != .treat else {
      return true
    }
    return !isClosed(forTask: row)
  }

  private mutating func noteRest(_ kind: Entry.Kind, _ row: Row<FlowTask>) {
    note(
      kind, incident: incident(ofTask: row), instance: flow.tasks[row].record.instance,
      subject: flow.tasks[row].record.node.index, object: row.index)
  }

  /// What was scheduled for the task does not happen.
  mutating func cancelEvents(ofTask row: Row<FlowTask>) {
    flow.tasks[row].generation.advance()
  }
}
