import EventKernel

extension Situation {
  /// What an entry changed, from what to what; a walker that looks for one kind of change switches
  /// over these, and reads the rest off the situation. Small, so that it is returned in registers.
  package enum Change: Sendable {
    /// Nothing that a situation has.
    case none
    case node(Row<Node>, from: NodeStanding.Flags, to: NodeStanding.Flags)
    case task(Move)
    /// The task was begun late.
    case late(Row<FlowTask>, by: TimeSpan)
    /// Somebody came on duty or went off.
    case duty(Row<Person>, isOn: Bool)
    case calledIn(Row<Person>)
    /// The pieces on the stock; with them, what is on order.
    ///
    /// - orders: how many orders more (or less, below zero) are on their way for the incident of
    ///   the entry, if it has one.
    case part(Row<Part>, from: Int32, to: Int32, orders: Int32)
    case milestone(Row<Incident>, Milestone)
    /// What is lost of it and not restored, as time since the last copy.
    case dataSet(Row<DataSet>, lost: TimeSpan)
    case zone(Row<Zone>, isBlocked: Bool)
    case danger(from: Bool, to: Bool)
    /// A text of the script was told to a role, named by its first lane; nil: to nobody in the
    /// flows.
    case told(Row<Inject>, to: Row<Lane>?)

    /// A task goes from one phase to another.
    package struct Move: Sendable, BitwiseCopyable {
      let row: Int32
      let node: Int32
      /// -1: none.
      package let incident: Int32
      /// The first of those at it, also of a task that has just ended or been left; -1: nobody whom
      /// one could name. The others follow by `PersonStanding.next`.
      let crew: Int32
      package let from: TaskPhase
      package let to: TaskPhase
      /// One task more that waits (1), or one less (-1), and that somebody is at.
      package let waiting: Int8
      package let atWork: Int8

      @inline(__always)
      init(_ row: Int, _ task: TaskStanding, to phase: TaskPhase) {
        self.row = Int32(truncatingIfNeeded: row)
        node = task.node
        incident = task.incident
        crew = task.crew
        from = task.phase
        to = phase
        waiting = phase.waiting &- task.phase.waiting
        atWork = phase.atWork &- task.phase.atWork
      }

      package var task: Row<FlowTask> { Row(Int(row)) }
      package var flowNode: Row<FlowNode> { Row(Int(node)) }
      package var first: Row<Person>? { crew >= 0 ? Row(Int(crew)) : nil }
    }
  }
}
