import EventKernel

/// What the response sees of malware and does about it, host by host.
extension World {
  mutating func cure(_ component: Row<Component>) {
    guard let fault = threats.hosts[component].fault.row else { return }
    threats.hosts[component].fault = .none
    threats.infected -= 1
    threats.infectedLinks.remove(component, from: &threats.infectedHosts)
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
    note(.cutOff, of: component.node, by: incident)
    note(.isolated, incident: incident, subject: component.index)
    recheck(component.node, cause: incidents.states[primary(incident)].firstRoot.row)
  }

  mutating func reconnect(_ component: Row<Component>, incident: Row<Incident>) {
    guard platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = false
    platform.nodes[component.node].stops -= 1
    undo(.cutOff, of: component.node)
    note(.reconnected, incident: incident, subject: component.index)
    recheck(component.node, cause: nil)
    lookAtStrangers(component)
  }

  /// Whether a host was isolated, or its zone closed.
  private func isClosedOff(_ host: Row<Component>) -> Bool {
    guard let zone = model.platform.components[host].zone else { return true }
    return platform.components[host].isIsolated || platform.zoneBlocked[zone]
  }

  /// Whether every host that a case knows to be infected is cut off, as far as it knows.
  func isBelievedContained(_ incident: Row<Incident>) -> Bool {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      if state.said.contains(.infected), !state.said.contains(.down),
        let host = componentRow(ofNode: state.subject), !isClosedOff(host)
      {
        return false
      }
      next = knowledge.nextBelief(belief)
    }
    return true
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
