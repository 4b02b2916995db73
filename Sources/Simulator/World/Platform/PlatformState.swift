import EventKernel

/// What is true of every node, component and reserve.
struct PlatformState: ~Copyable {
  private let pin = Pin()
  /// By node.
  var nodes: SlotTable<NodeState>
  /// Nodes that are down, and those with open faults.
  var downNodes: RowSet
  var faulty: RowSet
  /// By component.
  var components: SlotTable<ComponentState>
  var reserves: SlotTable<ReserveState>
  /// How many of them drain.
  var draining = 0
  /// The end of the warm-up: what is down counts from then on.
  var countedSince = SimulationTime.zero
  /// Those that drain, and those that were not full again when one began to drain.
  var partlyFull: RowSet
  var faults: SlotTable<FaultState>
  /// The faults of each incident, or of a root that belongs to none yet, as they began.
  var family: RowLinks
  /// How many faults ever began.
  var faultCount: UInt32 = 0
  /// What all root faults together have down.
  var down = DownCounts()
  /// By failure mode.
  var failureClocks: [FailureClock]
  /// By service: calls drawn so far, and the generation that cancels a series of calls.
  var callOrdinals: [Int32]
  var callGenerations: Generations
  var falseAlarms = 0
  var services: SlotTable<ServiceState>
  var dataSets: SlotTable<DataSetState>
  var zoneBlocked: [Bool]
  /// Nodes whose inputs or own state changed and that must be looked at, first in first out.
  var changed: FlatBuffer<Row<Node>>
  /// By node, abnormal down time so far.
  var downtime: [TimeSpan]

  struct NodeState: EntityState {
    typealias Entity = Node

    var upInputs: Int32
    /// Faults and other reasons of its own that stop it.
    var stops: Int32 = 0
    /// Of `NodeSpeed.full`: how fast it works while it is up; and how many of its inputs do not
    /// work at full speed.
    var speed = NodeSpeed.full
    var slowInputs: Int32 = 0
    /// Places that it stands in and that it can't work in, as a room that is too hot; no battery
    /// helps against that.
    var hotRooms: Int16 = 0
    /// Threats that take away what it needs, though the diagram has it.
    var starved: Int16 = 0
    /// Of a room and a site: threats that close it, and those that make it dangerous.
    var closings: Int16 = 0
    var dangers: Int16 = 0
    /// Faults that make it work worse.
    var degraded: Int16 = 0
    var isUp = true
    /// Shut down in order.
    var isOff = false
    /// A failover switch that was closed.
    var isClosed = false
    var isQueued = false
    var isStarting = false
    /// Cancels pending starts.
    var generation = Generation()
    var startOrdinal: Int32 = 0
    /// The first of its open faults, a chain by `FaultState.nextOfSubject`.
    var firstFault = OptionalRow<Fault>.none
    var alarms: Int32 = 0
    /// How many cases were opened for what was first observed of it.
    var casesOpened: UInt32 = 0
    var downSince = SimulationTime.zero
    /// The root fault it is down for.
    var cause = OptionalRow<Fault>.none
    /// The root fault that its inputs are down for, for when it follows them.
    var inputCause = OptionalRow<Fault>.none
  }

  struct ComponentState: EntityState {
    typealias Entity = Component

    var isIsolated = false
    /// Threats that cut its link.
    var cuts: Int32 = 0
    var hardStops: Int32 = 0
    /// How many times as fast as by their laws the clocks of its failures run.
    var pace = Factors<Float>()
    /// The group that it stands by in, and whether it runs.
    var standby = OptionalRow<Standby>.none
    var runs = true
  }

  struct ServiceState: EntityState {
    typealias Entity = Service

    /// Requests a second beside those of its users, and of how many threats.
    var extraLoad = 0.0
    var loads: Int32 = 0
    /// How many times as many users call.
    var calls = Factors<Double>()
    /// The share of its requests that fail, over time.
    var failing = StepIntegral()
    /// How long it was down at once at most, so far.
    var longestOutage = TimeSpan.zero
  }

  struct DataSetState: EntityState {
    typealias Entity = DataSet

    /// Lost and not yet restored, and the most that ever was.
    var lost = TimeSpan.zero
    var lostMost = TimeSpan.zero
    /// Since when what is written is bad; nil: it is good.
    var corruptSince: SimulationTime?
    /// Threats that make it so now.
    var corrupters: Int32 = 0
  }

  struct ReserveState: EntityState {
    typealias Entity = Reserve

