import EventKernel

/// Tasks that wait for people stand in queues, by the priority of their incident.
extension World {
  /// The task waits in its queue from now on.
  @inline(__always)
  mutating func enqueue(task row: Row<FlowTask>, incident: Row<Incident>) {
    let priority = incidents.states[incident].record.priority
    flow.tasks[row].priority = Int8(priority)
    if flow.queues.hasKinds, flow.queues.queues[queue(ofTask: row)].kinds.count > 1 {
      flow.tasks[row].queue = Int32(queue(ofKindOf: row, incident: incident))
    }
    flow.queues.insert(
      row, of: queue(ofTask: row), priority: priority, seniority: flow.tasks[row].seniority,
      in: flow.tasks)
  }

  /// The task waits no longer.
  @inline(__always)
  mutating func dequeue(task row: Row<FlowTask>) {
    flow.queues.remove(row, of: queue(ofTask: row), priority: Int(flow.tasks[row].priority))
  }

  /// The queue that a task waits in.
  @inline(__always)
  func queue(ofTask row: Row<FlowTask>) -> Int {
    Int(flow.tasks[row].queue)
  }

  /// Whether a task must be done on site.
  @inline(__always)
  func isOnSite(ofTask row: Row<FlowTask>) -> Bool {
    flow.queues.queues[queue(ofTask: row)].isOnSite
  }

  /// Of the queues for tasks that want the same as this one, that of its kind.
  private func queue(ofKindOf row: Row<FlowTask>, incident: Row<Incident>) -> Int {
    let kinds = flow.queues.queues[queue(ofTask: row)].kinds
    if kinds.isByChoice, !flow.tasks[row].chosen.isNone {
      return Int(kinds.first + kinds.count) - 1
    }
    var kind = 0
    if kinds.bySkill >= 0 {
      let skill = skillClass(of: incident)
      kind = Int(flow.queues.kindOfSkill[Int(kinds.bySkill) + skill])
    }
    if kinds.isByLevel {
      kind = 2 * kind + (incidents.states[incident].record.level == .major ? 1 : 0)
    }
    if kinds.isByStart { kind = 2 * kind + (flow.tasks[row].record.started == nil ? 0 : 1) }
    return Int(kinds.first) + kind
  }

  /// The incident's priority, level or cause has changed: its tasks that wait stand elsewhere now.
  mutating func requeue(incident: Row<Incident>) {
    var nextInstance = flow.instancesOfIncident.first(of: incident)
    while let instance = nextInstance {
      nextInstance = flow.instancesOfIncident.next(instance)
      var next = flow.instances[instance].tasks.firstRow(of: FlowTask.self)
      while let task = next {
        next = OptionalRow(number: flow.tasksOfInstance.next(task)).row
        if flow.tasks[task].phase == .queued { requeue(task: task, incident: incident) }
      }
    }
  }

  /// What a task that waits is like has changed: it stands where it would had it been like this
  /// from the start.
  mutating func requeue(task row: Row<FlowTask>, incident: Row<Incident>) {
    dequeue(task: row)
    enqueue(task: row, incident: incident)
  }
}
