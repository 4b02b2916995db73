/// A flat table that many replications read at once: an array whose elements are reached without
/// touching a reference count.
///
/// Reading an element of an array that is stored in a shared model may retain and release the
/// array's buffer, and reference counts shared by two threads make both slower than one. Here the
/// address of the first element is part of the value, so a read is a load. Changing a table that
/// is shared copies it first, as with any value.
@frozen
@usableFromInline
package struct Table<Element>: @unchecked Sendable {
  @usableFromInline var owner: TableStorage<Element>
  @usableFromInline var base: UnsafeMutablePointer<Element>

  /// How many rows there are.
  @usableFromInline package internal(set) var count: Int

  /// A table without rows.
  @inlinable
  package init() { self.init([]) }

  /// A table of the elements of a sequence, in order.
  @inlinable
  package init(_ elements: some Sequence<Element>) {
    let elements = Array(elements)
    owner = TableStorage(capacity: elements.count)
    base = owner.base
    count = elements.count
    for (row, element) in elements.enumerated() { (base + row).initialize(to: element) }
    owner.count = count
  }

  /// A table of equal rows.
  @inlinable
  package init(repeating element: Element, count: Int) {
    self.init(repeatElement(element, count: count))
  }

  /// Adds a row at the end. O(1) on average while nobody shares the table.
  @inlinable
  package mutating func append(_ element: Element) {
    makeUnique(capacity: count + 1)
    (base + count).initialize(to: element)
    count += 1
    owner.count = count
  }

  /// Sees to it that nobody else sees what is changed next, and that there is room.
  @inlinable
  mutating func makeUnique(capacity: Int) {
    if isKnownUniquelyReferenced(&owner), owner.capacity >= capacity { return }
    let roomier =
      capacity > owner.capacity ? Swift.max(capacity, 2 * owner.capacity) : owner.capacity
    let other = TableStorage<Element>(capacity: roomier)
    other.base.initialize(from: base, count: count)
    other.count = count
    owner = other
    base = other.base
  }
}

/// The memory of a ``Table``; freed with the last table that refers to it.
///
/// Inlinable, with what makes it: code that is not compiled for its element asks the runtime for
/// the type of each new storage, under a counter that all threads share.
@usableFromInline
final class TableStorage<Element> {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline let capacity: Int
  /// How many elements are initialised.
  @usableFromInline var count = 0

  @inlinable
  init(capacity: Int) {
    self.capacity = Swift.max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  @inlinable
  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }
}

extension Table: RandomAccessCollection, RangeReplaceableCollection, ExpressibleByArrayLiteral {
  @inlinable package var startIndex: Int { 0 }

  @inlinable package var endIndex: Int { count }

  @inlinable
  package init(arrayLiteral elements: Element...) { self.init(elements) }

  /// Puts other rows in the place of some. O(count): tables are made once and read often.
  @inlinable
  package mutating func replaceSubrange(
    _ range: Range<Int>, with elements: some Collection<Element>
  ) {
    var all = Array(self)
    all.replaceSubrange(range, with: elements)
    self = Table(all)
  }

  /// The element of a row.
  ///
  /// - Precondition: 0 <= `row` < `count`.
  @inlinable
  package subscript(row: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(row.isBelow(count), "a row beyond the end of a table")
      return UnsafePointer(base + row)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(row.isBelow(count), "a row beyond the end of a table")
      makeUnique(capacity: count)
      return base + row
    }
  }
}

extension Table: Equatable where Element: Equatable {
  @inlinable
  package static func == (one: Table, other: Table) -> Bool { one.elementsEqual(other) }
}

extension Table {
  /// The element of a row.
  @inlinable
  package subscript(row: Row<Element>) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table")
      return UnsafePointer(base + row.index)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table")
      makeUnique(capacity: count)
      return base + row.index
    }
  }
}
