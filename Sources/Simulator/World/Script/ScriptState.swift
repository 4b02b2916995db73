import EventKernel

/// What the script has made happen, and what it still has in store.
struct ScriptState: ~Copyable {
  /// By inject.
  var injects: SlotTable<InjectState>
  /// People are in danger, as it truly is.
  var isDanger = false
  /// By node: when a task was first done in some case, where the script asks for any.
  var firstDone: [Row<FlowNode>: SimulationTime] = [:]
  /// The last time by which something was to be done, and which is over.
  var deadlinePassed = SimulationTime.zero

  struct InjectState: EntityState {
    typealias Entity = Inject

    /// Waits drawn so far, for addresses.
    var waits: UInt64 = 0
    /// How often it happened.
    var times = 0
  }

  init(_ drill: DrillScript) {
    injects = SlotTable(minimumCapacity: drill.injects.count)
    restart(drill)
  }

  /// Nothing of the script has happened; in the memory that there is.
  mutating func restart(_ drill: DrillScript) {
    injects.fill(repeating: InjectState(), count: drill.injects.count)
    isDanger = false
    firstDone.removeAll(keepingCapacity: true)
    deadlinePassed = .zero
  }

  private init(copying other: borrowing ScriptState) {
    injects = other.injects.copy()
    isDanger = other.isDanger
    firstDone = other.firstDone
    deadlinePassed = other.deadlinePassed
  }

  func copy() -> ScriptState { ScriptState(copying: self) }
}
