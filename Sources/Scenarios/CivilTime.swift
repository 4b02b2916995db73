import EventKernel

/// A moment of the civil calendar, to the minute, in a zone of fixed offset. Our own arithmetic
/// (proleptic Gregorian; days from civil after H. Hinnant, "chrono-compatible low-level date
/// algorithms"), so that no system calendar has a say.
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  /// Minutes east of Greenwich; +480 for Asia/Shanghai.
  package var offset: Int

  package init(year: Int, month: Int, day: Int, hour: Int, minute: Int, offset: Int = 480) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.offset = offset
  }
}

extension CivilTime {
  /// Days from 1970-01-01 to this date, negative before it.
  package var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Midnight of the day that is so many days after 1970-01-01.
  package init(dayNumber: Int, minuteOfDay: Int = 0, offset: Int = 480) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, hour: minuteOfDay / 60,
      minute: minuteOfDay % 60, offset: offset)
  }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

  package var minuteOfDay: Int { hour * 60 + minute }

  /// Minutes from 1970-01-01 00:00 of the own zone.
  package var minuteNumber: Int { dayNumber * 1440 + minuteOfDay }

  /// The moment a span later, its seconds dropped.
  package func adding(_ span: TimeSpan) -> CivilTime {
    let minutes = minuteNumber + Int(floorDivide(span.microseconds, 60_000_000))
    let day = Int(floorDivide(Int64(minutes), 1440))
    return CivilTime(dayNumber: day, minuteOfDay: minutes - day * 1440, offset: offset)
  }

  /// From another moment to this one; the zones may differ.
  package func since(_ other: CivilTime) -> TimeSpan {
    .minutes(Int64((minuteNumber - offset) - (other.minuteNumber - other.offset)))
  }

  /// True for a date and a time of day that exist.
  package var isValid: Bool {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, (0...23).contains(hour),
      (0...59).contains(minute), (-1080...1080).contains(offset)
    else { return false }
    return CivilTime(dayNumber: dayNumber).month == month && day <= 31
  }

  private func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}

extension CivilTime: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var date: String {
    padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// `HH:MM`.
  package var timeOfDay: String { padded(hour, 2) + ":" + padded(minute, 2) }

  /// `YYYY-MM-DD HH:MM`.
  package var description: String { date + " " + timeOfDay }

  /// `+08:00`.
  package var zone: String {
    (offset < 0 ? "-" : "+") + padded(abs(offset) / 60, 2) + ":" + padded(abs(offset) % 60, 2)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
