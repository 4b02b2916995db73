import EventKernel
import Synchronization

/// Flows that wait for a condition, in the order of arming, and which of them must be looked at: those
/// whose condition asks for something that has changed since they were looked at last.
struct ConditionWaits: ~Copyable {
  struct Waiting {
    /// Of `FlowState.waits`; -1: it waits no longer.
    var wait: Int32
    var incident: Int32
    var instance: Int32
    var condition: Row<Condition>
    var asked: FactSet
    /// When time alone may make it true.
    var due = SimulationTime.distantFuture
  }

  /// By condition: what it asks for.
  private let asked: Table<FactSet>
  /// As in `World`: it stays where it is.
  private let pin = Atomic<UInt8>(0)
  /// In the order of arming; those that wait no longer are dropped now and then.
  private var waiting = FlatBuffer<Waiting>(minimumCapacity: 256)
  private(set) var liveCount = 0
  /// Of `waiting`: what must be looked at.
  private var changed = RowSet(bound: 256)
  /// By row of `FlowState.waits`: the place in `waiting`.
  private var places = SlotTable<Int32>()
  /// Of `FlowState.waits`, by incident.
  private var byIncident = RowsByOwner()
  /// Of `FlowState.waits`: those whose condition may become true while nothing is told.
  private var restless = RowList()
  private var restlessLinks = RowLinks()
  /// No restless wait need be looked at before.
  private var nextDue = SimulationTime.distantFuture

  /// What may change while nobody is told.
  private static var restless: FactSet { FactSet.untold.union(.minutes) }

  /// - Parameter asked: by condition, what it asks for.
  init(asked: Table<FactSet>) { self.asked = asked }

  private init(copying other: borrowing ConditionWaits) {
    asked = other.asked
    waiting = other.waiting.copy()
    liveCount = other.liveCount
    changed = other.changed.copy()
    places = other.places.copy()
    byIncident = other.byIncident.copy()
    restless = other.restless
    restlessLinks = other.restlessLinks.copy()
    nextDue = other.nextDue
  }

  func copy() -> ConditionWaits { ConditionWaits(copying: self) }

  /// Nobody waits; in the memory that there is.
  mutating func removeAll() {
    waiting.removeAll()
    liveCount = 0
    changed.removeAll()
    places.removeAll()
    byIncident.removeAll()
    restless = RowList()
    nextDue = .distantFuture
  }

  // MARK: Arming

  /// A flow waits for a condition from now on; it is looked at with the next look.
  mutating func arm(
    _ wait: Int, incident: Int, instance: Int, condition: Row<Condition>
  ) {
    let place = waiting.count
    let asked = asked[condition.index]
    waiting.append(
      Waiting(
        wait: Int32(wait), incident: Int32(incident), instance: Int32(instance),
        condition: condition, asked: asked))
    liveCount += 1
    if wait >= places.count { _ = places.append(repeating: -1, count: wait + 1 - places.count) }
    places[wait] = Int32(place)
    byIncident.append(wait, to: incident)
    if !asked.isDisjoint(with: ConditionWaits.restless) {
      restlessLinks.append(wait, to: &restless)
    }
    changed.insert(place)
  }

  /// A flow waits no longer.
  mutating func disarm(_ wait: Int) {
    let place = Int(places[wait])
    byIncident.remove(wait, from: Int(waiting[place].incident))
    if !waiting[place].asked.isDisjoint(with: ConditionWaits.restless) {
      restlessLinks.remove(wait, from: &restless)
    }
    waiting[place].wait = -1
    changed.remove(place)
    liveCount -= 1
  }

  // MARK: What changes

  /// Facts of an incident have changed. O(its waits).
  mutating func change(_ facts: FactSet, of incident: Int) {
    var next = byIncident.first(of: incident)
    while next >= 0 {
      let place = Int(places[Int(next)])
      if !waiting[place].asked.isDisjoint(with: facts) { changed.insert(place) }
      next = byIncident.next(next)
    }
  }

  /// Facts that are no one incident's have changed. O(all waits).
  mutating func change(_ facts: FactSet) {
    for place in 0..<waiting.count
    where waiting[place].wait >= 0 && !waiting[place].asked.isDisjoint(with: facts) {
      changed.insert(place)
    }
  }

  // MARK: Looking

  /// Begins a look: what time alone may have changed is looked at, too.
  ///
  /// - Returns: the place behind the last that waits now; whoever is armed meanwhile is looked at with
  ///   the next look.
  mutating func beginLook(at now: SimulationTime) -> Int {
    guard nextDue <= now else { return waiting.count }
    nextDue = .distantFuture
    var next = restless.first
    while next >= 0 {
      let place = Int(places[Int(next)])
      if waiting[place].due <= now {
        changed.insert(place)
      } else {
        nextDue = min(nextDue, waiting[place].due)
      }
      next = restlessLinks.next(next)
    }
    return waiting.count
  }

  /// The next place from one on that must be looked at, before another; it is taken as looked at. nil:
  /// there is none.
  mutating func nextChanged(from place: Int, before end: Int) -> Int? {
    guard let next = changed.first(from: place), next < end else { return nil }
    changed.remove(next)
    return next
  }

  /// Who waits at a place.
  subscript(place: Int) -> Waiting { waiting[place] }

  /// Time alone may make the condition of a place true at an instant.
  mutating func setDue(_ due: SimulationTime, at place: Int) {
    waiting[place].due = due
    nextDue = min(nextDue, due)
  }

  /// Whether a wait is looked at with the next look, if that is at an instant.
  func isLookedAt(_ wait: Int, at now: SimulationTime) -> Bool {
    let place = Int(places[wait])
    return changed.contains(place) || waiting[place].due <= now
  }

  /// Ends a look: drops what waits no longer, when that is most. O(1) on average for each that was
  /// armed.
  mutating func endLook() {
    guard waiting.count > 64, waiting.count > 2 * liveCount else { return }
    var kept = 0
    for place in 0..<waiting.count where waiting[place].wait >= 0 {
      waiting[kept] = waiting[place]
      places[Int(waiting[place].wait)] = Int32(kept)
      if changed.contains(place) {
        changed.remove(place)
        changed.insert(kept)
      }
      kept += 1
    }
    while waiting.count > kept { _ = waiting.popLast() }
  }
}
