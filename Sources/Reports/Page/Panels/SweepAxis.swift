import Rehearsal

/// Where the values of a sweep stand on a level axis: plain numbers by their size, others beside
/// each other in their order.
struct SweepAxis: Sendable {
  /// In the picture, in the order of the values.
  let places: [Double]
  /// What stands below each: the value, or its number where values are too long.
  let labels: [String]
  let isNumbered: Bool
  /// Plain numbers that are not drawn by their size, since they would cover each other.
  let isEven: Bool
  /// Of a dot: smaller where values stand close.
  let radius: Double

  /// Values are at least so far apart where they may be.
  private static let apart = 10.0

  init(_ sweep: Sweep, from: Double, to: Double) {
    let count = sweep.points.count
    let slot = (to - from) / Double(max(1, count))
    let even = (0..<count).map { from + slot * (Double($0) + 0.5) }
    let bySize = sweep.numbers.map { SweepAxis.bySize($0, from: from, to: to) }
    let nearest = bySize.map(SweepAxis.nearest) ?? 0
    let fits = count == 1 || nearest >= min(SweepAxis.apart, slot / 2)
    places = fits ? bySize ?? even : even
    isEven = bySize != nil && !fits
    radius = min(5, max(2, SweepAxis.nearest(places) * 0.4))
    let widest = sweep.points.map { TextWidth.drawn($0.value) * 11 / 100 }.max() ?? 0
    isNumbered = bySize == nil && Double(widest) > slot - 6
    labels = sweep.points.enumerated().map { [isNumbered] in
      isNumbered ? "\($0 + 1)" : $1.value
    }
  }

  private static func bySize(_ numbers: [Double], from: Double, to: Double) -> [Double] {
    guard let least = numbers.min(), let most = numbers.max(), least < most else {
      return numbers.map { _ in (from + to) / 2 }
    }
    let scale = NumberScale(least, most, from: from + 12, to: to - 12)
    return numbers.map { scale.place($0) }
  }

  private static func nearest(_ places: [Double]) -> Double {
    let sorted = places.sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min() ?? .infinity
  }
}
