import EventKernel

/// Tasks that wait for people stand in queues, by the priority of their incident.
extension World {
  /// The task waits in its queue from now on.
  @inline(__always)
  mutating func enqueue(task row: Row<FlowTask>, incident: Row<Incident>) {
    let priority = incidents.states[incident].record.priority
    flow.tasks[row].priority = Int8(priority)
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

  /// The incident's priority has changed: its tasks that wait stand elsewhere now.
  mutating func requeue(incident: Row<Incident>) {
    for queue in flow.queues.queues.indices {
      var next = flow.queues.first(of: queue)
      while let task = next {
        next = flow.queues.next(
          after: task, of: queue, priority: Int(flow.tasks[task].priority))
        guard self.incident(ofTask: task) == incident,
          Int(flow.tasks[task].priority) != incidents.states[incident].record.priority
        else { continue }
        dequeue(task: task)
        enqueue(task: task, incident: incident)
      }
    }
  }
}
