import EventKernel

/// Activities that are done several times for one token: all parts at once, or one after the other.
extension World {
  /// One part of such an activity, as the task that does it is told.
  struct MultiplePart {
    var multiple: Row<MultipleActivity>
    /// From 1.
    var number: Int32
    var component: Row<Component>?
  }

  /// A token begins the activity. Without any part it is done at once.
  @inline(never)
  mutating func beginParts(node: Row<FlowNode>, instance: Row<FlowInstance>) {
    guard let multiplicity = model.net.nodes[node].multiplicity else { return }
    var state = FlowState.MultipleState(instance: instance, node: node, count: 0)
    switch multiplicity.count {
    case .times(let count): state.count = count
    case .components:
      state.firstComponent = Int32(flow.partComponents.count)
      state.count = gatherComponents(of: node, instance: instance)
    }
    guard state.count > 0 else {
      count(instance, node) { $0.done += 1 }
      return leave(node, instance: instance)
    }
    let multiple = add(state)
    let generation = flow.multiples[multiple].generation
    armBoundaries(of: node, instance: instance, multiple: multiple)
    var toBegin = multiplicity.isSequential ? 1 : state.count
    while toBegin > 0, isAlive(multiple, generation) {
      beginPart(of: multiple)
      toBegin -= 1
    }
  }

  /// An activity in a row of its own, told from earlier ones of that row.
  private mutating func add(_ state: FlowState.MultipleState) -> Row<MultipleActivity> {
    var state = state
    state.next = flow.instances[state.instance].multiples
    let row: Row<MultipleActivity>
    if let free = flow.freeMultiples.popLast() {
      row = Row(Int(free))
      state.generation = flow.multiples[row].generation
      flow.multiples[row] = state
    } else {
      row = Row(flow.multiples.count)
      flow.multiples.append(state)
    }
    flow.instances[state.instance].multiples = OptionalRow(row)
    return row
  }

  /// Puts the components that the activity is about, each once, behind those of the others.
  private mutating func gatherComponents(
    of node: Row<FlowNode>, instance: Row<FlowInstance>
  ) -> Int32 {
    guard case .task(let step) = model.net.nodes[node].kind else { return 0 }
    let first = flow.partComponents.count
    let incident = flow.instances[instance].record.incident
    for component in touched(by: model.net.steps[step].effect, incident: incident) {
      let isKnown = (first..<flow.partComponents.count).contains {
        flow.partComponents[$0] == component
      }
      if !isKnown { flow.partComponents.append(component) }
    }
    return Int32(flow.partComponents.count - first)
  }

  func isAlive(_ multiple: Row<MultipleActivity>, _ generation: Generation) -> Bool {
    flow.multiples[multiple].generation == generation
  }

  private mutating func beginPart(of multiple: Row<MultipleActivity>) {
    let state = flow.multiples[multiple]
    flow.multiples[multiple].begun += 1
    var part = MultiplePart(multiple: multiple, number: state.begun + 1)
    if state.firstComponent >= 0 {
      part.component = flow.partComponents[Int(state.firstComponent + state.begun)]
    }
    switch model.net.nodes[state.node].kind {
    case .task(let step): offerPart(part, step, node: state.node, instance: state.instance)
    case .call(let called):
      startInstance(
        of: called, incident: flow.instances[state.instance].record.incident,
        parent: state.instance, callNode: state.node, as: part)
    default: break
    }
  }

  /// The address of a task's draws is its own: by the component, else by which one it is.
  @inline(never)
  mutating func become(_ part: MultiplePart, task row: Row<FlowTask>) {
    flow.tasks[row].multiple = OptionalRow(part.multiple)
    flow.tasks[row].component = OptionalRow(part.component)
    let name = flow.tasks[row].name
    if let component = part.component {
      flow.tasks[row].name = self.part(of: name, model.platform.nodes[component.node].name)
    } else {
      flow.tasks[row].name = keyOfPart(part.number, of: name)
    }
  }

  /// The key of one part of an activity that is done a number of times.
  func keyOfPart(_ number: Int32, of key: NameHash) -> NameHash {
    let ordinal = UInt64(number)
    let part = key.combined(with: ordinal)
    drawLog?.derive(part, from: key, .ordinal(ordinal))
    return part
  }

  /// A part's work is done: what it does to its own component happens now, what it does to the case
  /// when all parts are over.
  @inline(never)
  mutating func finishPart(
    task row: Row<FlowTask>, of multiple: Row<MultipleActivity>, incident: Row<Incident>,
    instance: Row<FlowInstance>
  ) {
    let generation = flow.multiples[multiple].generation
    flow.multiples[multiple].done += 1
    let step = step(ofTask: row)
    if let message = step.message {
      send(message, task: row, node: flow.multiples[multiple].node)
    }
    if flow.multiples[multiple].firstComponent < 0 || step.effect.isByComponent {
      apply(step, task: row, incident: incident, instance: instance)
    }
    // What it did may have ended the whole activity.
    if isAlive(multiple, generation) { partOver(of: multiple, task: row) }
  }

  /// A part is over, done or not: the next one begins, or the token goes on.
  ///
  /// - Parameter task: that it was; nil: a call.
  @inline(never)
  mutating func partOver(of multiple: Row<MultipleActivity>, task: Row<FlowTask>?) {
    flow.multiples[multiple].over += 1
    let state = flow.multiples[multiple]
    guard state.over == state.count else {
      if model.net.nodes[state.node].multiplicity?.isSequential == true {
        beginPart(of: multiple)
      }
      return
    }
    while let wait = flow.multiples[multiple].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    forget(multiple: multiple)
    count(state.instance, state.node) { $0.done += 1 }
    if let task, state.firstComponent >= 0, state.done > 0 {
      let step = step(ofTask: task)
      if !step.effect.isByComponent {
        apply(
          step, task: task, incident: incident(ofTask: task), instance: state.instance)
      }
    }
    leave(state.node, instance: state.instance)
  }

  /// All parts that are under way are given up, and no other begins.
  @inline(never)
  mutating func interrupt(multiple: Row<MultipleActivity>) {
    let instance = flow.multiples[multiple].instance
    var next = flow.instances[instance].children.first
    while next >= 0 {
      let child = Row<FlowInstance>(Int(next))
      next = flow.childrenOfInstance.next(next)
      guard flow.instances[child].multiple == multiple else { continue }
      flow.childrenOfInstance.remove(child, from: &flow.instances[instance].children)
      cutOff(instance: child)
    }
    next = flow.instances[instance].tasks.first
    while next >= 0 {
      let task = Row<FlowTask>(Int(next))
      next = flow.tasksOfInstance.next(next)
      if flow.tasks[task].multiple == multiple { interrupt(task: task) }
    }
    while let wait = flow.multiples[multiple].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    forget(multiple: multiple)
  }

  /// Its row may serve another.
  @inline(never)
  mutating func forget(multiple: Row<MultipleActivity>) {
    let state = flow.multiples[multiple]
    if flow.instances[state.instance].multiples == multiple {
      flow.instances[state.instance].multiples = state.next
    } else {
      var before = flow.instances[state.instance].multiples.row
      while let other = before, flow.multiples[other].next != multiple {
        before = flow.multiples[other].next.row
      }
      if let before { flow.multiples[before].next = state.next }
    }
    flow.multiples[multiple].generation.advance()
    flow.freeMultiples.append(Int32(multiple.index))
    if flow.freeMultiples.count == flow.multiples.count { flow.partComponents.removeAll() }
  }
}

enum MultipleActivity {}
