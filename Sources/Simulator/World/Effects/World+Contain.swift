import EventKernel

/// Effects against malware: isolate, block, clean, scan, reconnect.
extension World {
  mutating func isolateKnown(
    _ incident: Row<Incident>, only one: OptionalRow<Component> = .none
  ) {
    for component in knownInfected(of: incident, only: one) {
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
    for component in knownInfected(of: incident, only: flow.tasks[task].component) {
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

  /// Of an activity that is done several times, the parts together have found what one of them has.
  mutating func scan(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    var found = false
    if let one = flow.tasks[task].component.row {
      found = finds(one, step, task: task, incident: incident)
    } else {
      for component in threats.hosts.rows
      where finds(component, step, task: task, incident: incident) {
        found = true
      }
    }
    if let multiple = flow.tasks[task].multiple.row {
      if found { flow.multiples[multiple].hasFound = true }
      found = flow.multiples[multiple].hasFound
    }
    set(.moreInfected, of: incident, to: found)
  }

  /// Whether a search finds out that a host is infected, which nobody knew.
  private mutating func finds(
    _ component: Row<Component>, _ step: Step, task: Row<FlowTask>, incident: Row<Incident>
  ) -> Bool {
    let host = threats.hosts[component]
    guard let fault = host.fault.row, !host.isKnown,
      platform.faults[fault].record.incident == primary(incident)
    else { return false }
    let name = part(of: flow.tasks[task].name, model.platform.nodes[component.node].name)
    guard happens(step.succeeds, Purpose.scan, name, flow.tasks[task].ordinal) else { return false }
    threats.hosts[component].isKnown = true
    conditionWaits.change(.infections)
    return true
  }

  mutating func reconnect(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    if let one = one.row {
      if !threats.hosts[one].isKnown { reconnect(one, incident: incident) }
    } else {
      for component in platform.components.rows where !threats.hosts[component].isKnown {
        reconnect(component, incident: incident)
      }
    }
    guard knownInfectedCount(of: incident) == 0 else { return }
    for zone in platform.zoneBlocked.indices where platform.zoneBlocked[zone] {
      platform.zoneBlocked[zone] = false
      note(.zoneOpened, incident: incident, subject: zone)
    }
  }

  /// For what does not spread, the harm is curbed when nothing more is at risk.
  mutating func noteContainment(_ incident: Row<Incident>) {
    guard fact(.contained, of: incident) == 0, isContained(incident), !isAnyReserveRunningOut
    else { return }
    set(.contained, of: incident, to: true)
    pass(.contained, incident: incident)
    send(.contained, toIncident: incident)
  }
}
