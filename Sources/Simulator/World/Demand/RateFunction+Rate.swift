import EventKernel

extension RateFunction {
  /// The rate at an instant, an hour.
  package func rate(at time: SimulationTime) -> Double {
    var position = phase.microseconds + time.microseconds
    if period > .zero {
      position %= period.microseconds
      if position < 0 { position += period.microseconds }
    }
    if case .sinusoid(let amplitude) = shape {
      let turn = Double(position) / Double(period.microseconds)
      return points[0].rate * (1 + amplitude * Elementary.sin(2 * Double.pi * turn))
    }
    let next = points.firstIndex { $0.at.microseconds > position } ?? points.count
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
}
