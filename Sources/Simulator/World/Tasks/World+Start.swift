import EventKernel

/// A task is offered, queued, started, done.
extension World {

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

  /// The time that the first fault to be repaired takes by itself.
  private func faultLaw(of incident: Int) -> LawRow? {
    guard let fault = firstOpenFault(of: incident), let mode = platform.faults[fault].record.mode
    else {
      return nil
    }
    return model.platform.failureModes[mode.index].takes
  }
}
