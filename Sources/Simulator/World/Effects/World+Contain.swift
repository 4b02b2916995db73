import EventKernel

/// Effects against malware: isolate, block, clean, scan, reconnect.
extension World {
  mutating func isolateKnown(
    _ incident: Row<Incident>, only one: OptionalRow<Component> = .none
  ) {
    for component in touched(by: .isolate, incident: incident)
    where one.isNone || one == component {
      isolate(component, incident: incident)
    }
    noteContainment(incident)
  }

  mutating func block(_ incident: Row<Incident>) {
    for component in knownInfected(of: incident) {
      guard let zone = model.platform.components[component].zone,
        !platform.zoneBlocked[zone]
      else { continue }
      platform.zoneBlocked[zone] = true
      note(.zoneBlocked, incident: incident, subject: zone.index)
    }
    noteContainment(incident)
  }

  mutating func clean(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    let one = flow.tasks[task].component
    for component in knownInfected(of: incident) where one.isNone || one == component {
      let name = part(of: flow.tasks[task].name, model.platform.nodes[component.node].name)
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

  mutating func scan(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    var found = false
    let one = flow.tasks[task].component
    for component in threats.hosts.rows where one.isNone || one == component {
      let host = threats.hosts[component]
      guard let fault = host.fault.row, !host.isKnown,
        platform.faults[fault].record.incident == incident
      else { continue }
      let name = part(of: flow.tasks[task].name, model.platform.nodes[component.node].name)
      guard happens(step.succeeds, Purpose.scan, name, flow.tasks[task].ordinal) else { continue }
      threats.hosts[component].isKnown = true
      conditionWaits.change(.infections)
      found = true
    }
    set(.moreInfected, of: incident, to: found)
  }

  mutating func reconnect(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    for component in platform.components.rows
    where platform.components[component].isIsolated && !threats.hosts[component].isKnown
      && (one.isNone || one == component)
    {
      reconnect(component, incident: incident)
    }
    guard knownInfectedCount(of: incident) == 0 else { return }
    for zone in platform.zoneBlocked.indices where platform.zoneBlocked[zone] {
      platform.zoneBlocked[zone] = false
      note(.zoneOpened, incident: incident, subject: zone)
    }
  }

  /// For what does not spread, the harm is curbed when nothing more is at risk.
  mutating func noteContainment(_ incident: Row<Incident>) {
    guard isContained(incident), !isAnyReserveRunningOut else { return }
    set(.contained, of: incident, to: true)
    pass(.contained, incident: incident)
    send(.contained, toIncident: incident)
  }
}
