import EventKernel
import Scoring
import Simulator

/// A night to be judged, put together fact by fact. Times are minutes from the drill's start.
struct Night {
  var model = Model()
  var replication = Replication(seed: 1, replication: 0, end: at(72 * 60))
  var rubric = Rubric.trainer
  var objectives: [Objective] = []
  /// Starts on a Thursday at 02:00.
  var calendar = WorkCalendar(startWeekday: 4, timeOfDay: .hours(2))

  var card: Scorecard {
    Scorer.score(
      replication, model: model, rubric: rubric, objectives: objectives, calendar: calendar)
  }

  func dimension(_ dimension: Dimension) -> DimensionScore {
    // Every card has every dimension; the card's own test says so.
    card.dimensions.first { $0.dimension == dimension }
      ?? DimensionScore(
        dimension: dimension, weight: -1, quality: nil, notEvaluated: nil, items: [])
  }

  func quality(_ dimension: Dimension) -> Int? { self.dimension(dimension).quality?.value }
}

func at(_ minutes: Int64) -> SimulationTime { .zero + .minutes(minutes) }

extension Rubric {
  /// The numbers of the trainer's rubric, as `docs/scoring.md` has them.
  static let trainer = Rubric(
    weights: [25, 20, 15, 10, 7, 7, 7, 5, 4, 0],
    clockWeights: [200, 150, 0, 250, 400, 0, 0], exposedCap: 40, sacrificedData: 10,
    skippedCost: 3000, orderCost: 2000, extraCost: 500, performedFrom: 90,
    performedCoverage: 800)
}

// MARK: Incidents

extension Night {
  /// A true incident about a fault of its own; the times are those of its milestones.
  @discardableResult
  mutating func incident(
    _ times: [Milestone: Int64] = [:], level: FaultLevel = .general,
    emergency: EmergencyLevel = .none
  ) -> Int {
    let row = replication.incidents.count
    let fault = self.fault(began: times[.occurred] ?? 0)
    replication.faults[fault].incident = Row(row)
    var incident = Incident(fault: Row(fault), subject: Row(0), channel: .monitoring)
    for (milestone, minutes) in times { incident[milestone] = at(minutes) }
    incident.level = level
    incident.emergency = emergency
    replication.incidents.append(incident)
    return row
  }

  @discardableResult
  mutating func fault(
    of component: Int = 0, mode: Int? = nil, began: Int64 = 0, bypassed: Int64? = nil,
    ended: Int64? = nil, incident: Int? = nil
  ) -> Int {
    let row = replication.faults.count
    var fault = Fault(
      subject: Row(component), mode: mode.map { Row($0) }, threat: nil, origin: .inject,
      root: Row(row), began: at(began))
    fault.bypassed = bypassed.map { at($0) }
    fault.ended = ended.map { at($0) }
    fault.incident = incident.map { Row($0) }
    replication.faults.append(fault)
    return row
  }

  mutating func clock(
    _ kind: ClockRule.Kind, _ from: Milestone, _ to: Milestone, general: TimeSpan? = nil,
    major: TimeSpan? = nil, binds: Bool = true
  ) {
    model.agreement.clocks.append(
      ClockRule(kind: kind, from: from, to: to, general: general, major: major, binds: binds))
  }

  /// The clocks of 3.1.7, with a containment target of an hour.
  mutating func standardClocks() {
    clock(.acceptance, .detected, .accepted, general: .minutes(5), major: .minutes(5))
    clock(.response, .detected, .responded, general: .minutes(30), major: .minutes(30))
    clock(
      .containment, .detected, .contained, general: .hours(1), major: .hours(1), binds: false)
    clock(.recovery, .occurred, .recovered, general: .hours(2), major: .hours(8))
  }

  mutating func note(
    _ kind: Entry.Kind, _ minutes: Int64, incident: Int = -1, subject: Int = -1, object: Int = -1,
    value: Int64 = 0
  ) {
    replication.entries.append(
      Entry(
        kind, at: at(minutes), incident: incident, subject: subject, object: object, value: value))
  }
}

// MARK: Flows

extension Night {
  /// A flow of these steps one after the other. Its nodes: start, the steps, end.
  @discardableResult
  mutating func flow(_ steps: [Step], lanes: [Performer] = []) -> Flowing {
    let row = model.net.flows.count
    let first = model.net.nodes.count
    let firstLane = model.net.lanes.count
    for (index, performer) in lanes.enumerated() {
      model.net.lanes.append(
        LaneDefinition(name: NameHash("lane \(row) \(index)"), performer: performer))
    }
    var kinds: [FlowNode.Kind] = [.start(.none)]
    for step in steps {
      kinds.append(.task(Row(model.net.steps.count)))
      model.net.steps.append(step)
    }
    kinds.append(.end(.none))
    for (index, kind) in kinds.enumerated() {
      let edge = Int32(model.net.edges.count)
      let isLast = index == kinds.count - 1
      let lane =
        lanes.isEmpty ? nil : Row<Lane>(firstLane + min(max(0, index - 1), lanes.count - 1))
      model.net.nodes.append(
        FlowNode(
          name: NameHash("node \(row) \(index)"), flow: Row(row), lane: lane, kind: kind,
          outgoing: edge..<(isLast ? edge : edge + 1), incomingCount: index == 0 ? 0 : 1))
      guard !isLast else { continue }
      model.net.edges.append(
        FlowEdge(
          name: NameHash("edge \(row) \(index)"), from: Row(first + index),
          to: Row(first + index + 1), condition: nil, share: nil))
    }
    model.net.flows.append(
      FlowDefinition(
        name: NameHash("flow \(row)"), nodes: Int32(first)..<Int32(model.net.nodes.count),
        start: Row(first), startsOn: nil))
    return Flowing(row: row, first: first, count: steps.count)
  }

