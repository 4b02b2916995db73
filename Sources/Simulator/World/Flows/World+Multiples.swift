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
      let components = components(of: node, instance: instance)
      state.count = Int32(components.count)
      state.components = components
    }
    guard state.count > 0 else {
      count(instance, node) { $0.done += 1 }
      if levels.asksDone { noteDone(node) }
      return leave(node, instance: instance)
    }
    let multiple = add(state)
    let generation = flow.multiples[multiple].generation
    armBoundaries(of: node, instance: instance, multiple: multiple)
    if multiplicity.isSequential { return beginNext(of: multiple) }
    var toBegin = state.count
    while toBegin > 0, isAlive(multiple, generation) {
      beginPart(of: multiple)
      toBegin -= 1
    }
  }

  /// Begins the next part of an activity that is done one after the other, and those behind it for
  /// as long as they are over at once.
  private mutating func beginNext(of multiple: Row<MultipleActivity>) {
    guard !flow.multiples[multiple].isBeginning else { return }
    let generation = flow.multiples[multiple].generation
    flow.multiples[multiple].isBeginning = true
    while isAlive(multiple, generation),
      flow.multiples[multiple].begun == flow.multiples[multiple].over
    {
      beginPart(of: multiple)
    }
    if isAlive(multiple, generation) { flow.multiples[multiple].isBeginning = false }
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

  /// The components that the activity is about, each once: the targets of its act, or those of the
  /// case with faults that somebody saw.
  private mutating func components(
    of node: Row<FlowNode>, instance: Row<FlowInstance>
  ) -> [Row<Component>] {
    guard case .task(let step) = model.net.nodes[node].kind else { return [] }
    let incident = flow.instances[instance].record.incident
    pick(model.net.steps[step].effect.row, for: incident)
    return picked.compactMap { $0.node.flatMap { componentRow(ofNode: $0) } }
  }

  func isAlive(_ multiple: Row<MultipleActivity>, _ generation: Generation) -> Bool {
    flow.multiples[multiple].generation == generation
  }

  private mutating func beginPart(of multiple: Row<MultipleActivity>) {
    let state = flow.multiples[multiple]
    flow.multiples[multiple].begun += 1
    var part = MultiplePart(multiple: multiple, number: state.begun + 1)
    part.component = state.components?[Int(state.begun)]
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
    flow.multiples[multiple].tier = flow.tasks[row].record.tier
    flow.multiples[multiple].vendor = flow.tasks[row].record.vendor
    let step = flow.tasks[row].step
    if let message = model.net.steps[step].message {
      send(message, task: row, node: flow.multiples[multiple].node)
    }
    if flow.multiples[multiple].components == nil
      || model.net.steps[step].effect.row.isByComponent
    {
      apply(step, task: row, incident: incident)
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
        beginNext(of: multiple)
      }
      return
    }
    while let wait = flow.multiples[multiple].waits.firstRow(of: FlowState.WaitState.self) {
      disarm(wait: wait)
    }
    forget(multiple: multiple)
    count(state.instance, state.node) { $0.done += 1 }
    if levels.asksDone { noteDone(state.node) }
    if let task, state.components != nil, state.done > 0,
      !step(ofTask: task).effect.row.isByComponent
    {
      applyToCase(of: state, task: task)
    }
    leave(state.node, instance: state.instance)
  }

  /// What an activity does to the case is done by whoever did its last part, which need not be the
  /// part that was over last: that one may have been left out.
  private mutating func applyToCase(of state: FlowState.MultipleState, task: Row<FlowTask>) {
    let (tier, vendor) = (flow.tasks[task].record.tier, flow.tasks[task].record.vendor)
    let generation = flow.tasks[task].generation
    flow.tasks[task].record.tier = state.tier
    flow.tasks[task].record.vendor = state.vendor
    // It is done to what its parts were about, not to the last of them alone.
    flow.tasks[task].component = .none
    for component in state.components ?? [] {
      flow.targets.append(.node(component.node), of: task)
    }
    let step = flow.tasks[task].step
    apply(step, task: task, incident: incident(ofTask: task))
    dropTargets(ofTask: task, step)
    guard flow.tasks[task].generation == generation else { return }
    flow.tasks[task].record.tier = tier
    flow.tasks[task].record.vendor = vendor
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
    flow.multiples[multiple].components = nil
    flow.freeMultiples.append(Int32(multiple.index))
  }
}

enum MultipleActivity {}
