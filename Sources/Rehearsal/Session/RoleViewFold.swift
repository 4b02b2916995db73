import EventKernel
import Simulator

/// Folds the record of a world under way into what one role knows, entry by entry.
///
/// Of an entry it reads what a post of the role learns by it. What is true and nobody has observed
/// passes it by: it has no access to the platform, the faults or the threats.
package struct RoleViewFold: Sendable {
  package private(set) var view: RoleView
  /// By lane: whether it is the role's.
  private let isOwn: [Bool]
  /// Whether what a channel notices comes to the role.
  private let notices: [DetectionChannel: Bool]
  /// By incident: the place in `view.cases`.
  private var caseOf: [Row<Incident>: Int] = [:]
  /// What the files of cases say that the role does not know of yet.
  private var files: [Row<Incident>: RoleView.CaseView] = [:]
  private var components: [Row<FlowTask>: Row<Component>] = [:]

  package init(_ role: Row<Role>, in world: borrowing World) {
    view = RoleView(role: role)
    let lanes = world.model.net.lanes
    var isOwn = Array(repeating: false, count: lanes.count)
    var notices: [DetectionChannel: Bool] = [:]
    for lane in lanes.indices where world.role(of: Row(lane)) == role {
      isOwn[lane] = true
      let performer = lanes[lane].performer
      if performer.includes(posts: 0, tier: .hotline) {
        notices[.monitoring] = true
        notices[.userCall] = true
      }
      if performer.includes(posts: 0, tier: .tier1) { notices[.patrol] = true }
    }
    self.isOwn = isOwn
    self.notices = notices
    lookAtPeople(world)
  }

  /// Takes the next entry of the record.
  package mutating func take(_ entry: Entry, of world: borrowing World) {
    view.time = entry.time
    let incident = entry.incident < 0 ? nil : Row<Incident>(Int(entry.incident))
    switch entry.kind {
    case .incidentOpened: open(entry)
    case .alarm, .alarmJoined, .userCall: notice(entry, incident, world)
    case .learned, .found, .located, .graded, .milestone, .handedOver: read(entry, incident)
    case .told where entry.object >= 0 && isOwn[Int(entry.object)]:
      add(.told(Row(Int(entry.subject))), nil)
    case .messageSent, .messageReceived: message(entry, incident, world)
    case .taskForComponent:
      components[Row(Int(entry.object))] = Row(Int(entry.subject))
      for step in view.steps.indices where view.steps[step].task.index == Int(entry.object) {
        view.steps[step].component = Row(Int(entry.subject))
      }
    case .taskOffered, .taskStarted, .taskArrived, .taskPaused, .taskResumed, .taskDone,
      .taskLapsed, .taskInterrupted, .nothingToDo, .commanded:
      step(entry, incident, world)
    case .taskSkipped where entry.object < 0: leftOut(entry, world)
    case .questionAsked, .questionAnswered: question(entry, incident, world)
    case .vendorArrived, .vendorJoined: ofCase(.vendorThere(Row(Int(entry.subject))), incident)
    case .partMissing: ofCase(.partMissing(Row(Int(entry.subject))), incident)
    case .partArrived: ofCase(.partArrived(Row(Int(entry.subject))), incident)
    case .cameOnDuty, .wentOffDuty: duty(entry)
    default: return
    }
  }

  /// Looks at who of the role's own people is there and free. To be called when the world rests.
  package mutating func lookAtPeople(_ world: borrowing World) {
    view.people = world.model.support.people.indices.compactMap { index in
      let person = Row<Person>(index)
      let definition = world.model.support.people[index]
      let isOwnPerson = isOwn.indices.contains {
        isOwn[$0]
          && world.model.net.lanes[$0].performer.includes(
            posts: definition.posts, tier: definition.tier)
      }
      guard isOwnPerson else { return nil }
      return RoleView.PersonView(person: person, presence: presence(of: person, in: world))
    }
    view.time = world.now
  }

  private func presence(
    of person: Row<Person>, in world: borrowing World
  ) -> RoleView.PersonView.Presence {
    if let task = world.task(of: person) { return .busy(task) }
    if world.isThere(person) { return .free }
    return world.mayBeCalled(person) ? .callable : .away
  }

  private mutating func add(_ kind: RoleView.News.Kind, _ incident: Row<Incident>?) {
    view.inbox.append(RoleView.News(time: view.time, incident: incident, kind: kind))
  }

  /// News of a case that the role knows of.
  private mutating func ofCase(_ kind: RoleView.News.Kind, _ incident: Row<Incident>?) {
    guard let incident, caseOf[incident] != nil else { return }
    add(kind, incident)
  }
}

// MARK: Cases

extension RoleViewFold {
  private mutating func open(_ entry: Entry) {
    guard let file = RoleView.CaseView(openedBy: entry) else { return }
    files[file.incident] = file
    guard notices[file.channel] == true else { return }
    hear(of: file.incident)
    add(.noticed(file.subject, file.channel), file.incident)
  }

  /// The role knows of a case from now on, and reads its file.
  private mutating func hear(of incident: Row<Incident>?) {
    guard let incident, caseOf[incident] == nil, var file = files.removeValue(forKey: incident)
    else { return }
    file.since = view.time
    caseOf[incident] = view.cases.count
    view.cases.append(file)
  }

