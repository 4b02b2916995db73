import EventKernel

/// What came out of one replication: the entries in order, and tables of what they speak of.
package struct Replication: Sendable {
  package var seed: UInt64
  package var replication: UInt64
  /// Where it stopped: the horizon.
  package var end: SimulationTime
  package var entries: [Entry] = []
  package var incidents: [Incident] = []
  package var instances: [FlowInstance] = []
  package var tasks: [FlowTask] = []
  /// Person rows at work, by `FlowTask.people`.
  package var assignments: [Row<Person>] = []
  package var faults: [Fault] = []
  package var messages: [MessageRecord] = []
  package var decisions: [Decision] = []
  /// How often each edge of the net was taken.
  package var edgeCounts: [Int32] = []
  /// Down time of each node, abnormal only.
  package var downtime: [TimeSpan] = []
  /// Time at work of each person, travel included.
  package var busy: [TimeSpan] = []
  /// Of that, outside the shift.
  package var overtime: [TimeSpan] = []
  /// Data lost, by data set.
  package var dataLost: [TimeSpan] = []
  /// Parts left in the store, bought and used, by part.
  package var stock: [StockRecord] = []
  /// Subjects ever hit by a threat, each once for each threat.
  package var hitCount = 0
  /// How long subjects were in stages that do something to them, all together.
  package var harmTime = TimeSpan.zero
  /// Of each service: the share of its requests that failed, over time, all of them while it was
  /// down.
  package var serviceLoss: [TimeSpan] = []
  /// Records that went out.
  package var leakedCount = 0
  /// Of each service: how long it was down at once at most, planned work aside.
  package var longestOutage: [TimeSpan] = []
  /// How long people were where they are in danger, all together; how many were hurt; and how many
  /// left a place as it was closed.
  package var exposedTime = TimeSpan.zero
  package var hurtCount = 0
  package var evacuatedCount = 0
  /// Components that a threat destroyed.
  package var destroyedCount = 0
  package var eventCount = 0
  /// By measure of the drill.
  package var measures: [MeasureResult] = []

  package init(seed: UInt64, replication: UInt64, end: SimulationTime) {
    self.seed = seed
    self.replication = replication
    self.end = end
  }

  /// Makes it the empty record of another replication, in the memory of this one where nobody else
  /// holds it.
  mutating func restart(seed: UInt64, replication: UInt64, end: SimulationTime) {
    var next = Replication(seed: seed, replication: replication, end: end)
    swap(&next.entries, &entries)
    swap(&next.messages, &messages)
    swap(&next.assignments, &assignments)
    swap(&next.decisions, &decisions)
    self = next
    entries.removeAll(keepingCapacity: true)
    messages.removeAll(keepingCapacity: true)
    assignments.removeAll(keepingCapacity: true)
    decisions.removeAll(keepingCapacity: true)
  }
}

/// One incident: what it was about and when it passed its milestones.
package struct Incident: Sendable {
  /// The fault that caused it; nil for a false alarm.
  package var fault: Row<Fault>?
  /// What was first reported: a component, a service, or what else a threat lives on.
  package var subject: Row<Node>
  /// The stream of demand that it is a case of; it has no fault and no component then.
  package var stream: Row<DemandStream>?
  /// The component that people found to be at fault, the first to be repaired; nil: not located
  /// yet.
  package var located: Row<Component>?
  package var channel: DetectionChannel
  /// By `Milestone` order, in microseconds; `notPassed`: not passed.
  private var milestones: InlineArray<13, Int64>
  package var level: FaultLevel
  package var emergency: EmergencyLevel
  package var plan: EmergencyClass
  package var eventClass: EventClass
  package var impact: Grade
  package var urgency: Grade
  package var priority: Int
  /// The most components that it had down at once.
  package var affectedMost: Int
  package var alarmCount: Int
  package var callCount: Int
  package var evidenceSecured: SimulationTime?
  package var evidenceHandedOver: SimulationTime?
  /// The first act that destroys evidence (clean, rebuild, replace) on this incident.
  package var evidenceDestroyed: SimulationTime?

  @inline(__always)
  package init(
    fault: Row<Fault>?, subject: Row<Node>, channel: DetectionChannel
  ) {
    self.fault = fault
    self.subject = subject
    self.channel = channel
    milestones = InlineArray(repeating: Incident.notPassed)
    level = .general
    emergency = .none
    plan = .facilityFailure
    eventClass = .unclassified
    impact = .low
    urgency = .low
    priority = 5
    affectedMost = 0
    alarmCount = 0
    callCount = 0
  }

  package subscript(_ milestone: Milestone) -> SimulationTime? {
    get {
      let passed = milestones[milestone.index]
      return passed == Incident.notPassed ? nil : SimulationTime(microseconds: passed)
    }
    set { milestones[milestone.index] = newValue?.microseconds ?? Incident.notPassed }
  }

  private static var notPassed: Int64 { .min }
}

