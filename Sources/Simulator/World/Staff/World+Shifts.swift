import EventKernel

extension World {
  mutating func startOnDuty() {
    for (row, shift) in model.support.shifts.enumerated() {
      people.shifts[row].isOn = shift.isOn(at: .zero)
      for person in people.members[row] { people.people[person].isOnDuty = people.shifts[row].isOn }
      for pool in people.poolMembers[row] { people.pools[pool].isOnDuty = people.shifts[row].isOn }
    }
    for person in people.people.rows { standingChanged(of: person) }
  }

  mutating func scheduleShiftChange(_ row: Row<ShiftPattern>) {
    let shift = model.support.shifts[row]
    guard let next = shift.nextChange(after: now) else { return }
    schedule(shift.isOn(at: next) ? .shiftStart : .shiftEnd, at: next, row: row)
  }

  /// A shift begins or ends. Who is at work finishes the task, and that time is overtime; unless
  /// the lane says that work rests meanwhile.
  mutating func changeShift(_ row: Row<ShiftPattern>) {
    let isOn = model.support.shifts[row].isOn(at: now)
    scheduleShiftChange(row)
    guard isOn != people.shifts[row].isOn else { return }
    people.shifts[row].isOn = isOn
    for person in people.members[row] { setDuty(of: person) }
    for pool in people.poolMembers[row] {
      people.pools[pool].isOnDuty = isOn
      dutyChanged(ofPool: pool)
      if isOn, messages.waitingCount > 0 { handOutMessages(toPool: pool) }
    }
    mustDispatch = true
    mustTakeLeave = mustTakeLeave || (isOn && !people.leavers.isEmpty)
  }

  /// A person is on duty when it is their shift and they are not away.
  mutating func setDuty(of person: Row<Person>) {
    let shift = model.support.people[person].shift
    let isOn =
      !people.people[person].isAway && people.people[person].keptAway == 0
      && (shift.map { people.shifts[$0].isOn } ?? true)
    guard isOn != people.people[person].isOnDuty else { return }
    people.people[person].isOnDuty = isOn
    if isOn {
      people.people[person].presence = .none
      call(person, for: nil)
      if people.people[person].task.isNone { people.people[person].idleSince = now }
    } else {
      people.people[person].wentOffDuty = now
      if people.people[person].task.isNone { goHome(person) }
    }
    standingChanged(of: person)
    dutyChanged(of: person)
    note(isOn ? .cameOnDuty : .wentOffDuty, subject: person.index)
    if isOn, messages.waitingCount > 0 { handOutMessages(to: person) }
  }
}