  /// Puts a gateway behind a node of the last flow, from which it goes on or ends.
  mutating func addEarlyEnd(after node: Int) {
    let gateway = model.net.nodes.count
    let next = model.net.edges[Int(model.net.nodes[node].outgoing.lowerBound)].to.index
    let first = Int32(model.net.edges.count)
    for (from, to) in [(node, gateway), (gateway, next), (gateway, gateway + 1)] {
      model.net.edges.append(
        FlowEdge(
          name: NameHash("\(from) to \(to)"), from: Row(from), to: Row(to), condition: nil,
          share: nil))
    }
    let flow = model.net.nodes[node].flow
    for (kind, edges) in [
      (.exclusive, first + 1..<first + 3), (.end(.none), first..<first),
    ] as [(FlowNode.Kind, Range<Int32>)] {
      model.net.nodes.append(
        FlowNode(
          name: NameHash("node \(model.net.nodes.count)"), flow: flow, lane: nil, kind: kind,
          outgoing: edges, incomingCount: 1))
    }
    model.net.nodes[node].outgoing = first..<first + 1
    let nodes = model.net.flows[flow.index].nodes
    model.net.flows[flow.index].nodes = nodes.lowerBound..<Int32(model.net.nodes.count)
  }

  struct Flowing {
    var row: Int
    var first: Int
    var count: Int

    /// The node of a step, counted from 0.
    func step(_ index: Int) -> Int { first + 1 + index }
    var end: Int { first + 1 + count }
  }

  mutating func step(
    _ effect: Act = .none, message: FlowMessage? = nil, isMandatory: Bool = true,
    isOnSite: Bool = false
  ) -> Step {
    Step(
      effect: effect, takes: model.laws.add(.constant(60)), isOnSite: isOnSite, message: message,
      isMandatory: isMandatory)
  }

  /// An instance of a flow for an incident; over, at its end, unless said otherwise.
  @discardableResult
  mutating func instance(_ flow: Flowing, incident: Int = 0, isOver: Bool = true) -> Int {
    var instance = FlowInstance(
      flow: Row(flow.row), incident: Row(incident), parent: nil, started: .zero)
    if isOver {
      instance.ended = replication.end
      instance.endNode = Row(flow.end)
    }
    replication.instances.append(instance)
    return replication.instances.count - 1
  }

  @discardableResult
  mutating func task(
    _ node: Int, instance: Int = 0, _ outcome: FlowTask.Outcome = .done, from: Int64 = 0,
    to: Int64? = nil, tier: Tier? = nil, isCrewed: Bool = false
  ) -> Int {
    var task = FlowTask(instance: Row(instance), node: Row(node), offered: at(from))
    task.outcome = outcome
    if outcome == .done || (outcome == .open && to != nil) || tier != nil {
      task.started = at(from)
      task.arrived = at(from)
    }
    if outcome != .open { task.ended = at(to ?? from) }
    task.tier = tier
    task.people = isCrewed ? 0..<1 : 0..<0
    replication.tasks.append(task)
    return replication.tasks.count - 1
  }

  mutating func message(
    node: Int, instance: Int = 0, sent: Int64, arrived: Int64?, due: Int64?, wentWrong: Bool = false
  ) {
    replication.messages.append(
      MessageRecord(
        instance: Row(instance), node: Row(node), from: Row(0), to: Row(1), sent: at(sent),
        arrived: arrived.map { at($0) }, due: due.map { at($0) }, wentWrong: wentWrong))
  }
}

// MARK: Platforms

extension Night {
  /// A component; all of them before the first service.
  @discardableResult
  mutating func component(_ importance: Importance = .edge, isSecurity: Bool = false) -> Int {
    let row = model.platform.nodes.count
    model.platform.nodes.append(node(.component))
    model.platform.components.append(
      Component(
        objectClass: .server, site: Row(0), room: nil, zone: nil, importance: importance,
        isSecurityFunction: isSecurity, skill: 0, failureModes: 0..<0, hardStop: nil,
        hardStopChance: .certain, monitoring: .realTime))
    return row
  }

  @discardableResult
  mutating func service(_ importance: Importance) -> Int {
    let row = model.platform.nodes.count
    model.platform.nodes.append(node(.service))
    model.platform.services.append(
      Service(node: Row(row), importance: importance, users: 10, callRate: 0, failover: nil))
    return row
  }

  /// Makes one node depend on another, which feeds nothing else.
  mutating func feed(_ node: Int, to dependent: Int) {
    let first = Int32(model.platform.dependents.count)
    model.platform.dependents.append(Row(dependent))
    model.platform.nodes[node].dependents = first..<(first + 1)
  }

  mutating func failureMode(of component: Int, canBypass: Bool) -> Int {
    model.platform.failureModes.append(
      FailureMode(
        name: NameHash("mode"), component: Row(component), kind: .hardware, every: nil,
        symptom: .down, repair: .repair, part: nil, takes: nil, solvedBy: [], automatic: .certain,
        canBypass: canBypass, destroysData: false, isOnSite: false))
    return model.platform.failureModes.count - 1
  }

  /// A node was down from one minute to another (nil: for good), for the incident's fault.
  mutating func outage(_ node: Int, _ down: Int64, _ up: Int64?, incident: Int = 0) {
    let fault = replication.incidents[incident].fault?.index ?? -1
    note(.wentDown, down, subject: node, object: fault)
    if let up { note(.cameUp, up, subject: node, object: fault) }
  }

  private func node(_ kind: Node.Kind) -> Node {
    Node(
      name: NameHash("node \(model.platform.nodes.count)"), kind: kind, threshold: 0,
      inputCount: 0, dependents: 0..<0)
  }
}
