import EventKernel
import Scenarios
import Simulator

/// The level of a battery, or the warmth of a room, over the run: straight lines between points.
struct ReserveHistory: Sendable {
  struct Point: Hashable, Sendable {
    var time: SimulationTime
    /// In the reserve's unit: thousandths of a per cent, or of a degree.
    var level: Double
  }

  var reserve: Reserve
  private(set) var points: [Point] = []

  /// Full, empty.
  var bounds: (Double, Double) { (Double(reserve.levelFull), Double(reserve.levelEmpty)) }

  /// The fullest and the emptiest of it that was seen, in the reserve's unit.
  var extreme: Double {
    let isFalling = reserve.levelEmpty < reserve.levelFull
    let levels = points.map(\.level)
    return (isFalling ? levels.min() : levels.max()) ?? Double(reserve.levelFull)
  }

  private var standing: ReserveStanding

  init(reserve: Reserve) {
    self.reserve = reserve
    standing = ReserveStanding(full: reserve)
  }

  /// The reserve stands so from a moment on, which is that of the standing.
  mutating func follow(_ next: ReserveStanding) {
    if next == standing { return }
    addFull(before: next.since)
    if points.isEmpty { add(.zero, left: reserve.lasts) }
    standing = next
    add(next.since, left: next.left)
  }

  /// Ends with the run; nothing of a reserve that was never drawn on.
  mutating func finish(at end: SimulationTime) {
    if points.isEmpty { return }
    addFull(before: end)
    add(end, left: reserve.left(standing, at: end))
  }

  /// A point where it reached full on the way.
  private mutating func addFull(before time: SimulationTime) {
    if !points.isEmpty, let full = reserve.full(standing), full <= time {
      add(full, left: reserve.lasts)
    }
  }

  private mutating func add(_ time: SimulationTime, left: TimeSpan) {
    let (full, empty) = bounds
    let share = Double(left.microseconds) / Double(max(1, reserve.lasts.microseconds))
    points.append(Point(time: time, level: empty + (full - empty) * share))
  }
}
