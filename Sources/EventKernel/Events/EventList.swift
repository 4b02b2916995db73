/// The event list: what is due, in the order of time, then rank, then scheduling.
///
/// A binary heap on memory of its own that moves a hole instead of swapping (J. W. J. Williams
/// 1964; D. E. Knuth, The Art of Computer Programming, vol. 3, 5.2.3). `schedule` and `popFirst`
/// take O(log n) comparisons and, but for growing and shrinking, no allocation.
///
/// **Cancellation is lazy.** There is no removal: the owner of a row keeps a generation number
/// (``Generations``), schedules events with it, raises it to cancel them all, and ignores an event
/// at pop when its generation is not the current one.
///
/// The list has one owner and is not copied by accident; ``copy()`` does so on purpose.
@frozen
@usableFromInline
package struct EventList: ~Copyable, @unchecked Sendable {
  /// The heap in `base[0 ..< count]`; what is above is raw memory.
  @usableFromInline var base: UnsafeMutablePointer<Event>

  /// How many events `base` has room for.
  @usableFromInline var capacity: Int

  /// The least capacity that shrinking leaves.
  @usableFromInline let minimumCapacity: Int

  /// The sequence number of the next event scheduled.
  @usableFromInline var nextSequence: UInt64

  /// How many events are pending, cancelled ones included. O(1).
  @usableFromInline package internal(set) var count: Int

  /// An empty list with room for some events; it grows when there are more.
  ///
  /// - Precondition: `minimumCapacity` >= 1.
  @inlinable
  package init(minimumCapacity: Int = 64) {
    precondition(minimumCapacity >= 1, "an event list needs room for an event")
    base = UnsafeMutablePointer<Event>.allocate(capacity: minimumCapacity)
    capacity = minimumCapacity
    self.minimumCapacity = minimumCapacity
    nextSequence = 0
    count = 0
  }

  deinit {
    base.deallocate()
  }

  /// Whether nothing is pending. O(1).
  @inlinable
  package var isEmpty: Bool { count == 0 }

  /// When the first event is due; nothing when none is pending. O(1).
  @inlinable
  package var nextTime: SimulationTime? { count == 0 ? nil : base[0].time }
}

/// The plain way to run a model: pop, handle, repeat.
@frozen
@usableFromInline
package enum RunLoop {
  /// Hands every event due up to and including an instant to the model, in order.
  ///
  /// - Parameters:
  ///   - list: the event list; events due later stay in it.
  ///   - until: the last instant whose events are handled.
  ///   - handle: what the model does about the event; it may schedule more, and ends the run by
  ///     answering false.
  @inlinable
  package static func run(
    _ list: inout EventList, until: SimulationTime, handle: (inout EventList, Event) -> Bool
  ) {
    while let time = list.nextTime, time <= until, let event = list.popFirst() {
      guard handle(&list, event) else { return }
    }
  }
}
