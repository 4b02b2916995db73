import EventKernel

/// Flows that wait for a condition, in the order of arming, and which of them must be looked at:
/// those whose condition asks for something that has changed since they were looked at last.
struct ConditionWaits: ~Copyable {
  struct Waiting {
    /// None: it waits no longer.
    var wait: OptionalRow<FlowState.WaitState>
    var incident: Row<Incident>
    var instance: Row<FlowInstance>
    var condition: Row<Condition>
    var asked: FactSet
    /// When time alone may make it true.
    var due = SimulationTime.distantFuture
  }

  /// By condition: what it asks for.
  private let asked: Table<FactSet>
  private let pin = Pin()
  /// In the order of arming; those that wait no longer are dropped now and then.
  private var waiting: FlatBuffer<Waiting>
  private(set) var liveCount = 0
  /// Of `waiting`: what must be looked at.
  private var changed: RowSet
  /// By row of `FlowState.waits`: the position in `waiting`.
  private var positions: SlotTable<Int32>
  /// Of `FlowState.waits`, by incident.
  private var byIncident: RowsByOwner<FlowState.WaitState, Incident>
  /// Of `FlowState.waits`: those whose condition may become true while nothing is told.
  private var timeDependent = RowList()
  private var timeDependentLinks: RowLinks
  /// Of `FlowState.waits`: those whose condition asks for what is no one incident's.
  private var shared = RowList()
  private var sharedLinks: RowLinks
  /// No wait that depends on time need be looked at before.
  private var nextDue = SimulationTime.distantFuture

  /// What may change while nobody is told.
  private static var timeDependent: FactSet { FactSet.untold.union(.minutes) }

  /// - Parameter asked: by condition, what it asks for.
  init(asked: Table<FactSet>) {
    self.asked = asked
    waiting = FlatBuffer(minimumCapacity: 256)
    changed = RowSet(bound: 256)
    positions = SlotTable()
    byIncident = RowsByOwner()
    timeDependentLinks = RowLinks()
    sharedLinks = RowLinks()
  }

  private init(copying other: borrowing ConditionWaits) {
    asked = other.asked
    waiting = other.waiting.copy()
    liveCount = other.liveCount
    changed = other.changed.copy()
    positions = other.positions.copy()
    byIncident = other.byIncident.copy()
    timeDependent = other.timeDependent
    timeDependentLinks = other.timeDependentLinks.copy()
    shared = other.shared
    sharedLinks = other.sharedLinks.copy()
    nextDue = other.nextDue
  }

  func copy() -> ConditionWaits { ConditionWaits(copying: self) }

  /// Nobody waits; in the memory that there is.
  mutating func removeAll() {
    waiting.removeAll()
    liveCount = 0
    changed.removeAll()
    positions.removeAll()
    byIncident.removeAll()
    timeDependent = RowList()
    shared = RowList()
    nextDue = .distantFuture
  }

  // MARK: Arming

  /// A flow waits for a condition from now on; it is looked at with the next look.
  mutating func arm(
    _ wait: Row<FlowState.WaitState>, incident: Row<Incident>, instance: Row<FlowInstance>,
    condition: Row<Condition>
  ) {
    let position = waiting.count
    let asked = asked[condition.index]
    waiting.append(
      Waiting(
        wait: OptionalRow(wait), incident: incident, instance: instance,
        condition: condition, asked: asked))
    liveCount += 1
    if wait.index >= positions.count {
      _ = positions.append(repeating: -1, count: wait.index + 1 - positions.count)
    }
    positions[wait.index] = Int32(position)
    byIncident.append(wait, to: incident)
    if !asked.isDisjoint(with: ConditionWaits.timeDependent) {
      timeDependentLinks.append(wait, to: &timeDependent)
    }
    if !asked.isDisjoint(with: .shared) { sharedLinks.append(wait, to: &shared) }
    changed.insert(position)
  }

  /// A flow waits no longer.
  mutating func disarm(_ wait: Row<FlowState.WaitState>) {
    let position = Int(positions[wait.index])
    byIncident.remove(wait, from: waiting[position].incident)
    if !waiting[position].asked.isDisjoint(with: ConditionWaits.timeDependent) {
      timeDependentLinks.remove(wait, from: &timeDependent)
    }
    if !waiting[position].asked.isDisjoint(with: .shared) {
      sharedLinks.remove(wait, from: &shared)
    }
    waiting[position].wait = .none
    changed.remove(position)
    liveCount -= 1
  }

  // MARK: What changes

  /// Facts of an incident have changed. O(its waits).
  mutating func change(_ facts: FactSet, of incident: Row<Incident>) {
    var next = byIncident.first(of: incident)
    while let wait = next {
      let position = Int(positions[wait.index])
      if !waiting[position].asked.isDisjoint(with: facts) { changed.insert(position) }
      next = byIncident.next(wait)
    }
  }

  /// Facts that are no one incident's have changed. O(waits that ask for such facts).
  mutating func change(_ facts: FactSet) {
    precondition(facts.isSubset(of: .shared), "a change of facts that belong to an incident")
    var next = shared.first
    while next >= 0 {
      let position = Int(positions[Int(next)])
      if !waiting[position].asked.isDisjoint(with: facts) { changed.insert(position) }
      next = sharedLinks.next(next)
    }
  }

  // MARK: Looking

  /// Begins a look: what time alone may have changed is looked at, too.
  ///
  /// - Returns: the position behind the last that waits now; whoever is armed meanwhile is looked
  ///   at with the next look.
  mutating func beginLook(at now: SimulationTime) -> Int {
    guard nextDue <= now else { return waiting.count }
    nextDue = .distantFuture
    var next = timeDependent.first
    while next >= 0 {
      let position = Int(positions[Int(next)])
      if waiting[position].due <= now {
        changed.insert(position)
      } else {
        nextDue = min(nextDue, waiting[position].due)
      }
      next = timeDependentLinks.next(next)
    }
    return waiting.count
  }

  /// The next position from one on that must be looked at, before another; it is taken as looked
  /// at. nil: there is none.
  mutating func nextChanged(from position: Int, before end: Int) -> Int? {
    guard let next = changed.first(from: position), next < end else { return nil }
    changed.remove(next)
    return next
  }

  /// A position that was taken as looked at must be looked at later all the same.
  mutating func postpone(_ position: Int) { changed.insert(position) }

  /// What a condition asks for.
  func asked(by condition: Row<Condition>) -> FactSet { asked[condition.index] }

  /// Who waits at a position.
  subscript(position: Int) -> Waiting { waiting[position] }

  /// Time alone may make the condition of a position true at an instant.
  mutating func setDue(_ due: SimulationTime, at position: Int) {
    waiting[position].due = due
    nextDue = min(nextDue, due)
  }

  /// Whether a wait is looked at with the next look, if that is at an instant.
  func isLookedAt(_ wait: Row<FlowState.WaitState>, at now: SimulationTime) -> Bool {
    let position = Int(positions[wait.index])
    return changed.contains(position) || waiting[position].due <= now
  }

  /// Ends a look: drops what waits no longer, when that is most. O(1) on average for each that was
  /// armed.
  mutating func endLook() {
    guard waiting.count > 64, waiting.count > 2 * liveCount else { return }
    var kept = 0
    for position in 0..<waiting.count where !waiting[position].wait.isNone {
      waiting[kept] = waiting[position]
      if let wait = waiting[position].wait.row { positions[wait.index] = Int32(kept) }
      if changed.contains(position) {
        changed.remove(position)
        changed.insert(kept)
      }
      kept += 1
    }
    while waiting.count > kept { _ = waiting.popLast() }
  }
}
