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
    while let event = list.popFirst(until: until) {
      guard handle(&list, event) else { return }
    }
  }
}
