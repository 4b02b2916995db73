import EventKernel

/// What people work, and how much of it outside their shift.
extension World {
  /// The person is at work on a task from now on.
  mutating func occupy(_ person: Int, task: Int) {
    people.people[person].task = Int32(task)
    people.people[person].busySince = now
    people.people[person].isCalledIn = !people.people[person].isOnDuty
    standingChanged(of: person)
  }

  /// Puts down what a person has worked since they took it up.
  mutating func bookWork(of person: Int) {
    let state = people.people[person]
    guard !state.isPaused else { return }
    people.people[person].busy = state.busy + (now - state.busySince)
    people.people[person].overtime = state.overtime + overtime(of: state, until: now)
  }

  /// The person is free again.
  mutating func release(_ person: Int) {
    bookWork(of: person)
    let state = people.people[person]
    people.people[person].task = -1
    people.people[person].isPaused = false
    people.people[person].idleSince = now
    people.people[person].isCalledIn = false
    let incident = Int(state.calledFor)
    if !state.isOnDuty, incident < 0 || mayGoHome(from: incident) {
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
