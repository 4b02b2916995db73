import EventKernel

extension FlowState {
  struct TaskState: EntityState {
    typealias Entity = FlowTask

    enum Phase: UInt8 {
      /// It waits for a played role's word.
      case held
      /// It waits for people.
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
    var incident: Row<Incident>
    var queue: Int32
    var phase = Phase.queued
    /// The priority that it stands in its queue with.
    var priority: Int8 = 0
    /// Cancels what was scheduled for it, and tells it from earlier tasks of its row.
    var generation = Generation()
    /// Address of its draws: the instance's key and the node; the ordinal is the visit.
    var name: NameHash
    private var visit: Int32
    /// The component that it is for, of an activity that is done for each.
    var component = OptionalRow<Component>.none
    /// Boundary events armed for it.
    var waits = RowList()
    var lateBy = TimeSpan.zero
    /// The person who was chosen to do it; none: nobody was asked for.
    var chosen = OptionalRow<Person>.none
    /// A played role named who is to do it: nobody else does.
    var isOrdered = false
    /// No token waits for it: somebody does it whom no plan asked.
    var isByHand = false
    /// Which of all tasks ever offered it is.
    var seniority: UInt64
    /// The first of those at work on it, a chain by `PersonState.nextOfCrew`.
    var crew = OptionalRow<Person>.none
    var crewCount: Int32 = 0
    /// The pool that does it.
    var pool = OptionalRow<Pool>.none
    /// When its work will be done; of work that was stopped, what is left of it; nil: not begun.
    var isDoneAt = SimulationTime.zero
    var remaining: TimeSpan?
    /// The activity that it is a part of; none: it is done once for its token.
    var multiple = OptionalRow<MultipleActivity>.none

    var ordinal: Int { Int(visit) }

    /// Its draws have addresses that no visit of a token comes to: visits are fewer than a million.
    mutating func number(byHand count: Int) {
      visit = Int32(truncatingIfNeeded: 1_000_000 + count)
    }

    /// Nobody is at it yet, or again.
    var isWaiting: Bool { phase == .queued || phase == .held }

    init(
      record: FlowTask, step: Row<Step>, incident: Row<Incident>, queue: Int,
      generation: Generation,
      name: NameHash, ordinal: Int, seniority: UInt64
    ) {
      self.record = record
      self.step = step
      self.incident = incident
      self.queue = Int32(truncatingIfNeeded: queue)
      self.generation = generation
      self.name = name
      visit = Int32(truncatingIfNeeded: ordinal)
      self.seniority = seniority
    }
  }
}
