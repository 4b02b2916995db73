import EventKernel

/// What people at the table do. A command takes effect at once, before anything else of this
/// instant, or is refused and changes nothing.
extension World {
  /// Why a command would do nothing now; nil: it may be given.
  ///
  /// - Parameter role: whose command it is; nil: the facilitator's, who may do everything.
  package func refusal(of command: Command, by role: Row<Role>?) -> Refusal? {
    if isOver || now > model.drill.horizon { return .over }
    switch command {
    case .answer(let row, let option): return refusalOfAnswer(row, option, role)
    case .begin(let task, let person):
      return refusal(ofTask: task, role) ?? person.flatMap { refusal(of: $0, toDo: task) }
    case .act(let act, let targets, let incident, let person):
      return refusal(of: act, on: targets, of: incident, by: person, role)
    case .leaveOut(let task): return refusal(ofTask: task, role)
    case .inject(let inject):
      guard model.drill.injects.indices.contains(inject.index) else { return .unknown }
      return role.map { .notYours($0) }
    case .take(let other, _):
      guard other.index < roleCount else { return .unknown }
      return isPlayed(other) ? .isPlayed : nil
    case .handBack(let other):
      guard other.index < roleCount else { return .unknown }
      guard isPlayed(other), role == nil || role == other else { return .notYours(other) }
      return nil
    }
  }

  /// Does what a command says.
  ///
  /// - Precondition: it is not refused.
  package mutating func perform(_ command: Command, by role: Row<Role>?) {
    precondition(
      refusal(of: command, by: role) == nil,
      "a command that is refused at \(now), seed \(record.seed)")
    record.eventCount += 1
    switch command {
    case .answer(let row, let option):
      if isAlive(play.questions[row]) {
        settle(question: row, option, byStandIn: false)
      }
    case .begin(let task, let person): begin(task: task, by: person)
    case .act(let act, let targets, let incident, let person):
      if let role { doByHand(act, on: targets, of: incident, by: person, role) }
    case .leaveOut(let task): leaveOut(task: task)
    case .inject(let inject): perform(inject: inject)
    case .take(let other, let within): take(role: other, answersWithin: within)
    case .handBack(let other): handBack(role: other)
    }
  }

  // MARK: Steps

  mutating func begin(task row: Row<FlowTask>, by person: Row<Person>?) {
    withdraw(offer: row)
    note(
      .commanded, incident: incident(ofTask: row), instance: flow.tasks[row].record.instance,
      subject: flow.tasks[row].record.node.index, object: row.index,
      value: Int64(person?.index ?? -1))
    flow.tasks[row].phase = .queued
    flow.tasks[row].chosen = OptionalRow(person)
    flow.tasks[row].isOrdered = person != nil
    enqueue(task: row, incident: incident(ofTask: row))
    mustDispatch = true
  }

  private mutating func leaveOut(task row: Row<FlowTask>) {
    flow.tasks[row].record.outcome = .skipped
    let instance = flow.tasks[row].record.instance
    let node = flow.tasks[row].record.node
    note(
      .taskSkipped, incident: incident(ofTask: row), instance: instance, subject: node.index,
      value: Int64(row.index))
    close(task: row)
    goOn(from: row, node: node, instance: instance)
    forget(task: row)
  }

  /// A step is offered no longer.
  mutating func withdraw(offer row: Row<FlowTask>) {
    play.offered.removeAll { $0 == row }
  }

  // MARK: Roles

  private mutating func take(role: Row<Role>, answersWithin: TimeSpan?) {
    if play.roles.isEmpty {
      play.roles = Array(repeating: PlayState.RoleState(), count: roleCount)
    }
    play.isOn = true
    play.roles[role.index] = PlayState.RoleState(isPlayed: true, answersWithin: answersWithin)
    // What waits for people waits for the role's word from now on.
    for row in flow.tasks.rows where flow.tasks[row].phase == .queued {
      guard flow.tasks[row].record.started == nil, waitsForWord(flow.tasks[row].record.node)
      else { continue }
      dequeue(task: row)
      hold(task: row)
    }
  }

  private mutating func handBack(role: Row<Role>) {
    for row in play.questions.indices
    where play.questions[row].question.role == role
      && play.questions[row].question.standing == .open
    {
      answerForRole(row)
    }
    play.roles[role.index].isPlayed = false
    let offered = play.offered
    for row in offered where !waitsForWord(flow.tasks[row].record.node) {
      withdraw(offer: row)
      flow.tasks[row].phase = .queued
      enqueue(task: row, incident: incident(ofTask: row))
    }
    mustDispatch = true
  }

  // MARK: Rules

  private func refusalOfAnswer(_ row: Int, _ option: Int, _ role: Row<Role>?) -> Refusal? {
    guard play.questions.indices.contains(row) else { return .unknown }
    let state = play.questions[row]
    let question = state.question
    if let role, role != question.role { return .notYours(question.role) }
    guard question.standing == .open else { return .tooLate(question.standing) }
    guard isAlive(state) else { return .tooLate(.void) }
    guard (0..<question.optionCount).contains(option) else {
      return .noSuchOption(of: question.optionCount)
    }
    return nil
  }

  private func refusal(ofTask row: Row<FlowTask>, _ role: Row<Role>?) -> Refusal? {
    guard row.index < flow.tasks.count else { return .unknown }
    guard flow.tasks[row].phase == .held else { return .notOffered }
    guard let lane = model.net.nodes[flow.tasks[row].record.node].lane else { return .unknown }
    let owner = self.role(of: lane)
    return role == nil || role == owner ? nil : .notYours(owner)
  }

  /// Why a person can't be sent to a task. Whom the flow sends to a place that is closed waits
  /// until it is open; nobody is sent there by name.
  private func refusal(of person: Row<Person>, toDo task: Row<FlowTask>) -> Refusal? {
    refusal(of: person, queue: queue(ofTask: task), incident: incident(ofTask: task))
      ?? (mayBeThere(task: task) ? nil : .placeClosed)
  }

  /// Why somebody can't do work that waits in a queue, for a case.
  func refusal(of person: Row<Person>, queue: Int, incident: Row<Incident>) -> Refusal? {
    guard person.index < people.people.count else { return .unknown }
    guard canDo(person, queue: queue, incident: incident) else { return .notQualified(person) }
    if let other = people.people[person].task.row { return .busy(person, with: other) }
    let isOnSite = flow.queues.queues[queue].isOnSite
    guard isAvailable(person, onSite: isOnSite) || callLaw(of: person, onSite: isOnSite) != nil
    else { return .notThere(person) }
    return nil
  }

  /// Whether somebody may do a task: they are of its lane, and have the skill.
  private func canDo(_ person: Row<Person>, queue: Int, incident: Row<Incident>) -> Bool {
    let members = free.eligible.groups[group(ofQueue: queue, incident: incident)].members
    return members.contains { free.eligible.members[Int($0)] == person }
  }
}
