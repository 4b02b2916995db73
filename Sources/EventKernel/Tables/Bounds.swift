extension Int {
  /// Whether it is a position in something of so many, 0 at least: in one comparison, since a
  /// negative number without its sign is greater than any count.
  @inlinable
  @inline(__always)
  package func isBelow(_ count: Int) -> Bool {
    UInt(bitPattern: self) < UInt(bitPattern: count)
  }
}
