import EventKernel

/// What the response sees of malware and does about it, host by host.
extension World {
  /// Hosts of the incident that are known to be infected.
  func knownInfected(of incident: Int) -> [Int] {
    var hosts: [Int] = []
    var next = threats.infectedHosts.first
    while next >= 0 {
      if isKnownInfected(Int(next), incident: incident) { hosts.append(Int(next)) }
      next = threats.infectedLinks.next(next)
    }
    return hosts.sorted()
  }

  /// How many they are.
  func knownInfectedCount(of incident: Int) -> Int {
    var count = 0
    var next = threats.infectedHosts.first
    while next >= 0 {
      if isKnownInfected(Int(next), incident: incident) { count += 1 }
      next = threats.infectedLinks.next(next)
    }
    return count
  }

  private func isKnownInfected(_ component: Int, incident: Int) -> Bool {
    let host = threats.hosts[component]
    guard host.fault >= 0, host.isKnown else { return false }
    return incident < 0 || platform.faults[Int(host.fault)].record.incident?.index == incident
  }

  mutating func cure(_ component: Int) {
    let fault = Int(threats.hosts[component].fault)
    guard fault >= 0 else { return }
    threats.hosts[component].fault = -1
    threats.infected -= 1
    conditionWaits.change(.infections)
    threats.infectedLinks.remove(component, from: &threats.infectedHosts)
    threats.hosts[component].isKnown = false
    threats.hosts[component].isImmune = true
    let root = Int32(platform.faults[fault].record.root.index)
    note(.cleaned, incident: incident(ofRoot: root), subject: component, object: fault)
    end(fault: fault)
  }

  mutating func isolate(_ component: Int, incident: Int) {
    guard !platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = true
    platform.nodes[component].stops += 1
    note(.isolated, incident: incident, subject: component)
    recheck(component, cause: incidents.states[incident].firstRoot)
  }

  mutating func reconnect(_ component: Int, incident: Int) {
    guard platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = false
    platform.nodes[component].stops -= 1
    note(.reconnected, incident: incident, subject: component)
    recheck(component, cause: -1)
  }

  /// Whether no infected host of the incident can reach another that is susceptible.
  func isContained(_ incident: Int) -> Bool {
    var next = threats.infectedHosts.first
    while next >= 0 {
      let source = Int(next)
      next = threats.infectedLinks.next(next)
      let fault = Int(threats.hosts[source].fault)
      guard platform.faults[fault].record.incident?.index == incident,
        let threat = platform.faults[fault].record.threat?.index, !isCutOff(source)
      else { continue }
      let canSpread = model.platform.components.indices.contains { target in
        target != source && isSusceptible(target, to: threat) && !isCutOff(target)
          && contactRate(from: source, to: target, threat: threat) > 0
      }
      if canSpread { return false }
    }
    return true
  }
}
