import EventKernel
import Scenarios
import Testing

@Suite("The civil calendar")
struct CivilTimeTests {
  @Test("days count from 1970 and come back, over eight centuries")
  func roundTrip() {
    for day in stride(from: -200_000, to: 200_000, by: 37) {
      let time = CivilTime(dayNumber: day, minuteOfDay: 754)
      #expect(time.isValid)
      #expect(time.dayNumber == day)
      #expect(time.timeOfDay == "12:34")
    }
  }

  @Test("known dates have known numbers and weekdays")
  func known() {
    let epoch = CivilTime(year: 1970, month: 1, day: 1, hour: 0, minute: 0)
    #expect(epoch.dayNumber == 0)
    #expect(epoch.weekday == 4)
    let winter = CivilTime(year: 2026, month: 1, day: 15, hour: 2, minute: 0)
    #expect(winter.dayNumber == 20_468)
    #expect(winter.weekday == 4)
    let leap = CivilTime(year: 2024, month: 2, day: 29, hour: 0, minute: 0)
    #expect(leap.isValid)
    #expect(leap.weekday == 4)
  }

  @Test("days that do not exist are not valid")
  func invalid() {
    #expect(!CivilTime(year: 2026, month: 2, day: 29, hour: 0, minute: 0).isValid)
    #expect(!CivilTime(year: 2026, month: 4, day: 31, hour: 0, minute: 0).isValid)
    #expect(!CivilTime(year: 1900, month: 2, day: 29, hour: 0, minute: 0).isValid)
    #expect(CivilTime(year: 2000, month: 2, day: 29, hour: 0, minute: 0).isValid)
  }

  @Test("a span later is printed to the minute")
  func adding() {
    let start = CivilTime(year: 2026, month: 12, day: 31, hour: 23, minute: 30)
    #expect(start.adding(.minutes(30)).description == "2027-01-01 00:00")
    #expect(start.adding(.seconds(1_859)).description == "2027-01-01 00:00")
    #expect(start.adding(.days(60)).description == "2027-03-01 23:30")
    #expect(start.adding(.zero - .minutes(1)).description == "2026-12-31 23:29")
    #expect(start.adding(.days(1)).since(start) == .days(1))
  }

  @Test("moments of two zones compare on Greenwich time")
  func zones() {
    let shanghai = CivilTime(year: 2026, month: 1, day: 15, hour: 8, minute: 0)
    let greenwich = CivilTime(year: 2026, month: 1, day: 15, hour: 0, minute: 0, offset: 0)
    #expect(shanghai.since(greenwich) == .zero)
    #expect(shanghai.zone == "+08:00")
  }
}
