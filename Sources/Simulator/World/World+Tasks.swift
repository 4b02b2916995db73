import EventKernel

/// A task is offered, queued, started, done.
extension World {
  mutating func offer(_ step: Row<Step>, node: Int, instance: Int) {
    let incident = flow.instances[instance].record.incident.index
    let row = openTask(step, node: node, instance: instance)
    if !model.drill.deviations.isEmpty {
      if skips(task: row, node: node) { return }
      delayByDeviation(task: row, node: node)
    }
    note(.taskOffered, incident: incident, instance: instance, subject: node, object: row)
    enqueue(task: row, incident: incident)
    meters.change(by: 1, at: .numberWaiting, node, now: now)
    if let part = model.net.steps[step.index].part { want(part: part.index) }
    armBoundaries(of: node, instance: instance, task: row, child: -1)
    guard flow.tasks[row].phase == .queued else { return }
    if let law = model.net.steps[step.index].patience {
      let task = flow.tasks[row]
      let patience = span(law, Purpose.patience, task.name, task.ordinal)
      schedule(.patience, at: now + patience, row: row, generation: task.generation)
    }
    if flow.queues.mayStart(row, of: queue(ofTask: row)) { mustDispatch = true }
  }

  /// A task in a row of its own, told from earlier ones of that row.
  @inline(__always)
  private mutating func openTask(_ step: Row<Step>, node: Int, instance: Int) -> Int {
    let next = flow.tasks.nextRow
    let generation =
      next < flow.tasks.count ? (flow.tasks[next].generation &+ 1) & 0xFF_FFFF : 0
    let row = flow.tasks.insert(
      FlowState.TaskState(
        record: TaskRecord(instance: Row(instance), node: Row(node), offered: now), step: step,
        incident: flow.instances[instance].record.incident.index,
        queue: Int(flow.queues.queueOfNode[node]), generation: generation,
        name: part(of: flow.instances[instance].key, model.net.nodes[node].name),
        ordinal: Int(counters(instance, node).visits), seniority: flow.offered))
    flow.offered += 1
    flow.tasksOfInstance.append(row, to: &flow.instances[instance].tasks)
    return row
  }

  /// A person may leave a step out; then the flow goes on as if it had been done.
  private mutating func skips(task row: Int, node: Int) -> Bool {
    for (deviationRow, deviation) in model.drill.deviations.enumerated()
    where deviation.kind == .skip && befalls(deviation, task: row, node: node) {
      flow.tasks[row].record.outcome = .skipped
      flow.tasks[row].record.ended = now
      flow.tasks[row].phase = .over
      let instance = flow.tasks[row].record.instance.index
      flow.tasksOfInstance.remove(row, from: &flow.instances[instance].tasks)
      note(
        .taskSkipped, incident: flow.instances[instance].record.incident.index, instance: instance,
        subject: node, object: deviationRow)
      leave(node, instance: instance)
      forget(task: row)
      return true
    }
    return false
  }

  private mutating func delayByDeviation(task row: Int, node: Int) {
    for deviation in model.drill.deviations {
      guard case .late(let law) = deviation.kind, befalls(deviation, task: row, node: node) else {
        continue
      }
      let name = part(of: flow.tasks[row].name, deviation.name)
      let delay = span(law, Purpose.deviationDelay, name, flow.tasks[row].ordinal)
      flow.tasks[row].lateBy = flow.tasks[row].lateBy + delay
    }
  }

  func befalls(_ deviation: Deviation, task row: Int, node: Int) -> Bool {
    guard deviation.nodes.contains(Row(node)) else { return false }
    let name = part(of: flow.tasks[row].name, deviation.name)
    return happens(deviation.share, Purpose.deviation, name, flow.tasks[row].ordinal)
  }

  func step(ofTask row: Int) -> Step {
    model.net.steps[flow.tasks[row].step.index]
  }

  func incident(ofTask row: Int) -> Int {
    Int(flow.tasks[row].incident)
  }

  // MARK: Starting

  /// Starts a task with the first so many candidates (none for tools, outsiders, pools and vendors):
  /// travel and call-out are its first phase.
  mutating func start(
    task row: Int, people count: Int = 0, pool: Int? = nil, vendor: Int? = nil, delay: TimeSpan
  ) {
    dequeue(task: row)
    let incident = incident(ofTask: row)
    let instance = flow.tasks[row].record.instance.index
    let node = flow.tasks[row].record.node.index
    meters.change(by: -1, at: .numberWaiting, node, now: now)
    meters.change(by: 1, at: .numberAtWork, node, now: now)
    if flow.tasks[row].record.started == nil {
      flow.tasks[row].record.started = now
      noteFirstStart(ofTask: row, node: node)
    }
    if count > 0 { engage(count, task: row) }
    if let pool { engage(pool: pool, task: row) }
    if let vendor {
      flow.tasks[row].record.vendor = Row(vendor)
      flow.tasks[row].record.tier = .vendor
    } else if count > 0 {
      let person = Int(candidates[0])
      flow.tasks[row].record.tier = model.support.people[person].tier
      remember(person, inLaneOf: node, incident: incident)
    }
    note(
      .taskStarted, incident: incident, instance: instance, subject: node, object: row,
      value: count > 0 ? Int64(candidates[0]) : -1)
    noteTier(ofTask: row, incident: incident)
    let late = flow.tasks[row].lateBy
    if late > .zero {
      note(
        .taskLate, incident: incident, instance: instance, subject: node, object: row,
        value: late.microseconds)
    }
    flow.tasks[row].phase = .onTheWay
    let generation = flow.tasks[row].generation
    if delay + late > .zero {
      schedule(.taskArrived, at: now + delay + late, row: row, generation: generation)
    } else {
      arrive(task: row, generation: generation)
    }
  }

