/// The generation of a row: what tells a cancelled event from one that counts. 24 bits, which start
/// over after 16,777,216 invalidations.
///
/// A table whose rows have state of their own keeps it there; for others there is ``Generations``.
@frozen
@usableFromInline
package struct Generation: Hashable, Sendable, BitwiseCopyable, ExpressibleByIntegerLiteral {
  /// As an event carries it.
  @usableFromInline package private(set) var number: UInt32

  /// The first generation, or that of a row whose generations are counted elsewhere.
  @inlinable
  @inline(__always)
  package init(number: UInt32 = 0) { self.number = number & (1 << 24 - 1) }

  /// A generation that is written as a number.
  @inlinable
  package init(integerLiteral number: UInt32) { self.init(number: number) }

  /// Cancels all pending events of the row.
  @inlinable
  @inline(__always)
  package mutating func advance() { number = (number &+ 1) & (1 << 24 - 1) }

  /// The one behind this one.
  @inlinable
  @inline(__always)
  package var next: Generation {
    var next = self
    next.advance()
    return next
  }
}

/// The generation of each row of a table: what tells a cancelled event from one that counts.
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
  @usableFromInline var numbers: [Generation]

  /// A table of that many rows, all in generation 0.
  @inlinable
  package init(count: Int = 0) {
    numbers = [Generation](repeating: Generation(), count: count)
  }

  /// How many rows there are.
  @inlinable
  package var count: Int { numbers.count }

  /// The generation that an event for the row is to carry now.
  @inlinable
  package func current(_ row: Int) -> Generation { numbers[row] }

  /// Cancels all pending events of the row.
  @inlinable
  package mutating func invalidate(_ row: Int) {
    numbers[row].advance()
  }

  /// Whether no invalidation of its row came between the scheduling of the event and now.
  @inlinable
  package func isCurrent(_ event: Event) -> Bool {
    numbers[event.index].number == event.generation
  }

  /// Puts all rows back into generation 0, in the memory that there is.
  @inlinable
  package mutating func restart() {
    for row in numbers.indices { numbers[row] = Generation() }
  }

  /// Adds a row in generation 0.
  ///
  /// - Returns: the new row's index.
  @discardableResult
  @inlinable
  package mutating func append() -> Int {
    numbers.append(Generation())
    return numbers.count - 1
  }

  /// Adds rows in generation 0 until there are `count`; changes nothing when there are as many.
  @inlinable
  package mutating func grow(to count: Int) {
    if count > numbers.count {
      numbers.append(contentsOf: repeatElement(Generation(), count: count - numbers.count))
    }
  }
}
