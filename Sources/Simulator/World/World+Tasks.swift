import EventKernel

/// A task is offered, queued, started, done.
extension World {
  mutating func offer(step: Row<Step>, node: Int, instance: Int) {
    let row = record.tasks.count
    let step = model.net.steps[step.index]
    let incident = record.instances[instance].incident.index
    record.tasks.append(
      TaskRecord(instance: Row(instance), node: Row(node), offered: now))
    flow.tasks.append(
      FlowState.TaskState(
        name: flow.instances[instance].key.combined(with: model.net.nodes[node].name),
        ordinal: Int(counters(instance, node).visits), seniority: UInt64(row)))
    flow.instances[instance].tasks.append(row)
    if skips(task: row, node: node) { return }
    delayByDeviation(task: row, node: node)
    note(.taskOffered, incident: incident, instance: instance, subject: node, object: row)
    armBoundaries(of: node, instance: instance, task: row, child: -1)
    guard flow.tasks[row].phase == .queued else { return }
    if let patience = step.patience {
      schedule(
        .patience, at: now + patience, row: row, generation: flow.tasks[row].generation)
    }
    flow.queue.append(row)
    mustDispatch = true
  }

  /// A person may leave a step out; then the flow goes on as if it had been done.
  private mutating func skips(task row: Int, node: Int) -> Bool {
    for (deviationRow, deviation) in model.drill.deviations.enumerated()
    where deviation.kind == .skip && befalls(deviation, task: row, node: node) {
      record.tasks[row].outcome = .skipped
      record.tasks[row].ended = now
      flow.tasks[row].phase = .over
      let instance = record.tasks[row].instance.index
      note(
        .taskSkipped, incident: record.instances[instance].incident.index, instance: instance,
        subject: node, object: deviationRow)
      leave(node, instance: instance)
      return true
    }
    return false
  }

  private mutating func delayByDeviation(task row: Int, node: Int) {
    for deviation in model.drill.deviations {
      guard case .late(let law) = deviation.kind, befalls(deviation, task: row, node: node) else {
        continue
      }
      let name = flow.tasks[row].name.combined(with: deviation.name)
      let delay = span(law, Purpose.deviationDelay, name, flow.tasks[row].ordinal)
      flow.tasks[row].lateBy = flow.tasks[row].lateBy + delay
    }
  }

  func befalls(_ deviation: Deviation, task row: Int, node: Int) -> Bool {
    guard deviation.nodes.contains(Row(node)) else { return false }
    let name = flow.tasks[row].name.combined(with: deviation.name)
    return happens(deviation.share, Purpose.deviation, name, flow.tasks[row].ordinal)
  }

  func step(ofTask row: Int) -> Step {
    guard case .task(let step) = model.net.nodes[record.tasks[row].node.index].kind else {
      preconditionFailure("task \(row) is none, at \(now), seed \(record.seed)")
    }
    return model.net.steps[step.index]
  }

  func incident(ofTask row: Int) -> Int {
    record.instances[record.tasks[row].instance.index].incident.index
  }

  // MARK: Starting

  /// Starts a task with these people (none for tools, outsiders and vendors): travel and call-out
  /// are its first phase.
  mutating func start(task row: Int, people crew: [Int], vendor: Int?, delay: TimeSpan) {
    flow.queue.removeAll { $0 == row }
    let incident = incident(ofTask: row)
    let instance = record.tasks[row].instance.index
    let node = record.tasks[row].node.index
    record.tasks[row].started = now
    let first = Int32(record.assignments.count)
    for person in crew {
      record.assignments.append(Row(person))
      occupy(person, task: row)
    }
    record.tasks[row].people = first..<(first + Int32(crew.count))
    if let vendor {
      record.tasks[row].vendor = Row(vendor)
      record.tasks[row].tier = .vendor
    } else if let person = crew.first {
      record.tasks[row].tier = model.support.people[person].tier
      remember(person, inLaneOf: node, incident: incident)
    }
    note(
      .taskStarted, incident: incident, instance: instance, subject: node, object: row,
      value: Int64(crew.first ?? -1))
    noteTier(ofTask: row, incident: incident)
    let late = flow.tasks[row].lateBy
    if late > .zero {
      note(
        .taskLate, incident: incident, instance: instance, subject: node, object: row,
        value: late.microseconds)
    }
    flow.tasks[row].phase = .onTheWay
    schedule(
      .taskArrived, at: now + delay + late, row: row, generation: flow.tasks[row].generation)
  }

  /// The first engineer at work is the response; a higher tier than before is an escalation
  /// (7.3.2).
  private mutating func noteTier(ofTask row: Int, incident: Int) {
    guard let tier = record.tasks[row].tier else { return }
    if tier == .tier1 || tier == .tier2 || tier == .vendor {
      pass(.responded, incident: incident)
    }
    let order: [Tier] = [.hotline, .tier1, .tier2, .vendor]
    guard let to = order.firstIndex(of: tier) else { return }
    guard let before = incidents.states[incident].tier, let from = order.firstIndex(of: before)
    else {
      incidents.states[incident].tier = tier
      return
    }
    guard to > from else { return }
    incidents.states[incident].tier = tier
    note(
      .escalated, incident: incident, instance: record.tasks[row].instance.index, subject: from,
      object: to)
  }

  private mutating func remember(_ person: Int, inLaneOf node: Int, incident: Int) {
    guard let lane = model.net.nodes[node].lane else { return }
    let name = model.net.lanes[lane.index].name
    let position = incidents.states[incident].lastInLane.firstIndex { $0.lane == name }
    if let position {
      incidents.states[incident].lastInLane[position].person = Int32(person)
    } else {
      incidents.states[incident].lastInLane.append(
        IncidentTable.LastInLane(lane: name, person: Int32(person)))
    }
  }

