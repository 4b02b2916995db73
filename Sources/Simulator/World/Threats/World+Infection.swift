import EventKernel

/// Malware spreads over reachable components until it is contained.
///
/// Between each infected and each susceptible host that it reaches, contacts come as a Poisson
/// process of the pair (the SI model on a graph), each drawn under the address of the pair, so that
/// a new host changes no other pair's contacts.
extension World {
  /// - Parameter source: the infecting host; nil: by the script.
  mutating func infect(_ component: Row<Component>, threat: Row<Threat>, source: Row<Component>?) {
    guard threats.hosts[component].fault.isNone else { return }
    let definition = model.drill.threats[threat]
    let name = part(of: model.platform.nodes[component.node].name, definition.name)
    let parent = source.flatMap { threats.hosts[$0].fault.row }
    let root = parent.map { platform.faults[$0].record.root }
    if threats.hosts[component].infections == 0 { record.infectedCount += 1 }
    let fault = addFault(
      Fault(
        component: component, mode: nil, threat: threat, origin: .malware,
        root: root ?? Row(platform.faults.nextRow), began: now))
    let ordinal = Int(threats.hosts[component].infections)
    threats.hosts[component].fault = OptionalRow(fault)
    threats.infected += 1
    threats.infectedLinks.append(component, to: &threats.infectedHosts)
    threats.hosts[component].infections += 1
    note(
      .infected, incident: incident(ofRoot: platform.faults[fault].record.root),
      subject: component.index, object: source?.index)
    if let law = definition.harmsAfter {
      schedule(
        .harm, at: now + span(law, Purpose.harm, name, ordinal), row: fault,
        generation: Generation(number: platform.faults[fault].serial))
    }
    if let law = definition.noticedAfter {
      schedule(
        .infectionNoticed, at: now + span(law, Purpose.noticed, name, ordinal), row: fault,
        generation: Generation(number: platform.faults[fault].serial))
    }
    expose(from: component, threat: threat)
  }

  private mutating func expose(from source: Row<Component>, threat: Row<Threat>) {
    for target in threats.hosts.rows
    where target != source && isSusceptible(target, to: threat)
      && contactRate(from: source, to: target, threat: threat) > 0
    {
      let exposure = threats.exposures.insert(
        ThreatState.Exposure(
          source: source, target: target, threat: threat,
          infection: threats.hosts[source].infections, contacts: 0))
      scheduleContact(Row(exposure))
    }
  }

  /// Of a class that the threat lives on, without the patch, not infected now.
  func isSusceptible(_ component: Row<Component>, to threat: Row<Threat>) -> Bool {
    let definition = model.drill.threats[threat]
    let host = threats.hosts[component]
    guard host.fault.isNone, !host.isImmune,
      definition.targets & model.platform.components[component].objectClass.bit != 0
    else { return false }
    let name = part(of: model.platform.nodes[component.node].name, definition.name)
    return happens(definition.vulnerable, Purpose.vulnerable, name, 0)
  }

  func contactRate(
    from source: Row<Component>, to target: Row<Component>, threat: Row<Threat>
  ) -> Double {
    guard let from = model.platform.components[source].zone,
      let to = model.platform.components[target].zone
    else { return 0 }
    if from == to { return model.drill.threats[threat].rateWithinZone }
    return model.platform.reaches(from, to) ? model.drill.threats[threat].rateAcrossZones : 0
  }

  private mutating func scheduleContact(_ row: Row<ThreatState.Exposure>) {
    let exposure = threats.exposures[row]
    threats.exposures[row].contacts += 1
    let source = exposure.source
    let target = exposure.target
    let rate = contactRate(from: source, to: target, threat: exposure.threat)
    // The pair, and which infection of the source it is.
    let pair = part(
      of: model.platform.nodes[source.node].name, model.platform.nodes[target.node].name)
    let infection = UInt64(exposure.infection)
    let name = pair.combined(with: infection)
    drawLog?.derive(name, from: pair, .ordinal(infection))
    var draws = draws(Purpose.contact, name, Int(exposure.contacts))
    schedule(
      .contact, at: now + TimeSpan(seconds: draws.exponential() * 3600 / rate), row: row)
  }

  mutating func contact(_ row: Row<ThreatState.Exposure>) {
    let exposure = threats.exposures[row]
    let source = exposure.source
    let target = exposure.target
    guard !threats.hosts[source].fault.isNone,
      threats.hosts[source].infections == exposure.infection,
      threats.hosts[target].fault.isNone, !threats.hosts[target].isImmune
    else {
      threats.exposures.release(row.index)
      return
    }
    if isCutOff(source) || isCutOff(target) {
      scheduleContact(row)
    } else {
      threats.exposures.release(row.index)
      infect(target, threat: exposure.threat, source: source)
    }
  }

  /// No traffic passes: isolated, its zone blocked, or the host is down.
  func isCutOff(_ component: Row<Component>) -> Bool {
    if platform.components[component].isIsolated || !platform.nodes[component.node].isUp {
      return true
    }
    guard let zone = model.platform.components[component].zone else { return true }
    return platform.zoneBlocked[zone]
  }

  mutating func harm(_ fault: Row<Fault>, generation: Generation) {
    guard isCurrent(fault: fault, generation), platform.faults[fault].isOpen,
      let threat = platform.faults[fault].record.threat
    else { return }
    let root = platform.faults[fault].record.root
    note(
      .harmed, incident: incident(ofRoot: root),
      subject: platform.faults[fault].record.component.index, value: 1)
    strike(fault, symptom: model.drill.threats[threat].symptom)
  }

  mutating func noticeInfection(_ fault: Row<Fault>, generation: Generation) {
    guard isCurrent(fault: fault, generation) else { return }
    guard platform.faults[fault].isOpen else { return }
    let component = platform.faults[fault].record.component
    guard !isInHand(component.node, said: .infected) else { return }
    raiseAlarm(
      component: component, root: platform.faults[fault].record.root, fault: fault,
      said: .infected, channel: .monitoring)
    mustCheckConditions = true
  }

  /// Whether the row still holds the fault that something was scheduled for.
  private func isCurrent(fault: Row<Fault>, _ generation: Generation) -> Bool {
    Generation(number: platform.faults[fault].serial) == generation
  }
}
