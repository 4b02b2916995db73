import EventKernel

/// Tasks that wait, in queues of those that want the same: who may do one may do all of a queue.
///
/// Within a queue tasks stand by priority, then by the order of being offered. What sets tasks
/// apart that want the same is a queue of its own (`QueuePlan.Kinds`), so that a queue is settled
/// by a look at its first; where that is not so, each task is tried.
struct WorkQueues: ~Copyable {
  /// Priorities are 1...5; 0 is room for what comes before all.
  static var priorities: Int { 6 }

  struct QueueState {
    var holdingRole: Int32
    /// The priorities of the tasks in it, as bits.
    var present: UInt8 = 0
    var isUniform: Bool
    var isSteady: Bool
    /// One more of its tasks is tried in this round.
    var isReopened = false
  }

  let queues: Table<QueuePlan.Queue>
  /// People, in the order of the file.
  let fitting: Table<Row<Person>>
  let fittingPools: Table<Row<Pool>>
  /// By node of the net: the queue of its task; -1: it is none.
  let queueOfNode: Table<Int32>
  /// The same for a task that must be done on site because of the fault that it is about.
  let onSiteQueueOfNode: Table<Int32>
  /// By lane: lanes of one role in several flows are one.
  let roleOfLane: Table<Int32>
  let roleCount: Int
  /// Of queues with kinds by skill.
  let kindOfSkill: Table<Int32>
  /// Whether the priority or the kind of a task may change while it waits.
  let mayMove: Bool
  /// Whether some queue has kinds.
  let hasKinds: Bool

  private let pin = Pin()
  /// By queue and priority.
  private var lists = SlotTable<RowList>()
  private var links: RowLinks
  /// How many tasks wait.
  private(set) var waiting = 0
  /// How many of them might start although nothing became free: they ask for more than that.
  private var unsteady = 0
  /// The queues with tasks, and those whose first task lacked what all in it lack in this round, a
  /// bit each.
  private var filled: SlotTable<UInt64>
  private var blocked: SlotTable<UInt64>
  /// By queue.
  private var states: SlotTable<QueueState>
  /// By role: the latest round in which a task lacked something that may not be overtaken.
  private var held: SlotTable<UInt64>
  private(set) var round: UInt64 = 0
  /// How many queues are reopened.
  private var reopened = 0

  init(_ plan: QueuePlan) {
    links = RowLinks()
    filled = SlotTable()
    blocked = SlotTable()
    states = SlotTable()
    held = SlotTable()
    queues = plan.queues
    fitting = plan.fitting
    fittingPools = plan.fittingPools
    queueOfNode = plan.queueOfNode
    onSiteQueueOfNode = plan.onSiteQueueOfNode
    roleOfLane = plan.roleOfLane
    roleCount = plan.roleCount
    kindOfSkill = plan.kindOfSkill
    mayMove = plan.mayMove
    hasKinds = plan.queues.contains { $0.kinds.count > 1 }
    restart()
  }

  /// Nothing waits, and nothing was tried; in the memory that there is.
  mutating func restart() {
    lists.fill(repeating: RowList(), count: queues.count * WorkQueues.priorities)
    states.fill(
      queues.lazy.map {
        QueueState(
          holdingRole: $0.holdingRole, isUniform: $0.isUniform,
          isSteady: $0.isSteady)
      })
    waiting = 0
    unsteady = 0
    filled.fill(repeating: 0, count: (queues.count + 63) / 64)
    blocked.fill(repeating: 0, count: (queues.count + 63) / 64)
    held.fill(repeating: 0, count: roleCount)
    round = 0
    reopened = 0
  }

