import EventKernel

/// Malware spreads over reachable components until it is contained.
///
/// Between each infected and each susceptible host that it reaches, contacts come as a Poisson
/// process of the pair (the SI model on a graph), each drawn under the address of the pair, so that
/// a new host changes no other pair's contacts.
extension World {
  /// - Parameter source: the infecting host; nil: by the script.
  mutating func infect(_ component: Int, threat: Int, source: Int?) {
    guard threats.hosts[component].fault < 0 else { return }
    let definition = model.drill.threats[threat]
    let name = part(of: model.platform.nodes[component].name, definition.name)
    let root = source.map { platform.faults[Int(threats.hosts[$0].fault)].record.root.index }
    if threats.hosts[component].infections == 0 { record.infectedCount += 1 }
    let fault = addFault(
      Fault(
        component: Row(component), mode: nil, threat: Row(threat), origin: .malware,
        root: Row(root ?? platform.faults.nextRow), began: now))
    let ordinal = Int(threats.hosts[component].infections)
    threats.hosts[component].fault = Int32(fault)
    threats.infected += 1
    conditionWaits.change(.infections)
    threats.infectedLinks.append(component, to: &threats.infectedHosts)
    threats.hosts[component].isKnown = false
    threats.hosts[component].infections += 1
    note(
      .infected, incident: incident(ofRoot: Int32(platform.faults[fault].record.root.index)),
      subject: component, object: source ?? -1)
    if let law = definition.harmsAfter {
      schedule(
        .harm, at: now + span(law, Purpose.harm, name, ordinal), row: fault,
        generation: platform.faults[fault].serial & 0xFF_FFFF)
    }
    if let law = definition.noticedAfter {
      schedule(
        .infectionNoticed, at: now + span(law, Purpose.noticed, name, ordinal), row: fault,
        generation: platform.faults[fault].serial & 0xFF_FFFF)
    }
    expose(from: component, threat: threat)
  }

  private mutating func expose(from source: Int, threat: Int) {
    for target in model.platform.components.indices
    where target != source && isSusceptible(target, to: threat)
      && contactRate(from: source, to: target, threat: threat) > 0
    {
      let row = threats.exposures.insert(
        ThreatState.Exposure(
          source: Int32(source), target: Int32(target), threat: Int32(threat), contacts: 0))
      scheduleContact(row)
    }
  }

  /// Of a class that the threat lives on, without the patch, not infected now.
  func isSusceptible(_ component: Int, to threat: Int) -> Bool {
    let definition = model.drill.threats[threat]
    let host = threats.hosts[component]
    guard host.fault < 0, !host.isImmune,
      definition.targets & model.platform.components[component].objectClass.bit != 0
    else { return false }
    let name = part(of: model.platform.nodes[component].name, definition.name)
    return happens(definition.vulnerable, Purpose.vulnerable, name, 0)
  }

  func contactRate(from source: Int, to target: Int, threat: Int) -> Double {
    guard let from = model.platform.components[source].zone,
      let to = model.platform.components[target].zone
    else { return 0 }
    if from == to { return model.drill.threats[threat].rateWithinZone }
    return model.platform.reaches[from.index * model.platform.zoneCount + to.index]
      ? model.drill.threats[threat].rateAcrossZones : 0
  }

  private mutating func scheduleContact(_ row: Int) {
    let exposure = threats.exposures[row]
    threats.exposures[row].contacts += 1
    let source = Int(exposure.source)
    let target = Int(exposure.target)
    let rate = contactRate(from: source, to: target, threat: Int(exposure.threat))
    // The pair, and which infection of the source it is.
    let pair = part(of: model.platform.nodes[source].name, model.platform.nodes[target].name)
    let infection = UInt64(threats.hosts[source].infections)
    let name = pair.combined(with: infection)
    drawLog?.derive(name, from: pair, .ordinal(infection))
    var draws = draws(Purpose.contact, name, Int(exposure.contacts))
    schedule(
      .contact, at: now + TimeSpan(seconds: draws.exponential() * 3600 / rate), row: row)
  }

  mutating func contact(_ row: Int) {
    let exposure = threats.exposures[row]
    let source = Int(exposure.source)
    let target = Int(exposure.target)
    guard threats.hosts[source].fault >= 0, threats.hosts[target].fault < 0,
      !threats.hosts[target].isImmune
    else {
      threats.exposures.release(row)
      return
    }
    if isCutOff(source) || isCutOff(target) {
      scheduleContact(row)
    } else {
      threats.exposures.release(row)
      infect(target, threat: Int(exposure.threat), source: source)
    }
  }

  /// No traffic passes: isolated, its zone blocked, or the host is down.
  func isCutOff(_ component: Int) -> Bool {
    if platform.components[component].isIsolated || !platform.nodes[component].isUp { return true }
    guard let zone = model.platform.components[component].zone else { return true }
    return platform.zoneBlocked[zone.index]
  }

  mutating func harm(_ fault: Int, generation: UInt32) {
    guard isCurrent(fault: fault, generation), platform.faults[fault].isOpen,
      let threat = platform.faults[fault].record.threat
    else { return }
    let root = Int32(platform.faults[fault].record.root.index)
    note(
      .harmed, incident: incident(ofRoot: root),
      subject: platform.faults[fault].record.component.index, value: 1)
    strike(fault, symptom: model.drill.threats[threat.index].symptom)
  }

  mutating func noticeInfection(_ fault: Int, generation: UInt32) {
    guard isCurrent(fault: fault, generation) else { return }
    let component = platform.faults[fault].record.component.index
    guard platform.faults[fault].isOpen, !threats.hosts[component].isKnown else { return }
    threats.hosts[component].isKnown = true
    conditionWaits.change(.infections)
    raiseAlarm(
      component: component, root: Int32(platform.faults[fault].record.root.index),
      channel: .monitoring)
    mustCheckConditions = true
  }

  /// Whether the row still holds the fault that something was scheduled for.
  private func isCurrent(fault: Int, _ generation: UInt32) -> Bool {
    platform.faults[fault].serial & 0xFF_FFFF == generation
  }
}
