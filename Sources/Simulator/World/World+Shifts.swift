import EventKernel

extension ShiftPattern {
  /// Position in the cycle at an instant, in 0..<cycle.
  func position(at time: SimulationTime) -> Int64 {
    guard cycle > .zero else { return 0 }
    let position = (phase.microseconds + time.microseconds) % cycle.microseconds
    return position < 0 ? position + cycle.microseconds : position
  }

  /// Whether it is on at an instant; an interval that ends past the cycle's end wraps around.
  package func isOn(at time: SimulationTime) -> Bool {
    let position = position(at: time)
    return intervals.contains {
      ($0.start.microseconds <= position && position < $0.end.microseconds)
        || position + cycle.microseconds < $0.end.microseconds
    }
  }

  /// The next instant after `time` at which it may turn on or off; nil: never.
  package func nextChange(after time: SimulationTime) -> SimulationTime? {
    guard cycle > .zero, !intervals.isEmpty else { return nil }
    let position = position(at: time)
    var nearest = Int64.max
    for interval in intervals {
      for edge in [interval.start.microseconds, interval.end.microseconds] {
        let ahead = (edge - position) % cycle.microseconds
        nearest = min(nearest, ahead <= 0 ? ahead + cycle.microseconds : ahead)
      }
    }
    return time + TimeSpan(microseconds: nearest)
  }

  /// How long it is on from the drill's start until an instant.
  package func timeOn(until end: SimulationTime) -> TimeSpan {
    guard cycle > .zero else { return .zero }
    let (length, first) = (cycle.microseconds, phase.microseconds)
    let last = first + min(max(0, end.microseconds), TimeSpan.maximum.microseconds)
    // In the whole cycles before, and in the part of one at either end.
    let whole = last / length * timeOn(before: length)
    return TimeSpan(microseconds: whole + timeOn(before: last % length) - timeOn(before: first))
  }

  /// How long it is on in a cycle before a position; what ends past the cycle's end wraps around.
  private func timeOn(before position: Int64) -> Int64 {
    intervals.reduce(0) { sum, interval in
      let (start, end) = (interval.start.microseconds, interval.end.microseconds)
      let over = max(0, min(end - cycle.microseconds, position))
      return sum + max(0, min(end, position) - start) + over
    }
  }

  /// The first instant from `time` on at which it is on; nil: never.
  package func nextOn(from time: SimulationTime) -> SimulationTime? {
    var time = time
    // Every change of one cycle is looked at once at most.
    for _ in 0...(2 * intervals.count) {
      if isOn(at: time) { return time }
      guard let next = nextChange(after: time) else { return nil }
      time = next
    }
    return nil
  }
}

extension World {
  mutating func startOnDuty() {
    for (row, shift) in model.support.shifts.enumerated() {
      people.shifts[row].isOn = shift.isOn(at: .zero)
      for person in people.members[row] { people.people[person].isOnDuty = people.shifts[row].isOn }
      for pool in people.poolMembers[row] { people.pools[pool].isOnDuty = people.shifts[row].isOn }
    }
    for person in people.people.indices { standingChanged(of: person) }
  }

  mutating func scheduleShiftChange(_ row: Int) {
    guard let next = model.support.shifts[row].nextChange(after: now) else { return }
    schedule(.shiftChange, at: next, row: row)
  }

  /// A shift begins or ends. Who is at work finishes the task, and that time is overtime; unless
  /// the lane says that work rests meanwhile.
  mutating func changeShift(_ row: Int) {
    let isOn = model.support.shifts[row].isOn(at: now)
    scheduleShiftChange(row)
    guard isOn != people.shifts[row].isOn else { return }
    people.shifts[row].isOn = isOn
    for person in people.members[row] { setDuty(of: person) }
    for pool in people.poolMembers[row] {
      people.pools[pool].isOnDuty = isOn
      dutyChanged(ofPool: pool)
    }
    mustDispatch = true
    mustTakeLeave = mustTakeLeave || (isOn && !people.leavers.isEmpty)
  }

  /// A person is on duty when it is their shift and they are not away.
  mutating func setDuty(of person: Int) {
    let shift = model.support.people[person].shift
    let isOn =
      !people.people[person].isAway && (shift.map { people.shifts[$0.index].isOn } ?? true)
    guard isOn != people.people[person].isOnDuty else { return }
    people.people[person].isOnDuty = isOn
    if isOn {
      people.people[person].presence = .none
      call(person, for: -1)
      if people.people[person].task < 0 { people.people[person].idleSince = now }
    } else {
      people.people[person].wentOffDuty = now
      if people.people[person].task < 0 { goHome(person) }
    }
    standingChanged(of: person)
    dutyChanged(of: person)
    note(isOn ? .cameOnDuty : .wentOffDuty, subject: person)
  }

  private mutating func goHome(_ person: Int) {
    people.people[person].site = model.support.people[person].site
    people.people[person].presence = .none
    standingChanged(of: person)
    call(person, for: -1)
  }

  /// The person was called for an incident; -1: for none any more.
  mutating func call(_ person: Int, for incident: Int) {
    let before = Int(people.people[person].calledFor)
    guard before != incident else { return }
    people.people[person].calledFor = Int32(incident)
    if incident >= 0 { incidents.states[incident].callers += 1 }
    if before >= 0 {
      incidents.states[before].callers -= 1
      mayRetire(before)
    }
  }

  /// Who was called in for an incident stays until its effect is removed (own).
  mutating func sendHome(calledFor incident: Int) {
    guard incidents.states[incident].callers > 0 else { return }
    for person in people.people.indices
    where people.people[person].calledFor == Int32(incident) && people.people[person].task < 0
      && !people.people[person].isOnDuty
    {
      goHome(person)
    }
  }

  /// Whether who was called in for an incident is wanted no longer: its effect is removed, or it was
  /// a case of a stream and is over.
  private func mayGoHome(from incident: Int) -> Bool {
    incidents.states[incident].record[.recovered] != nil
      || (incidents.states[incident].record.stream != nil && !incidents.states[incident].isLive)
  }

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
