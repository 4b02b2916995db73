import EventKernel

/// The live half of flow instances, tasks and waits.
struct FlowState {
  /// By instance row, beside `Replication.instances`.
  var instances: [InstanceState] = []
  /// By task row, beside `Replication.tasks`.
  var tasks: [TaskState] = []
  var waits: [WaitState] = []
  /// Armed waits for conditions.
  var conditionWaits: [Int] = []
  /// Counters of all instances, a block for each: for every node of its flow, tokens that arrived
  /// at a join, tokens a join expects, and times done.
  var counters: [Counters] = []
  /// Tokens about to enter a node at this instant, first in first out.
  var moving: [Token] = []
  var nextMoving = 0
  /// Tokens that have entered a node at `movedAt`, the last instant at which one did.
  var movesAtInstant = 0
  var movedAt = SimulationTime.zero
  /// Task rows that wait for people, in the order of offering.
  var queue: [Int] = []

  struct Token {
    var instance: Int
    var node: Int
  }

  struct Counters {
    var arrived: Int32 = 0
    var expected: Int32 = 0
    var done: Int32 = 0
    var visits: Int32 = 0
  }

  struct InstanceState {
    /// Stable name: the incident's key and the path of calls that led here.
    var key: NameHash
    /// Tokens that move or rest in it; it ends with the last.
    var tokens: Int32 = 0
    /// The node of the parent that waits for it; -1: nobody waits.
    var callNode: Int32 = -1
    var countersBase: Int
    var isRunning = true
    /// Tasks, waits and called instances that are alive, for when it is cut off.
    var tasks: [Int] = []
    var waits: [Int] = []
    var children: [Int] = []
  }

  struct TaskState {
    enum Phase: UInt8 {
      case queued
      case onTheWay
      case working
      case over
    }

    var phase = Phase.queued
    var generation: UInt32 = 0
    /// Address of its draws: the instance's key and the node; the ordinal is the visit.
    var name: NameHash
    var ordinal: Int
    /// Boundary events armed for it.
    var waits: [Int] = []
    var lateBy = TimeSpan.zero
    /// A dispatch decision was asked and not yet answered.
    var chosen: Int32 = -1
    var seniority: UInt64
  }

  struct WaitState {
    var instance: Int
    var node: Int
    var generation: UInt32 = 0
    var isArmed = true
    /// The task or the calling node that a boundary event guards; -1: a catching event.
    var task: Int = -1
    var child: Int = -1
    /// Waits behind one event-based gateway share a group; -1: none.
    var group: Int = -1
  }
}

/// A decision that waits for its answer, or was answered and takes effect at this instant.
struct PendingDecision {
  enum Subject {
    case branch(instance: Int, node: Int)
    case dispatch(task: Int, candidates: [Int])
  }

  var subject: Subject
  var point: DecisionPoint
  var answer: Int?
}
