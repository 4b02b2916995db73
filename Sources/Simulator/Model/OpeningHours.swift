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

  private func counts(_ interval: Interval, on day: Int) -> Bool {
    guard interval.onWorkingDaysOnly else { return true }
    return workingDays.indices.contains(day + 1) && workingDays[day + 1]
  }
}
