import EventKernel

/// The mutable state of one replication, and the events that wait for it.
///
/// `advance()` runs it until somebody must choose or the horizon is reached; `answer(_:with:)` goes
/// on. State lives in flat tables addressed by row; all that is shared is the immutable model. A
/// running world can be copied by `copy()`, and the copy carried on under another address.
package struct World: ~Copyable {
  package let model: Model
  /// The address that draws are made under; another one gives the same world another future.
  package var source: RandomSource
  package internal(set) var now = SimulationTime.zero
  var events = EventList(minimumCapacity: 256)

  var platform: PlatformState
  var incidents: IncidentTable
  var flow: FlowState
  var people: PeopleState
  var stock: StockState
  var threats: ThreatState
  var record: Replication

  /// Decision points that wait for their answer, oldest first.
  var pending: [PendingDecision] = []
  var answered = 0
  /// People, tasks or duty have changed: look at the queue again.
  var mustDispatch = false
  /// A fact or a counter has changed: look at conditional events again.
  var mustCheckConditions = false

  /// The count of events at which `advance` looks up: where the caller asked it to pause, and 0
  /// once a flow has turned out to be endless, so that both take one compare per event.
  var eventsEnd = Int.max
  var endless: EndlessFlow?

  package init(_ model: Model, seed: UInt64, replication: UInt64 = 0) {
    self.model = model
    source = RandomSource(seed: seed, replication: replication)
    platform = PlatformState(model.platform)
    incidents = IncidentTable()
    flow = FlowState()
    people = PeopleState(model.support)
    stock = StockState(model.support)
    threats = ThreatState(model)
    record = Replication(seed: seed, replication: replication, end: model.drill.horizon)
    record.edgeCounts = Array(repeating: 0, count: model.net.edges.count)
    begin()
  }

  private init(copying world: borrowing World) {
    model = world.model
    source = world.source
    now = world.now
    events = world.events.copy()
    platform = world.platform
    incidents = world.incidents
    flow = world.flow
    people = world.people
    stock = world.stock
    threats = world.threats
    record = world.record
    pending = world.pending
    answered = world.answered
    mustDispatch = world.mustDispatch
    mustCheckConditions = world.mustCheckConditions
    eventsEnd = world.eventsEnd
    endless = world.endless
  }

  /// Events handled since the beginning.
  package var eventCount: Int { record.eventCount }

  /// The same world once more; the two go on independently.
  package func copy() -> World { World(copying: self) }

  // MARK: Scheduling and recording

  mutating func schedule(
    _ kind: EventKind, at time: SimulationTime, row: Int, generation: UInt32 = 0
  ) {
    guard time <= model.drill.horizon else { return }
    events.schedule(
      at: time, rank: kind.rank, kind: kind.rawValue, row: row, generation: generation)
  }

  mutating func note(
    _ kind: Entry.Kind, incident: Int = -1, instance: Int = -1, subject: Int = -1,
    object: Int = -1, value: Int64 = 0
  ) {
    record.entries.append(
      Entry(
        kind, at: now, incident: incident, instance: instance, subject: subject, object: object,
        value: value))
  }

  /// The draws at an address of this world.
  func draws(_ purpose: NameHash, _ entity: NameHash, _ ordinal: Int) -> RandomDraws {
    source.draws(purpose: purpose, entity: entity, ordinal: UInt64(ordinal))
  }

  /// One draw of a law at an address.
  func span(_ law: LawRow, _ purpose: NameHash, _ entity: NameHash, _ ordinal: Int) -> TimeSpan {
    var draws = draws(purpose, entity, ordinal)
    return model.laws.span(law, &draws)
  }

  /// Whether something of a probability happens at an address.
  func happens(
    _ probability: Probability, _ purpose: NameHash, _ entity: NameHash, _ ordinal: Int
  ) -> Bool {
    var draws = draws(purpose, entity, ordinal)
    return draws.bernoulli(probability)
  }
}
