import EventKernel

/// Milestones of a case, and what it has down or open.
extension World {
  @inline(__always)
  mutating func pass(_ milestone: Milestone, incident row: Row<Incident>) {
    guard incidents.states[row].record[milestone] == nil else { return }
    incidents.states[row].record[milestone] = now
    note(.milestone, incident: row, subject: milestone.index)
  }

  /// What the incident has down or open changed: is its effect removed, is it back?
  mutating func impactChanged(_ row: Row<Incident>) {
    var impact: Int32 = 0
    var componentsDown: Int32 = 0
    var servicesDown: Int32 = 0
    var isEnded = true
    var next = incidents.states[row].firstRoot.row
    while let root = next {
      let state = platform.faults[root]
      impact += state.openFaults + state.down.components + state.down.services
      componentsDown += state.down.components
      servicesDown += state.down.services
      if state.unendedFaults > 0 { isEnded = false }
      next = state.nextRoot.row
    }
    let before = incidents.states[row].impact
    incidents.states[row].impact = impact
    if impact == 0 { mayRetire(row) }
    incidents.states[row].record.affectedMost = max(
      incidents.states[row].record.affectedMost, Int(componentsDown))
    servicesChanged(row, down: servicesDown, impact: impact)
    if impact == 0, incidents.states[row].record.fault != nil {
      pass(.recovered, incident: row)
      if isEnded { pass(.resolved, incident: row) }
      settleDuplicates(of: row)
    } else if impact > 0, before == 0, incidents.states[row].record[.recovered] != nil {
      incidents.states[row].record[.recovered] = nil
      incidents.states[row].record[.resolved] = nil
      settleDuplicates(of: row)
    }
    mustCheckConditions = true
  }

  /// Users have back what they had when no service is down for the case any more, in whatever way
  /// it came up, and at the latest when nothing is down or open. Where no service was down, that is
  /// the only sign.
  private mutating func servicesChanged(_ row: Row<Incident>, down: Int32, impact: Int32) {
    if down > 0 { incidents.states[row].tookServicesDown = true }
    let wasBack = incidents.states[row].record[.serviceRestored] != nil
    let isBack = impact == 0 || (down == 0 && incidents.states[row].tookServicesDown)
    guard isBack != wasBack, incidents.states[row].record.fault != nil else { return }
    if isBack {
      pass(.serviceRestored, incident: row)
    } else {
      incidents.states[row].record[.serviceRestored] = nil
      note(.milestone, incident: row, subject: Milestone.serviceRestored.index, value: 1)
    }
    var next = incidents.states[row].duplicates.first
    while next >= 0 {
      incidents.states[Int(next)].record[.serviceRestored] =
        incidents.states[row].record[.serviceRestored]
      next = incidents.duplicates.next(next)
    }
  }

  /// What a second incident of one cause is about is over when the first one's is.
  private mutating func settleDuplicates(of primary: Row<Incident>) {
    var next = incidents.states[primary].duplicates.first
    while next >= 0 {
      let row = Row<Incident>(Int(next))
      incidents.states[row].record[.recovered] = incidents.states[primary].record[.recovered]
      incidents.states[row].record[.resolved] = incidents.states[primary].record[.resolved]
      incidents.states[row].record[.serviceRestored] =
        incidents.states[primary].record[.serviceRestored]
      next = incidents.duplicates.next(next)
    }
  }
}
