import EventKernel

extension RateFunction {
  /// The rate at an instant, an hour.
  package func rate(at time: SimulationTime) -> Double {
    let position = position(at: time)
    if case .sinusoid(let amplitude) = shape {
      let turn = Double(position) / Double(period.microseconds)
      return points[0].rate * (1 + amplitude * Elementary.sin(2 * Double.pi * turn))
    }
    let next = firstPoint(behind: position)
    let before = next > 0 ? points[next - 1] : points[points.count - 1]
    guard shape == .linear, next < points.count || period > .zero, points.count > 1 else {
      return before.rate
    }
    let after = next < points.count ? points[next] : points[0]
    // Across the end of a turn the line goes on from the last point to the first of the next.
    let start = before.at.microseconds - (next > 0 ? 0 : period.microseconds)
    let end = after.at.microseconds + (next < points.count ? 0 : period.microseconds)
    let share = Double(position - start) / Double(end - start)
    return before.rate + (after.rate - before.rate) * share
  }
  /// Where in its turn it is at an instant.
  private func position(at time: SimulationTime) -> Int64 {
    var position = phase.microseconds + time.microseconds
    if period > .zero {
      position %= period.microseconds
      if position < 0 { position += period.microseconds }
    }
    return position
  }

  /// The first point behind a position; the count of points: none is. O(log points).
  private func firstPoint(behind position: Int64) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].at.microseconds > position { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The straight piece of a shape of points that an instant is in, cut off at the horizon: a bound
  /// of its rate from there on, and where it ends; nil: never.
  func piece(at time: SimulationTime, until horizon: SimulationTime)
    -> (most: Double, end: SimulationTime?)
  {
    let position = position(at: time)
    let next = firstPoint(behind: position)
    let end: SimulationTime? =
      next < points.count
      ? time + TimeSpan(microseconds: points[next].at.microseconds - position)
      : period > .zero ? time + TimeSpan(microseconds: period.microseconds - position) : nil
    var greatest = rate(at: time)
    if shape == .linear, let end {
      let last =
        end > horizon ? rate(at: horizon) : next < points.count ? points[next].rate : points[0].rate
      greatest = max(greatest, last)
    }
    return (greatest, end)
  }

  /// How it is thinned until a horizon. As a rule from arrivals at its greatest rate, before or
  /// after scaling; where that would take a hundred times the draws of what comes, and more than a
  /// machine should bear, piece by piece.
  func thinning(until horizon: SimulationTime) -> Thinning {
    let draws = most * (horizon - .zero).seconds / TimeSpan.hours(1).seconds
    let comes = shape.isSinusoid ? draws : area(until: horizon)
    if draws > 20_000_000 + 100 * comes { return .pieces(headroom: 1) }
    let headroom = max(1, 1 / scale)
    return draws > 100_000 + 100 * headroom * comes ? .pieces(headroom: headroom) : .whole
  }

  /// What comes of it until the horizon, in the mean; of a function with turns, by its whole turns.
  private func area(until horizon: SimulationTime) -> Double {
    let end = period > .zero ? period : horizon - .zero
    var area = 0.0
    for (row, point) in points.enumerated() where point.at < end {
      let isLast = row + 1 == points.count
      let next = isLast ? (period > .zero ? points[0] : point) : points[row + 1]
      let length = ((isLast ? end : next.at) - point.at).seconds
      let lasts = min(length, (end - point.at).seconds)
      let last = point.rate + (next.rate - point.rate) * (length > 0 ? lasts / length : 0)
      let rate = shape == .linear ? (point.rate + last) / 2 : point.rate
      area += rate * lasts / TimeSpan.hours(1).seconds
    }
    guard period > .zero else { return area }
    return area * (horizon - .zero).seconds / period.seconds
  }
}

/// What arrivals at a changing rate are drawn from.
enum Thinning: Equatable {
  /// From arrivals at the greatest rate of all.
  case whole
  /// From arrivals at the greatest rate of each piece, times the headroom: of a function that is
  /// scaled to less some of what comes of the whole come.
  case pieces(headroom: Double)
}
