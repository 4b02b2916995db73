import EventKernel
import Synchronization

/// Tasks that wait, in queues of those that want the same: who may do one may do all of a queue.
///
/// Within a queue tasks stand by priority, then by the order of being offered. Queues where all
/// tasks fare alike are settled by a look at the first; in others each is tried.
struct WorkQueues: ~Copyable {
  /// Priorities are 1...5; 0 is room for what comes before all.
  static var priorities: Int { 6 }

  private struct QueueState {
    /// The latest round in which the queue's first task lacked what all in it lack.
    var blocked: UInt64 = 0
    var holdingRole: Int32
    /// The priorities of the tasks in it, as bits.
    var present: UInt8 = 0
    var isUniform: Bool
  }

  let queues: Table<QueuePlan.Queue>
  /// People, in the order of the file.
  let fitting: Table<Int32>
  let fittingPools: Table<Int32>
  /// By node of the net: the queue of its task; -1: it is none.
  let queueOfNode: Table<Int32>
  /// By lane: lanes of one name in several flows are one role.
  let roleOfLane: Table<Int32>
  let roleCount: Int

  /// As in `World`: it stays where it is.
  private let pin = Atomic<UInt8>(0)
  /// By queue and priority.
  private var lists = SlotTable<RowList>()
  private var links = RowLinks()
  /// How many tasks wait.
  private(set) var waiting = 0
  /// By queue.
  private var states = SlotTable<QueueState>()
  /// By role: the latest round in which a task lacked something that may not be overtaken.
  private var held = SlotTable<UInt64>()
  private(set) var round: UInt64 = 0

  init(_ plan: QueuePlan) {
    queues = plan.queues
    fitting = plan.fitting
    fittingPools = plan.fittingPools
    queueOfNode = plan.queueOfNode
    roleOfLane = plan.roleOfLane
    roleCount = plan.roleCount
    lists = SlotTable(repeatElement(RowList(), count: queues.count * WorkQueues.priorities))
    for queue in queues {
      states.append(QueueState(holdingRole: queue.holdingRole, isUniform: queue.isUniform))
    }
    held = SlotTable(repeatElement(0, count: roleCount))
  }

  private init(copying other: borrowing WorkQueues) {
    queues = other.queues
    fitting = other.fitting
    fittingPools = other.fittingPools
    queueOfNode = other.queueOfNode
    roleOfLane = other.roleOfLane
    roleCount = other.roleCount
    lists = other.lists.copy()
    links = other.links.copy()
    waiting = other.waiting
    states = other.states.copy()
    held = other.held.copy()
    round = other.round
  }

  func copy() -> WorkQueues { WorkQueues(copying: self) }
}

extension WorkQueues {
  // MARK: Rounds of dispatch

  /// A new look at all queues begins: none is blocked.
  mutating func beginRound() { round += 1 }

  /// How urgent a task is, and how far the tries of a round have come: priority, then seniority.
  struct Standing {
    var priority: Int8 = -1
    var seniority: UInt64 = 0

    init() {}

    init(of task: Int, in tasks: borrowing SlotTable<FlowState.TaskState>) {
      priority = tasks[task].priority
      seniority = tasks[task].seniority
    }

    func isBefore(_ other: Standing) -> Bool {
      priority < other.priority
        || (priority == other.priority && seniority < other.seniority)
    }
  }

  /// The most urgent task behind those that were tried, over all queues; -1: all were.
  func mostUrgent(
    behind tried: Standing, in tasks: borrowing SlotTable<FlowState.TaskState>
  ) -> Int32 {
    var best: Int32 = -1
    var bestStanding = Standing()
    for queue in states.indices where states[queue].present != 0 && !isBlocked(queue) {
      var task = first(of: queue)
      // Of a uniform queue that is not blocked, no task was tried.
      while !states[queue].isUniform, task >= 0 {
        let standing = Standing(of: Int(task), in: tasks)
        if tried.isBefore(standing) { break }
        task = next(after: task, of: queue, priority: Int(standing.priority))
      }
      guard task >= 0 else { continue }
      let standing = Standing(of: Int(task), in: tasks)
      if best < 0 || standing.isBefore(bestStanding) {
        best = task
        bestStanding = standing
      }
    }
    return best
  }

  /// Whether nothing more of a queue can start in this round.
  private func isBlocked(_ queue: Int) -> Bool {
    if states[queue].blocked == round { return true }
    let role = Int(states[queue].holdingRole)
    return role >= 0 && held[role] == round
  }

  /// A task of the queue lacks something.
  mutating func passOver(
    _ queue: Int, _ task: Int, in tasks: borrowing SlotTable<FlowState.TaskState>,
    _ tried: inout Standing
  ) {
    let role = Int(states[queue].holdingRole)
    if role >= 0 { held[role] = round }
    if states[queue].isUniform {
      states[queue].blocked = round
    } else {
      tried = Standing(of: task, in: tasks)
    }
  }

  // MARK: Tasks

  /// The first task of a queue; -1: none waits.
  func first(of queue: Int) -> Int32 {
    first(of: queue, among: states[queue].present)
  }

  /// The task behind another that waits in a queue with a priority; -1: it is the last.
  func next(after task: Int32, of queue: Int, priority: Int) -> Int32 {
    let next = links.next(task)
    return next >= 0 ? next : first(of: queue, among: states[queue].present & (0xfe &<< priority))
  }

  private func first(of queue: Int, among priorities: UInt8) -> Int32 {
    guard priorities != 0 else { return -1 }
    return lists[queue * WorkQueues.priorities + priorities.trailingZeroBitCount].first
  }

  /// Puts a task in, behind those of its priority that were offered before it.
  mutating func insert(
    _ task: Int, of queue: Int, priority: Int, seniority: UInt64,
    in tasks: borrowing SlotTable<FlowState.TaskState>
  ) {
    let list = queue * WorkQueues.priorities + priority
    var before = lists[list].last
    // Work that was stopped goes before all that was offered later, and so to the front mostly.
    let first = lists[list].first
    if first >= 0, tasks[Int(first)].seniority > seniority { before = -1 }
    while before >= 0, tasks[Int(before)].seniority > seniority {
      before = links.previous(before)
    }
    links.insert(task, behind: before, in: &lists[list])
    states[queue].present |= 1 &<< priority
    waiting += 1
  }

  /// Takes a task out.
  mutating func remove(_ task: Int, of queue: Int, priority: Int) {
    let list = queue * WorkQueues.priorities + priority
    links.remove(task, from: &lists[list])
    if lists[list].isEmpty { states[queue].present &= ~(1 &<< priority) }
    waiting -= 1
  }
}
