import EventKernel

/// Who could begin a task.
extension World {
  /// Who may do a task of a queue for a case.
  func group(ofQueue queue: Int, incident: Row<Incident>) -> Int {
    free.eligible.group(ofNeed: need(ofQueue: queue, incident: incident))
  }

  /// The queue of a task, and the skill that its case asks for.
  func need(ofQueue queue: Int, incident: Row<Incident>) -> Int {
    free.eligible.need(ofQueue: queue) { skillClass(of: incident) }
  }

  /// Which of the skills that components and threats ask for a case asks for: that of the component
  /// that it believes at fault, else that of what it knows of a threat.
  func skillClass(of incident: Row<Incident>) -> Int {
    if let component = incidents.states[incident].believed.row {
      return free.eligible.skillClass(of: component)
    }
    return knowledge.everThreat(of: incident)
      .map { Int(free.eligible.skillOfThreat[$0.index]) } ?? 0
  }

  /// Puts into `candidates` who could begin: those on duty; when they are too few of the lane, or
  /// are busy while the fault is major, those who can be called, too.
  mutating func gatherFree(_ group: Int, needed: Int, incident: Row<Incident>) {
    candidates.removeAll()
    free.append(.ready, of: group, to: &candidates)
    guard candidates.count < needed,
      incidents.states[incident].record.level == .major || !free.areThere(needed, of: group)
    else { return }
    free.append(.callable, of: group, to: &candidates)
  }

  /// Whether a person could begin at once: on duty, or here because they were called.
  func isAvailable(_ person: Row<Person>, onSite: Bool) -> Bool {
    let state = people.people[person]
    if state.isOnDuty { return true }
    if state.isAway || state.keptAway > 0 { return false }
    return onSite ? state.presence == .onPremises : state.presence != .none
  }

  /// How long a person off duty takes to be at work for a step; nil: cannot be called.
  func callLaw(of person: Row<Person>, onSite: Bool) -> LawRow? {
    if people.people[person].isAway || people.people[person].keptAway > 0 { return nil }
    let definition = model.support.people[person]
    return onSite ? definition.callOut : definition.callRemote ?? definition.callOut
  }

  /// A person's duty, presence or task has changed: other groups may have them now.
  mutating func standingChanged(of person: Row<Person>) {
    free.set(person, onSite: false, to: standing(of: person, onSite: false))
    free.set(person, onSite: true, to: standing(of: person, onSite: true))
  }

  /// What can be asked of a person for work on site, or from anywhere.
  func standing(of person: Row<Person>, onSite: Bool) -> FreePeople.Standing {
    let isFree = people.people[person].task.isNone
    if isAvailable(person, onSite: onSite) { return isFree ? .ready : .busy }
    return isFree && callLaw(of: person, onSite: onSite) != nil ? .callable : .gone
  }
}
