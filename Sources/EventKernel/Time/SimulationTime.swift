/// An instant of a drill: whole microseconds from the drill's start.
///
/// An integer, so that instants add up exactly and compare the same on every machine. Instants
/// before the start are negative and allowed (a backup taken before the drill, a shift under way).
@frozen
@usableFromInline
package struct SimulationTime: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Microseconds from the drill's start.
  @usableFromInline package var microseconds: Int64

  /// The instant that many microseconds from the drill's start.
  @inlinable
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The drill's start.
  @inlinable
  package static var zero: SimulationTime { SimulationTime(microseconds: 0) }

  /// Later than any instant of any drill: 2^62 µs, about 146,000 years.
  ///
  /// Not the last `Int64`, so that a span added to it by mistake of order still does not overflow.
  @inlinable
  package static var distantFuture: SimulationTime { SimulationTime(microseconds: 1 << 62) }

  /// Whether an instant is the earlier one.
  @inlinable
  package static func < (one: SimulationTime, other: SimulationTime) -> Bool {
    one.microseconds < other.microseconds
  }
}

extension SimulationTime {
  /// The instant a span later.
  ///
  /// Does not overflow for instants within ``TimeSpan/maximum`` of the start, or for
  /// ``distantFuture``, as long as the span is at most ``TimeSpan/maximum``.
  @inlinable
  package static func + (time: SimulationTime, span: TimeSpan) -> SimulationTime {
    SimulationTime(microseconds: time.microseconds + span.microseconds)
  }

  /// The instant a span earlier.
  @inlinable
  package static func - (time: SimulationTime, span: TimeSpan) -> SimulationTime {
    SimulationTime(microseconds: time.microseconds - span.microseconds)
  }

  /// The span from the second instant to the first; negative when the first is the earlier.
  @inlinable
  package static func - (later: SimulationTime, earlier: SimulationTime) -> TimeSpan {
    TimeSpan(microseconds: later.microseconds - earlier.microseconds)
  }

  /// The time from an earlier instant: never negative, whatever the order of the two, and never
  /// more than ``TimeSpan/maximum``.
  @inlinable
  package func elapsed(since start: SimulationTime) -> TimeSpan {
    let (difference, overflow) = microseconds.subtractingReportingOverflow(start.microseconds)
    if overflow { return self > start ? .maximum : .zero }
    return min(max(.zero, TimeSpan(microseconds: difference)), .maximum)
  }

  /// Moves the instant a span later.
  @inlinable
  package static func += (time: inout SimulationTime, span: TimeSpan) {
    time = time + span
  }
}

extension SimulationTime: CustomStringConvertible {
  /// The microseconds with their unit, for messages of preconditions and of tests.
  @usableFromInline package var description: String { "\(microseconds) µs" }
}
