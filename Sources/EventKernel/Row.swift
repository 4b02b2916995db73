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

  /// The row as an index into the table.
  @inlinable
  package var index: Int { Int(number) }

  /// Whether a row comes before another in their table.
  @inlinable
  package static func < (one: Row, other: Row) -> Bool { one.number < other.number }
}
