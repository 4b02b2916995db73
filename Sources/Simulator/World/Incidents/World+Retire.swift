import EventKernel

/// What is over makes room for what comes, so memory follows what is alive.
extension World {
  /// An incident with no flow left running is off the live list.
  @inline(__always)
  mutating func flowEnded(of incident: Int) {
    incidents.states[incident].running -= 1
    guard incidents.states[incident].running == 0 else { return }
    if incidents.states[incident].isLive {
      incidents.states[incident].isLive = false
      incidents.liveLinks.remove(incident, from: &incidents.live)
      if let stream = incidents.states[incident].record.stream {
        caseOver(incident, stream: stream.index)
      }
    }
    mayRetire(incident)
  }

  /// The incident may be over now; looked at when the instant has settled.
  @inline(__always)
  mutating func mayRetire(_ incident: Int) {
    if !isTraced { retiring.append(Int32(incident)) }
  }

  /// Gives up the rows of incidents that are over and that nobody will come back to.
  mutating func retireIncidents() {
    while let row = retiring.popLast() { retire(Int(row)) }
  }

  private mutating func retire(_ row: Int) {
    let state = incidents.states[row]
    guard !state.isRetired, state.running == 0, state.impact == 0, state.callers == 0,
      state.orders == 0, state.duplicates.isEmpty, !hasFaultsLeft(row)
    else { return }
    incidents.states[row].isRetired = true
    if state.duplicateOf >= 0 {
      let first = Int(state.duplicateOf)
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
    incidents.states.release(row)
  }

  /// Whether a fault of the incident is not ended, or something is still down for it.
  @inline(__always)
  private func hasFaultsLeft(_ incident: Int) -> Bool {
    var root = incidents.states[incident].firstRoot
    guard incidents.states[incident].duplicateOf < 0 else { return false }
    while root >= 0 {
      let state = platform.faults[Int(root)]
      if state.unendedFaults > 0 || state.down.components > 0 || state.down.services > 0 {
        return true
      }
      root = state.nextRoot
    }
    return false
  }
}
