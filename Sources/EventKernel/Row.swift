/// The number of a row in the flat table of one kind of entity, such as `Row<Component>`.
///
/// The type parameter only keeps rows of different tables apart; nothing of it is stored. Four
/// bytes, since tables stay far below 2^31 rows.
@frozen
@usableFromInline
package struct Row<Entity: ~Copyable>: Hashable, Comparable, Sendable, BitwiseCopyable {
  @usableFromInline let number: Int32

  /// The row at an index of the table.
  ///
  /// - Precondition: 0 <= `index` < 2^31.
  @inlinable
  package init(_ index: Int) {
    precondition(index >= 0, "a row cannot be negative")
    number = Int32(index)
  }

  /// A row that is known to be none below 0.
  @inlinable
  @inline(__always)
  init(unchecked number: Int32) { self.number = number }

  /// The row of that number in another table, where two tables have their rows in common.
  @inlinable
  @inline(__always)
  package init<Other: ~Copyable>(alike row: Row<Other>) { number = row.number }

  /// The row as an index into the table.
  @inlinable
  package var index: Int { Int(number) }

  /// Whether a row comes before another in their table.
  @inlinable
  package static func < (one: Row, other: Row) -> Bool { one.number < other.number }
}

/// A row, or none, in four bytes: what tables keep where there may be none. Outside of tables it is
/// an optional row.
@frozen
@usableFromInline
package struct OptionalRow<Entity: ~Copyable>: Hashable, Sendable, BitwiseCopyable {
  /// Below 0: none.
  @usableFromInline let number: Int32

  /// A row, or none.
  @inlinable
  @inline(__always)
  package init(_ row: Row<Entity>?) { number = row?.number ?? -1 }

  /// A number as lists of rows have it: below 0 it is none.
  @inlinable
  @inline(__always)
  package init(number: Int32) { self.number = number }

  /// No row.
  @inlinable
  @inline(__always)
  package static var none: OptionalRow { OptionalRow(number: -1) }

  /// The row; nil: none.
  @inlinable
  @inline(__always)
  package var row: Row<Entity>? { number < 0 ? nil : Row(unchecked: number) }

  /// Whether there is none.
  @inlinable
  @inline(__always)
  package var isNone: Bool { number < 0 }

  /// Whether it is this row.
  @inlinable
  @inline(__always)
  package static func == (one: OptionalRow, row: Row<Entity>) -> Bool { one.number == row.number }

  /// Whether it is none, or another row.
  @inlinable
  @inline(__always)
  package static func != (one: OptionalRow, row: Row<Entity>) -> Bool { one.number != row.number }
}
