import EventKernel

/// The mutable state of one replication, and the events that wait for it.
///
/// `advance()` runs it to an instant or to its horizon. People at the table give their commands by
/// `perform(_:by:)`; a caller who wants to choose for everybody has it halt at each decision. State
/// lives in flat tables addressed by row; all that is shared is the immutable model. A running
/// world can be copied by `copy()`, and the copy carried on under another address.
package struct World: ~Copyable {
  /// Keeps the model where it is.
  let shared: SharedModel
  package let model: ModelParts
  private let pin = Pin()
  /// Whether all that happens is put down; without, rows of what is over serve again, and memory
  /// follows what is alive, not how long the run is.
  package let isTraced: Bool
  /// The address that draws are made under; another one gives the same world another future.
  package var source: RandomSource {
    didSet { demand.draw(from: source, model.drill) }
  }
  package internal(set) var now = SimulationTime.zero
  var events: EventList

  var platform: PlatformState
  var incidents: IncidentTable
  var knowledge: Knowledge
  var flow: FlowState
  var conditionWaits: ConditionWaits
  /// Of `FlowState.waits`: those for a signal, by incident, in the order of arming.
  var signalWaits: RowsByOwner<FlowState.WaitState, Incident>
  var messages: MessageState
  var people: PeopleState
  var free: FreePeople
  var stock: StockState
  var threats: ThreatState
  var script: ScriptState
  var demand: DemandState
  var meters: Meters
  var record: Replication

  /// Whom the open question of dispatch is about, in the order of its options.
  var candidates: FlatBuffer<Row<Person>>
  /// Whoever waits for the signals that are being sent, the latest of these last.
  var receivers: FlatBuffer<FlowState.WaitKey>
  /// Incidents that may be over, to be looked at when the instant has settled.
  var retiring: FlatBuffer<Row<Incident>>
  /// Cases whose standing turned while somebody looks around, with how it was before.
  var turned: [TurnedCase] = []
  var isLookingAround = false
  /// What an act would be done to, chosen at this moment.
  var picked: [ActTarget] = []
  /// Nodes that a walk over the diagram has come to, in its order, and which they are.
  var walked = FlatBuffer<Row<Node>>(minimumCapacity: 1_024)
  var isWalked: RowSet
  /// Decision points whose answer has yet to take effect, oldest first.
  var pending: [PendingDecision] = []
  /// What played roles are asked and offered.
  var play = PlayState()
  /// How many decisions there were, and from which on, counted from 0, the world halts at each and
  /// asks its caller.
  package internal(set) var decisionCount = 0
  package var haltsAtDecision = Int.max
  /// People, tasks or duty have changed: look at the queue again.
  var mustDispatch = false
  /// Somebody is free who leaves when idle.
  var mustTakeLeave = false
  /// What the drill ends at has happened.
  var isOver = false
  /// Somebody outside of the flows asks for a condition.
  let asksConditions: Bool
  let fullGauges: FullGauges
  let levels: LevelMarks
  /// By node: tasks that wait, where some condition asks for them.
  var waitingAt: SlotTable<Int32>
  /// A fact or a counter has changed: look at conditional events again.
  var mustCheckConditions = false
  /// A reserve has what it needs again: monitoring will see that, when the state has spread.
  var mustTellSupply = false
  /// As far as anybody knows, every reserve has what it needs.
  var isSupplyKnown = true
  /// Where the addresses of all draws are put down, for those who compare two runs.
  let drawLog: DrawLog?
  /// How many events, and how many entries of the record, are too many.
  package var eventLimit = World.usualEventLimit

  /// The count of events at which `advance` looks up: where the caller asked it to pause, the
  /// limit, and 0 once a flow has turned out to be endless.
  var eventsEnd = Int.max
  var endless: EndlessFlow?

  /// - Parameters:
  ///   - isTraced: whether the record has entries and tables, or only what is counted.
  ///   - drawLog: takes in the address of every draw; nil, as a rule: nobody asks for them.
  package init(
    _ shared: SharedModel, seed: UInt64, replication: UInt64 = 0, isTraced: Bool = true,
    drawLog: DrawLog? = nil
  ) {
    self.shared = shared
    model = shared.parts
    let address = UnsafePointer(shared.address)
    self.isTraced = isTraced
    self.drawLog = drawLog
    source = RandomSource(seed: seed, replication: replication)
    events = EventList()
    signalWaits = RowsByOwner()
    candidates = FlatBuffer(minimumCapacity: 128)
    receivers = FlatBuffer()
    retiring = FlatBuffer()
    platform = PlatformState(address.pointee.platform)
    incidents = IncidentTable()
    knowledge = Knowledge(
      address.pointee.platform, kinds: shared.index.kinds, stages: address.pointee.drill.stages)
    flow = FlowState(address.pointee, shared.index.queues, shared.index.edges)
    conditionWaits = ConditionWaits(asked: shared.index.asked)
    messages = MessageState(roles: shared.index.queues.roleCount)
    people = PeopleState(address.pointee.support)
    free = FreePeople(shared.index.eligible, people: address.pointee.support.people.count)
    stock = StockState(address.pointee.support)
    isWalked = RowSet(bound: address.pointee.platform.nodes.count)
    threats = ThreatState(address.pointee, groupCount: shared.index.subjects.rowCount)
    script = ScriptState(address.pointee.drill)
    demand = DemandState(address.pointee.drill, source)
    meters = Meters(address.pointee)
    asksConditions = address.pointee.drill.asksConditions
    fullGauges = shared.index.fullGauges
    levels = shared.index.levels
    waitingAt = SlotTable(repeatElement(0, count: levels.nodes.count))
    record = Replication(
      seed: seed, replication: replication, end: address.pointee.drill.horizon)
    begin()
  }

  /// Begins another replication of the same model, in the memory of the last one: what a new world
  /// would do, without asking for memory again.
  package mutating func restart(seed: UInt64, replication: UInt64) {
    source = RandomSource(seed: seed, replication: replication)
    now = .zero
    events.removeAll()
    platform.restart(model.platform)
    incidents.removeAll()
    knowledge.removeAll()
    flow.restart(model.net)
    conditionWaits.removeAll()
    signalWaits.removeAll()
    messages.restart()
    people.restart(model.support)
    free.restart()
    stock.restart(model.support)
    threats.restart(model.drill)
    script.restart(model.drill)
    demand.restart(model.drill, source)
    meters.restart()
    waitingAt.reset(waitingAt.indices, to: 0)
    record.restart(seed: seed, replication: replication, end: model.drill.horizon)
    receivers.removeAll()
    retiring.removeAll()
    pending.removeAll(keepingCapacity: true)
    play.restart()
    decisionCount = 0
    haltsAtDecision = .max
    mustDispatch = false
    mustTakeLeave = false
    isOver = false
    mustCheckConditions = false
    mustTellSupply = false
    isSupplyKnown = true
    eventsEnd = .max
    endless = nil
    begin()
  }

  private init(copying world: borrowing World, isTraced: Bool) {
    shared = world.shared
    model = world.model
    self.isTraced = isTraced
    drawLog = nil
    source = world.source
    now = world.now
    events = world.events.copy()
    platform = world.platform.copy()
    incidents = world.incidents.copy()
    knowledge = world.knowledge.copy()
    flow = world.flow.copy()
    conditionWaits = world.conditionWaits.copy()
    signalWaits = world.signalWaits.copy()
    messages = world.messages.copy()
    people = world.people.copy()
    free = world.free.copy()
    stock = world.stock.copy()
    threats = world.threats.copy()
    script = world.script.copy()
    demand = world.demand.copy()
    meters = world.meters.copy()
    asksConditions = world.asksConditions
    fullGauges = world.fullGauges
    levels = world.levels
    waitingAt = world.waitingAt.copy()
    record = world.record
    pending = world.pending
    play = world.play
    decisionCount = world.decisionCount
    haltsAtDecision = world.haltsAtDecision
    candidates = world.candidates.copy()
    isWalked = world.isWalked.copy()
    receivers = world.receivers.copy()
    retiring = world.retiring.copy()
    mustDispatch = world.mustDispatch
    mustTakeLeave = world.mustTakeLeave
    isOver = world.isOver
    mustCheckConditions = world.mustCheckConditions
    mustTellSupply = world.mustTellSupply
    isSupplyKnown = world.isSupplyKnown
    eventLimit = world.eventLimit
    eventsEnd = world.eventsEnd
    endless = world.endless
  }

  /// Events handled since the beginning.
  package var eventCount: Int { record.eventCount }

  /// The same world once more; the two go on independently.
  package func copy() -> World { World(copying: self, isTraced: isTraced) }

  /// The same world once more without its past: what it comes to from here on is counted as that of
  /// the world itself, and its record tells none of what happened before.
  ///
  /// - Parameter traced: whether what happens from here on is put down; only of a traced world.
  package func branch(traced: Bool) -> World {
    var branch = World(copying: self, isTraced: traced && isTraced)
    branch.record.entries = []
    branch.record.decisions = []
    return branch
  }

  // MARK: Scheduling and recording

  mutating func schedule(
    _ kind: EventKind, at time: SimulationTime, row: Int, generation: Generation = Generation()
  ) {
    guard time <= model.drill.horizon else { return }
    events.schedule(
      at: time, rank: kind.rank, kind: kind.rawValue, row: row,
      generation: generation)
  }

  @inline(__always)
  mutating func schedule<Entity>(
    _ kind: EventKind, at time: SimulationTime, row: Row<Entity>,
    generation: Generation = Generation()
  ) {
    schedule(kind, at: time, row: row.index, generation: generation)
  }

  mutating func note(
    _ kind: Entry.Kind, incident: Row<Incident>? = nil, instance: Row<FlowInstance>? = nil,
    subject: Int? = nil, object: Int? = nil, value: Int64 = 0
  ) {
    guard isTraced else { return }
    record.entries.append(
      Entry(
        kind, at: now, incident: incident?.index ?? -1, instance: instance?.index ?? -1,
        subject: subject ?? -1, object: object ?? -1, value: value))
  }

  /// The draws at an address of this world.
  @inline(__always)
  func draws(_ purpose: NameHash, _ entity: NameHash, _ ordinal: Int) -> RandomDraws {
    noteDraw(purpose, entity, UInt64(ordinal))
    return source.draws(purpose: purpose, entity: entity, ordinal: UInt64(ordinal))
  }

  /// Puts the address of a draw down, where somebody asks for them.
  @inline(__always)
  func noteDraw(_ purpose: NameHash, _ entity: NameHash, _ ordinal: UInt64) {
    if drawLog != nil { drawLog?.note(purpose, entity, ordinal) }
  }

  /// The same for a draw of a law; a constant reads nothing.
  @inline(__always)
  func noteDraw(of law: LawRow, _ purpose: NameHash, _ entity: NameHash, _ ordinal: UInt64) {
    if drawLog != nil { noteRandomDraw(of: law, purpose, entity, ordinal) }
  }

  @inline(never)
  private func noteRandomDraw(
    of law: LawRow, _ purpose: NameHash, _ entity: NameHash, _ ordinal: UInt64
  ) {
    if !model.laws.isConstant(law) { drawLog?.note(purpose, entity, ordinal) }
  }

  /// The same for draws that follow one another.
  @inline(__always)
  func noteDraws(_ purpose: NameHash, _ entity: NameHash, _ ordinals: Range<UInt64>) {
    guard drawLog != nil else { return }
    for ordinal in ordinals { noteDraw(purpose, entity, ordinal) }
  }

  /// One draw of a law at an address.
  @inline(__always)
  func span(_ law: LawRow, _ purpose: NameHash, _ entity: NameHash, _ ordinal: Int) -> TimeSpan {
    noteDraw(of: law, purpose, entity, UInt64(ordinal))
    var draws = source.draws(purpose: purpose, entity: entity, ordinal: UInt64(ordinal))
    return model.laws.span(law, &draws)
  }

  /// Whether something of a probability happens at an address.
  func happens(
    _ probability: Probability, _ purpose: NameHash, _ entity: NameHash, _ ordinal: Int
  ) -> Bool {
    var draws = draws(purpose, entity, ordinal)
    return draws.bernoulli(probability)
  }

  /// The key of a part of what has a key: of a flow of a case, of an element of a flow.
  @inline(__always)
  func part(of key: NameHash, _ name: NameHash) -> NameHash {
    let part = key.combined(with: name)
    if drawLog != nil { drawLog?.derive(part, from: key, .name(name)) }
    return part
  }
}
