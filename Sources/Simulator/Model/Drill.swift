import EventKernel

/// What the script makes happen.
package struct Inject: Sendable {
  package enum Cue: Sendable {
    case at(SimulationTime)
    /// After a drawn time from the start, a law in seconds.
    case after(LawRow)
    case when(Row<Condition>)
    /// Again and again, the time between two by a law in seconds.
    case every(LawRow)
    /// Again and again at a rate that changes over time: a Poisson process.
    case rate(Row<RateFunction>)
  }

  package enum Action: Sendable {
    case fail(Row<FailureMode>)
    /// Each of some rows of `DrillScript.targetModes`, in their order.
    case failAll(of: Range<Int32>)
    /// One of some rows of `DrillScript.targetModes`, drawn each time.
    case failOne(of: Range<Int32>)
    case hit(Row<Node>, Row<Threat>)
    /// Each of some rows of `DrillScript.targetNodes`, in their order.
    case hitAll(of: Range<Int32>, Row<Threat>)
    /// One of some rows of `DrillScript.targetNodes`, drawn each time.
    case hitOne(of: Range<Int32>, Row<Threat>)
    /// An outside supply comes back: every fault of the component ends.
    case restore(Row<Component>)
    /// The same of each of some rows of `DrillScript.targetNodes`, in their order.
    case restoreAll(of: Range<Int32>)
    /// A text for a role; the words stay with the lexicon.
    case tell(Receiver)
    /// People are in danger from now on, or no longer.
    case danger(Bool)
  }

  package var name: NameHash
  package var cue: Cue
  package var action: Action

  package init(name: NameHash, cue: Cue, action: Action) {
    self.name = name
    self.cue = cue
    self.action = action
  }
}

/// Whom a text of the script is for.
package struct Receiver: Sendable, Hashable {
  /// The role, as lanes have it: a lane's name over all flows.
  package var role: NameHash
  /// The first of its lanes; nil: no lane of the flows is for it, so nobody acts on the text.
  package var lane: Row<Lane>?

  package init(role: NameHash, lane: Row<Lane>?) {
    self.role = role
    self.lane = lane
  }
}

/// How people depart from the flow, by named shares.
package struct Deviation: Sendable {
  package enum Kind: Sendable, Equatable {
    case skip
    /// The task starts later by a law in seconds.
    case late(LawRow)
    /// The step's message goes to somebody else, and must be sent again after a law in seconds.
    case wrongReceiver(LawRow)
  }

  package var name: NameHash
  package var kind: Kind
  package var share: Probability
  /// The steps it may befall: rows of tasks, ascending.
  package var nodes: Table<Row<FlowNode>>

  package init(name: NameHash, kind: Kind, share: Probability, nodes: [Row<FlowNode>]) {
    self.name = name
    self.kind = kind
    self.share = share
    self.nodes = Table(nodes)
  }
}

/// The drill itself.
package struct DrillScript: Sendable {
  package var horizon: SimulationTime = .zero
  package var injects: Table<Inject> = []
  /// What injects that have several targets hit.
  package var targetModes: Table<Row<FailureMode>> = []
  package var targetNodes: Table<Row<Node>> = []
  package var threats: Table<Threat> = []
  /// Of all threats, those of each one behind the other.
  package var stages: Table<ThreatStage> = []
  package var spreads: Table<ThreatSpread> = []
  package var transitions: Table<StageTransition> = []
  package var impacts: Table<StageImpact> = []
  package var endings: Table<ThreatEnding> = []
  package var treatments: Table<ThreatTreatment> = []
  package var deviations: Table<Deviation> = []
  /// Failures by law happen beside the injects.
  package var randomFailures = false
  /// False alarms by rate happen beside the injects.
  package var falseAlarms = false
  /// Cases that come by themselves.
  package var streams: Table<DemandStream> = []
  package var rates: Table<RateFunction> = []
  package var measures: Table<Measure> = []
  /// Measures begin after that time.
  package var warmUp = TimeSpan.zero
  /// At the end: what begins in it is in no mean that an objective asks for.
  package var coolDown = TimeSpan.zero
  /// It ends when this first holds, before the horizon; a condition of the platform.
  package var endsWhen: Row<Condition>?

  package init() {}
}

/// Everything that a replication needs, immutable and shared: flat tables, rows instead of names.
package struct Model: Sendable {
  package var platform = Platform()
  package var support = Support()
  package var agreement = Agreement()
  package var net = FlowNet()
  package var drill = DrillScript()
  package var laws = LawTable()
  package var conditions: Table<Condition> = []

  package init() {}
}
