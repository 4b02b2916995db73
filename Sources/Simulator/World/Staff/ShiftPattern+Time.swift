import EventKernel

extension ShiftPattern {
  /// Position in the cycle at an instant, in 0..<cycle.
  func position(at time: SimulationTime) -> Int64 {
    guard cycle > .zero else { return 0 }
    let position = (phase.microseconds + time.microseconds) % cycle.microseconds
    return position < 0 ? position + cycle.microseconds : position
  }

  /// Whether it is on at an instant; an interval that ends past the cycle's end wraps around.
  package func isOn(at time: SimulationTime) -> Bool {
    let position = position(at: time)
    return intervals.contains {
      ($0.start.microseconds <= position && position < $0.end.microseconds)
        || position + cycle.microseconds < $0.end.microseconds
    }
  }

  /// The next instant after `time` at which it may turn on or off; nil: never.
  package func nextChange(after time: SimulationTime) -> SimulationTime? {
    guard cycle > .zero, !intervals.isEmpty else { return nil }
    let position = position(at: time)
    var nearest = Int64.max
    for interval in intervals {
      for edge in [interval.start.microseconds, interval.end.microseconds] {
        let ahead = (edge - position) % cycle.microseconds
        nearest = min(nearest, ahead <= 0 ? ahead + cycle.microseconds : ahead)
      }
    }
    return time + TimeSpan(microseconds: nearest)
  }

  /// How long it is on from the drill's start until an instant.
  package func timeOn(until end: SimulationTime) -> TimeSpan {
    guard cycle > .zero else { return .zero }
    let (length, first) = (cycle.microseconds, phase.microseconds)
    let last = first + min(max(0, end.microseconds), TimeSpan.maximum.microseconds)
    // In the whole cycles before, and in the part of one at either end.
    let whole = last / length * timeOn(before: length)
    return TimeSpan(microseconds: whole + timeOn(before: last % length) - timeOn(before: first))
  }

  /// How long it is on in a cycle before a position; what ends past the cycle's end wraps around.
  private func timeOn(before position: Int64) -> Int64 {
    intervals.reduce(0) { sum, interval in
      let (start, end) = (interval.start.microseconds, interval.end.microseconds)
      let over = max(0, min(end - cycle.microseconds, position))
      return sum + max(0, min(end, position) - start) + over
    }
  }

  /// The first instant from `time` on at which it is on; nil: never.
  package func nextOn(from time: SimulationTime) -> SimulationTime? {
    var time = time
    // Every change of one cycle is looked at once at most.
    for _ in 0...(2 * intervals.count) {
      if isOn(at: time) { return time }
      guard let next = nextChange(after: time) else { return nil }
      time = next
    }
    return nil
  }
}
