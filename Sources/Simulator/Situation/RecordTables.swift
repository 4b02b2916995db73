import EventKernel

/// What the entries of a record point to: the tables of a record that is finished, or of a world
/// that is under way and is told entry by entry.
protocol RecordTables: ~Copyable {
  var incidentCount: Int { get }
  var taskCount: Int { get }
  /// nil: the harm of a threat, or no such fault.
  func mode(ofFault row: Int) -> Row<FailureMode>?
  /// When the fault that an incident is about began; nil: there is none.
  func occurred(incident row: Int) -> SimulationTime?
  /// The component that people found to be at fault, the latest; nil: none yet.
  func located(incident row: Int) -> Row<Component>?
  /// Those at work on a task, as places that `person(at:)` knows.
  func people(ofTask row: Int) -> Range<Int32>
  /// Whether a task is done on site; nil: the record does not tell.
  func isOnSite(task row: Int) -> Bool?
  /// The row of the person at a place.
  func person(at place: Int32) -> Int
}

extension Replication: RecordTables {
  var incidentCount: Int { incidents.count }
  var taskCount: Int { tasks.count }

  func mode(ofFault row: Int) -> Row<FailureMode>? {
    row.isBelow(faults.count) ? faults[row].mode : nil
  }

  func occurred(incident row: Int) -> SimulationTime? {
    guard row.isBelow(incidents.count), let fault = incidents[row].fault,
      fault.index < faults.count
    else { return nil }
    return faults[fault.index].began
  }

  func located(incident row: Int) -> Row<Component>? {
    row.isBelow(incidents.count) ? incidents[row].located : nil
  }

  func people(ofTask row: Int) -> Range<Int32> {
    guard row.isBelow(tasks.count) else { return 0..<0 }
    return tasks[row].people.clamped(to: 0..<Int32(clamping: assignments.count))
  }

  func isOnSite(task row: Int) -> Bool? { row.isBelow(tasks.count) ? tasks[row].isOnSite : nil }

  func person(at place: Int32) -> Int { assignments[Int(place)].index }
}

extension World: RecordTables {
  var incidentCount: Int { incidents.states.count }
  var taskCount: Int { flow.tasks.count }

  func mode(ofFault row: Int) -> Row<FailureMode>? {
    row.isBelow(platform.faults.count) ? platform.faults[row].record.mode : nil
  }

  func occurred(incident row: Int) -> SimulationTime? {
    guard row.isBelow(incidents.states.count), let fault = incidents.states[row].record.fault
    else { return nil }
    return platform.faults[fault.index].record.began
  }

  func located(incident row: Int) -> Row<Component>? {
    row.isBelow(incidents.states.count) ? incidents.states[row].record.located : nil
  }

  func people(ofTask row: Int) -> Range<Int32> {
    row.isBelow(flow.tasks.count) ? flow.tasks[row].record.people : 0..<0
  }

  func isOnSite(task row: Int) -> Bool? {
    row.isBelow(flow.tasks.count) ? flow.tasks[row].record.isOnSite : nil
  }

  func person(at place: Int32) -> Int { record.assignments[Int(place)].index }
}
