import EventKernel

package typealias Flow = FlowDefinition
package typealias Lane = LaneDefinition

/// Who performs the steps of a lane.
package enum Performer: Sendable, Equatable {
  /// People who hold one of these posts or belong to one of these tiers (bits by `Tier` order).
  case people(posts: UInt64, tiers: UInt8)
  /// A vendor whose skills cover the fault.
  case vendor
  /// Police, cyberspace administration, fire brigade, carrier: no people of ours.
  case outside
  /// Tools: no people, no queue.
  case automatic
}

extension Performer {
  /// Whether somebody of a tier who holds some posts (bits) is one of those people.
  package func includes(posts held: UInt64, tier: Tier) -> Bool {
    guard case .people(let posts, let tiers) = self else { return false }
    return held & posts != 0 || tiers & tier.bit != 0
  }
}

/// By which way a message goes.
package enum MessageWay: String, CaseIterable, Sendable {
  /// A telephone call, which wakes who is asleep.
  case call
  /// A text, a mail, a line in the ticket: who is off duty reads it at work.
  case note
}

/// The message that a step sends, which communication is scored on.
package struct FlowMessage: Sendable {
  package var from: Row<Lane>
  package var to: Row<Lane>
  /// From the milestone `detected` of the case; nil: no deadline.
  package var within: TimeSpan?
  /// A plain number, beside which the compiler keeps whether there is a message at all in a byte of
  /// its own: every task that is done asks for that.
  private var isNote: UInt8

  package var way: MessageWay { isNote == 0 ? .call : .note }

  package init(from: Row<Lane>, to: Row<Lane>, within: TimeSpan?, by way: MessageWay = .call) {
    self.from = from
    self.to = to
    self.within = within
    isNote = way == .note ? 1 : 0
  }
}

/// How a task takes the components of its case.
package enum StepScope: String, CaseIterable, Sendable {
  /// Once for the case.
  case one
  /// One after the other: the work of each is added up.
  case each
}

/// The work of a task.
package struct Step: Sendable {
  package var effect: Act {
    didSet { (fixesTargets, isPlain) = Self.handling(effect, scope) }
  }
  /// Of `Act.treat`: the one that is meant; none: whatever the threat's file says first.
  package var treatment = OptionalRow<ThreatTreatment>.none
  /// Work time, seconds.
  package var takes: LawRow
  /// Take the law of the failure mode or of the threat's own act instead, where it has one.
  package var takesByFault: Bool
  package var people: Int32
  /// Bits of skills of which one is needed; 0: none in particular.
  package var skills: UInt64
  /// The component's own skill is needed.
  package var skillOfComponent: Bool
  /// Somebody must be on site (travel is the first phase).
  package var isOnSite: Bool
  /// The same when the fault that it is about asks for it: `FailureMode.isOnSite`.
  package var isOnSiteByFault: Bool
  /// An act by word for which no time is said: it takes nobody, and is done at once.
  package var isInstant: Bool
  package var scope: StepScope {
    didSet { (fixesTargets, isPlain) = Self.handling(effect, scope) }
  }
  /// What it is done to is fixed when the work begins.
  private(set) var fixesTargets: Bool
  /// It neither does anything nor has targets.
  private(set) var isPlain: Bool
  /// Given up when not started within this time of being offered, a law in seconds; then the flow
  /// goes on.
  package var patience: LawRow?
  /// It takes a piece of this part from the stock when it first starts, and waits for one.
  package var part: Row<Part>?
  package var message: FlowMessage?
  /// 应 or 必须: leaving it out may cap or fail a score.
  package var isMandatory: Bool
  /// The chance that the effect succeeds where the effect has one (clean, scan, verify), else 1.
  package var succeeds: Probability

  package init(
    effect: Act, takes: LawRow, takesByFault: Bool = false, people: Int32 = 1,
    skills: UInt64 = 0, skillOfComponent: Bool = false, isOnSite: Bool = false,
    isOnSiteByFault: Bool = false, isInstant: Bool = false,
    scope: StepScope = .one, patience: LawRow? = nil, part: Row<Part>? = nil,
    message: FlowMessage? = nil,
    isMandatory: Bool = true, succeeds: Probability = .certain
  ) {
    self.effect = effect
    (fixesTargets, isPlain) = Self.handling(effect, scope)
    self.takes = takes
    self.takesByFault = takesByFault
    self.people = people
    self.skills = skills
    self.skillOfComponent = skillOfComponent
    self.isOnSite = isOnSite
    self.isOnSiteByFault = isOnSiteByFault
    self.isInstant = isInstant
    self.scope = scope
    self.patience = patience
    self.part = part
    self.message = message
    self.isMandatory = isMandatory
    self.succeeds = succeeds
  }

  private static func handling(
    _ effect: Act, _ scope: StepScope
  ) -> (fixesTargets: Bool, isPlain: Bool) {
    let fixes = effect.row.fixesTargets(scope)
    return (fixes, effect == .none && !fixes)
  }
}

