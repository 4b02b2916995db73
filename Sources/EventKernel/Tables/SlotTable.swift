/// The live rows of one kind: what is gone makes room for what comes, so memory follows what is
/// alive and not how long a run is.
///
/// A row is a place, and stays where it is while it lives. `release` gives its place to a later
/// `insert`, the latest freed first, so the same sequence of calls gives the same rows. Who may
/// meet a row that was given up keeps the generation beside it. The table has one owner and is not
/// copied by accident; ``copy()`` does so on purpose.
///
/// Elements are plain memory, without references. `insert` and `release` take O(1), and allocate
/// only while more rows live than ever did.
@frozen
@usableFromInline
package struct SlotTable<Element>: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  /// The rows that were given up, the latest last: `free[0 ..< freeCount]`.
  @usableFromInline var free: UnsafeMutablePointer<Int32>
  @usableFromInline var freeCount: Int
  @usableFromInline var capacity: Int

  /// One above the highest row that ever lived at once with those below it.
  @usableFromInline package private(set) var count: Int

  /// An empty table with room for some rows; it grows when more live.
  @inlinable
  package init(minimumCapacity: Int = 16) {
    precondition(_isPOD(Element.self), "slots hold plain memory only")
    capacity = Swift.max(minimumCapacity, 1)
    base = .allocate(capacity: capacity)
    free = .allocate(capacity: capacity)
    freeCount = 0
    count = 0
  }

  /// A table of the elements of a sequence, in order.
  @inlinable
  package init(_ elements: some Collection<Element>) {
    self.init(minimumCapacity: elements.count)
    for element in elements { append(element) }
  }

  deinit {
    base.deallocate()
    free.deallocate()
  }

  /// How many rows live. O(1).
  @inlinable
  package var liveCount: Int { count - freeCount }

  /// The rows that live or lived.
  @inlinable
  package var indices: Range<Int> { 0..<count }

  /// The row that the next `insert` takes.
  @inlinable
  package var nextRow: Int { freeCount > 0 ? Int(free[freeCount &- 1]) : count }

  /// Puts an element into a free row, else into a new one.
  ///
  /// - Returns: its row.
  @inlinable
  @inline(__always)
  package mutating func insert(_ element: Element) -> Int {
    if freeCount > 0 {
      freeCount &-= 1
      let row = Int(free[freeCount])
      base[row] = element
      return row
    }
    return append(element)
  }

  /// Puts an element into a new row, whatever is free.
  @inlinable
  @discardableResult
  package mutating func append(_ element: Element) -> Int {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
    return count &- 1
  }

  /// Gives a row up; a later `insert` may take it.
  ///
  /// - Precondition: the row lives. That it does is not found out here.
  @inlinable
  @inline(__always)
  package mutating func release(_ row: Int) {
    free[freeCount] = Int32(truncatingIfNeeded: row)
    freeCount &+= 1
  }

  /// Puts copies of an element into new rows that follow one another.
  ///
  /// - Returns: the first of them.
  @inlinable
  package mutating func append(repeating element: Element, count copies: Int) -> Int {
    let first = count
    while count &+ copies > capacity { grow() }
    (base + count).initialize(repeating: element, count: copies)
    count &+= copies
    return first
  }

  /// Gives up all rows and keeps the memory; the next rows are as those of a new table. O(1).
  @inlinable
  package mutating func removeAll() {
    count = 0
    freeCount = 0
  }

  /// Holds copies of an element from now on, and nothing else, in the memory that there is.
  @inlinable
  package mutating func fill(repeating element: Element, count copies: Int) {
    removeAll()
    _ = append(repeating: element, count: copies)
  }

  /// Holds the elements of a sequence from now on, and nothing else, in the memory that there is.
  @inlinable
  package mutating func fill(_ elements: some Sequence<Element>) {
    removeAll()
    for element in elements { append(element) }
  }

  /// Sets rows that follow one another to an element.
  @inlinable
  @inline(__always)
  package mutating func reset(_ rows: Range<Int>, to element: Element) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows beyond the end")
    (base + rows.lowerBound).update(repeating: element, count: rows.count)
  }

  /// The element of a row.
  ///
  /// - Precondition: 0 <= `row` < `count`.
  @inlinable
  package subscript(row: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(row.isBelow(count), "a row beyond the end of a table of slots")
      return UnsafePointer(base + row)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(row.isBelow(count), "a row beyond the end of a table of slots")
      return base + row
    }
  }

  /// The element of a row, where the element itself is what rows are of.
  @inlinable
  package subscript(row: Row<Element>) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table of slots")
      return UnsafePointer(base + row.index)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table of slots")
      return base + row.index
    }
  }

  /// A table of its own with the same rows, that gives out free ones alike. O(count).
  @inlinable
  package func copy() -> SlotTable {
    var other = SlotTable(minimumCapacity: capacity)
    other.base.update(from: base, count: count)
    other.free.update(from: free, count: freeCount)
    other.freeCount = freeCount
    other.count = count
    return other
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    let roomier = capacity * 2
    let otherBase = UnsafeMutablePointer<Element>.allocate(capacity: roomier)
    let otherFree = UnsafeMutablePointer<Int32>.allocate(capacity: roomier)
    otherBase.update(from: base, count: count)
    otherFree.update(from: free, count: freeCount)
    base.deallocate()
    free.deallocate()
    base = otherBase
    free = otherFree
    capacity = roomier
  }
}

/// What a table keeps of each entity of a kind: its rows are that entity's, wherever they are told.
@usableFromInline
package protocol EntityState {
  associatedtype Entity
}

extension SlotTable where Element: EntityState {
  /// The state of an entity.
  @inlinable
  package subscript(row: Row<Element.Entity>) -> Element {
    @inline(__always)
    unsafeAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table of slots")
      return UnsafePointer(base + row.index)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(row.index.isBelow(count), "a row beyond the end of a table of slots")
      return base + row.index
    }
  }

  /// The entities that have or had a state.
  @inlinable
  package var rows: some Sequence<Row<Element.Entity>> { indices.lazy.map { Row($0) } }
}
