import EventKernel

/// What is over makes room for what comes, so memory follows what is alive.
extension World {
  /// An incident with no flow left running is off the live list.
  @inline(__always)
  mutating func flowEnded(of incident: Row<Incident>) {
    incidents.states[incident].running -= 1
    guard incidents.states[incident].running == 0 else { return }
    if knowledge.beliefCount > 0 { knowledge.forget(incident) }
    if incidents.states[incident].isLive {
      incidents.states[incident].isLive = false
      incidents.liveLinks.remove(incident, from: &incidents.live)
      if incidents.states[incident].callers > 0 { sendHome(calledFor: incident) }
      if let stream = incidents.states[incident].record.stream {
        caseOver(incident, stream: stream)
      }
    }
    mayRetire(incident)
  }

  /// The incident may be over now; looked at when the instant has settled.
  @inline(__always)
  mutating func mayRetire(_ incident: Row<Incident>) {
    if !isTraced { retiring.append(incident) }
  }

  /// Gives up the rows of incidents that are over and that nobody will come back to.
  mutating func retireIncidents() {
    while let row = retiring.popLast() { retire(row) }
  }

  @inline(__always)
  private mutating func retire(_ row: Row<Incident>) {
    let state = incidents.states[row]
    guard !state.isRetired, !state.isLive, state.running == 0, state.impact == 0,
      state.callers == 0, state.orders == 0, state.duplicates.isEmpty, !hasFaultsLeft(row)
    else { return }
    incidents.states[row].isRetired = true
    if let first = state.duplicateOf.row {
      incidents.duplicates.remove(row, from: &incidents.states[first].duplicates)
      mayRetire(first)
    }
    var fault = state.faults.first
    while fault >= 0 {
      let next = platform.family.next(fault)
      platform.family.remove(Int(fault), from: &incidents.states[row].faults)
      platform.faults.release(Int(fault))
      fault = next
    }
    knowledge.forget(row)
    incidents.states.release(row.index)
  }

  /// Whether a fault of the incident is not ended, or something is still down for it.
  @inline(__always)
  private func hasFaultsLeft(_ incident: Row<Incident>) -> Bool {
    var next = incidents.states[incident].firstRoot.row
    guard incidents.states[incident].duplicateOf.isNone else { return false }
    while let root = next {
      let state = platform.faults[root]
      if state.unendedFaults > 0 || !state.down.isNone { return true }
      next = state.nextRoot.row
    }
    return false
  }
}
