import Statistics

/// What a measure came to in one replication, in whole numbers that merge exactly.
package struct MeasureResult: Sendable, Equatable {
  /// The measure of the replication is this over `below`: microseconds over tickets, hits over
  /// tries, a level's area over microseconds, one value over 1. Nothing was seen when `below` is 0.
  package var above: Int64 = 0
  package var below: Int64 = 0
  /// The tickets themselves, where a variance is asked for, microseconds.
  package var tickets = PowerSums()
  /// The tickets themselves, where a quantile is asked for, microseconds.
  package var sketch: QuantileSketch?

  package init() {}
}
