import EventKernel

/// Which days of a drill are working days, counted from the day on which it starts (day 0).
///
/// Monday to Friday, less the holidays, plus the days that were swapped in for them (调休).
package struct WorkCalendar: Sendable {
  /// The weekday of day 0 by ISO 8601: 1 is Monday, 7 Sunday.
  package var startWeekday: Int
  /// Time of day at which the drill starts.
  package var timeOfDay: TimeSpan
  /// Time of day at which business closes; nil: at midnight.
  package var closes: TimeSpan?
  /// Days off, as days from the drill's first day; a day before it is negative.
  package var holidays: Set<Int>
  /// Days at work that would otherwise be free; they win over `holidays`.
  package var workdays: Set<Int>

  package init(
    startWeekday: Int, timeOfDay: TimeSpan, closes: TimeSpan? = nil, holidays: Set<Int> = [],
    workdays: Set<Int> = []
  ) {
    self.startWeekday = startWeekday
    self.timeOfDay = timeOfDay
    self.closes = closes
    self.holidays = holidays
    self.workdays = workdays
  }

  /// Whether people are at work on a day, counted from the drill's first.
  package func isWorkingDay(_ day: Int) -> Bool {
    if workdays.contains(day) { return true }
    if holidays.contains(day) { return false }
    let weekday = (startWeekday % 7 + day % 7 + 13) % 7
    return weekday < 5
  }

  /// The time since midnight at an instant.
  package func timeOfDay(at time: SimulationTime) -> TimeSpan {
    let length = TimeSpan.days(1).microseconds
    let since = (held(time) + timeIntoDay).microseconds % length
    return TimeSpan(microseconds: since < 0 ? since + length : since)
  }

  /// The day that an instant falls on, counted from the drill's first.
  package func day(of time: SimulationTime) -> Int {
    let length = TimeSpan.days(1).microseconds
    let sinceMidnight = (held(time) + timeIntoDay).microseconds
    let whole = sinceMidnight / length
    return Int(sinceMidnight % length < 0 ? whole - 1 : whole)
  }

  /// The last instant that is "within so many working days" of another.
  ///
  /// The clause (appendix A) does not say how to count. Of the readings in use this takes the one
  /// that binds less: the day of the instant itself does not count (Civil Code, article 201), and
  /// the last day lasts until business closes (article 203), or until the same time of day where
  /// that is later.
  package func due(after time: SimulationTime, workingDays: Int) -> SimulationTime {
    guard workingDays > 0 else { return time }
    let from = held(time)
    let first = day(of: from)
    var day = first
    var left = min(workingDays, 10_000)
    while left > 0 {
      day += 1
      if isWorkingDay(day) { left -= 1 }
    }
    let sameTime = from + .days(Int64(day - first))
    let closing =
      SimulationTime.zero - timeIntoDay + .days(Int64(day))
      + min(max(.zero, closes ?? .days(1)), .days(1))
    return max(sameTime, closing)
  }

  private var timeIntoDay: TimeSpan { min(max(.zero, timeOfDay), .days(1)) }

  /// Instants further off than any drill are brought back to where days can be counted.
  private func held(_ time: SimulationTime) -> SimulationTime {
    let limit = TimeSpan.maximum.microseconds
    return SimulationTime(microseconds: min(max(-limit, time.microseconds), limit))
  }
}