  private init(copying other: borrowing WorkQueues) {
    queues = other.queues
    fitting = other.fitting
    fittingPools = other.fittingPools
    queueOfNode = other.queueOfNode
    onSiteQueueOfNode = other.onSiteQueueOfNode
    roleOfLane = other.roleOfLane
    roleCount = other.roleCount
    kindOfSkill = other.kindOfSkill
    mayMove = other.mayMove
    hasKinds = other.hasKinds
    // Nearly all queues are empty nearly always.
    lists = SlotTable(minimumCapacity: other.lists.count)
    lists.fill(repeating: RowList(), count: other.lists.count)
    for word in other.filled.indices {
      var bits = other.filled[word]
      while bits != 0 {
        let queue = word << 6 + bits.trailingZeroBitCount
        bits &= bits - 1
        for row in queue * WorkQueues.priorities..<(queue + 1) * WorkQueues.priorities {
          lists[row] = other.lists[row]
        }
      }
    }
    links = other.links.copy()
    waiting = other.waiting
    unsteady = other.unsteady
    filled = other.filled.copy()
    blocked = other.blocked.copy()
    states = other.states.copy()
    held = other.held.copy()
    round = other.round
    reopened = other.reopened
  }

  func copy() -> WorkQueues { WorkQueues(copying: self) }
}

extension WorkQueues {
  // MARK: Rounds of dispatch

  /// A new look at all queues begins: none is blocked.
  @inline(__always)
  mutating func beginRound() {
    round &+= 1
    for word in blocked.indices { blocked[word] = 0 }
    if reopened > 0 {
      for queue in states.indices where states[queue].isReopened { close(queue) }
    }
  }

  /// The good piece on top of a part that may be dead is taken: in queues whose tasks something
  /// sets apart the next that wants one tests what comes behind it, if there is another.
  @inline(never)
  mutating func reopen(
    _ part: Row<Part>, behind task: Row<FlowTask>, _ tried: inout Standing,
    in tasks: borrowing SlotTable<FlowState.TaskState>
  ) {
    for queue in queues.indices
    where queues[queue].part == part && !queues[queue].isPlain
      && blocked[queue &>> 6] >> UInt64(queue & 63) & 1 == 1
    {
      blocked[queue &>> 6] &= ~(1 &<< (queue & 63))
      states[queue].isReopened = true
      states[queue].isUniform = false
      reopened += 1
    }
    let standing = Standing(of: task, in: tasks)
    if reopened > 0, tried.isBefore(standing) { tried = standing }
  }

  private mutating func close(_ queue: Int) {
    states[queue].isReopened = false
    states[queue].isUniform = true
    reopened -= 1
  }

  /// How urgent a task is, and how far the tries of a round have come: priority, then seniority.
  struct Standing {
    var priority: Int8 = -1
    var seniority: UInt64 = 0

    init() {}

    init(of task: Row<FlowTask>, in tasks: borrowing SlotTable<FlowState.TaskState>) {
      priority = tasks[task].priority
      seniority = tasks[task].seniority
    }

    func isBefore(_ other: Standing) -> Bool {
      priority < other.priority
        || (priority == other.priority && seniority < other.seniority)
    }
  }

  /// The most urgent task behind those that were tried, over all queues; nil: all were.
  @inline(__always)
  func mostUrgent(
    behind tried: Standing, in tasks: borrowing SlotTable<FlowState.TaskState>
  ) -> Row<FlowTask>? {
    var best: Row<FlowTask>?
    for word in filled.indices {
      var open = filled[word] & ~blocked[word]
      while open != 0 {
        let queue = word &* 64 &+ open.trailingZeroBitCount
        open &= open &- 1
        if isHeld(queue) { continue }
        guard let task = first(of: queue, behind: tried, in: tasks) else { continue }
        guard let known = best,
          !Standing(of: task, in: tasks).isBefore(Standing(of: known, in: tasks))
        else {
          best = task
          continue
        }
      }
    }
    return best
  }

  /// The first task of a queue behind those that were tried; nil: all were.
  @inline(__always)
  private func first(
    of queue: Int, behind tried: Standing, in tasks: borrowing SlotTable<FlowState.TaskState>
  ) -> Row<FlowTask>? {
    var next = first(of: queue)
    // Of a uniform queue that is not blocked, no task was tried.
    while !states[queue].isUniform, let task = next {
      let standing = Standing(of: task, in: tasks)
      if tried.isBefore(standing) { break }
      next = self.next(after: task, of: queue, priority: Int(standing.priority))
    }
    return next
  }

