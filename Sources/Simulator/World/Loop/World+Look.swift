import EventKernel

/// What an observer outside may look up in a world under way, each in O(1): its record so far,
/// entry by entry, and the truth that a fold of the record must come to.
extension World {
  package var entryCount: Int { record.entries.count }

  package func entry(_ position: Int) -> Entry { record.entries[position] }

  package func isUp(_ node: Row<Node>) -> Bool { platform.nodes[node].isUp }

  package func isOnDuty(_ person: Row<Person>) -> Bool { people.people[person].isOnDuty }

  /// The task at hand, which may rest; nil: none.
  package func task(of person: Row<Person>) -> Row<FlowTask>? {
    people.people[person].task.row
  }

  /// Whether somebody is at work or could begin at once: on duty, or called in.
  package func isThere(_ person: Row<Person>) -> Bool { isAvailable(person, onSite: false) }

  /// Whether somebody who is not there may be called.
  package func mayBeCalled(_ person: Row<Person>) -> Bool {
    callLaw(of: person, onSite: false) != nil
  }

  /// A message, as far as it has come.
  package func message(_ row: Row<MessageRecord>) -> MessageRecord { record.messages[row.index] }

  /// Where somebody was last at work, or belongs.
  package func site(of person: Row<Person>) -> Row<Site> { people.people[person].site }

  /// What a task is at. Whether it lacks a part is not told apart from waiting.
  package func phase(of task: Row<FlowTask>) -> TaskPhase {
    let state = flow.tasks[task]
    switch state.phase {
    case .queued, .held: return state.record.started == nil ? .waiting : .resting
    case .onTheWay: return .onTheWay
    case .working: return .working
    case .paused: return .resting
    case .over: return state.record.outcome == .skipped ? .none : .over
    }
  }

  /// Pieces on hand, and on order.
  package func pieces(of part: Row<Part>) -> (left: Int, onOrder: Int) {
    (stock.items[part].left, stock.onOrder[part])
  }

  package func passed(_ milestone: Milestone, of incident: Row<Incident>) -> SimulationTime? {
    incidents.states[incident].record[milestone]
  }

  /// Whether an incident is a second one of its cause.
  package func isDuplicate(_ incident: Row<Incident>) -> Bool {
    !incidents.states[incident].duplicateOf.isNone
  }

  /// What is left of a reserve now, as time that it lasts.
  package func left(of reserve: Row<Reserve>) -> TimeSpan { left(ofReserve: reserve) }

  /// Whether people are in danger.
  package var isDanger: Bool { script.isDanger }
}