  mutating func arrive(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .onTheWay, flow.tasks[row].generation == generation else {
      return
    }
    flow.tasks[row].phase = .working
    record.tasks[row].arrived = now
    let incident = incident(ofTask: row)
    let step = step(ofTask: row)
    note(
      .taskArrived, incident: incident, instance: record.tasks[row].instance.index,
      subject: record.tasks[row].node.index, object: row)
    if let vendor = record.tasks[row].vendor {
      if step.isOnSite { incidents.states[incident].isVendorOnSite = true }
      note(.vendorArrived, incident: incident, subject: vendor.index)
    }
    if step.isOnSite { moveToSite(ofTask: row, incident: incident) }
    schedule(
      .taskDone, at: now + workTime(ofTask: row, step: step, incident: incident), row: row,
      generation: generation)
  }

  private mutating func moveToSite(ofTask row: Int, incident: Int) {
    let site = model.platform.components[believedComponent(of: incident)].site
    for position in record.tasks[row].people {
      people.people[record.assignments[Int(position)].index].site = site
    }
  }

  /// The work itself: once for the case, or for each component that the effect touches, shared by
  /// the crew.
  private func workTime(ofTask row: Int, step: Step, incident: Int) -> TimeSpan {
    let task = flow.tasks[row]
    if step.scope == .one {
      let law = step.takesByFault ? faultLaw(of: incident) ?? step.takes : step.takes
      return span(law, Purpose.work, task.name, task.ordinal)
    }
    var total = TimeSpan.zero
    for component in touched(by: step.effect, incident: incident) {
      let name = task.name.combined(with: model.platform.nodes[component].name)
      total = total + span(step.takes, Purpose.work, name, task.ordinal)
    }
    let crew = Int64(max(1, record.tasks[row].people.count))
    return min(TimeSpan(microseconds: total.microseconds / crew), .maximum)
  }

  /// The time that the first fault to be mended takes by itself.
  private func faultLaw(of incident: Int) -> LawRow? {
    guard let fault = openFaults(of: incident).first, let mode = record.faults[fault].mode else {
      return nil
    }
    return model.platform.failureModes[mode.index].takes
  }

  // MARK: Ending

  mutating func finish(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .working, flow.tasks[row].generation == generation else {
      return
    }
    let instance = record.tasks[row].instance.index
    let incident = incident(ofTask: row)
    let node = record.tasks[row].node.index
    record.tasks[row].outcome = .done
    close(task: row)
    note(.taskDone, incident: incident, instance: instance, subject: node, object: row)
    count(instance, node) { $0.done += 1 }
    let step = step(ofTask: row)
    if let message = step.message { send(message, task: row, node: node) }
    apply(step, task: row, incident: incident, instance: instance)
    leave(node, instance: instance)
  }

  mutating func runOutOfPatience(task row: Int, generation: UInt32) {
    guard flow.tasks[row].phase == .queued, flow.tasks[row].generation == generation else {
      return
    }
    record.tasks[row].outcome = .lapsed
    close(task: row)
    let instance = record.tasks[row].instance.index
    let node = record.tasks[row].node.index
    note(
      .taskLapsed, incident: incident(ofTask: row), instance: instance, subject: node,
      object: row)
    leave(node, instance: instance)
  }

  /// An interruption frees the people and voids what was scheduled.
  mutating func interrupt(task row: Int) {
    guard flow.tasks[row].phase != .over else { return }
    record.tasks[row].outcome = .interrupted
    close(task: row)
    note(
      .taskInterrupted, incident: incident(ofTask: row),
      instance: record.tasks[row].instance.index, subject: record.tasks[row].node.index,
      object: row)
  }

  private mutating func close(task row: Int) {
    let phase = flow.tasks[row].phase
    flow.tasks[row].phase = .over
    flow.tasks[row].generation = (flow.tasks[row].generation &+ 1) & 0xFF_FFFF
    record.tasks[row].ended = now
    if phase == .queued { flow.queue.removeAll { $0 == row } }
    for wait in flow.tasks[row].waits { disarm(wait: wait) }
    for position in record.tasks[row].people {
      release(record.assignments[Int(position)].index)
    }
    if let vendor = record.tasks[row].vendor {
      people.vendorJobs[vendor.index] -= 1
      mustDispatch = true
    }
    let instance = record.tasks[row].instance.index
    flow.instances[instance].tasks.removeAll { $0 == row }
  }

  // MARK: Messages

  private mutating func send(_ message: FlowMessage, task row: Int, node: Int) {
    let instance = record.tasks[row].instance.index
    let incident = incident(ofTask: row)
    var delay: TimeSpan?
    for deviation in model.drill.deviations {
      guard case .wrongReceiver(let law) = deviation.kind,
        befalls(deviation, task: row, node: node)
      else { continue }
      let name = flow.tasks[row].name.combined(with: deviation.name)
      delay = (delay ?? .zero)
        + span(law, Purpose.deviationDelay, name, flow.tasks[row].ordinal)
    }
    let sent = record.messages.count
    let detected = record.incidents[incident][.detected] ?? now
    record.messages.append(
      MessageRecord(
        instance: Row(instance), node: Row(node), from: message.from, to: message.to, sent: now,
        arrived: delay == nil ? now : nil, due: message.within.map { detected + $0 },
        wentWrong: delay != nil))
    note(
      delay == nil ? .messageSent : .messageMisdirected, incident: incident, instance: instance,
      subject: sent)
    if let delay { schedule(.messageArrived, at: now + delay, row: sent) }
  }

  mutating func deliver(message row: Int) {
    record.messages[row].arrived = now
    let instance = record.messages[row].instance.index
    note(
      .messageSent, incident: record.instances[instance].incident.index, instance: instance,
      subject: row)
  }
}