extension Milestone {
  /// Position in tables by milestone.
  package var index: Int {
    switch self {
    case .occurred: 0
    case .detected: 1
    case .accepted: 2
    case .responded: 3
    case .graded: 4
    case .ordered: 5
    case .contained: 6
    case .recovered: 7
    case .resolved: 8
    case .closed: 9
    case .ended: 10
    case .summarised: 11
    case .serviceRestored: 12
    }
  }
}

/// One run of a flow for a case.
package struct FlowInstance: Sendable {
  package var flow: Row<Flow>
  package var incident: Row<Incident>
  /// The instance that called it, or that sent the message which started it.
  package var parent: Row<FlowInstance>?
  package var started: SimulationTime
  package var ended: SimulationTime?
  package var endNode: Row<FlowNode>?

  package init(
    flow: Row<Flow>, incident: Row<Incident>, parent: Row<FlowInstance>?,
    started: SimulationTime
  ) {
    self.flow = flow
    self.incident = incident
    self.parent = parent
    self.started = started
  }
}

/// One task from offer to end.
package struct FlowTask: Sendable {
  package enum Outcome: UInt8, CaseIterable, Sendable {
    case open
    case done
    case lapsed
    case interrupted
    case skipped
  }

  package var instance: Row<FlowInstance>
  package var node: Row<FlowNode>
  package var offered: SimulationTime
  package var started: SimulationTime?
  /// When travel and call-out were over.
  package var arrived: SimulationTime?
  package var ended: SimulationTime?
  package var outcome: Outcome
  /// A range of `Replication.assignments`.
  package var people: Range<Int32>
  package var vendor: Row<Vendor>?
  /// The tier that did it, for functional escalation; nil for tools and outsiders.
  package var tier: Tier?
  /// Whether it is done on site; nil: it has not begun, or the record is from before this was
  /// recorded, when its step alone told.
  package var isOnSite: Bool?

  package init(instance: Row<FlowInstance>, node: Row<FlowNode>, offered: SimulationTime) {
    self.instance = instance
    self.node = node
    self.offered = offered
    outcome = .open
    people = 0..<0
  }
}

/// One fault, as it truly was.
package struct Fault: Sendable {
  /// A component, or what else a threat lives on.
  package var subject: Row<Node>
  /// nil: a threat.
  package var mode: Row<FailureMode>?
  package var threat: Row<Threat>?
  package var origin: FaultOrigin
  /// The fault in whose wake it came (a hard stop), else itself.
  package var root: Row<Fault>
  package var began: SimulationTime
  package var bypassed: SimulationTime?
  package var ended: SimulationTime?
  package var incident: Row<Incident>?

  package init(
    subject: Row<Node>, mode: Row<FailureMode>?, threat: Row<Threat>?,
    origin: FaultOrigin, root: Row<Fault>, began: SimulationTime
  ) {
    self.subject = subject
    self.mode = mode
    self.threat = threat
    self.origin = origin
    self.root = root
    self.began = began
  }
}

/// A message between roles.
package struct MessageRecord: Sendable {
  package var instance: Row<FlowInstance>
  package var node: Row<FlowNode>
  package var from: Row<Lane>
  package var to: Row<Lane>
  package var sent: SimulationTime
  /// When the right receiver had it; nil: never.
  package var arrived: SimulationTime?
  package var due: SimulationTime?
  package var wentWrong: Bool

  package init(
    instance: Row<FlowInstance>, node: Row<FlowNode>, from: Row<Lane>, to: Row<Lane>,
    sent: SimulationTime, arrived: SimulationTime?, due: SimulationTime?, wentWrong: Bool
  ) {
    self.instance = instance
    self.node = node
    self.from = from
    self.to = to
    self.sent = sent
    self.arrived = arrived
    self.due = due
    self.wentWrong = wentWrong
  }

  /// Whether it is on its way at the end of a record, with time left: nobody can say yet.
  package func isOpen(at end: SimulationTime) -> Bool {
    arrived == nil && (due ?? .distantFuture) >= end
  }
}

/// One kind of part over the run: left = initial + bought - used.
package struct StockRecord: Sendable {
  package var left: Int
  package var bought: Int
  package var used: Int
  package var dead: Int
  /// Pieces that repairs, tasks and branch stores wanted, and of those that were there at once.
  package var wanted = 0
  package var filledAtOnce = 0
  /// Of those bought, those before the end of the warm-up.
  package var boughtEarly = 0

  package init(left: Int, bought: Int, used: Int, dead: Int) {
    self.left = left
    self.bought = bought
    self.used = used
    self.dead = dead
  }
}
