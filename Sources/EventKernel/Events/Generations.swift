/// The generation number of each row of a table: what tells a cancelled event from one that counts.
///
/// Schedule an event with `current(row)`; to cancel all that is pending for the row,
/// `invalidate(row)`; at pop, drop the event unless `isCurrent(event)`. A row's number has 24 bits
/// and starts over after 16,777,216 invalidations, so an event is mistaken for a current one only
/// when it stays pending through exactly a multiple of that many.
///
/// Copies are independent, as with any value.
@frozen
@usableFromInline
package struct Generations: Sendable {
  @usableFromInline var numbers: [UInt32]

  /// A table of that many rows, all in generation 0.
  @inlinable
  package init(count: Int = 0) {
    numbers = [UInt32](repeating: 0, count: count)
  }

  /// How many rows there are.
  @inlinable
  package var count: Int { numbers.count }

  /// The generation that an event for the row is to carry now.
  @inlinable
  package func current(_ row: Int) -> UInt32 { numbers[row] }

  /// Cancels all pending events of the row.
  @inlinable
  package mutating func invalidate(_ row: Int) {
    numbers[row] = (numbers[row] &+ 1) & (1 << 24 - 1)
  }

  /// Whether no invalidation of its row came between the scheduling of the event and now.
  @inlinable
  package func isCurrent(_ event: Event) -> Bool { numbers[event.index] == event.generation }

  /// Adds a row in generation 0.
  ///
  /// - Returns: the new row's index.
  @discardableResult
  @inlinable
  package mutating func append() -> Int {
    numbers.append(0)
    return numbers.count - 1
  }

  /// Adds rows in generation 0 until there are `count`; changes nothing when there are as many.
  @inlinable
  package mutating func grow(to count: Int) {
    if count > numbers.count {
      numbers.append(contentsOf: repeatElement(0, count: count - numbers.count))
    }
  }
}
