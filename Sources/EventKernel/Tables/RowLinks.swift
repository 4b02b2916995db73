/// Both ends of a list of rows; what is between is in a ``RowLinks``.
@frozen
@usableFromInline
package struct RowList: BitwiseCopyable, Sendable {
  /// The first row; -1: the list is empty.
  @usableFromInline package var first: Int32
  /// The last row; -1: the list is empty.
  @usableFromInline package var last: Int32

  /// An empty list.
  @inlinable
  package init() {
    first = -1
    last = -1
  }

  /// Whether no row is in it. O(1).
  @inlinable
  package var isEmpty: Bool { first < 0 }
}

/// The neighbours of the rows of a table in lists that run through it: any number of lists, each
/// row in one of them at most.
///
/// Adding at either end and taking out from anywhere are O(1), and allocate only when a row higher
/// than any before is added. That a row is in the list that is named is not found out here.
@frozen
@usableFromInline
package struct RowLinks: ~Copyable, @unchecked Sendable {
  @usableFromInline
  struct Neighbours: BitwiseCopyable {
    @usableFromInline var previous: Int32
    @usableFromInline var next: Int32

    @inlinable
    init(previous: Int32, next: Int32) {
      self.previous = previous
      self.next = next
    }
  }

  @usableFromInline var base: UnsafeMutablePointer<Neighbours>
  @usableFromInline var capacity: Int

  /// Links of no list yet.
  @inlinable
  package init(minimumCapacity: Int = 16) {
    capacity = Swift.max(minimumCapacity, 1)
    base = .allocate(capacity: capacity)
    base.initialize(repeating: Neighbours(previous: -1, next: -1), count: capacity)
  }

  deinit {
    base.deallocate()
  }

  /// The row behind a row of a list; -1: none.
  @inlinable
  @inline(__always)
  package func next(_ row: Int32) -> Int32 {
    precondition(Int(row).isBelow(capacity), "a row that is in no list")
    return base[Int(row)].next
  }

  /// The row before a row of a list; -1: none.
  @inlinable
  @inline(__always)
  package func previous(_ row: Int32) -> Int32 {
    precondition(Int(row).isBelow(capacity), "a row that is in no list")
    return base[Int(row)].previous
  }

  /// Adds a row at the end of a list.
  @inlinable
  @inline(__always)
  package mutating func append(_ row: Int, to list: inout RowList) {
    insert(row, behind: list.last, in: &list)
  }

  /// Adds a row behind another of a list; behind -1: at its beginning.
  @inlinable
  @inline(__always)
  package mutating func insert(_ row: Int, behind before: Int32, in list: inout RowList) {
    let after = before < 0 ? list.first : base[Int(before)].next
    if row >= capacity { grow(toHold: row) }
    base[row] = Neighbours(previous: before, next: after)
    let row = Int32(truncatingIfNeeded: row)
    if before < 0 { list.first = row } else { base[Int(before)].next = row }
    if after < 0 { list.last = row } else { base[Int(after)].previous = row }
  }

  /// Takes a row out of its list.
  @inlinable
  @inline(__always)
  package mutating func remove(_ row: Int, from list: inout RowList) {
    precondition(row.isBelow(capacity), "a row that is in no list")
    let neighbours = base[row]
    if neighbours.previous < 0 {
      list.first = neighbours.next
    } else {
      base[Int(neighbours.previous)].next = neighbours.next
    }
    if neighbours.next < 0 {
      list.last = neighbours.previous
    } else {
      base[Int(neighbours.next)].previous = neighbours.previous
    }
    base[row] = Neighbours(previous: -1, next: -1)
  }

  /// Links of their own, of the same lists. O(capacity).
  package func copy() -> RowLinks {
    let other = RowLinks(minimumCapacity: capacity)
    other.base.update(from: base, count: capacity)
    return other
  }

  @usableFromInline
  @inline(never)
  mutating func grow(toHold row: Int) {
    let roomier = Swift.max(capacity * 2, row + 1)
    let other = UnsafeMutablePointer<Neighbours>.allocate(capacity: roomier)
    other.update(from: base, count: capacity)
    (other + capacity).initialize(
      repeating: Neighbours(previous: -1, next: -1), count: roomier - capacity)
    base.deallocate()
    base = other
    capacity = roomier
  }
}

extension RowLinks {
  /// Adds a row at the end of a list.
  @inlinable
  @inline(__always)
  package mutating func append<Entity: ~Copyable>(_ row: Row<Entity>, to list: inout RowList) {
    append(row.index, to: &list)
  }

  /// Takes a row out of its list.
  @inlinable
  @inline(__always)
  package mutating func remove<Entity: ~Copyable>(_ row: Row<Entity>, from list: inout RowList) {
    remove(row.index, from: &list)
  }

  /// The row behind a row of a list; -1: none.
  @inlinable
  @inline(__always)
  package func next<Entity: ~Copyable>(_ row: Row<Entity>) -> Int32 {
    next(Int32(truncatingIfNeeded: row.index))
  }
}

extension RowList {
  /// The first row, as one of the table that the list is of; nil: the list is empty.
  @inlinable
  @inline(__always)
  package func firstRow<Entity: ~Copyable>(of _: Entity.Type = Entity.self) -> Row<Entity>? {
    OptionalRow(number: first).row
  }
}