  /// Whether a task that may not be overtaken lacked something in this round.
  @inline(__always)
  private func isHeld(_ queue: Int) -> Bool {
    let role = Int(states[queue].holdingRole)
    return role >= 0 && held[role] == round
  }

  /// A task of the queue lacks something.
  @inline(__always)
  mutating func passOver(
    _ queue: Int, _ task: Row<FlowTask>, in tasks: borrowing SlotTable<FlowState.TaskState>,
    _ tried: inout Standing
  ) {
    let role = Int(states[queue].holdingRole)
    if role >= 0 { held[role] = round }
    if states[queue].isReopened { close(queue) }
    if states[queue].isUniform {
      blocked[queue &>> 6] |= 1 &<< (queue & 63)
    } else {
      tried = Standing(of: task, in: tasks)
    }
  }

  // MARK: Tasks

  /// The first task of a queue; nil: none waits.
  @inline(__always)
  func first(of queue: Int) -> Row<FlowTask>? {
    first(of: queue, among: states[queue].present)
  }

  /// The task behind another that waits in a queue with a priority; nil: it is the last.
  func next(after task: Row<FlowTask>, of queue: Int, priority: Int) -> Row<FlowTask>? {
    OptionalRow(number: links.next(task)).row
      ?? first(of: queue, among: states[queue].present & (0xfe &<< priority))
  }

  @inline(__always)
  private func first(of queue: Int, among priorities: UInt8) -> Row<FlowTask>? {
    guard priorities != 0 else { return nil }
    return lists[queue * WorkQueues.priorities + priorities.trailingZeroBitCount].firstRow()
  }

  /// Puts a task in, behind those of its priority that were offered before it.
  @inline(__always)
  mutating func insert(
    _ task: Row<FlowTask>, of queue: Int, priority: Int, seniority: UInt64,
    in tasks: borrowing SlotTable<FlowState.TaskState>
  ) {
    let list = queue * WorkQueues.priorities + priority
    let last = lists[list].last
    let before =
      last < 0 || tasks[Int(last)].seniority < seniority
      ? last : place(ofSeniority: seniority, in: lists[list], tasks)
    links.insert(task.index, behind: before, in: &lists[list])
    states[queue].present |= 1 &<< priority
    filled[queue &>> 6] |= 1 &<< (queue & 63)
    waiting &+= 1
    if !states[queue].isSteady { unsteady &+= 1 }
  }

  /// The last task of a list that was offered before another; -1: none was. From both ends at once:
  /// work that was stopped goes before all that was offered later, and so to the front mostly.
  private func place(
    ofSeniority seniority: UInt64, in list: RowList,
    _ tasks: borrowing SlotTable<FlowState.TaskState>
  ) -> Int32 {
    var (behind, before) = (list.first, list.last)
    while tasks[Int(behind)].seniority < seniority, tasks[Int(before)].seniority > seniority {
      behind = links.next(behind)
      before = links.previous(before)
    }
    return tasks[Int(behind)].seniority > seniority ? links.previous(behind) : before
  }

  /// Whether a task that was put in may start although nothing else has changed: a steady queue
  /// whose first task lacked something lacks it still.
  @inline(__always)
  func mayStart(_ task: Row<FlowTask>, of queue: Int) -> Bool {
    unsteady > 0 || first(of: queue) == task
  }

  /// Takes a task out.
  @inline(__always)
  mutating func remove(_ task: Row<FlowTask>, of queue: Int, priority: Int) {
    let list = queue * WorkQueues.priorities + priority
    links.remove(task, from: &lists[list])
    if lists[list].isEmpty {
      states[queue].present &= ~(1 &<< priority)
      if states[queue].present == 0 { filled[queue &>> 6] &= ~(1 &<< (queue & 63)) }
    }
    waiting &-= 1
    if !states[queue].isSteady { unsteady &-= 1 }
  }
}
