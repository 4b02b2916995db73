import EventKernel

/// People who are away although on duty: now and then, or whenever nothing waits for them.
extension World {
  mutating func startAbsences() {
    mustTakeLeave = !people.leavers.isEmpty
    for row in people.people.rows { scheduleAbsence(of: row) }
  }

  /// The next time that a person leaves, for those who leave whether they work or not.
  private mutating func scheduleAbsence(of row: Row<Person>) {
    guard let every = model.support.people[row].absence?.every else { return }
    let wait = span(
      every, Purpose.absence, model.support.people[row].name, Int(people.people[row].absences))
    schedule(.absence, at: now + wait, row: row)
  }

  /// A person leaves, or is back.
  mutating func changeAbsence(of row: Row<Person>) {
    guard people.people[row].isAway else { return leave(person: row) }
    people.people[row].isAway = false
    standingChanged(of: row)
    setDuty(of: row)
    scheduleAbsence(of: row)
    mustDispatch = true
    mustTakeLeave = mustTakeLeave || !people.leavers.isEmpty
  }

  private mutating func leave(person row: Row<Person>) {
    guard let absence = model.support.people[row].absence else { return }
    let ordinal = Int(people.people[row].absences)
    people.people[row].absences += 1
    people.people[row].isAway = true
    standingChanged(of: row)
    setDuty(of: row)
    let lasts = span(absence.lasts, Purpose.away, model.support.people[row].name, ordinal)
    schedule(.absence, at: now + lasts, row: row)
  }

  /// Those who leave when idle go, now that all that waits was looked at.
  mutating func letIdleLeave() {
    for row in people.leavers
    where people.people[row].isOnDuty && people.people[row].task.isNone { leave(person: row) }
  }
}
