import EventKernel

/// People who are called in, and go home again.
extension World {
  mutating func goHome(_ person: Row<Person>) {
    people.people[person].site = model.support.people[person].site
    people.people[person].presence = .none
    standingChanged(of: person)
    call(person, for: nil)
  }

  /// The person was called for an incident; nil: for none any more.
  mutating func call(_ person: Row<Person>, for incident: Row<Incident>?) {
    let before = people.people[person].calledFor.row
    guard before != incident else { return }
    people.people[person].calledFor = OptionalRow(incident)
    if let incident { incidents.states[incident].callers += 1 }
    if let before {
      incidents.states[before].callers -= 1
      mayRetire(before)
    }
  }

  /// Who was called in for an incident stays until its effect is removed, as far as is known (own).
  mutating func sendHome(calledFor incident: Row<Incident>) {
    guard incidents.states[incident].callers > 0 else { return }
    for person in people.people.rows
    where people.people[person].calledFor == incident && people.people[person].task.isNone
      && !people.people[person].isOnDuty
    {
      goHome(person)
    }
  }

  /// Whether who was called in for an incident is wanted no longer: its effect is removed, as far
  /// as is known, or nobody works on it any more.
  func mayGoHome(from incident: Row<Incident>) -> Bool {
    knowledge.isOver(incident) || !incidents.states[incident].isLive
  }
}
