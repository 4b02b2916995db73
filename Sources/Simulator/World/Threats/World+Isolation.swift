import EventKernel

/// What the response sees of malware and does about it, host by host.
extension World {
  /// Hosts of the incident that are known to be infected; of a task for one component, at most that
  /// one.
  func knownInfected(
    of incident: Row<Incident>, only one: OptionalRow<Component> = .none
  ) -> [Row<Component>] {
    if let one = one.row { return isKnownInfected(one, incident: incident) ? [one] : [] }
    var hosts: [Row<Component>] = []
    var next = threats.infectedHosts.first
    while next >= 0 {
      let host = Row<Component>(Int(next))
      if isKnownInfected(host, incident: incident) { hosts.append(host) }
      next = threats.infectedLinks.next(next)
    }
    return hosts.sorted()
  }

  /// How many they are; for no incident, how many are known at all.
  func knownInfectedCount(of incident: Row<Incident>?) -> Int {
    var count = 0
    var next = threats.infectedHosts.first
    while next >= 0 {
      if isKnownInfected(Row(Int(next)), incident: incident) { count += 1 }
      next = threats.infectedLinks.next(next)
    }
    return count
  }

  private func isKnownInfected(_ component: Row<Component>, incident: Row<Incident>?) -> Bool {
    let host = threats.hosts[component]
    guard let fault = host.fault.row, host.isKnown else { return false }
    guard let incident else { return true }
    return platform.faults[fault].record.incident == primary(incident)
  }

  mutating func cure(_ component: Row<Component>) {
    guard let fault = threats.hosts[component].fault.row else { return }
    threats.hosts[component].fault = .none
    threats.infected -= 1
    conditionWaits.change(.infections)
    threats.infectedLinks.remove(component, from: &threats.infectedHosts)
    threats.hosts[component].isKnown = false
    threats.hosts[component].isImmune = true
    let root = platform.faults[fault].record.root
    note(
      .cleaned, incident: incident(ofRoot: root), subject: component.index,
      object: fault.index)
    end(fault: fault)
  }

  mutating func isolate(_ component: Row<Component>, incident: Row<Incident>) {
    guard !platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = true
    platform.nodes[component.node].stops += 1
    note(.isolated, incident: incident, subject: component.index)
    recheck(component.node, cause: incidents.states[incident].firstRoot.row)
  }

  mutating func reconnect(_ component: Row<Component>, incident: Row<Incident>) {
    guard platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = false
    platform.nodes[component.node].stops -= 1
    note(.reconnected, incident: incident, subject: component.index)
    recheck(component.node, cause: nil)
    lookAtStrangers(component)
  }

  /// Whether no infected host of the incident can reach another that is susceptible.
  func isContained(_ incident: Row<Incident>) -> Bool {
    var next = threats.infectedHosts.first
    while next >= 0 {
      let source = Row<Component>(Int(next))
      next = threats.infectedLinks.next(next)
      guard let fault = threats.hosts[source].fault.row,
        platform.faults[fault].record.incident == primary(incident),
        let threat = platform.faults[fault].record.threat, !isCutOff(source)
      else { continue }
      let canSpread = threats.hosts.rows.contains { target in
        target != source && isSusceptible(target, to: threat) && !isCutOff(target)
          && contactRate(from: source, to: target, threat: threat) > 0
      }
      if canSpread { return false }
    }
    return true
  }
}
