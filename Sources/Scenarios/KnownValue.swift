/// A value of a measure that is known from elsewhere.
package struct KnownValue: Sendable {
  package var name: String
  /// Row of the measure in the model's drill.
  package var measure: Int
  /// In the measure's unit: microseconds, microseconds squared, a share 0...1, a level.
  package var value: Double
  package var formula: String
  package var source: String
  /// Every replication must match it to the microsecond.
  package var isExact: Bool
  /// It needs a very long run, and is looked at only when asked for.
  package var isSlow: Bool
}
