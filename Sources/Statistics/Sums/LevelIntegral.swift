import EventKernel

/// The integral of a whole-numbered level (tickets in a queue, people at work) over time, exactly.
///
/// The level holds from one change to the next. Level times microseconds fits 128 bits for any
/// level and any time there is: 2^63 * 2^63.
@frozen
@usableFromInline
package struct LevelIntegral: Hashable, Sendable, BitwiseCopyable {
  /// When it began.
  @usableFromInline package let start: SimulationTime
  /// The level now.
  @usableFromInline package private(set) var level: Int64
  @usableFromInline var since: SimulationTime
  @usableFromInline var area: Int128 = 0

  /// The integral of a level from an instant on.
  @inlinable
  package init(level: Int64 = 0, from start: SimulationTime = .zero) {
    self.start = start
    self.level = level
    since = start
  }

  /// Changes the level at an instant.
  ///
  /// - Precondition: `time` is not before the last change.
  @inlinable
  package mutating func change(to level: Int64, at time: SimulationTime) {
    area = area(until: time)
    since = time
    self.level = level
  }

  /// The integral up to an instant, in levels times microseconds.
  ///
  /// - Precondition: `time` is not before the last change.
  @inlinable
  package func area(until time: SimulationTime) -> Int128 {
    precondition(time >= since, "a level is read at \(time), but it last changed at \(since)")
    return area + Int128(level) * Int128((time - since).microseconds)
  }

  /// The mean level over time up to an instant; nothing when no time has passed.
  package func mean(until time: SimulationTime) -> Double? {
    let span = (time - start).microseconds
    return span > 0 ? Double(area(until: time)) / Double(span) : nil
  }

  /// The mean level in whole parts, such as 1,000 for thousandths, rounded to nearest, halves
  /// away from zero: the value of a replication for ``Moments``.
  ///
  /// Nothing when no time has passed. What does not fit is the end of `Int64`, which is beyond any
  /// metric's largest magnitude and so is counted there.
  package func mean(until time: SimulationTime, inPartsOf parts: Int64) -> Int64? {
    let span = Int128((time - start).microseconds)
    guard span > 0 else { return nil }
    let area = area(until: time)
    // Whole levels first, so that the product of the rest with the parts fits.
    let (whole, rest) = area.quotientAndRemainder(dividingBy: span)
    let scaled = rest * Int128(parts)
    let rounded = (scaled + (scaled < 0 ? -span / 2 : span / 2)) / span
    return Int64(clamping: whole * Int128(parts) + rounded)
  }
}
