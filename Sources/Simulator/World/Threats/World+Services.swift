import EventKernel

/// What services bear: requests against their capacity, and users who call when requests fail.
extension World {
  mutating func changeLoad(_ impact: ImpactInHand, isOn: Bool) {
    guard let service = serviceRow(ofNode: impact.subject) else { return }
    let loads = platform.services[service].loads + (isOn ? 1 : -1)
    platform.services[service].loads = loads
    platform.services[service].extraLoad += isOn ? impact.value : -impact.value
    if loads == 0 { platform.services[service].extraLoad = 0 }
    serviceChanged(service)
  }

  /// The root of the threat that loads a service, of several that of the first; nil: none does.
  func loader(of service: Row<Node>) -> Row<Fault>? {
    var open = platform.nodes[service].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      guard let instance = platform.faults[fault].instance.row else { continue }
      let stage = model.drill.stages[threats.instances[instance].stage]
      if stage.impacts.contains(where: { model.drill.impacts[Int($0)].impact == .load }) {
        return platform.faults[fault].record.root
      }
    }
    return nil
  }

  mutating func changeDemand(_ impact: ImpactInHand, isOn: Bool) {
    if let service = serviceRow(ofNode: impact.subject) {
      platform.services[service].calls.change(impact.value, isOn: isOn)
      platform.callGenerations.invalidate(service.index)
      if platform.services[service].failing.level > 0 { scheduleCall(service) }
      return
    }
    demand.factors.change(impact.value, isOn: isOn)
    for row in demand.streams.rows { scheduleSurge(row) }
  }

  /// The share of its requests that fail now: all while it is down; else what is more than it can
  /// bear, where a file says how much that is.
  private func failingShare(of service: Row<Service>) -> Double {
    let definition = model.platform.services[service]
    let node = platform.nodes[definition.node]
    if !node.isUp { return 1 }
    guard definition.capacity > 0 else { return 0 }
    let load = definition.load + platform.services[service].extraLoad
    let capacity = definition.capacity * Double(node.speed) / Double(NodeSpeed.full)
    return load > capacity ? 1 - capacity / load : 0
  }

  /// A service went down or came up, has more or less to bear, or can bear more or less.
  mutating func serviceChanged(_ service: Row<Service>) {
    // Between two stages of a threat on it nothing is to be seen.
    let node = model.platform.services[service].node
    guard threats.moving != node else { return }
    let before = platform.services[service].failing.level
    let share = failingShare(of: service)
    guard share != before else { return }
    let open = openTime(of: service)
    platform.services[service].failing.set(to: share, at: now, counting: open)
    // That it is down or up again is told by itself.
    if platform.nodes[node].isUp, share > 0 || before < 1 {
      note(
        .served, incident: incident(ofRoot: loader(of: node)),
        subject: service.index, value: Int64((share * 1_000_000).rounded()))
      looksBetter(node)
    }
    platform.callGenerations.invalidate(service.index)
    if share > 0 { scheduleCall(service) }
    mustCheckConditions = true
  }

  /// How long it was open since the share of its requests that fail changed last.
  private func openTime(of service: Row<Service>) -> TimeSpan {
    let since = platform.services[service].failing.since
    return model.platform.services[service].open
      .map { model.platform.openingHours[$0].openTime(from: since, to: now) } ?? now - since
  }

  /// A service that went down by itself comes up, or the run is over: whether it was longer down
  /// than ever.
  mutating func countOutage(of service: Row<Service>, cause: Row<Fault>?) {
    guard cause != nil else { return }
    let outage = countedDown(model.platform.services[service].node)
    platform.services[service].longestOutage = max(
      platform.services[service].longestOutage, outage)
  }

  /// What a service has lost so far: of the time in which it was open, the share of its requests
  /// that failed.
  func loss(of service: Row<Service>) -> TimeSpan {
    let lost = platform.services[service].failing.area(counting: openTime(of: service))
    return TimeSpan(microseconds: Int64(lost.rounded()))
  }

  /// Whether a service is up, and fails some of its requests.
  func isOverloaded(_ node: Row<Node>) -> Bool {
    guard platform.nodes[node].isUp, model.platform.nodes[node].kind == .service,
      let service = serviceRow(ofNode: node)
    else { return false }
    return platform.services[service].failing.level > 0
  }
}

/// How fast a node works: of all that it could.
enum NodeSpeed {
  static var full: Int32 { 1_000_000 }
  /// What is left of one that is degraded [own, 20 to 90 %].
  static var degraded: Int32 { 500_000 }
}

/// What is felt of components that work worse by what hangs on them.
extension World {
  /// The speed of a node follows its own state and its inputs: of what needs all of them the
  /// slowest counts, of k of n their sum.
  mutating func followSpeed(_ node: Row<Node>, _ definition: Node) {
    let state = platform.nodes[node]
    let speed = state.isUp ? currentSpeed(of: node, definition) : NodeSpeed.full
    guard speed != state.speed else { return }
    platform.nodes[node].speed = speed
    let change: Int32 =
      (speed < NodeSpeed.full ? 1 : 0) - (state.speed < NodeSpeed.full ? 1 : 0)
    for position in definition.dependents {
      let dependent = model.platform.dependents[Int(position)]
      platform.nodes[dependent].slowInputs += change
      enqueue(dependent)
    }
    if let service = serviceRow(ofNode: node) { serviceChanged(service) }
  }

  private func currentSpeed(of node: Row<Node>, _ definition: Node) -> Int32 {
    let state = platform.nodes[node]
    let own = state.degraded > 0 ? NodeSpeed.degraded : NodeSpeed.full
    guard state.slowInputs > 0 else { return own }
    let needsAll = definition.threshold == definition.inputCount
    var least = NodeSpeed.full
    var sum: Int64 = 0
    for position in shared.index.inputs.range(of: node) {
      let input = shared.index.inputs[position]
      guard platform.nodes[input].isUp, model.platform.nodes[input].kind != .room else { continue }
      least = min(least, platform.nodes[input].speed)
      sum += Int64(platform.nodes[input].speed)
    }
    if needsAll { return min(own, least) }
    let share = sum / Int64(max(1, definition.threshold))
    return min(own, Int32(min(Int64(NodeSpeed.full), share)))
  }
}
