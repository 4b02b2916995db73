import EventKernel

/// When a service has its users: intervals of the day, on all days or on working days.
package struct OpeningHours: Sendable {
  package struct Interval: Sendable {
    /// From the midnight of its day; `end` may lie in the next day.
    package var start: TimeSpan
    package var end: TimeSpan
    package var onWorkingDaysOnly: Bool

    package init(start: TimeSpan, end: TimeSpan, onWorkingDaysOnly: Bool) {
      self.start = start
      self.end = end
      self.onWorkingDaysOnly = onWorkingDaysOnly
    }
  }

  /// Time of day at the drill's start.
  package var timeOfDay: TimeSpan
  /// Is it a working day? The day before the drill's first comes first, then one for each day.
  package var workingDays: Table<Bool>
  package var intervals: Table<Interval>

  package init(timeOfDay: TimeSpan, workingDays: [Bool], intervals: [Interval]) {
    self.timeOfDay = timeOfDay
    self.workingDays = Table(workingDays)
    self.intervals = Table(intervals)
  }

  /// Whether it is open at an instant of the drill.
  package func isOpen(at time: SimulationTime) -> Bool {
    let length = TimeSpan.days(1).microseconds
    let sinceMidnight = timeOfDay.microseconds + time.microseconds
    let day = Int(sinceMidnight / length)
    let now = sinceMidnight % length
    return intervals.contains { interval in
      let start = interval.start.microseconds
      let end = interval.end.microseconds
      let isToday = start <= now && now < end && counts(interval, on: day)
      return isToday || (now + length < end && counts(interval, on: day - 1))
    }
  }

  /// How much of the time between two instants of the drill it is open.
  package func openTime(from start: SimulationTime, to end: SimulationTime) -> TimeSpan {
    let length = TimeSpan.days(1).microseconds
    let (first, last) = (
      timeOfDay.microseconds + start.microseconds, timeOfDay.microseconds + end.microseconds
    )
    guard first < last else { return .zero }
    var spans: [Range<Int64>] = []
    for day in first / length - 1...last / length {
      for interval in intervals where counts(interval, on: Int(day)) {
        let from = max(first, day * length + interval.start.microseconds)
        let to = min(last, day * length + interval.end.microseconds)
        if from < to { spans.append(from..<to) }
      }
    }
    // What two of them have in common counts once.
    var open: Int64 = 0
    var reached = first
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound })
    where span.upperBound > reached {
      open += span.upperBound - max(reached, span.lowerBound)
      reached = span.upperBound
    }
    return TimeSpan(microseconds: open)
  }

  private func counts(_ interval: Interval, on day: Int) -> Bool {
    guard interval.onWorkingDaysOnly else { return true }
    return workingDays.indices.contains(day + 1) && workingDays[day + 1]
  }
}
