import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension RunDocumentMaker {
  private var replication: Replication { run.replication }

  var incidents: some Sequence<RunDocument.Incident> {
    let clocks = ClocksByIncident(run)
    return replication.incidents.indices.lazy.map { row in
      let incident = replication.incidents[row]
      let passed = Milestone.allCases.compactMap { milestone in
        incident[milestone].map { (milestone.rawValue, moment($0)) }
      }
      return RunDocument.Incident(
        number: row + 1,
        subject: name(
          incident.stream.map { lexicon.streams[$0.index] }
            ?? lexicon.nodes[incident.subject.index]),
        channel: channel(incident.channel),
        falseAlarm: incident.fault == nil && incident.stream == nil,
        level: incident.level.rawValue, emergency: incident.emergency.rawValue,
        plan: incident.plan.rawValue, eventClass: incident.eventClass.rawValue,
        priority: incident.priority, componentsDownMost: incident.affectedMost,
        alarms: incident.alarmCount, calls: incident.callCount,
        milestones: Dictionary(uniqueKeysWithValues: passed),
        clocks: clocks.of(row).map { clock(run.scorecard.clocks[Int($0)]) },
        knew: facts.knowledge.of(Row(row)).map(knew))
    }
  }

  private func knew(_ item: RoleKnowledge.Item) -> RunDocument.Knew {
    let (role, at) = (lexicon.lanes[item.role.index].key, moment(item.time))
    switch item.way {
    case .noticed(let noticed):
      return RunDocument.Knew(role: role, at: at, way: channel(noticed))
    case .task(let task):
      return RunDocument.Knew(
        role: role, at: at, way: "task",
        step: name(lexicon.flowNodes[replication.tasks[task.index].node.index]))
    case .message(let row):
      let message = replication.messages[row.index]
      return RunDocument.Knew(
        role: role, at: at, way: "message", step: name(lexicon.flowNodes[message.node.index]),
        from: lexicon.lanes[message.from.index].key)
    }
  }

  private func channel(_ channel: DetectionChannel) -> String {
    switch channel {
    case .monitoring: "monitoring"
    case .patrol: "patrol"
    case .userCall: "user-call"
    case .demand: "demand"
    }
  }

  private func clock(_ verdict: ClockVerdict) -> RunDocument.Clock {
    RunDocument.Clock(
      clock: verdict.rule.kind.rawValue, target: seconds(verdict.target),
      taken: verdict.taken.map(seconds), shown: seconds(verdict.shown),
      outcome: verdict.outcome.rawValue, binds: verdict.rule.binds)
  }

  var faults: some Sequence<RunDocument.Fault> {
    replication.faults.lazy.map { fault in
      RunDocument.Fault(
        subject: name(lexicon.nodes[fault.subject.index]),
        cause: words { facts.names($0).cause(fault) }, origin: origin(fault.origin),
        began: moment(fault.began), bypassed: fault.bypassed.map(moment),
        ended: fault.ended.map(moment), incident: fault.incident.map { $0.index + 1 })
    }
  }

  private func origin(_ origin: FaultOrigin) -> String {
    switch origin {
    case .random: "random"
    case .inject: "inject"
    case .hardStop: "hard-stop"
    case .threat: "threat"
    }
  }

  var services: some Sequence<RunDocument.Service> {
    facts.model.platform.services.lazy.map { service in
      let history = facts.histories[service.node.index]
      return RunDocument.Service(
        service: name(lexicon.nodes[service.node.index]),
        importance: service.importance.rawValue, down: seconds(history.out),
        spans: history.spans.map(span))
    }
  }

  /// Those that were touched.
  var components: some Sequence<RunDocument.Component> {
    facts.touchedComponents.lazy.map { row in
      let history = facts.histories[row.index]
      return RunDocument.Component(
        component: name(lexicon.nodes[row.index]),
        objectClass: facts.model.platform.components[row.index].objectClass.rawValue,
        worst: history.worst.token, down: seconds(history.out), spans: history.spans.map(span))
    }
  }

  private func span(_ span: StateSpan) -> RunDocument.Span {
    RunDocument.Span(
      state: span.state.token, start: moment(span.start),
      end: span.end < facts.end ? moment(span.end) : nil)
  }

  var tasks: some Sequence<RunDocument.Task> {
    replication.tasks.enumerated().lazy.map { row, task in
      let instance = replication.instances[task.instance.index]
      return RunDocument.Task(
        flow: lexicon.flows[instance.flow.index].key,
        clause: lexicon.flowClauses[instance.flow.index],
        step: name(lexicon.flowNodes[task.node.index]), part: facts.parts[row]?.number,
        component: facts.parts[row]?.component.map { name(lexicon.nodes[$0.index]) },
        incident: instance.incident.index + 1,
        offered: moment(task.offered), started: task.started.map(moment),
        late: facts.lateness[row].map(seconds),
        arrived: task.arrived.map(moment), ended: task.ended.map(moment),
        outcome: outcome(task.outcome),
        people: facts.people(of: task).map { lexicon.people[$0.index].key },
        vendor: task.vendor.map { lexicon.vendors[$0.index].key }, onSite: task.isOnSite)
    }
  }

  private func outcome(_ outcome: FlowTask.Outcome) -> String {
    switch outcome {
    case .open: "open"
    case .done: "done"
    case .lapsed: "lapsed"
    case .interrupted: "interrupted"
    case .skipped: "skipped"
    }
  }

  var messages: some Sequence<RunDocument.Message> {
    replication.messages.lazy.map { message in
      RunDocument.Message(
        step: name(lexicon.flowNodes[message.node.index]),
        from: lexicon.lanes[message.from.index].key, to: lexicon.lanes[message.to.index].key,
        sent: moment(message.sent), arrived: message.arrived.map(moment),
        due: message.due.map(moment), misdirected: message.wentWrong,
        by: facts.way(of: message)?.rawValue)
    }
  }

  var decisions: some Sequence<RunDocument.Decision> {
    let options = OptionNames(facts)
    return replication.decisions.lazy.map { decision in
      RunDocument.Decision(
        time: moment(decision.time), point: String(decision.point.value, radix: 16),
        choice: String(decision.choice.value, radix: 16),
        chosen: options.label(decision.choice).map(name))
    }
  }

  var parts: [RunDocument.Part] {
    zip(replication.stock, lexicon.parts).map { stock, label in
      RunDocument.Part(
        part: name(label), left: stock.left, bought: stock.bought, used: stock.used,
        dead: stock.dead)
    }
  }

  /// Those who worked.
  var people: [RunDocument.Person] {
    facts.model.support.people.indices.filter { replication.busy[$0] > .zero }.map { row in
      RunDocument.Person(
        person: name(lexicon.people[row]), tier: facts.model.support.people[row].tier.rawValue,
        busy: seconds(replication.busy[row]), overtime: seconds(replication.overtime[row]))
    }
  }
}

/// Which clocks are of which incident: each list in the order of the clocks.
private struct ClocksByIncident {
  /// By incident, where its clocks begin; one more at the end.
  private var first: [Int32]
  private var clocks: [Int32]

  init(_ run: Run) {
    let all = run.scorecard.clocks
    first = Array(repeating: 0, count: run.replication.incidents.count + 1)
    for clock in all { first[clock.incident.index + 1] += 1 }
    for row in first.indices.dropFirst() { first[row] += first[row - 1] }
    var next = first
    clocks = Array(repeating: 0, count: all.count)
    for (number, clock) in all.enumerated() {
      clocks[Int(next[clock.incident.index])] = Int32(number)
      next[clock.incident.index] += 1
    }
  }

  func of(_ incident: Int) -> ArraySlice<Int32> {
    clocks[Int(first[incident])..<Int(first[incident + 1])]
  }
}