  /// The first so many candidates are at work on a task from now on.
  private mutating func engage(_ count: Int, task row: Int) {
    for position in (0..<count).reversed() {
      let person = candidates[position]
      occupy(Int(person), task: row)
      people.people[Int(person)].nextOfCrew = flow.tasks[row].crew
      flow.tasks[row].crew = person
    }
    flow.tasks[row].crewCount = Int32(count)
    guard isTraced else { return }
    let first = Int32(record.assignments.count)
    for position in 0..<count { record.assignments.append(Row(Int(candidates[position]))) }
    flow.tasks[row].record.people = first..<(first + Int32(count))
  }

  /// Waiting is over: it is counted, and the part is taken.
  @inline(__always)
  private mutating func noteFirstStart(ofTask row: Int, node: Int) {
    meters.take((now - flow.tasks[row].record.offered).microseconds, at: .waiting, node)
    meters.take(0, at: .givenUp, node)
    if let part = step(ofTask: row).part {
      takePiece(of: part.index, incident: incident(ofTask: row))
    }
  }

  @inline(__always)
  private mutating func engage(pool: Int, task row: Int) {
    let count = max(1, model.net.steps[flow.tasks[row].step.index].people)
    flow.tasks[row].pool = Int32(pool)
    flow.tasks[row].crewCount = count
    flow.tasks[row].record.tier = model.support.pools[pool].tier
    people.pools[pool].busy += count
    people.tasksOfPool.append(row, to: &people.pools[pool].tasks)
  }

  /// The first engineer at work is the response; a higher tier than before is an escalation
  /// (7.3.2).
  @inline(__always)
  private mutating func noteTier(ofTask row: Int, incident: Int) {
    guard let tier = flow.tasks[row].record.tier else { return }
    if tier == .tier1 || tier == .tier2 || tier == .vendor {
      pass(.responded, incident: incident)
    }
    guard let to = tier.rung else { return }
    guard let from = incidents.states[incident].tier?.rung else {
      incidents.states[incident].tier = tier
      return
    }
    guard to > from else { return }
    incidents.states[incident].tier = tier
    note(
      .escalated, incident: incident, instance: flow.tasks[row].record.instance.index,
      subject: from,
      object: to)
  }

  private mutating func remember(_ person: Int, inLaneOf node: Int, incident: Int) {
    guard let lane = model.net.nodes[node].lane else { return }
    let role = Int(flow.queues.roleOfLane[lane.index])
    incidents.lastOfRole[incident * flow.queues.roleCount + role] = Int32(person)
  }

  mutating func arrive(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .onTheWay, flow.tasks[row].generation == generation else {
      return
    }
    flow.tasks[row].record.arrived = now
    let incident = incident(ofTask: row)
    let step = step(ofTask: row)
    note(
      .taskArrived, incident: incident, instance: flow.tasks[row].record.instance.index,
      subject: flow.tasks[row].record.node.index, object: row)
    if let vendor = flow.tasks[row].record.vendor {
      if step.isOnSite { incidents.states[incident].isVendorOnSite = true }
      note(.vendorArrived, incident: incident, subject: vendor.index)
    }
    if step.isOnSite { moveToSite(ofTask: row, incident: incident) }
    work(
      onTask: row,
      for: flow.tasks[row].remaining ?? workTime(ofTask: row, step: step, incident: incident))
    if flow.queues.queues[queue(ofTask: row)].pausesOffDuty, !isCrewOnDuty(ofTask: row) {
      pause(task: row)
    }
  }

  /// The work itself begins, or goes on.
  @inline(__always)
  mutating func work(onTask row: Int, for span: TimeSpan) {
    flow.tasks[row].phase = .working
    flow.tasks[row].isDoneAt = now + span
    schedule(
      .taskDone, at: now + span, row: row, generation: flow.tasks[row].generation)
  }

  private mutating func moveToSite(ofTask row: Int, incident: Int) {
    guard let site = believedComponent(of: incident)?.site else { return }
    var person = flow.tasks[row].crew
    while person >= 0 {
      people.people[Int(person)].site = site
      person = people.people[Int(person)].nextOfCrew
    }
  }

