import EventKernel
import Synchronization

/// The live half of flow instances, tasks and waits.
struct FlowState: ~Copyable {
  /// As in `World`: it stays where it is.
  private let pin = Atomic<UInt8>(0)
  var instances = SlotTable<InstanceState>()
  /// By flow: the latest instance that is over and whose row, with its counters, may serve again, a
  /// chain by `InstanceState.nextIdle`; -1: none.
  var idleInstances: SlotTable<Int32>
  /// How often each edge of the net was taken.
  var edgeCounts: SlotTable<Int32>
  var tasks = SlotTable<TaskState>()
  var waits = SlotTable<WaitState>()
  /// Tasks and waits of each instance that are alive, and the instances that it called, in order.
  var tasksOfInstance = RowLinks()
  var waitsOfInstance = RowLinks()
  var childrenOfInstance = RowLinks()
  /// Boundary events of each task.
  var waitsOfTask = RowLinks()
  /// Counters of all instances, a block for each, by node of its flow.
  var counters = SlotTable<Counters>(minimumCapacity: 4_096)
  /// Tokens about to enter a node at this instant, first in first out.
  var moving = FlatBuffer<Token>()
  var nextMoving = 0
  /// Tasks that wait for people.
  var queues: WorkQueues
  /// How many tasks were offered and how many groups of waits armed: numbers that never come again.
  var offered: UInt64 = 0
  var groups: Int32 = 0
  /// Tokens that have entered a node at `movedAt`, the last instant at which one did.
  var movesAtInstant = 0
  var movedAt = SimulationTime.zero

  struct Token {
    var instance: Int32
    var node: Int32
    /// Of the instance, when the token began to move.
    var generation: UInt32
  }

  /// A wait, as those remember it who may find it gone.
  struct WaitKey {
    var row: Int32
    var generation: UInt32
  }

  struct Counters {
    /// Tokens that arrived at a join, and how many it expects.
    var arrived: Int32 = 0
    var expected: Int32 = 0
    /// Times that the node was done, and entered.
    var done: Int32 = 0
    var visits: Int32 = 0
  }

  struct InstanceState {
    var record: FlowInstance
    /// Stable name: the incident's key and the path of calls that led here.
    var key: NameHash
    /// Tells this instance from earlier ones of its row.
    var generation: UInt32 = 0
    /// Tokens that move or rest in it; it ends with the last.
    var tokens: Int32 = 0
    /// The node of the parent that waits for it; -1: nobody waits.
    var callNode: Int32 = -1
    /// What to add to the row of a node of its flow to have that of its counters.
    var countersOffset: Int
    var isRunning = true
    var nextIdle: Int32 = -1
    /// Tasks, waits and called instances that are alive, for when it is cut off.
    var tasks = RowList()
    var waits = RowList()
    var children = RowList()
  }

  struct TaskState {
    enum Phase: UInt8 {
      case queued
      case onTheWay
      case working
      /// Whoever does it is off duty, and comes back to it.
      case paused
      case over
    }

    var record: FlowTask
    var step: Row<Step>
    /// That its instance is about, and the queue that its node's tasks wait in.
    var incident: Int32
    var queue: Int32
    var phase = Phase.queued
    /// The priority that it stands in its queue with.
    var priority: Int8 = 0
    /// Cancels what was scheduled for it, and tells it from earlier tasks of its row.
    var generation: UInt32 = 0
    /// Address of its draws: the instance's key and the node; the ordinal is the visit.
    var name: NameHash
    var ordinal: Int
    /// Boundary events armed for it.
    var waits = RowList()
    var lateBy = TimeSpan.zero
    /// The person who was chosen to do it; -1: nobody was asked for.
    var chosen: Int32 = -1
    /// Which of all tasks ever offered it is.
    var seniority: UInt64
    /// The first of those at work on it, a chain by `PersonState.nextOfCrew`; -1: none.
    var crew: Int32 = -1
    var crewCount: Int32 = 0
    /// The pool that does it; -1: none.
    var pool: Int32 = -1
    /// When its work will be done; of work that was stopped, what is left of it; nil: not begun.
    var isDoneAt = SimulationTime.zero
    var remaining: TimeSpan?

