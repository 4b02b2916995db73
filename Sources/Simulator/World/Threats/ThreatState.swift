import EventKernel

/// Which subjects threats are on, and how far they have come there.
struct ThreatState: ~Copyable {
  private let pin = Pin()
  /// By threat and node: `threat * nodeCount + node`.
  private var hits: SlotTable<HitState>
  private let nodeCount: Int
  var instances: SlotTable<InstanceState>
  /// Those that are alive, in the order in which they began.
  var live = RowList()
  var liveLinks: RowLinks
  /// By stage: how many subjects are in it.
  var inStage: SlotTable<Int32>
  /// How many subjects some threat is on.
  var subjectsHit = 0
  /// Those that wait for something to hold of their subject, in the order in which they began to.
  var waiting = RowList()
  var waitingLinks: RowLinks
  /// Those that have nobody left to go on to.
  var sated = RowList()
  var satedLinks: RowLinks
  /// By the row of a group of subjects.
  var groups: SlotTable<GroupState>
  /// How often it was asked whether a case's threats are held back.
  var checks: UInt32 = 0
  /// What a threat is on that is between two of its stages.
  var moving = OptionalRow<Node>.none
  /// Patrols so far, for addresses.
  var rounds = 0
  /// How many close a place, and how many make one dangerous.
  var closings: Int32 = 0
  var dangers: Int32 = 0
  /// Over time: subjects that a threat does something to, people in danger, and records an hour
  /// that go out.
  var harmed = StepIntegral()
  var exposed = StepIntegral()
  var leak = StepIntegral()

  /// What a threat has to do with a subject.
  struct HitState {
    var instance = OptionalRow<ThreatInstance>.none
    /// How many stages it has begun there, for addresses.
    var stages: Int32 = 0
    /// It cannot be hit any more.
    var isImmune = false
    /// It was hit once.
    var wasHit = false
  }

  /// A threat on a subject.
  struct InstanceState: EntityState {
    typealias Entity = ThreatInstance

    var threat: Row<Threat>
    var stage: Row<ThreatStage>
    var subject: Row<Node>
    /// What it is among the faults.
    var fault: Row<Fault>
    /// When its stage began.
    var since: SimulationTime
    /// Cancels what was scheduled for the stage, and for an instance that had the row before.
    var generation: Generation
    /// What the draws of which a stage takes many are addressed by.
    var stageKey = NameHash(value: 0)
    /// How many contacts it has had, for addresses; and whom the next one is with, of all.
    var contacts: Int32 = 0
    var contactAt = 0.0
    /// The rate of its contacts, an hour, and with how many subjects they can be.
    var contactRate = 0.0
    var others: Int32 = 0
    /// Contacts that met nobody whom it can hit, since the last that did; and whether nobody is
    /// left, so that it tries no more.
    var fruitless: Int32 = 0
    var isSated = false
    /// The next contact is scheduled.
    var isContactAhead = false
    /// The same of components that it destroys.
    var destructions: Int32 = 0
    var destructionAt = 0.0
    /// The transition that comes by the clock; none: none does.
    var next = OptionalRow<StageTransition>.none
    /// When it comes; of one that rests, how much later than now.
    var due = SimulationTime.zero
    var left = TimeSpan.zero
    var isResting = false
    /// When it was asked last whether something holds of its subject, and how often it has gone on
    /// since at that instant.
    var checkedAt = SimulationTime.distantFuture
    var moves: Int32 = 0
    /// Its impacts that go over the network rest, since no traffic passes.
    var isCutOff = false
  }

  /// What is known of the subjects of a group, for a threat that may go on to them.
  struct GroupState {
    /// Which of its members could be hit when somebody looked last.
    var foundAt: Int32 = 0
    /// Nobody can be hit, until somebody can again.
    var isSpent = false
    /// The last check in which nobody could be reached.
    var unreachedIn: UInt32 = 0
  }

  init(_ model: Model, groupCount: Int) {
    nodeCount = model.platform.nodes.count
    hits = SlotTable(minimumCapacity: model.drill.threats.count * nodeCount)
    instances = SlotTable()
    liveLinks = RowLinks()
    waitingLinks = RowLinks()
    satedLinks = RowLinks()
    groups = SlotTable(minimumCapacity: groupCount)
    groups.fill(repeating: GroupState(), count: groupCount)
    inStage = SlotTable(minimumCapacity: model.drill.stages.count)
    restart(model.drill)
  }

  /// No threat is on anything; in the memory that there is.
  mutating func restart(_ drill: DrillScript) {
    hits.fill(repeating: HitState(), count: drill.threats.count * nodeCount)
    instances.removeAll()
    live = RowList()
    inStage.fill(repeating: 0, count: drill.stages.count)
    groups.fill(repeating: GroupState(), count: groups.count)
    subjectsHit = 0
    waiting = RowList()
    sated = RowList()
    checks = 0
    rounds = 0
    closings = 0
    dangers = 0
    harmed = StepIntegral()
    exposed = StepIntegral()
    leak = StepIntegral()
  }

  private init(copying other: borrowing ThreatState) {
    hits = other.hits.copy()
    nodeCount = other.nodeCount
    instances = other.instances.copy()
    live = other.live
    liveLinks = other.liveLinks.copy()
    inStage = other.inStage.copy()
    subjectsHit = other.subjectsHit
    waiting = other.waiting
    waitingLinks = other.waitingLinks.copy()
    sated = other.sated
    satedLinks = other.satedLinks.copy()
    groups = other.groups.copy()
    checks = other.checks
    rounds = other.rounds
    closings = other.closings
    dangers = other.dangers
    harmed = other.harmed
    exposed = other.exposed
    leak = other.leak
  }

  func copy() -> ThreatState { ThreatState(copying: self) }

  /// How many subjects are in a stage.
  subscript(stage: Row<ThreatStage>) -> Int32 {
    get { inStage[stage.index] }
    _modify { yield &inStage[stage.index] }
  }

  /// What a threat has to do with a subject.
  subscript(threat: Row<Threat>, subject: Row<Node>) -> HitState {
    get { hits[threat.index * nodeCount + subject.index] }
    _modify { yield &hits[threat.index * nodeCount + subject.index] }
  }

  /// The first instance that is alive; nil: none is.
  var first: Row<ThreatInstance>? { live.firstRow(of: ThreatInstance.self) }

  func next(_ instance: Row<ThreatInstance>) -> Row<ThreatInstance>? {
    OptionalRow<ThreatInstance>(number: liveLinks.next(Int32(instance.index))).row
  }
}