/// A node of a flow, in the shape of BPMN 2.0.
package struct FlowNode: Sendable {
  package enum Kind: Sendable, Equatable {
    case start(Trigger)
    case task(Row<Step>)
    case exclusive
    case parallel
    /// Joins wait for as many tokens as the paired split sent.
    case inclusive
    /// Waits for the first of the catching events behind it.
    case eventBased
    case catching(Trigger)
    /// Attached to `FlowNode.attachedTo`.
    case boundary(Trigger, interrupts: Bool)
    case throwing(Signal?)
    /// Runs another flow of this case and waits for its end.
    case call(Row<Flow>)
    case end(End)
  }

  package enum End: Sendable, Equatable {
    case none
    /// Ends this and every other token of the instance.
    case terminate
    /// Starts the flow that begins with this signal, and does not wait.
    case signal(Signal)
    /// Hands over to a flow that is not modelled; the name says to which.
    case handOver
    /// Ends the instance as failed, and throws an error of this code (none: without one) to who
    /// called it.
    case error(OptionalRow<ErrorCode>)
  }

  /// Hash of flow and element id.
  package var name: NameHash
  package var flow: Row<Flow>
  package var lane: Row<Lane>?
  package var kind: Kind
  /// A range of `FlowNet.edges`, in the order of the file.
  package var outgoing: Range<Int32>
  package var incomingCount: Int32
  /// For an inclusive join, the split it closes; for an inclusive split, its join.
  package var pair: Row<FlowNode>?
  /// For a boundary event, its activity.
  package var attachedTo: Row<FlowNode>?
  /// The boundary events of an activity: a range of `FlowNet.boundaries`.
  package var boundaries: Range<Int32>
  /// Of a gateway: the edge taken when no condition holds, as an offset into `outgoing`.
  package var defaultEdge: Int32?
  /// Of an activity: it is done several times for one token; nil: once.
  package var multiplicity: Multiplicity?

  package init(
    name: NameHash, flow: Row<Flow>, lane: Row<Lane>?, kind: Kind, outgoing: Range<Int32>,
    incomingCount: Int32, pair: Row<FlowNode>? = nil, attachedTo: Row<FlowNode>? = nil,
    boundaries: Range<Int32> = 0..<0, defaultEdge: Int32? = nil,
    multiplicity: Multiplicity? = nil
  ) {
    self.name = name
    self.flow = flow
    self.lane = lane
    self.kind = kind
    self.outgoing = outgoing
    self.incomingCount = incomingCount
    self.pair = pair
    self.attachedTo = attachedTo
    self.boundaries = boundaries
    self.defaultEdge = defaultEdge
    self.multiplicity = multiplicity
  }
}

/// A sequence flow.
package struct FlowEdge: Sendable {
  package var name: NameHash
  package var from: Row<FlowNode>
  package var to: Row<FlowNode>
  package var condition: Row<Condition>?
  /// Of a gateway that is settled by shares: parts per million; nil otherwise.
  package var share: Int32?

  package init(
    name: NameHash, from: Row<FlowNode>, to: Row<FlowNode>, condition: Row<Condition>?,
    share: Int32?
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.condition = condition
    self.share = share
  }
}

/// One flow: a range of nodes, and where a token starts.
package struct FlowDefinition: Sendable {
  package var name: NameHash
  package var nodes: Range<Int32>
  package var start: Row<FlowNode>
  /// The signal that starts it, when a message start event does.
  package var startsOn: Signal?

  package init(name: NameHash, nodes: Range<Int32>, start: Row<FlowNode>, startsOn: Signal?) {
    self.name = name
    self.nodes = nodes
    self.start = start
    self.startsOn = startsOn
  }
}

/// All flows of a drill as one net of flat tables.
package struct FlowNet: Sendable {
  package var flows: Table<FlowDefinition> = []
  package var nodes: Table<FlowNode> = []
  package var edges: Table<FlowEdge> = []
  package var boundaries: Table<Row<FlowNode>> = []
  package var steps: Table<Step> = []
  /// Rows equal `Row<Lane>`; a lane of the same name in two flows is two rows.
  package var lanes: Table<LaneDefinition> = []

  package init() {}
}

/// A lane: a role in one flow.
package struct LaneDefinition: Sendable {
  package var name: NameHash
  /// The same for lanes of one name in several flows.
  package var role: NameHash
  package var performer: Performer
  /// Tasks of this lane may not be overtaken by later ones of the lane.
  package var holds: Bool
  /// A task that finds nobody free takes over who is at a less urgent one of a lane like this,
  /// which goes on later where it was left.
  package var preempts: Bool
  /// Work stops when whoever does it goes off duty, and goes on when they are back; else they
  /// finish it first.
  package var pausesOffDuty: Bool

  package init(
    name: NameHash, role: NameHash? = nil, performer: Performer, holds: Bool = false,
    preempts: Bool = false, pausesOffDuty: Bool = false
  ) {
    self.name = name
    self.role = role ?? name
    self.performer = performer
    self.holds = holds
    self.preempts = preempts
    self.pausesOffDuty = pausesOffDuty
  }
}
