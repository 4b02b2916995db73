extension Array {
  /// The element of a row of the table that the array is beside.
  @inlinable
  package subscript<Entity: ~Copyable>(row: Row<Entity>) -> Element {
    @inline(__always) get { self[row.index] }
    @inline(__always) _modify { yield &self[row.index] }
  }
}
