import EventKernel
import Scoring
import Testing

@Suite("Work calendar")
struct WorkCalendarTests {
  /// A drill that starts on Thursday 15 January 2026 at 02:00.
  private let plain = WorkCalendar(startWeekday: 4, timeOfDay: .hours(2))

  /// An instant by day of the drill and hour of that day.
  private func time(_ day: Int64, _ hour: Int64) -> SimulationTime {
    .zero - .hours(2) + .days(day) + .hours(hour)
  }

  @Test("Monday to Friday are working days, for years either way")
  func weekdays() {
    #expect((0..<7).map(plain.isWorkingDay) == [true, true, false, false, true, true, true])
    for day in -800...800 {
      #expect(plain.isWorkingDay(day) == plain.isWorkingDay(day + 7))
    }
  }

  @Test("A holiday is free, and a swapped day is worked, even on a holiday")
  func exceptions() {
    let calendar = WorkCalendar(
      startWeekday: 4, timeOfDay: .zero, holidays: [0, 1, 4], workdays: [2, 4])
    #expect((0..<5).map(calendar.isWorkingDay) == [false, false, true, false, true])
  }

  @Test("Days change at midnight, before the drill's start too")
  func days() {
    #expect(plain.day(of: .zero) == 0)
    #expect(plain.day(of: time(0, 24)) == 1)
    #expect(plain.day(of: time(0, 24) - TimeSpan(microseconds: 1)) == 0)
    #expect(plain.day(of: time(0, 0) - TimeSpan(microseconds: 1)) == -1)
    #expect(plain.day(of: time(-7, 0)) == -7)
  }

  @Test(
    "The day itself does not count, and the last working day counts to its end",
    arguments: [
      (0, 3, 1, 1), (0, 23, 1, 1), (0, 3, 2, 4), (1, 9, 1, 4), (2, 9, 1, 4), (3, 9, 1, 4),
      (3, 9, 2, 5), (0, 9, 5, 7),
    ] as [(Int64, Int64, Int, Int64)])
  func due(day: Int64, hour: Int64, workingDays: Int, dueDay: Int64) {
    #expect(plain.due(after: time(day, hour), workingDays: workingDays) == time(dueDay, 24))
  }

  @Test(
    "Where business closes, the later of closing and the same time of day is due",
    arguments: [
      (9, 17), (17, 17), (22, 22),
    ] as [(Int64, Int64)])
  func closing(hour: Int64, due: Int64) {
    var calendar = plain
    calendar.closes = .hours(17)
    #expect(calendar.due(after: time(0, hour), workingDays: 1) == time(1, due))
  }

  @Test("Holidays and swapped days move what is due")
  func exceptionsMoveDue() {
    var calendar = plain
    calendar.holidays = [1, 4]
    #expect(calendar.due(after: time(0, 9), workingDays: 1) == time(5, 24))
    calendar.workdays = [2]
    #expect(calendar.due(after: time(0, 9), workingDays: 1) == time(2, 24))
  }

  @Test("Numbers of no sense do not trap")
  func hostile() {
    let calendar = WorkCalendar(
      startWeekday: .min, timeOfDay: TimeSpan(microseconds: .max),
      closes: TimeSpan(microseconds: .min), holidays: Set(-50...50))
    #expect(!calendar.isWorkingDay(0))
    for time in [Int64.min, -1, 0, .max].map({ SimulationTime(microseconds: $0) }) {
      for days in [Int.min, 0, 1, .max] {
        let due = calendar.due(after: time, workingDays: days)
        #expect(days > 0 || due == time)
      }
    }
    #expect(calendar.isWorkingDay(.max) == calendar.isWorkingDay(.max - 7))
  }

  @Test("What is due later with more working days is never due earlier", arguments: 0..<30)
  func monotone(seed: UInt64) {
    var draws = Draws(seed: seed, "calendar")
    let calendar = WorkCalendar(
      startWeekday: 1 + draws.below(7), timeOfDay: .minutes(draws.minutes(1440)),
      closes: draws.below(2) == 0 ? nil : .minutes(draws.minutes(1440)),
      holidays: Set((0..<draws.below(9)).map { _ in draws.below(30) }))
    let time = at(draws.minutes(20_000))
    var last = time
    for days in 1..<20 {
      let due = calendar.due(after: time, workingDays: days)
      #expect(due > last)
      #expect(due.microseconds - time.microseconds >= TimeSpan.days(Int64(days)).microseconds)
      last = due
    }
  }
}
