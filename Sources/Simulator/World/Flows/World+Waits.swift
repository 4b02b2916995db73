import EventKernel

/// Catching and boundary events: what flows wait for.
extension World {
  func trigger(of node: Row<FlowNode>) -> Trigger {
    switch model.net.nodes[node].kind {
    case .catching(let trigger), .start(let trigger): trigger
    case .boundary(let trigger, _): trigger
    default: .none
    }
  }

  /// A token rests at a catching event until it fires.
  mutating func arm(_ node: Row<FlowNode>, instance: Row<FlowInstance>) {
    let wait = addWait(
      FlowState.WaitState(instance: instance, node: node), trigger: trigger(of: node))
    if isAlreadyTrue(wait) { fire(wait: wait) }
  }

  /// An event-based gateway waits for the first of the events behind it.
  mutating func waitForFirst(_ row: Row<FlowNode>, instance: Row<FlowInstance>) {
    flow.groups &+= 1
    let group = flow.groups
    var first: Row<FlowState.WaitState>?
    for position in model.net.nodes[row].outgoing {
      let node = model.net.edges[Int(position)].to
      let wait = addWait(
        FlowState.WaitState(instance: instance, node: node, group: group),
        trigger: trigger(of: node))
      if first == nil, isAlreadyTrue(wait) { first = wait }
    }
    if let first { fire(wait: first) }
  }

  /// Boundary events are armed when their activity is offered.
  mutating func armBoundaries(
    of row: Row<FlowNode>, instance: Row<FlowInstance>, task: Row<FlowTask>? = nil,
    child: Row<FlowInstance>? = nil, multiple: Row<MultipleActivity>? = nil
  ) {
    let generation = multiple.map { flow.multiples[$0].generation } ?? Generation()
    for position in model.net.nodes[row].boundaries {
      let node = model.net.boundaries[Int(position)]
      let wait = addWait(
        FlowState.WaitState(
          instance: instance, node: node, task: task, child: child, multiple: multiple),
        trigger: trigger(of: node))
      if let task { flow.waitsOfTask.append(wait, to: &flow.tasks[task].waits) }
      if let multiple { flow.waitsOfTask.append(wait, to: &flow.multiples[multiple].waits) }
      if isAlreadyTrue(wait) { fire(wait: wait) }
      // What fires at once may have ended the activity: there is nothing more to guard.
      if let task, flow.tasks[task].phase == .over { return }
      if let child, !flow.instances[child].isRunning { return }
      if let multiple, !isAlive(multiple, generation) { return }
    }
  }

  private mutating func addWait(
    _ state: FlowState.WaitState, trigger: Trigger
  ) -> Row<FlowState.WaitState> {
    let wait = flow.add(state)
    let incident = flow.instances[state.instance].record.incident
    flow.waitsOfInstance.append(wait, to: &flow.instances[state.instance].waits)
    switch trigger {
    case .timer(let law):
      let name = part(
        of: flow.instances[state.instance].key, model.net.nodes[state.node].name)
      let ordinal = Int(counters(state.instance, state.node).arrived)
      count(state.instance, state.node) { $0.arrived += 1 }
      schedule(
        .timer, at: now + span(law, Purpose.timer, name, ordinal), row: wait,
        generation: flow.waits[wait].generation)
    case .condition(let condition):
      conditionWaits.arm(
        wait, incident: incident, instance: state.instance, condition: condition)
      if conditionWaits.asked(by: condition).contains(.waiting) { mustCheckConditions = true }
    case .signal: signalWaits.append(wait, to: incident)
    case .error, .none: break
    }
    return wait
  }

  /// States are true for as long as they hold: who waits for one that already does goes on.
  private mutating func isAlreadyTrue(_ wait: Row<FlowState.WaitState>) -> Bool {
    let state = flow.waits[wait]
    guard state.isArmed else { return false }
    let incident = flow.instances[state.instance].record.incident
    switch trigger(of: state.node) {
    case .signal(.restored):
      return knowledge.isOver(incident)
    case .signal(.contained): return fact(.contained, of: incident) != 0
    case .signal(.partArrived): return hasAllParts(incident)
    case .signal(.powerRestored): return isSupplyKnown
    case .signal(.limitNear): return isLimitNear(for: incident)
    case .condition(let condition):
      // Whether somebody waits is looked at when the work of this instant is handed out.
      return !conditionWaits.asked(by: condition).contains(.waiting)
        && holds(condition, incident: incident, instance: state.instance)
    case .none: return true
    case .timer, .error, .signal: return false
    }
  }

  mutating func fireTimer(wait: Row<FlowState.WaitState>, generation: Generation) {
    guard flow.waits[wait].isArmed, flow.waits[wait].generation == generation else { return }
    let node = flow.waits[wait].node
    if waitsForWord(node), case .boundary = model.net.nodes[node].kind {
      return askToRaise(wait: wait)
    }
    fire(wait: wait)
  }

  mutating func fire(wait row: Row<FlowState.WaitState>) {
    let wait = flow.waits[row]
    guard wait.isArmed else { return }
    if !hearsAgain(wait) { disarm(wait: row) }
    if wait.group >= 0 { disarmWaits(of: wait.instance) { $0.group == wait.group } }
    let node = wait.node
    if case .boundary(_, let interrupts) = model.net.nodes[node].kind {
      if interrupts {
        if let task = wait.task.row { interrupt(task: task) }
        if let child = wait.child.row {
          flow.childrenOfInstance.remove(
            child, from: &flow.instances[wait.instance].children)
          cutOff(instance: child)
          disarmWaits(of: wait.instance) { $0.child == child }
        }
        if let multiple = wait.multiple.row { interrupt(multiple: multiple) }
      } else {
        flow.instances[wait.instance].tokens += 1
      }
    }
    count(wait.instance, node) { $0.done += 1 }
    leave(node, instance: wait.instance)
  }

  /// A boundary event for a message that does not interrupt fires for each message that comes while
  /// its activity is under way; a timer has one time, and a condition is asked once.
  private func hearsAgain(_ wait: FlowState.WaitState) -> Bool {
    guard case .boundary(.signal, interrupts: false) = model.net.nodes[wait.node].kind else {
      return false
    }
    return true
  }

  /// It waits no longer, and its row may serve another.
  mutating func disarm(wait row: Row<FlowState.WaitState>) {
    guard flow.waits[row].isArmed else { return }
    let wait = flow.waits[row]
    flow.waits[row].isArmed = false
    flow.waitsOfInstance.remove(row, from: &flow.instances[wait.instance].waits)
    if let task = wait.task.row {
      flow.waitsOfTask.remove(row, from: &flow.tasks[task].waits)
    } else if let multiple = wait.multiple.row {
      flow.waitsOfTask.remove(row, from: &flow.multiples[multiple].waits)
    }
    switch trigger(of: wait.node) {
    case .condition: conditionWaits.disarm(row)
    case .signal:
      signalWaits.remove(row, from: flow.instances[wait.instance].record.incident)
    case .timer, .error, .none: break
    }
    flow.waits.release(row.index)
  }

  mutating func disarmWaits(
    of instance: Row<FlowInstance>, _ which: (FlowState.WaitState) -> Bool
  ) {
    var next = flow.instances[instance].waits.first
    while next >= 0 {
      let row = Row<FlowState.WaitState>(Int(next))
      next = flow.waitsOfInstance.next(next)
      if which(flow.waits[row]) { disarm(wait: row) }
    }
  }
}
