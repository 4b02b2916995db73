import EventKernel

/// Catching and boundary events: what flows wait for.
extension World {
  func trigger(of node: Int) -> Trigger {
    switch model.net.nodes[node].kind {
    case .catching(let trigger), .start(let trigger): trigger
    case .boundary(let trigger, _): trigger
    default: .none
    }
  }

  /// A token rests at a catching event until it fires.
  mutating func arm(_ node: Int, instance: Int) {
    let wait = addWait(
      FlowState.WaitState(instance: instance, node: node), trigger: trigger(of: node))
    if isAlreadyTrue(wait) { fire(wait: wait) }
  }

  /// An event-based gateway waits for the first of the events behind it.
  mutating func waitForFirst(_ row: Int, instance: Int) {
    let group = flow.waits.count
    var first: Int?
    for position in model.net.nodes[row].outgoing {
      let node = model.net.edges[Int(position)].to.index
      let wait = addWait(
        FlowState.WaitState(instance: instance, node: node, group: group),
        trigger: trigger(of: node))
      if first == nil, isAlreadyTrue(wait) { first = wait }
    }
    if let first { fire(wait: first) }
  }

  /// Boundary events are armed when their activity is offered.
  mutating func armBoundaries(of row: Int, instance: Int, task: Int, child: Int) {
    for position in model.net.nodes[row].boundaries {
      let node = model.net.boundaries[Int(position)].index
      let wait = addWait(
        FlowState.WaitState(instance: instance, node: node, task: task, child: child),
        trigger: trigger(of: node))
      if task >= 0 { flow.tasks[task].waits.append(wait) }
      if isAlreadyTrue(wait) { fire(wait: wait) }
    }
  }

  private mutating func addWait(_ state: FlowState.WaitState, trigger: Trigger) -> Int {
    let wait = flow.waits.count
    flow.waits.append(state)
    flow.instances[state.instance].waits.append(wait)
    switch trigger {
    case .timer(let law):
      let name = flow.instances[state.instance].key
        .combined(with: model.net.nodes[state.node].name)
      let ordinal = Int(counters(state.instance, state.node).arrived)
      count(state.instance, state.node) { $0.arrived += 1 }
      schedule(
        .timer, at: now + span(law, Purpose.timer, name, ordinal), row: wait,
        generation: state.generation)
    case .condition: flow.conditionWaits.append(wait)
    case .signal, .error, .none: break
    }
    return wait
  }

  /// States are true for as long as they hold: who waits for one that already does goes on.
  private func isAlreadyTrue(_ wait: Int) -> Bool {
    let state = flow.waits[wait]
    guard state.isArmed else { return false }
    let incident = record.instances[state.instance].incident.index
    switch trigger(of: state.node) {
    case .signal(.restored):
      return record.incidents[incident].fault != nil && incidents.states[incident].impact == 0
    case .signal(.contained): return fact(.contained, of: incident) != 0
    case .signal(.partArrived): return hasAllParts(incident)
    case .signal(.powerRestored): return isSupplied
    case .signal(.limitNear): return isLimitNear(for: incident)
    case .condition(let condition):
      return holds(condition, incident: incident, instance: state.instance)
    case .none: return true
    case .timer, .error, .signal: return false
    }
  }

  mutating func fireTimer(wait: Int, generation: UInt32) {
    guard flow.waits[wait].isArmed, flow.waits[wait].generation == generation else { return }
    fire(wait: wait)
  }

  mutating func fire(wait row: Int) {
    let wait = flow.waits[row]
    guard wait.isArmed else { return }
    disarm(wait: row)
    if wait.group >= 0 {
      for other in flow.instances[wait.instance].waits where flow.waits[other].group == wait.group {
        disarm(wait: other)
      }
    }
    let node = wait.node
    if case .boundary(_, let interrupts) = model.net.nodes[node].kind {
      if interrupts {
        if wait.task >= 0 { interrupt(task: wait.task) }
        if wait.child >= 0 {
          cutOff(instance: wait.child)
          flow.instances[wait.instance].children.removeAll { $0 == wait.child }
        }
        for other in flow.instances[wait.instance].waits
        where flow.waits[other].isArmed && flow.waits[other].child == wait.child
          && wait.child >= 0
        {
          disarm(wait: other)
        }
      } else {
        flow.instances[wait.instance].tokens += 1
      }
    }
    count(wait.instance, node) { $0.done += 1 }
    leave(node, instance: wait.instance)
  }

  mutating func disarm(wait row: Int) {
    flow.waits[row].isArmed = false
  }

  /// The world tells a case's flows something by name.
  mutating func send(_ signal: Signal, toIncident incident: Int) {
    guard incident >= 0 else { return }
    if signal == .eventOccurred {
      startFlows(on: signal, incident: incident, parent: -1)
      return
    }
    // Waits armed by what fires now have not heard this signal.
    let count = flow.waits.count
    for wait in 0..<count where flow.waits[wait].isArmed {
      guard record.instances[flow.waits[wait].instance].incident.index == incident,
        case .signal(signal) = trigger(of: flow.waits[wait].node)
      else { continue }
      fire(wait: wait)
    }
  }
}
