import EventKernel

/// Effects against malware: isolate, block, clean, scan, reconnect.
extension World {
  mutating func isolateKnown(_ incident: Int) {
    for component in touched(by: .isolate, incident: incident) {
      isolate(component, incident: incident)
    }
    noteContainment(incident)
  }

  mutating func block(_ incident: Int) {
    for component in knownInfected(of: incident) {
      guard let zone = model.platform.components[component].zone?.index,
        !platform.zoneBlocked[zone]
      else { continue }
      platform.zoneBlocked[zone] = true
      note(.zoneBlocked, incident: incident, subject: zone)
    }
    noteContainment(incident)
  }

  mutating func clean(_ step: Step, task: Int, incident: Int) {
    for component in knownInfected(of: incident) {
      let name = part(of: flow.tasks[task].name, model.platform.nodes[component].name)
      if step.effect == .rebuild
        || happens(step.succeeds, Purpose.clean, name, flow.tasks[task].ordinal)
      {
        markEvidence(destroyedOn: incident)
        cure(component)
      }
    }
    set(.clean, of: incident, to: knownInfectedCount(of: incident) == 0)
    set(.solved, of: incident, to: firstOpenFault(of: incident) == nil)
  }

  mutating func scan(_ step: Step, task: Int, incident: Int) {
    var found = false
    for component in threats.hosts.indices {
      let host = threats.hosts[component]
      guard host.fault >= 0, !host.isKnown,
        platform.faults[Int(host.fault)].record.incident?.index == incident
      else { continue }
      let name = part(of: flow.tasks[task].name, model.platform.nodes[component].name)
      guard happens(step.succeeds, Purpose.scan, name, flow.tasks[task].ordinal) else { continue }
      threats.hosts[component].isKnown = true
      conditionWaits.change(.infections)
      found = true
    }
    set(.moreInfected, of: incident, to: found)
  }

  mutating func reconnect(_ incident: Int) {
    for component in model.platform.components.indices
    where platform.components[component].isIsolated && !threats.hosts[component].isKnown {
      reconnect(component, incident: incident)
    }
    guard knownInfectedCount(of: incident) == 0 else { return }
    for zone in platform.zoneBlocked.indices where platform.zoneBlocked[zone] {
      platform.zoneBlocked[zone] = false
      note(.zoneOpened, incident: incident, subject: zone)
    }
  }
}
