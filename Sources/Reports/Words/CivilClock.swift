import EventKernel
import Scenarios

/// The civil time of each moment of a drill, in the drill's own zone.
package struct CivilClock: Sendable {
  package var start: CivilTime

  package init(start: CivilTime) {
    self.start = start
  }

  /// The civil minute that a moment lies in.
  package func moment(_ time: SimulationTime) -> CivilTime {
    let elapsed = Int(Format.floorDivision(time.microseconds, 60_000_000))
    let minute = start.hour * 60 + start.minute + elapsed
    let days = Int(Format.floorDivision(Int64(minute), 1440))
    let rest = minute - days * 1440
    let date = Self.date(Self.days(year: start.year, month: start.month, day: start.day) + days)
    return CivilTime(
      year: date.year, month: date.month, day: date.day, hour: rest / 60, minute: rest % 60,
      offset: start.offset)
  }

  /// `02:10`.
  package func hourMinute(_ time: SimulationTime) -> String {
    let civil = moment(time)
    return "\(Self.digits(civil.hour)):\(Self.digits(civil.minute))"
  }

  /// `02:10` on the day of the start, else `01-16 02:10`.
  package func short(_ time: SimulationTime) -> String {
    let civil = moment(time)
    let clock = hourMinute(time)
    if civil.day == start.day, civil.month == start.month, civil.year == start.year {
      return clock
    }
    return "\(Self.digits(civil.month))-\(Self.digits(civil.day)) \(clock)"
  }

  /// `2026-01-15 02:10`.
  package func full(_ time: SimulationTime) -> String {
    let civil = moment(time)
    let date = "\(civil.year)-\(Self.digits(civil.month))-\(Self.digits(civil.day))"
    return "\(date) \(hourMinute(time))"
  }

  /// `2026-01-15T02:10+08:00`, for machines.
  package func iso(_ time: SimulationTime) -> String {
    let sign = start.offset < 0 ? "-" : "+"
    let offset = abs(start.offset)
    let zone = "\(sign)\(Self.digits(offset / 60)):\(Self.digits(offset % 60))"
    return full(time).split(separator: " ").joined(separator: "T") + zone
  }

  static func digits(_ number: Int) -> String { Format.twoDigits(UInt64(number)) }

  /// Days from 1970-01-01, after H. Hinnant, "chrono-compatible low-level date algorithms".
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The reverse, by the same source.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