  /// The work itself: once for the case, or for each component that the effect touches, shared by
  /// the crew.
  @inline(__always)
  private func workTime(ofTask row: Int, step: Step, incident: Int) -> TimeSpan {
    let task = flow.tasks[row]
    if step.scope == .one {
      let law = step.takesByFault ? faultLaw(of: incident) ?? step.takes : step.takes
      return span(law, Purpose.work, task.name, task.ordinal)
    }
    var total = TimeSpan.zero
    for component in touched(by: step.effect, incident: incident) {
      let name = part(of: task.name, model.platform.nodes[component].name)
      total = total + span(step.takes, Purpose.work, name, task.ordinal)
    }
    let crew = Int64(max(1, flow.tasks[row].crewCount))
    return min(TimeSpan(microseconds: total.microseconds / crew), .maximum)
  }

  /// The time that the first fault to be mended takes by itself.
  private func faultLaw(of incident: Int) -> LawRow? {
    guard let fault = firstOpenFault(of: incident), let mode = platform.faults[fault].record.mode
    else {
      return nil
    }
    return model.platform.failureModes[mode.index].takes
  }

  // MARK: Ending

  mutating func finish(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .working, flow.tasks[row].generation == generation else {
      return
    }
    let instance = flow.tasks[row].record.instance.index
    let incident = incident(ofTask: row)
    let node = flow.tasks[row].record.node.index
    flow.tasks[row].record.outcome = .done
    close(task: row)
    note(.taskDone, incident: incident, instance: instance, subject: node, object: row)
    flow.counters[countersPosition(instance, node)].done += 1
    let step = step(ofTask: row)
    if let message = step.message { send(message, task: row, node: node) }
    apply(step, task: row, incident: incident, instance: instance)
    leave(node, instance: instance)
    forget(task: row)
  }

  mutating func runOutOfPatience(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .queued, flow.tasks[row].generation == generation else {
      return
    }
    flow.tasks[row].record.outcome = .lapsed
    close(task: row)
    let instance = flow.tasks[row].record.instance.index
    let node = flow.tasks[row].record.node.index
    note(
      .taskLapsed, incident: incident(ofTask: row), instance: instance, subject: node,
      object: row)
    meters.take((now - flow.tasks[row].record.offered).microseconds, at: .waiting, node)
    meters.take(1, at: .givenUp, node)
    leave(node, instance: instance)
    forget(task: row)
  }

  /// An interruption frees the people and voids what was scheduled.
  mutating func interrupt(task row: Int) {
    guard flow.tasks[row].phase != .over else { return }
    flow.tasks[row].record.outcome = .interrupted
    close(task: row)
    note(
      .taskInterrupted, incident: incident(ofTask: row),
      instance: flow.tasks[row].record.instance.index, subject: flow.tasks[row].record.node.index,
      object: row)
    forget(task: row)
  }

  /// The row of a task that is over may serve another.
  private mutating func forget(task row: Int) {
    if !isTraced { flow.tasks.release(row) }
  }

  private mutating func close(task row: Int) {
    let phase = flow.tasks[row].phase
    let node = flow.tasks[row].record.node.index
    flow.tasks[row].phase = .over
    cancelEvents(ofTask: row)
    flow.tasks[row].record.ended = now
    if phase == .queued {
      dequeue(task: row)
      meters.change(by: -1, at: .numberWaiting, node, now: now)
      if flow.tasks[row].record.started == nil, let part = step(ofTask: row).part {
        wantNoLonger(part: part.index)
      }
    } else {
      meters.change(by: -1, at: .numberAtWork, node, now: now)
    }
    while flow.tasks[row].waits.first >= 0 { disarm(wait: Int(flow.tasks[row].waits.first)) }
    freeCrew(ofTask: row)
    if let vendor = flow.tasks[row].record.vendor {
      people.vendorJobs[vendor.index] -= 1
      mustDispatch = true
    }
    let instance = flow.tasks[row].record.instance.index
    flow.tasksOfInstance.remove(row, from: &flow.instances[instance].tasks)
  }

  /// Who does the task is free for others.
  @inline(__always)
  mutating func freeCrew(ofTask row: Int) {
    while flow.tasks[row].crew >= 0 {
      let person = Int(flow.tasks[row].crew)
      flow.tasks[row].crew = people.people[person].nextOfCrew
      people.people[person].nextOfCrew = -1
      release(person)
    }
    let pool = Int(flow.tasks[row].pool)
    if pool >= 0 {
      people.pools[pool].busy -= flow.tasks[row].crewCount
      people.tasksOfPool.remove(row, from: &people.pools[pool].tasks)
      flow.tasks[row].pool = -1
      mustDispatch = true
    }
    flow.tasks[row].crewCount = 0
  }
}
