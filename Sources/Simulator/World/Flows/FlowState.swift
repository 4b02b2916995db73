import EventKernel

/// The live half of flow instances, tasks and waits.
struct FlowState: ~Copyable {
  private let pin = Pin()
  var instances: SlotTable<InstanceState>
  /// By flow: the latest instance that is over and whose row, with its counters, may serve again, a
  /// chain by `InstanceState.nextIdle`.
  var idleInstances: SlotTable<OptionalRow<FlowInstance>>
  /// How often each edge of the net was taken.
  var edgeCounts: SlotTable<Int32>
  var tasks: SlotTable<TaskState>
  var waits: SlotTable<WaitState>
  /// Activities under way that are done several times for one token, and rows that are free again;
  /// arrays, since most flows have none and an empty one costs nothing.
  var multiples: [MultipleState] = []
  var freeMultiples: [Int32] = []
  /// Tokens at parallel joins that their counters don't tell.
  var tokensAtJoins: [TokenAtJoin] = []
  /// Tasks and waits of each instance that are alive, and the instances that it called, in order.
  var tasksOfInstance: RowLinks
  var waitsOfInstance: RowLinks
  var childrenOfInstance: RowLinks
  /// Boundary events of each task, and of each activity that is done several times.
  var waitsOfTask: RowLinks
  /// Counters of all instances, a block for each, by node of its flow.
  var counters: SlotTable<Counters>
  /// Tokens about to enter a node at this instant, first in first out.
  var moving: FlatBuffer<Token>
  var nextMoving = 0
  /// What the work of tasks is done to.
  var targets = FixedTargets()
  /// Tasks that wait for people.
  var queues: WorkQueues
  /// Instances that run, by incident, where their tasks may come to stand elsewhere in a queue.
  var instancesOfIncident: RowsByOwner<FlowInstance, Incident>
  let edges: EdgeTargets
  /// How many tasks were offered and how many groups of waits armed: numbers that never come again.
  var offered: UInt64 = 0
  var groups: Int32 = 0
  /// Tokens that have entered a node at `movedAt`, the last instant at which one did.
  var movesAtInstant = 0
  var movedAt = SimulationTime.zero

  struct Token {
    var instance: Row<FlowInstance>
    /// The node that it enters; below 0, of a parallel join: all bits of the edge that it comes
    /// along, turned round.
    var target: Int32
    /// Of the instance, when the token began to move.
    var generation: Generation
  }

  /// A wait, as those remember it who may find it gone.
  struct WaitKey {
    var row: Row<WaitState>
    var generation: Generation
  }

  struct Counters {
    /// Tokens that arrived at an inclusive join, and how many it expects; of a parallel join how
    /// many of its ways have a token, and which of the first 32, as bits.
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
    /// Tasks, waits, called instances and activities done several times that are alive, for when it
    /// is cut off.
    var tasks = RowList()
    var waits = RowList()
    var children = RowList()
    var multiples = OptionalRow<MultipleActivity>.none
    /// The activity of the parent that it is a part of.
    var multiple = OptionalRow<MultipleActivity>.none
  }

  struct WaitState {
    var instance: Row<FlowInstance>
    var node: Row<FlowNode>
    var generation = Generation()
    var isArmed = true
    private var isOnMultiple = false
    /// The task or the called instance that a boundary event guards; none: a catching event.
    var task = OptionalRow<FlowTask>.none
    private var other: Int32 = -1
    /// Waits behind one event-based gateway share a group; -1: none.
    var group: Int32 = -1

    var child: OptionalRow<FlowInstance> { OptionalRow(number: isOnMultiple ? -1 : other) }
    /// The same of an activity that is done several times: the event is on the whole of it.
    var multiple: OptionalRow<MultipleActivity> {
      OptionalRow(number: isOnMultiple ? other : -1)
    }

    init(instance: Row<FlowInstance>, node: Row<FlowNode>, group: Int32 = -1) {
      self.instance = instance
      self.node = node
      self.group = group
    }

    /// Of a boundary event.
    init(
      instance: Row<FlowInstance>, node: Row<FlowNode>, task: Row<FlowTask>?,
      child: Row<FlowInstance>?, multiple: Row<MultipleActivity>?
    ) {
      self.instance = instance
      self.node = node
      self.task = OptionalRow(task)
      if let child { other = Int32(child.index) }
      if let multiple {
        other = Int32(multiple.index)
        isOnMultiple = true
      }
    }
  }

  /// An activity under way that is done several times for one token.
  struct MultipleState {
    var instance: Row<FlowInstance>
    var node: Row<FlowNode>
    /// Tells it from earlier ones of its row.
    var generation = Generation()
    /// How many parts it has; of these begun, over in whatever way, and done.
    var count: Int32
    var begun: Int32 = 0
    var over: Int32 = 0
    var done: Int32 = 0
    /// By part, what it is about; nil: it is done a number of times.
    var components: [Row<Component>]?
    /// A part is begun at this moment: who comes back to begin the next finds that done.
    var isBeginning = false
    /// A search of one of its parts has found a host.
    var hasFound = false
    /// Who did the last part that was done.
    var tier: Tier?
    var vendor: Row<Vendor>?
    /// Boundary events on it.
    var waits = RowList()
    /// The next one of its instance.
    var next = OptionalRow<MultipleActivity>.none
  }

  /// A token that waits at a parallel join: the first of a way behind the 32nd, or one that came by
  /// a way which has one already.
  struct TokenAtJoin {
    var instance: Row<FlowInstance>
    var generation: Generation
    var node: Row<FlowNode>
    var way: Int32
    var isFirst: Bool
  }

  init(_ model: Model, _ plan: QueuePlan, _ edges: EdgeTargets) {
    instances = SlotTable()
    tasks = SlotTable()
    waits = SlotTable()
    tasksOfInstance = RowLinks()
    waitsOfInstance = RowLinks()
    childrenOfInstance = RowLinks()
    waitsOfTask = RowLinks()
    counters = SlotTable(minimumCapacity: 4_096)
    moving = FlatBuffer()
    instancesOfIncident = RowsByOwner()
    idleInstances = SlotTable(minimumCapacity: model.net.flows.count)
    edgeCounts = SlotTable(minimumCapacity: model.net.edges.count)
    queues = WorkQueues(plan)
    self.edges = edges
    restart(model.net)
  }

  /// No flow runs, and none ever did; in the memory that there is.
  mutating func restart(_ net: FlowNet) {
    instances.removeAll()
    idleInstances.fill(repeating: .none, count: net.flows.count)
    edgeCounts.fill(repeating: 0, count: net.edges.count)
    tasks.removeAll()
    waits.removeAll()
    multiples.removeAll(keepingCapacity: true)
    freeMultiples.removeAll(keepingCapacity: true)
    tokensAtJoins.removeAll(keepingCapacity: true)
    counters.removeAll()
    moving.removeAll()
    nextMoving = 0
    targets.removeAll()
    queues.restart()
    instancesOfIncident.removeAll()
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
    multiples = other.multiples
    freeMultiples = other.freeMultiples
    tokensAtJoins = other.tokensAtJoins
    edges = other.edges
    tasksOfInstance = other.tasksOfInstance.copy()
    waitsOfInstance = other.waitsOfInstance.copy()
    childrenOfInstance = other.childrenOfInstance.copy()
    waitsOfTask = other.waitsOfTask.copy()
    counters = other.counters.copy()
    moving = other.moving.copy()
    nextMoving = other.nextMoving
    targets = other.targets
    queues = other.queues.copy()
    instancesOfIncident = other.instancesOfIncident.copy()
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
