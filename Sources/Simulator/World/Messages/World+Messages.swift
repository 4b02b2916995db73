import EventKernel

/// What one role tells another, and when the right one has it. Whoever sent it does not wait.
extension World {
  /// The message of a step that is done leaves.
  @inline(never)
  mutating func send(_ message: FlowMessage, task row: Row<FlowTask>, node: Row<FlowNode>) {
    let (task, ordinal) = (flow.tasks[row].name, flow.tasks[row].ordinal)
    var delay: TimeSpan?
    for deviation in model.drill.deviations {
      guard case .wrongReceiver(let law) = deviation.kind,
        befalls(deviation, task: row, node: node, times: carelessness(ofTask: row))
      else { continue }
      delay =
        (delay ?? .zero)
        + span(law, Purpose.deviationDelay, part(of: task, deviation.name), ordinal)
    }
    let sent = MessageUnderWay(
      to: message.to, way: message.way, isAstray: delay != nil, task: task, ordinal: ordinal,
      record: put(down: message, task: row, node: node, isAstray: delay != nil))
    guard let delay else { return reach(sent) }
    schedule(.messageArrived, at: now + delay, row: messages.add(sent))
  }

  /// The row of a message in the record; none where nothing is put down.
  private mutating func put(
    down message: FlowMessage, task row: Row<FlowTask>, node: Row<FlowNode>, isAstray: Bool
  ) -> OptionalRow<MessageRecord> {
    guard isTraced else { return .none }
    let instance = flow.tasks[row].record.instance
    let incident = incident(ofTask: row)
    let detected = incidents.states[incident].record[.detected] ?? now
    let sent = Row<MessageRecord>(record.messages.count)
    record.messages.append(
      MessageRecord(
        instance: instance, node: node, from: message.from, to: message.to, sent: now,
        arrived: nil, due: message.within.map { detected + $0 }, wentWrong: isAstray))
    note(
      isAstray ? .messageMisdirected : .messageSent, incident: incident, instance: instance,
      subject: sent.index)
    return OptionalRow(sent)
  }

  /// A message that went astray is sent again, or a call is answered.
  @inline(never)
  mutating func carryOn(message row: Row<MessageUnderWay>) {
    var message = messages.take(row)
    guard message.isAstray else { return receive(message) }
    message.isAstray = false
    note(.messageSent, about: message)
    reach(message)
  }

  /// A message is with the right receiver's telephone or mail: they have it now, answer after a
  /// while, find it when they come on duty, or never have it.
  mutating func reach(_ message: MessageUnderWay) {
    switch arrival(of: message) {
    case .atOnce: arrive(message)
    case .answered(let law, let person):
      let wait = span(
        law, Purpose.messageAnswered, part(of: message.task, model.support.people[person].name),
        message.ordinal)
      schedule(.messageArrived, at: now + wait, row: messages.add(message))
    case .onDuty: messages.wait(message)
    case .never: return
    }
  }

  private enum Arrival {
    case atOnce
    case answered(LawRow, Row<Person>)
    /// As soon as somebody comes on duty.
    case onDuty
    case never
  }

  /// How a message comes to those of its lane: to the first who is there, in the order of the file,
  /// people before pools; else a call to the first who can be called. O(people).
  private func arrival(of message: MessageUnderWay) -> Arrival {
    let performer = model.net.lanes[message.to.index].performer
    guard case .people = performer else { return .atOnce }
    var mayCome = false
    var called: Arrival?
    for row in people.people.rows {
      let person = model.support.people[row]
      guard performer.includes(posts: person.posts, tier: person.tier) else { continue }
      if isAvailable(row, onSite: false) {
        guard message.way == .call, let answers = person.answers else { return .atOnce }
        return .answered(answers, row)
      }
      mayCome = mayCome || comesOnDuty(person.shift)
      if called == nil, message.way == .call, let law = callLaw(of: row, onSite: false) {
        called = .answered(law, row)
      }
    }
    for row in people.pools.rows {
      let pool = model.support.pools[row]
      guard pool.count != 0, performer.includes(posts: pool.posts, tier: pool.tier) else {
        continue
      }
      if people.pools[row].isOnDuty { return .atOnce }
      mayCome = mayCome || comesOnDuty(pool.shift)
    }
    return called ?? (mayCome ? .onDuty : .never)
  }

  /// Whether who works a shift is ever on duty; without one they always are, unless away.
  private func comesOnDuty(_ shift: Row<ShiftPattern>?) -> Bool {
    shift.map { !model.support.shifts[$0].intervals.isEmpty } ?? true
  }

  // MARK: Arriving

  /// Somebody comes on duty and has what waited for them.
  @inline(never)
  mutating func handOutMessages(to row: Row<Person>) {
    handOutMessages(posts: model.support.people[row].posts, tier: model.support.people[row].tier)
  }

  @inline(never)
  mutating func handOutMessages(toPool row: Row<Pool>) {
    guard model.support.pools[row].count != 0 else { return }
    handOutMessages(posts: model.support.pools[row].posts, tier: model.support.pools[row].tier)
  }

  private mutating func handOutMessages(posts: UInt64, tier: Tier) {
    let lanes = model.net.lanes
    while let message = messages.takeWaiting(where: {
      lanes[$0.index].performer.includes(posts: posts, tier: tier)
    }) {
      receive(message)
    }
  }

  /// A message that had to wait is there.
  private mutating func receive(_ message: MessageUnderWay) {
    note(.messageReceived, about: message)
    arrive(message)
  }

  /// The right receiver has a message.
  private mutating func arrive(_ message: MessageUnderWay) {
    if let row = message.record.row { record.messages[row].arrived = now }
    let isFirst = messages.tell(role: role(of: message.to))
    if isFirst, levels.asksTold { mustCheckConditions = true }
  }

  private mutating func note(_ kind: Entry.Kind, about message: MessageUnderWay) {
    guard let row = message.record.row else { return }
    let instance = record.messages[row].instance
    note(
      kind, incident: flow.instances[instance].record.incident, instance: instance,
      subject: row.index)
  }

  private func role(of lane: Row<Lane>) -> Int { Int(flow.queues.roleOfLane[lane.index]) }

  /// Whether a message of a flow has reached the role of a lane, in any case.
  func isTold(roleOf lane: Row<Lane>) -> Bool { messages.isTold(role: role(of: lane)) }
}
