import EventKernel

/// People who are called in, and go home again.
extension World {
  mutating func goHome(_ person: Int) {
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
  func mayGoHome(from incident: Int) -> Bool {
    incidents.states[incident].record[.recovered] != nil
      || (incidents.states[incident].record.stream != nil && !incidents.states[incident].isLive)
  }
}
