import EventKernel

/// Numbers along an axis, in even steps or by their logarithms; what lies beyond an end is drawn at
/// it.
struct NumberScale: Sendable {
  /// The ends of the axis in its own numbers; above 0 where it is logarithmic.
  let low: Double
  let high: Double
  /// The same in the picture: `from` may lie right of or below `to`.
  let from: Double
  let to: Double
  let isLog: Bool

  init(_ low: Double, _ high: Double, from: Double, to: Double, isLog: Bool = false) {
    self.low = low
    self.high = high > low ? high : isLog ? low * 10 : low + 1
    self.from = from
    self.to = to
    self.isLog = isLog
  }

  func place(_ value: Double) -> Double {
    let held = min(max(value, low), high)
    let share =
      isLog
      ? Elementary.log(held / low) / Elementary.log(high / low) : (held - low) / (high - low)
    return from + (to - from) * share
  }

  // MARK: Ticks

  /// Ticks in steps of 1, 2 or 5 times a power of ten, at most so many.
  func evenTicks(most: Int) -> [Double] {
    var step = 1e-6
    let factors = [2, 2.5, 2]
    var turn = 0
    while (high - low) / step > Double(most) {
      step *= factors[turn % 3]
      turn += 1
    }
    return ticks(every: step)
  }

  /// Ticks in steps in which people count time, at most so many; the axis is in microseconds.
  func timeTicks(most: Int) -> [Double] {
    let steps = NumberScale.timeSteps.map { $0 * 1e6 }
    let step = steps.first { (high - low) / $0 <= Double(most) }
    return ticks(every: step ?? (high - low) / Double(most))
  }

  /// Of the times in which people think, the rounder ones first, those on a logarithmic axis of
  /// microseconds that are at least so far from each other; they rise.
  func logTimeTicks(apart: Double) -> [Double] {
    var ticks: [Double] = []
    for time in NumberScale.logTimes.map({ $0 * 1e6 }) where time >= low && time <= high {
      if ticks.allSatisfy({ (place(time) - place($0)).magnitude >= apart }) { ticks.append(time) }
    }
    return ticks.sorted()
  }

  private func ticks(every step: Double) -> [Double] {
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard first <= last else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Seconds.
  private static let timeSteps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200,
    86_400, 172_800, 432_000, 864_000, 2_592_000, 8_640_000, 31_536_000,
  ]
  private static let logTimes: [Double] = [
    1, 60, 3600, 86_400, 10, 600, 14_400, 864_000, 8_640_000, 120, 300, 1800, 7200, 28_800, 43_200,
    172_800, 432_000, 2_592_000, 31_536_000, 2, 5, 20, 30, 180, 240, 900, 1200, 2400, 10_800,
    18_000, 21_600, 36_000, 57_600, 259_200, 345_600,
  ]
}

extension Picture {
  /// The way from the least to the greatest that a number may be, with a stop at each end; an end
  /// that lies beyond the scale has none.
  mutating func interval(
    y: Double, on scale: NumberScale, from: Double, to: Double, style: String, tip: String = ""
  ) {
    let (above, below) = (Self.number(y - 5), Self.number(y + 5))
    let stops = [from, to].filter { $0 >= scale.low && $0 <= scale.high }.map {
      "M\(Self.number(scale.place($0))) \(above)V\(below)"
    }
    let (first, last) = (Self.number(scale.place(from)), Self.number(scale.place(to)))
    add(
      "<path class=\"\(style)\" d=\"M\(first) \(Self.number(y))H\(last)\(stops.joined())\">"
        + "\(Self.tip(tip))</path>")
  }

  /// The same upright.
  ///
  /// - Parameter stop: half the width of a stop.
  mutating func interval(
    x: Double, on scale: NumberScale, from: Double, to: Double, style: String, tip: String = "",
    stop: Double = 4
  ) {
    let (left, right) = (Self.number(x - stop), Self.number(x + stop))
    let stops = [from, to].filter { $0 >= scale.low && $0 <= scale.high }.map {
      "M\(left) \(Self.number(scale.place($0)))H\(right)"
    }
    let (first, last) = (Self.number(scale.place(from)), Self.number(scale.place(to)))
    add(
      "<path class=\"\(style)\" d=\"M\(Self.number(x)) \(first)V\(last)\(stops.joined())\">"
        + "\(Self.tip(tip))</path>")
  }
}
