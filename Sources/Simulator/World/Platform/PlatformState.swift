import EventKernel

/// What is true of every node, component and reserve.
struct PlatformState: ~Copyable {
  private let pin = Pin()
  /// By node.
  var nodes: SlotTable<NodeState>
  /// Nodes that are down, and components with open faults.
  var downNodes: RowSet
  var faulty: RowSet
  /// By component.
  var components: SlotTable<ComponentState>
  var reserves: SlotTable<ReserveState>
  /// How many of them drain.
  var draining = 0
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
  /// By data set: the microseconds lost and not yet restored.
  var dataLost: [TimeSpan]
  /// By data set: the most that was ever lost.
  var dataLostMost: [TimeSpan]
  var zoneBlocked: [Bool]
  /// Nodes whose inputs or own state changed and that must be looked at, first in first out.
  var changed: FlatBuffer<Row<Node>>
  /// By node, abnormal down time so far.
  var downtime: [TimeSpan]

  struct NodeState: EntityState {
    typealias Entity = Node

    var isUp = true
    var upInputs: Int32
    /// Faults and other reasons of its own that stop it.
    var stops: Int32 = 0
    /// Rooms that it stands in and that are too hot; no battery helps against that.
    var hotRooms: Int32 = 0
    /// Shut down in order.
    var isOff = false
    /// A failover switch that was closed.
    var isClosed = false
    var isQueued = false
    var isStarting = false
    /// Cancels pending starts.
    var generation = Generation()
    var startOrdinal: Int32 = 0
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

    /// The first of its open faults, a chain by `FaultState.nextOfComponent`.
    var firstFault = OptionalRow<Fault>.none
    var degraded: Int32 = 0
    var isIsolated = false
    var hardStops: Int32 = 0
    var alarms: Int32 = 0
    /// The group that it stands by in, and whether it runs.
    var standby = OptionalRow<Standby>.none
    var runs = true
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
    faulty = RowSet(bound: platform.components.count)
    components = SlotTable(minimumCapacity: platform.components.count)
    reserves = SlotTable(minimumCapacity: platform.reserves.count)
    failureClocks = []
    callOrdinals = []
    callGenerations = Generations(count: platform.services.count)
    dataLost = []
    dataLostMost = []
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
    partlyFull.removeAll()
    faults.removeAll()
    faultCount = 0
    down = DownCounts()
    failureClocks.refill(FailureClock(), count: platform.failureModes.count)
    callOrdinals.refill(0, count: platform.services.count)
    callGenerations.restart()
    falseAlarms = 0
    dataLost.refill(.zero, count: platform.dataSets.count)
    dataLostMost.refill(.zero, count: platform.dataSets.count)
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
    partlyFull = other.partlyFull.copy()
    faults = other.faults.copy()
    family = other.family.copy()
    faultCount = other.faultCount
    down = other.down
    failureClocks = other.failureClocks
    callOrdinals = other.callOrdinals
    callGenerations = other.callGenerations
    falseAlarms = other.falseAlarms
    dataLost = other.dataLost
    dataLostMost = other.dataLostMost
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
