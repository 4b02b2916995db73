import EventKernel

/// Users who call the hotline while their service is down.
extension World {
  mutating func serviceWentDown(_ node: Row<Node>) {
    guard let service = serviceRow(ofNode: node) else { return }
    if knowledge.beliefCount > 0 { _ = scheduleLook(at: node) }
    serviceChanged(service)
  }

  mutating func serviceCameUp(_ node: Row<Node>, cause: Row<Fault>?) {
    guard let service = serviceRow(ofNode: node) else { return }
    countOutage(of: service, cause: cause)
    if isFailedOver(service) { useCopies(for: service, incident(ofRoot: cause)) }
    serviceChanged(service)
  }

  /// The next call of a user: so many come as requests fail.
  mutating func scheduleCall(_ service: Row<Service>) {
    let state = platform.services[service]
    let rate =
      model.platform.services[service].callRate * state.calls.value * state.failing.level
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
    let isUp = platform.nodes[node].isUp
    let root = isUp ? loader(of: node) : platform.nodes[node].cause.row
    guard platform.services[service].failing.level > 0, isUp || root != nil else { return }
    let ordinal = Int(platform.callOrdinals[service]) - 1
    scheduleCall(service)
    guard calls(service, ordinal: ordinal) else { return }
    let related = relatedCase(to: node)
    note(.userCall, incident: related, subject: service.index)
    if let related {
      incidents.states[related].record.callCount += 1
      // Who calls says what they see of it, and nothing of what is known besides.
      let hit = knowledge.said(of: node, by: related).intersection(.hit)
      return learn(
        hit.union(isUp ? .degraded : .down), of: node, incident: related, by: .call)
    }
    // The caller names the service; what is behind it is for the case to find out.
    let incident = openIncident(
      root: root, component: front(of: node), subject: node,
      said: isUp ? .degraded : .down, channel: .userCall)
    send(.eventOccurred, toIncident: incident)
  }

  /// The component that the desk believes at fault when a service does not work: the first that it
  /// hangs on.
  mutating func front(of service: Row<Node>) -> Row<Component> {
    walked.removeAll()
    isWalked.removeAll()
    walked.append(service)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if let component = componentRow(ofNode: node) { return component }
      for position in shared.index.inputs.range(of: node)
      where !isWalked.contains(shared.index.inputs[position].index) {
        isWalked.insert(shared.index.inputs[position].index)
        walked.append(shared.index.inputs[position])
      }
    }
    preconditionFailure("a service that hangs on no component is down")
  }
}
