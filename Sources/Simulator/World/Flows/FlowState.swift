import EventKernel

/// The live half of flow instances, tasks and waits.
struct FlowState: ~Copyable {
  private let pin = Pin()
  var instances = SlotTable<InstanceState>()
  /// By flow: the latest instance that is over and whose row, with its counters, may serve again, a
  /// chain by `InstanceState.nextIdle`.
  var idleInstances: SlotTable<OptionalRow<FlowInstance>>
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
    var instance: Row<FlowInstance>
    var node: Row<FlowNode>
    /// Of the instance, when the token began to move.
    var generation: Generation
  }

  /// A wait, as those remember it who may find it gone.
  struct WaitKey {
    var row: Row<WaitState>
    var generation: Generation
  }

  struct Counters {
    /// Tokens that arrived at a join, and how many it expects.
    var arrived: Int32 = 0
    var expected: Int32 = 0
    /// Times that the node was done, and entered.
    var done: Int32 = 0
    var visits: Int32 = 0
  }

  struct InstanceState: EntityState {
    typealias Entity = FlowInstance

    var record: FlowInstance
    /// Stable name: the incident's key and the path of calls that led here.
    var key: NameHash
    /// Tells this instance from earlier ones of its row.
    var generation = Generation()
    /// Tokens that move or rest in it; it ends with the last.
    var tokens: Int32 = 0
    /// The node of the parent that waits for it; none: nobody waits.
    var callNode: OptionalRow<FlowNode>
    /// What to add to the row of a node of its flow to have that of its counters.
    var countersOffset: Int
    var isRunning = true
    var nextIdle = OptionalRow<FlowInstance>.none
    /// Tasks, waits and called instances that are alive, for when it is cut off.
    var tasks = RowList()
    var waits = RowList()
    var children = RowList()
  }

  struct WaitState {
    var instance: Row<FlowInstance>
    var node: Row<FlowNode>
    var generation = Generation()
    var isArmed = true
    /// The task or the called instance that a boundary event guards; none: a catching event.
    var task = OptionalRow<FlowTask>.none
    var child = OptionalRow<FlowInstance>.none
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
    idleInstances.fill(repeating: .none, count: net.flows.count)
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
    _ record: FlowInstance, key: NameHash, callNode: Row<FlowNode>?, nodes: Range<Int32>
  ) -> Row<FlowInstance> {
    guard let row = idleInstances[record.flow.index].row else {
      let row = instances.append(
        InstanceState(
          record: record, key: key, callNode: OptionalRow(callNode),
          countersOffset: counters.append(repeating: Counters(), count: nodes.count)
            - Int(nodes.lowerBound)))
      return Row(row)
    }
    idleInstances[record.flow.index] = instances[row].nextIdle
    let offset = instances[row].countersOffset
    let first = offset + Int(nodes.lowerBound)
    counters.reset(first..<offset + Int(nodes.upperBound), to: Counters())
    instances[row] = InstanceState(
      record: record, key: key, generation: instances[row].generation,
      callNode: OptionalRow(callNode), countersOffset: offset)
    return row
  }

  /// Gives up the row of an instance that is over.
  @inline(__always)
  mutating func close(instance row: Row<FlowInstance>) {
    instances[row].generation.advance()
    let flow = instances[row].record.flow
    instances[row].nextIdle = idleInstances[flow.index]
    idleInstances[flow.index] = OptionalRow(row)
  }

  /// A wait in a row of its own, told from earlier ones of that row.
  mutating func add(_ wait: WaitState) -> Row<WaitState> {
    var wait = wait
    let row = waits.nextRow
    wait.generation = row < waits.count ? waits[row].generation.next : Generation()
    return Row(waits.insert(wait))
  }

  /// Whether what a key stands for still waits.
  func isArmed(_ key: WaitKey) -> Bool {
    let wait = waits[key.row]
    return wait.isArmed && wait.generation == key.generation
  }
}
