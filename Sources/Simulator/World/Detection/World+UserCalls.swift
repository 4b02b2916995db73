import EventKernel

/// Users who call the hotline while their service is down.
extension World {
  mutating func serviceWentDown(_ row: Int) {
    guard let service = serviceRow(ofNode: row) else { return }
    scheduleCall(service)
  }

  mutating func serviceCameUp(_ row: Int) {
    guard let service = serviceRow(ofNode: row) else { return }
    platform.callGenerations[service] = (platform.callGenerations[service] &+ 1) & 0xFF_FFFF
  }

  private mutating func scheduleCall(_ service: Int) {
    let rate = model.platform.services[service].callRate
    guard rate > 0 else { return }
    let ordinal = Int(platform.callOrdinals[service])
    platform.callOrdinals[service] += 1
    let name = model.platform.nodes[model.platform.services[service].node.index].name
    var draws = draws(Purpose.userCall, name, ordinal)
    let wait = TimeSpan(seconds: draws.exponential() * 3600 / rate)
    schedule(
      .userCall, at: now + wait, row: service,
      generation: platform.callGenerations[service])
  }

  /// Calls are drawn at the rate of the open hours, and thinned outside of them: so the hours of one
  /// service shift no other draw, and none of its own.
  private func calls(_ service: Int, ordinal: Int) -> Bool {
    let definition = model.platform.services[service]
    guard let hours = definition.open,
      !model.platform.openingHours[hours.index].isOpen(at: now)
    else { return true }
    let name = model.platform.nodes[definition.node.index].name
    return happens(definition.callsWhenClosed, Purpose.callWhenClosed, name, ordinal)
  }

  mutating func userCall(_ service: Int, generation: UInt32) {
    guard platform.callGenerations[service] == generation else { return }
    let node = model.platform.services[service].node.index
    let root = platform.nodes[node].cause
    guard !platform.nodes[node].isUp, root >= 0 else { return }
    let ordinal = Int(platform.callOrdinals[service]) - 1
    scheduleCall(service)
    guard calls(service, ordinal: ordinal) else { return }
    let known = incident(ofRoot: root)
    note(.userCall, incident: known, subject: service)
    if known >= 0, isInHand(known) {
      incidents.states[known].record.callCount += 1
    } else {
      // The caller names the service; the desk sees the component that failed behind it only later.
      let component = platform.faults[Int(root)].record.component.index
      openIncident(root: root, component: component, channel: .userCall)
    }
  }
}
