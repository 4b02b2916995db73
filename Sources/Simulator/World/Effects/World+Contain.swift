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

  /// What was cleaned is known to be clean, and what turned out to be clean already.
  mutating func clean(_ step: Step, task: Row<FlowTask>, incident: Row<Incident>) {
    for component in knownInfected(of: incident, only: flow.tasks[task].component) {
      let name = part(of: flow.tasks[task].name, model.platform.nodes[component.node].name)
      guard
        step.effect == .rebuild
          || happens(step.succeeds, Purpose.clean, name, flow.tasks[task].ordinal)
      else { continue }
      markEvidence(destroyedOn: incident)
      cure(component)
      learn(looks(of: component.node), of: component.node, incident: incident, by: .finding)
    }
    passContainment(incident)
    set(.clean, of: incident, to: knowledge.infected(for: incident) == 0)
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
    let said = knowledge.said(of: component.node, by: incident)
    guard let fault = threats.hosts[component].fault.row, !said.contains(.infected) else {
      return false
    }
    let name = part(of: flow.tasks[task].name, model.platform.nodes[component.node].name)
    guard happens(step.succeeds, Purpose.scan, name, flow.tasks[task].ordinal) else { return false }
    see(fault)
    take(root: platform.faults[fault].record.root, for: incident)
    learn(
      looks(of: component.node).union(.infected), of: component.node, incident: incident,
      by: .finding)
    return true
  }

  mutating func reconnect(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    for component in platform.components.rows
    where (one.isNone || one == component) && !isInHand(component.node, said: .infected) {
      reconnect(component, incident: incident)
    }
    guard knowledge.infected(for: incident) == 0 else { return }
    for zone in platform.zoneBlocked.indices where platform.zoneBlocked[zone] {
      platform.zoneBlocked[zone] = false
      note(.zoneOpened, incident: incident, subject: zone)
    }
  }

  /// For what does not spread, the harm is curbed when nothing more is at risk. The milestone is
  /// passed when that is so, the case believes it when all that it knows of is cut off.
  mutating func noteContainment(_ incident: Row<Incident>) {
    guard !isAnyReserveRunningOut else { return }
    passContainment(incident)
    guard fact(.contained, of: incident) == 0, isBelievedContained(incident) else { return }
    set(.contained, of: incident, to: true)
    send(.contained, toIncident: incident)
  }

  /// The harm is curbed in truth, whether or not anybody knows.
  private mutating func passContainment(_ incident: Row<Incident>) {
    if incidents.states[incident].record[.contained] == nil, isContained(incident) {
      pass(.contained, incident: incident)
    }
  }
}