    init(
      record: FlowTask, step: Row<Step>, incident: Int, queue: Int, generation: UInt32,
      name: NameHash, ordinal: Int, seniority: UInt64
    ) {
      self.record = record
      self.step = step
      self.incident = Int32(truncatingIfNeeded: incident)
      self.queue = Int32(truncatingIfNeeded: queue)
      self.generation = generation
      self.name = name
      self.ordinal = ordinal
      self.seniority = seniority
    }
  }

  struct WaitState {
    var instance: Int
    var node: Int
    var generation: UInt32 = 0
    var isArmed = true
    /// The task or the called instance that a boundary event guards; -1: a catching event.
    var task: Int = -1
    var child: Int = -1
    /// Waits behind one event-based gateway share a group; -1: none.
    var group: Int32 = -1
  }

  init(_ model: Model, _ plan: QueuePlan) {
    idleInstances = SlotTable(minimumCapacity: model.net.flows.count)
    edgeCounts = SlotTable(minimumCapacity: model.net.edges.count)
    queues = WorkQueues(plan)
    restart(model.net)
  }

  /// No flow runs, and none ever did; in the memory that there is.
  mutating func restart(_ net: FlowNet) {
    instances.removeAll()
    idleInstances.fill(repeating: -1, count: net.flows.count)
    edgeCounts.fill(repeating: 0, count: net.edges.count)
    tasks.removeAll()
    waits.removeAll()
    counters.removeAll()
    moving.removeAll()
    nextMoving = 0
    queues.restart()
    offered = 0
    groups = 0
    movesAtInstant = 0
    movedAt = .zero
  }

  private init(copying other: borrowing FlowState) {
    instances = other.instances.copy()
    idleInstances = other.idleInstances.copy()
    edgeCounts = other.edgeCounts.copy()
    tasks = other.tasks.copy()
    waits = other.waits.copy()
    tasksOfInstance = other.tasksOfInstance.copy()
    waitsOfInstance = other.waitsOfInstance.copy()
    childrenOfInstance = other.childrenOfInstance.copy()
    waitsOfTask = other.waitsOfTask.copy()
    counters = other.counters.copy()
    moving = other.moving.copy()
    nextMoving = other.nextMoving
    queues = other.queues.copy()
    offered = other.offered
    groups = other.groups
    movesAtInstant = other.movesAtInstant
    movedAt = other.movedAt
  }

  func copy() -> FlowState { FlowState(copying: self) }

  /// A new instance of a flow, in the row and with the counters of one that is over, if there is
  /// one.
  @inline(__always)
  mutating func open(
    _ record: FlowInstance, key: NameHash, callNode: Int, nodes: Range<Int32>
  ) -> Int {
    let row = Int(idleInstances[record.flow.index])
    guard row >= 0 else {
      return instances.append(
        InstanceState(
          record: record, key: key, callNode: Int32(callNode),
          countersOffset: counters.append(repeating: Counters(), count: nodes.count)
            - Int(nodes.lowerBound)))
    }
    idleInstances[record.flow.index] = instances[row].nextIdle
    let offset = instances[row].countersOffset
    let first = offset + Int(nodes.lowerBound)
    counters.reset(first..<offset + Int(nodes.upperBound), to: Counters())
    instances[row] = InstanceState(
      record: record, key: key, generation: instances[row].generation,
      callNode: Int32(callNode), countersOffset: offset)
    return row
  }

  /// Gives up the row of an instance that is over.
  @inline(__always)
  mutating func close(instance row: Int) {
    instances[row].generation &+= 1
    let flow = instances[row].record.flow.index
    instances[row].nextIdle = idleInstances[flow]
    idleInstances[flow] = Int32(row)
  }

  /// A wait in a row of its own, told from earlier ones of that row.
  mutating func add(_ wait: WaitState) -> Int {
    var wait = wait
    let row = waits.nextRow
    wait.generation = row < waits.count ? (waits[row].generation &+ 1) & 0xFF_FFFF : 0
    return waits.insert(wait)
  }

  /// Whether what a key stands for still waits.
  func isArmed(_ key: WaitKey) -> Bool {
    let wait = waits[Int(key.row)]
    return wait.isArmed && wait.generation == key.generation
  }
}
