import EventKernel

/// What people work, and how much of it outside their shift.
extension World {
  /// The person is at work on a task from now on.
  mutating func occupy(_ person: Row<Person>, task: Row<FlowTask>) {
    people.people[person].task = OptionalRow(task)
    people.people[person].busySince = now
    people.people[person].isCalledIn = !people.people[person].isOnDuty
    standingChanged(of: person)
  }

  /// Puts down what a person has worked since they took it up.
  mutating func bookWork(of person: Row<Person>) {
    let state = people.people[person]
    guard !state.isPaused else { return }
    people.people[person].busy = state.busy + (now - state.busySince)
    people.people[person].overtime = state.overtime + overtime(of: state, until: now)
  }

  /// The person is free again.
  mutating func release(_ person: Row<Person>) {
    bookWork(of: person)
    let state = people.people[person]
    people.people[person].task = .none
    people.people[person].isPaused = false
    people.people[person].idleSince = now
    people.people[person].isCalledIn = false
    if !state.isOnDuty, state.calledFor.row.map({ mayGoHome(from: $0) }) ?? true {
      goHome(person)
    }
    standingChanged(of: person)
    mustDispatch = true
    mustTakeLeave = mustTakeLeave || !people.leavers.isEmpty
  }

  /// Of the task at hand, what fell outside the shift.
  func overtime(of state: PeopleState.PersonState, until end: SimulationTime) -> TimeSpan {
    if state.isOnDuty { return .zero }
    return end - max(state.busySince, state.isCalledIn ? state.busySince : state.wentOffDuty)
  }
}
