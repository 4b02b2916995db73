import EventKernel

/// A task is started: who does it, how they get there, how long it takes.
extension World {
  /// Starts a task with the first so many candidates (none for tools, outsiders, pools and
  /// vendors): travel and call-out are its first phase.
  mutating func start(
    task row: Row<FlowTask>, people count: Int = 0, pool: Row<Pool>? = nil,
    vendor: Row<Vendor>? = nil, delay: TimeSpan
  ) {
    dequeue(task: row)
    let incident = incident(ofTask: row)
    let instance = flow.tasks[row].record.instance
    let node = flow.tasks[row].record.node
    changeWaiting(at: node, by: -1)
    meters.change(by: 1, at: .numberAtWork, node, now: now)
    if flow.tasks[row].record.started == nil {
      flow.tasks[row].record.started = now
      if isTraced { flow.tasks[row].record.isOnSite = isOnSite(ofTask: row) }
      noteFirstStart(ofTask: row, node: node)
    }
    if count > 0 { engage(count, task: row) }
    if let pool { engage(pool: pool, task: row) }
    if let vendor {
      flow.tasks[row].record.vendor = vendor
      flow.tasks[row].record.tier = .vendor
    } else if count > 0 {
      let person = candidates[0]
      flow.tasks[row].record.tier = model.support.people[person].tier
      remember(person, inLaneOf: node, incident: incident)
    }
    note(
      .taskStarted, incident: incident, instance: instance, subject: node.index, object: row.index,
      value: count > 0 ? Int64(candidates[0].index) : -1)
    noteTier(ofTask: row, incident: incident)
    if !threats.live.isEmpty {
      flow.tasks[row].lateBy = flow.tasks[row].lateBy + carelessDelay(ofTask: row)
    }
    let late = flow.tasks[row].lateBy
    if late > .zero {
      note(
        .taskLate, incident: incident, instance: instance, subject: node.index, object: row.index,
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
  private mutating func engage(_ count: Int, task row: Row<FlowTask>) {
    for position in (0..<count).reversed() {
      let person = candidates[position]
      occupy(person, task: row)
      people.people[person].nextOfCrew = flow.tasks[row].crew
      flow.tasks[row].crew = OptionalRow(person)
    }
    flow.tasks[row].crewCount = Int32(count)
    guard isTraced else { return }
    let first = Int32(record.assignments.count)
    for position in 0..<count { record.assignments.append(candidates[position]) }
    flow.tasks[row].record.people = first..<(first + Int32(count))
  }

  /// Waiting is over: it is counted, and the part is taken.
  @inline(__always)
  private mutating func noteFirstStart(ofTask row: Row<FlowTask>, node: Row<FlowNode>) {
    meters.take((now - flow.tasks[row].record.offered).microseconds, at: .waiting, node)
    meters.take(0, at: .givenUp, node)
    if let part = step(ofTask: row).part {
      takePiece(of: part, incident: incident(ofTask: row))
    }
  }

  @inline(__always)
  private mutating func engage(pool: Row<Pool>, task row: Row<FlowTask>) {
    let count = max(1, model.net.steps[flow.tasks[row].step].people)
    flow.tasks[row].pool = OptionalRow(pool)
    flow.tasks[row].crewCount = count
    flow.tasks[row].record.tier = model.support.pools[pool].tier
    people.pools[pool].busy += count
    people.tasksOfPool.append(row, to: &people.pools[pool].tasks)
  }

  /// The first engineer at work is the response; a higher tier than before is an escalation
  /// (7.3.2).
  @inline(__always)
  private mutating func noteTier(ofTask row: Row<FlowTask>, incident: Row<Incident>) {
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
      .escalated, incident: incident, instance: flow.tasks[row].record.instance,
      subject: from, object: to)
  }

  private mutating func remember(
    _ person: Row<Person>, inLaneOf node: Row<FlowNode>, incident: Row<Incident>
  ) {
    guard let lane = model.net.nodes[node].lane else { return }
    let role = Int(flow.queues.roleOfLane[lane.index])
    incidents.lastOfRole[incident.index * flow.queues.roleCount + role] = OptionalRow(person)
  }

  mutating func arrive(task row: Row<FlowTask>, generation: Generation) {
    guard flow.tasks[row].phase == .onTheWay, flow.tasks[row].generation == generation else {
      return
    }
    flow.tasks[row].record.arrived = now
    let incident = incident(ofTask: row)
    let step = flow.tasks[row].step
    note(
      .taskArrived, incident: incident, instance: flow.tasks[row].record.instance,
      subject: flow.tasks[row].record.node.index, object: row.index)
    let isOnSite = isOnSite(ofTask: row)
    if let vendor = flow.tasks[row].record.vendor {
      if isOnSite {
        incidents.states[incident].isVendorOnSite = true
        note(.vendorArrived, incident: incident, subject: vendor.index)
      } else if !incidents.states[incident].isVendorOnSite {
        note(.vendorJoined, incident: incident, subject: vendor.index)
      }
    }
    if isOnSite { moveToSite(ofTask: row, incident: incident) }
    let isToDo = !model.net.steps[step].fixesTargets || beginAct(ofTask: row, step)
    work(
      onTask: row,
      for: isToDo
        ? flow.tasks[row].remaining ?? workTime(ofTask: row, step: step, incident: incident) : .zero
    )
    if flow.queues.queues[queue(ofTask: row)].pausesOffDuty, !isCrewOnDuty(ofTask: row) {
      pause(task: row)
    }
    if threats.closings > 0, !mayBeThere(task: row) { pause(task: row) }
  }

  /// The work itself begins, or goes on.
  @inline(__always)
  mutating func work(onTask row: Row<FlowTask>, for span: TimeSpan) {
    flow.tasks[row].phase = .working
    flow.tasks[row].isDoneAt = now + span
    schedule(
      .taskDone, at: now + span, row: row, generation: flow.tasks[row].generation)
  }

  private mutating func moveToSite(ofTask row: Row<FlowTask>, incident: Row<Incident>) {
    guard let site = site(of: incident) else { return }
    var next = flow.tasks[row].crew.row
    while let person = next {
      people.people[person].site = site
      next = people.people[person].nextOfCrew.row
    }
  }

  /// What the work will be done to is fixed, unless it was when the work was left. Whether there is
  /// anything to do.
  @inline(never)
  private mutating func beginAct(ofTask row: Row<FlowTask>, _ step: Row<Step>) -> Bool {
    guard flow.tasks[row].remaining == nil else { return true }
    if fixTargets(ofTask: row, step) { return true }
    note(
      .nothingToDo, incident: incident(ofTask: row), instance: flow.tasks[row].record.instance,
      subject: flow.tasks[row].record.node.index, object: row.index)
    return false
  }

  /// The work itself: once for the case, or for each target of the task, shared by the crew.
  @inline(__always)
  private func workTime(
    ofTask row: Row<FlowTask>, step: Row<Step>, incident: Row<Incident>
  ) -> TimeSpan {
    let task = flow.tasks[row]
    let takes = model.net.steps[step].takes
    if model.net.steps[step].scope == .one {
      return model.net.steps[step].takesByFault
        ? repairTime(ofTask: row, or: takes, incident: incident)
        : span(takes, Purpose.work, task.name, task.ordinal)
    }
    if model.net.steps[step].takesByFault, model.net.steps[step].effect == .treat {
      let total = repairTime(ofTask: row, or: takes, incident: incident)
      return TimeSpan(
        microseconds: total.microseconds / Int64(max(1, flow.tasks[row].crewCount)))
    }
    var total = TimeSpan.zero
    for position in flow.targets.range(of: row) {
      let name = part(of: task.name, name(of: flow.targets[position]))
      total = total + span(takes, Purpose.work, name, task.ordinal)
    }
    let crew = Int64(max(1, flow.tasks[row].crewCount))
    return min(TimeSpan(microseconds: total.microseconds / crew), .maximum)
  }

  /// One after the other, each target takes what the failure mode that the case found out of it
  /// takes by itself, or what the step says.
  @inline(never)
  private func repairTime(
    ofTask row: Row<FlowTask>, or takes: LawRow, incident: Row<Incident>
  ) -> TimeSpan {
    let task = flow.tasks[row]
    let treatment = model.net.steps[task.step].treatment.row
    let isTreatment = model.net.steps[task.step].effect == .treat
    if let one = task.component.row {
      let law = ownLaw(of: one.node, incident, treatment, isTreatment: isTreatment) ?? takes
      return span(law, Purpose.work, task.name, task.ordinal)
    }
    var total = TimeSpan.zero
    let targets = flow.targets.range(of: row)
    for position in targets {
      let law =
        flow.targets[position].node.flatMap {
          ownLaw(of: $0, incident, treatment, isTreatment: isTreatment)
        } ?? takes
      // The first has the address that a task for one alone has.
      let name =
        position == targets.lowerBound
        ? task.name : part(of: task.name, name(of: flow.targets[position]))
      total = total + span(law, Purpose.work, name, task.ordinal)
    }
    return min(
      targets.isEmpty ? span(takes, Purpose.work, task.name, task.ordinal) : total, .maximum)
  }

  /// nil: the case knows of no failure mode nor of a threat with acts of its own, or that has no
  /// time of its own.
  private func ownLaw(
    of node: Row<Node>, _ incident: Row<Incident>, _ treatment: Row<ThreatTreatment>?,
    isTreatment: Bool
  ) -> LawRow? {
    if !isTreatment, let mode = knowledge.mode(of: node, by: incident) {
      return model.platform.failureModes[mode].takes
    }
    return self.treatment(of: node, for: incident, treatment)
      .flatMap { model.drill.treatments[$0].takes }
  }
}
