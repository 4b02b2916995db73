import EventKernel

/// How an incident or a case of demand stands: its milestones, and how much of what goes on for it.
package struct IncidentStanding: Sendable, BitwiseCopyable {
  /// By `Milestone` order, microseconds; `.min`: not passed.
  private var milestones = InlineArray<13, Int64>(repeating: .min)
  /// By `TaskPhase` order: its tasks.
  private var tasks = InlineArray<7, Int32>(repeating: 0)
  /// Orders of parts that are on their way for it.
  package internal(set) var orders: Int32 = 0
  /// A case of a stream, which is over when it is closed.
  package internal(set) var isOfDemand = false
  /// Of how many nodes something is believed to be wrong, and whether any ever was.
  package private(set) var troubles: Int32 = 0
  private var hadTrouble = false
  /// Flows that run for it, and whether all that ever ran are over.
  private var running: Int32 = 0
  private var isLeft = false
  /// The component that is believed to be at fault; -1: none.
  var believed: Int32 = -1

  init() {}

  /// When a milestone was passed, as far as the record tells; nil: not yet, or no longer. A second
  /// incident of one cause is recovered with the first, of which no entry tells.
  package internal(set) subscript(_ milestone: Milestone) -> SimulationTime? {
    get {
      let passed = milestones[milestone.index]
      return passed == .min ? nil : SimulationTime(microseconds: passed)
    }
    set { milestones[milestone.index] = newValue?.microseconds ?? .min }
  }

  /// How many of its tasks are in a phase.
  package func tasks(_ phase: TaskPhase) -> Int { Int(tasks[Int(phase.rawValue)]) }

  mutating func move(from: TaskPhase, to: TaskPhase) {
    if from != .none { tasks[Int(from.rawValue)] &-= 1 }
    if to != .none { tasks[Int(to.rawValue)] &+= 1 }
  }

  /// Its effect is back, or it never was gone.
  mutating func recur() {
    milestones[Milestone.recovered.index] = .min
    milestones[Milestone.resolved.index] = .min
  }

  /// What is said of a node changes, or a flow starts or is over.
  mutating func take(_ entry: Entry) {
    switch entry.kind {
    case .learned:
      let (said, before) = (entry.value & 0xff, entry.value >> 8)
      troubles &+= (said == 0 ? 0 : 1) &- (before == 0 ? 0 : 1)
      if said != 0 { hadTrouble = true }
    case .flowStarted: running &+= 1
    case .flowEnded:
      running &-= 1
      if running <= 0 { isLeft = true }
    default: break
    }
  }

  /// Whether nobody who was called in for it is wanted any longer: nothing is believed to be wrong,
  /// or nobody works on it. A record from before what is learned was recorded tells by milestones.
  var isOver: Bool {
    if isLeft { return true }
    if hadTrouble { return troubles == 0 }
    return milestones[Milestone.recovered.index] != .min
      || (isOfDemand && milestones[Milestone.closed.index] != .min)
  }
}