  private mutating func notice(
    _ entry: Entry, _ incident: Row<Incident>?, _ world: borrowing World
  ) {
    if entry.kind == .alarm { return }
    let channel: DetectionChannel =
      entry.kind == .userCall
      ? .userCall : DetectionChannel(rawValue: entry.object) ?? .monitoring
    guard notices[channel] == true else { return }
    let subject =
      entry.kind == .userCall
      ? world.model.platform.services[Int(entry.subject)].node : Row<Node>(Int(entry.subject))
    hear(of: incident)
    add(.noticed(subject, channel), incident)
  }

  /// What is put into the file of a case: read at once by who knows of it.
  private mutating func read(_ entry: Entry, _ incident: Row<Incident>?) {
    guard let incident else { return }
    if let position = caseOf[incident] {
      guard let news = view.cases[position].write(entry) else { return }
      add(news, incident)
    } else {
      _ = files[incident]?.write(entry)
    }
  }

  private mutating func message(
    _ entry: Entry, _ incident: Row<Incident>?, _ world: borrowing World
  ) {
    let message = world.message(Row(Int(entry.subject)))
    // Of one that waits its receiving tells.
    guard entry.kind == .messageReceived || message.arrived == entry.time,
      isOwn[message.to.index]
    else { return }
    hear(of: incident)
    add(.message(from: message.from, about: message.node), incident)
  }
}

// MARK: Steps, questions, people

extension RoleViewFold {
  private func isOwnNode(_ node: Int32, _ world: borrowing World) -> Bool {
    guard node >= 0, let lane = world.model.net.nodes[Int(node)].lane else { return false }
    return isOwn[lane.index]
  }

  private mutating func step(
    _ entry: Entry, _ incident: Row<Incident>?, _ world: borrowing World
  ) {
    guard isOwnNode(entry.subject, world), let incident else { return }
    let node = Row<FlowNode>(Int(entry.subject))
    let task = Row<FlowTask>(Int(entry.object))
    let person: Row<Person>? = entry.value < 0 ? nil : Row(Int(entry.value))
    switch entry.kind {
    case .taskOffered:
      hear(of: incident)
      view.steps.append(
        RoleView.StepView(
          item: nextItem(), task: task, node: node, incident: incident, component: components[task],
          offered: entry.time, phase: .offered))
      return add(.offered(node), incident)
    case .commanded: change(task) { $0.phase = .waiting }
    case .taskStarted:
      change(task) {
        $0.phase = .onTheWay
        $0.person = person
      }
      add(.started(node, person), incident)
    case .taskArrived, .taskResumed: change(task) { $0.phase = .working }
    case .taskPaused: change(task) { $0.phase = .resting }
    case .nothingToDo: add(.nothingToDo(node), incident)
    default: end(task, entry.kind, node, incident)
    }
  }

  private mutating func nextItem() -> Int {
    view.itemCount += 1
    return view.itemCount
  }

  private mutating func change(
    _ task: Row<FlowTask>, _ body: (inout RoleView.StepView) -> Void
  ) {
    guard let position = view.steps.firstIndex(where: { $0.task == task }) else { return }
    body(&view.steps[position])
  }

  private mutating func end(
    _ task: Row<FlowTask>, _ kind: Entry.Kind, _ node: Row<FlowNode>, _ incident: Row<Incident>
  ) {
    view.steps.removeAll { $0.task == task }
    components[task] = nil
    switch kind {
    case .taskDone: add(.done(node), incident)
    case .taskLapsed: add(.lapsed(node), incident)
    default: add(.interrupted(node), incident)
    }
  }

  /// The role itself said so: the step is off its list.
  private mutating func leftOut(_ entry: Entry, _ world: borrowing World) {
    guard isOwnNode(entry.subject, world) else { return }
    view.steps.removeAll { $0.task.index == Int(entry.value) }
  }

  private mutating func question(
    _ entry: Entry, _ incident: Row<Incident>?, _ world: borrowing World
  ) {
    guard isOwnNode(entry.subject, world), let incident else { return }
    let node = Row<FlowNode>(Int(entry.subject))
    let number = Int(entry.object)
    guard entry.kind == .questionAnswered else {
      let question = world.question(number)
      hear(of: incident)
      view.questions.append(
        RoleView.OpenQuestion(
          item: nextItem(), number: number, node: node, incident: incident, asked: entry.time,
          due: question.due,
          kind: question.kind, optionCount: question.optionCount, byTheFlow: question.byTheFlow))
      return add(.asked(node), incident)
    }
    view.questions.removeAll { $0.number == number }
    if entry.value < 0 {
      add(.void(node), incident)
    } else if entry.value % 2 == 1 {
      add(.decidedByStandIn(node), incident)
    }
  }

  private mutating func duty(_ entry: Entry) {
    let person = Row<Person>(Int(entry.subject))
    guard view.people.contains(where: { $0.person == person }) else { return }
    add(entry.kind == .cameOnDuty ? .onDuty(person) : .offDuty(person), nil)
  }
}
