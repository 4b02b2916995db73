/// How many times as much of something there is, by all that raises or lowers it now: exactly once
/// where nothing does.
struct Factors<Value: BinaryFloatingPoint> {
  private(set) var value: Value = 1
  private var count: Int32 = 0

  /// A factor begins, or ends.
  mutating func change(_ factor: Double, isOn: Bool) {
    count += isOn ? 1 : -1
    value = count == 0 ? 1 : isOn ? value * Value(factor) : value / Value(factor)
  }
}
