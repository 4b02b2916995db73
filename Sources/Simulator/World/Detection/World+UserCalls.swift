import EventKernel

/// Users who call the hotline while their service is down.
extension World {
  mutating func serviceWentDown(_ node: Row<Node>) {
    guard let service = serviceRow(ofNode: node) else { return }
    scheduleCall(service)
  }

  mutating func serviceCameUp(_ node: Row<Node>) {
    guard let service = serviceRow(ofNode: node) else { return }
    platform.callGenerations.invalidate(service.index)
  }

  private mutating func scheduleCall(_ service: Row<Service>) {
    let rate = model.platform.services[service].callRate
    guard rate > 0 else { return }
    let ordinal = Int(platform.callOrdinals[service])
    platform.callOrdinals[service] += 1
    let name = model.platform.nodes[model.platform.services[service].node].name
    var draws = draws(Purpose.userCall, name, ordinal)
    let wait = TimeSpan(seconds: draws.exponential() * 3600 / rate)
    schedule(
      .userCall, at: now + wait, row: service,
      generation: platform.callGenerations.current(service.index))
  }

  /// Calls are drawn at the rate of the open hours, and thinned outside of them: so the hours of
  /// one service shift no other draw, and none of its own.
  private func calls(_ service: Row<Service>, ordinal: Int) -> Bool {
    let definition = model.platform.services[service]
    guard let hours = definition.open,
      !model.platform.openingHours[hours].isOpen(at: now)
    else { return true }
    let name = model.platform.nodes[definition.node].name
    return happens(definition.callsWhenClosed, Purpose.callWhenClosed, name, ordinal)
  }

  mutating func userCall(_ service: Row<Service>, generation: Generation) {
    guard platform.callGenerations.current(service.index) == generation else { return }
    let node = model.platform.services[service].node
    guard !platform.nodes[node].isUp, let root = platform.nodes[node].cause.row else { return }
    let ordinal = Int(platform.callOrdinals[service]) - 1
    scheduleCall(service)
    guard calls(service, ordinal: ordinal) else { return }
    let known = incident(ofRoot: root)
    note(.userCall, incident: known, subject: service.index)
    if let known, isInHand(known) {
      incidents.states[known].record.callCount += 1
    } else {
      // The caller names the service; the desk sees the component that failed behind it only later.
      let component = platform.faults[root].record.component
      openIncident(root: root, component: component, channel: .userCall)
    }
  }
}