    /// Reserve left at `since`, in microseconds of `Reserve.lasts`.
    var left: TimeSpan
    var since = SimulationTime.zero
    /// In the unit of `Reserve.fullRate`: above zero it drains, below it refills, or is full.
    var rate: Int64
    /// Its node goes on from it, what that needs being unmet: it drains, unless a room is cooled as
    /// fast as it is heated.
    var isDraining = false
    /// Its end is near, and somebody has seen that.
    var isLow = false
    var isKnownLow = false
    /// Cancels the events of its end.
    var generation = Generation()
  }

  /// What is down for a root fault, or for all.
  struct DownCounts {
    var components: Int32 = 0
    var services: Int32 = 0
    var coreServices: Int32 = 0
    var security: Int32 = 0
    /// Rooms, gates and switches between them, of one root only.
    var others: Int32 = 0

    var isNone: Bool { components == 0 && services == 0 && others == 0 }

    mutating func add(_ change: DownCounts) {
      components += change.components
      services += change.services
      coreServices += change.coreServices
      security += change.security
    }
  }

  init(_ platform: Platform) {
    partlyFull = RowSet()
    faults = SlotTable()
    family = RowLinks()
    changed = FlatBuffer(minimumCapacity: 1_024)
    nodes = SlotTable(minimumCapacity: platform.nodes.count)
    downNodes = RowSet(bound: platform.nodes.count)
    faulty = RowSet(bound: platform.nodes.count)
    components = SlotTable(minimumCapacity: platform.components.count)
    reserves = SlotTable(minimumCapacity: platform.reserves.count)
    failureClocks = []
    callOrdinals = []
    callGenerations = Generations(count: platform.services.count)
    services = SlotTable(minimumCapacity: platform.services.count)
    dataSets = SlotTable(minimumCapacity: platform.dataSets.count)
    zoneBlocked = []
    downtime = []
    restart(platform)
  }

  /// Everything works, but for the ways to fallbacks; in the memory that there is.
  mutating func restart(_ platform: Platform) {
    nodes.fill(platform.nodes.lazy.map { NodeState(upInputs: $0.inputCount) })
    downNodes.removeAll()
    faulty.removeAll()
    components.fill(repeating: ComponentState(), count: platform.components.count)
    reserves.fill(
      platform.reserves.lazy.map { ReserveState(left: $0.lasts, rate: -$0.fullRate) })
    draining = 0
    countedSince = .zero
    partlyFull.removeAll()
    faults.removeAll()
    faultCount = 0
    down = DownCounts()
    failureClocks.refill(FailureClock(), count: platform.failureModes.count)
    callOrdinals.refill(0, count: platform.services.count)
    callGenerations.restart()
    falseAlarms = 0
    services.fill(repeating: ServiceState(), count: platform.services.count)
    dataSets.fill(repeating: DataSetState(), count: platform.dataSets.count)
    zoneBlocked.refill(false, count: platform.zoneCount)
    changed.removeAll()
    downtime.refill(.zero, count: platform.nodes.count)
    settleFallbacks(platform)
  }

  private init(copying other: borrowing PlatformState) {
    nodes = other.nodes.copy()
    downNodes = other.downNodes.copy()
    faulty = other.faulty.copy()
    components = other.components.copy()
    reserves = other.reserves.copy()
    draining = other.draining
    countedSince = other.countedSince
    partlyFull = other.partlyFull.copy()
    faults = other.faults.copy()
    family = other.family.copy()
    faultCount = other.faultCount
    down = other.down
    failureClocks = other.failureClocks
    callOrdinals = other.callOrdinals
    callGenerations = other.callGenerations
    falseAlarms = other.falseAlarms
    services = other.services.copy()
    dataSets = other.dataSets.copy()
    zoneBlocked = other.zoneBlocked
    changed = other.changed.copy()
    downtime = other.downtime
  }

  func copy() -> PlatformState { PlatformState(copying: self) }

  /// The way to a fallback starts open; a node that hangs on it is down from the start, without a
  /// fault.
  private mutating func settleFallbacks(_ platform: Platform) {
    var queue: [Row<Node>] = []
    for service in platform.services {
      if let failover = service.failover { queue.append(failover) }
    }
    for node in queue { startDown(node) }
    while let node = queue.popLast() {
      for next in platform.nodes[node].dependents {
        let dependent = platform.dependents[Int(next)]
        nodes[dependent].upInputs -= 1
        if nodes[dependent].isUp,
          nodes[dependent].upInputs < platform.nodes[dependent].threshold
        {
          startDown(dependent)
          queue.append(dependent)
        }
      }
    }
  }

  private mutating func startDown(_ node: Row<Node>) {
    nodes[node].isUp = false
    downNodes.insert(node.index)
  }
}
