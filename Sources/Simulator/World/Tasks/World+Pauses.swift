import EventKernel

/// Work rests while whoever does it is off duty, where the lane says so.
extension World {
  /// The person has come on duty or gone off: what they are at rests, or goes on.
  mutating func dutyChanged(of person: Int) {
    let task = Int(people.people[person].task)
    guard task >= 0, flow.queues.queues[queue(ofTask: task)].pausesOffDuty else { return }
    if people.people[person].isOnDuty {
      resume(task: task)
    } else {
      pause(task: task)
    }
  }

  /// The pool has come on duty or gone off.
  mutating func dutyChanged(ofPool pool: Int) {
    var next = people.pools[pool].tasks.first
    while next >= 0 {
      let task = Int(next)
      next = people.tasksOfPool.next(next)
      guard flow.queues.queues[queue(ofTask: task)].pausesOffDuty else { continue }
      if people.pools[pool].isOnDuty { resume(task: task) } else { pause(task: task) }
    }
  }

  /// Whether all who do the task are on duty.
  func isCrewOnDuty(ofTask row: Int) -> Bool {
    let pool = Int(flow.tasks[row].pool)
    if pool >= 0, !people.pools[pool].isOnDuty { return false }
    var person = flow.tasks[row].crew
    while person >= 0 {
      if !people.people[Int(person)].isOnDuty { return false }
      person = people.people[Int(person)].nextOfCrew
    }
    return true
  }

  /// Work stops until the crew is back on duty. Who is still on the way arrives first.
  mutating func pause(task row: Int) {
    guard flow.tasks[row].phase == .working else { return }
    flow.tasks[row].remaining = flow.tasks[row].isDoneAt - now
    flow.tasks[row].phase = .paused
    cancelEvents(ofTask: row)
    var person = Int(flow.tasks[row].crew)
    while person >= 0 {
      bookWork(of: person)
      people.people[person].isPaused = true
      person = Int(people.people[person].nextOfCrew)
    }
    noteRest(.taskPaused, row)
  }

  private mutating func resume(task row: Int) {
    guard flow.tasks[row].phase == .paused, isCrewOnDuty(ofTask: row) else { return }
    var person = Int(flow.tasks[row].crew)
    while person >= 0 {
      people.people[person].isPaused = false
      people.people[person].busySince = now
      person = Int(people.people[person].nextOfCrew)
    }
    noteRest(.taskResumed, row)
    work(onTask: row, for: flow.tasks[row].remaining ?? .zero)
  }

  private mutating func noteRest(_ kind: Entry.Kind, _ row: Int) {
    note(
      kind, incident: incident(ofTask: row), instance: flow.tasks[row].record.instance.index,
      subject: flow.tasks[row].record.node.index, object: row)
  }

  /// What was scheduled for the task does not happen.
  mutating func cancelEvents(ofTask row: Int) {
    flow.tasks[row].generation = (flow.tasks[row].generation &+ 1) & 0xFF_FFFF
  }
}
