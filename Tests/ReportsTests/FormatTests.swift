import EventKernel
import Reports
import Scenarios
import Scoring
import Testing

@Suite struct FormatTests {
  @Test(
    "a length of time is written in its two largest sensible units",
    arguments: [
      (0, "0 s", "0 秒"), (45, "45 s", "45 秒"), (200, "3 min 20 s", "3 分钟 20 秒"),
      (1800, "30 min", "30 分钟"), (3600, "1 h", "1 小时"), (3900, "1 h 05 min", "1 小时 5 分钟"),
      (47 * 3600, "47 h", "47 小时"), (183_600, "2 d 3 h", "2 天 3 小时"),
      (-90, "-1 min 30 s", "-1 分钟 30 秒"),
      (3599, "59 min 59 s", "59 分钟 59 秒"),
    ])
  func duration(_ seconds: Int64, _ en: String, _ zh: String) {
    #expect(Format.duration(.seconds(seconds), .en) == en)
    #expect(Format.duration(.seconds(seconds), .zh) == zh)
  }

  @Test("the drill's clock drops seconds, before the start too")
  func elapsed() {
    #expect(Format.elapsed(.zero + .seconds(3959)) == "T+1:05")
    #expect(Format.elapsed(.zero - .seconds(1)) == "T-0:01")
    #expect(Format.elapsed(.zero + .hours(72)) == "T+72:00")
  }

  @Test("thousandths read as points and per cent")
  func thousandths() {
    #expect(Format.points(Milli(875)) == "87.5")
    #expect(Format.percent(Milli(1000)) == "100.0 %")
    #expect(Format.hours(.seconds(157_680), .en) == "43.8 h")
    #expect(Format.celsius(31_449) == "31.4 ℃")
    #expect(Format.charge(19_500) == "20 %")
  }

  @Test(
    "a number keeps the digits that count, whatever its size",
    arguments: [
      (0, "0"), (4, "4"), (4.00123456, "4.00123"), (-0.25, "-0.25"), (1_234_567.8, "1234568"),
      (0.00012345678, "0.000123457"), (99.99995, "100"), (9.999996, "10"), (123.456789, "123.457"),
      (1e-20, "0"), (-1e-20, "0"), (1e20, "1e+20"),
    ])
  func number(_ value: Double, _ text: String) {
    #expect(Format.number(value) == text)
  }

  @Test("a number takes fewer digits where fewer are asked for")
  func digits() {
    #expect(Format.number(0.123456, digits: 3) == "0.123")
    #expect(Format.number(1234.5, digits: 3) == "1235")
    #expect(Format.number(2.96, digits: 1) == "3")
  }

  @Test("Chinese takes two cells a character, marks none")
  func cells() {
    #expect(TextWidth.cells("UPS 故障") == 8)
    #expect(TextWidth.cells("e\u{301}") == 1)
    #expect(TextWidth.padded("故障", to: 6) == "故障  ")
    #expect(TextWidth.rightAligned("故障", to: 6) == "  故障")
  }

  @Test(
    "wrapping loses no character, and no line starts with closing punctuation",
    arguments: [4, 7, 10, 23])
  func wrapping(_ width: Int) {
    let text = "02:10，UPS A1 故障（功率模块），supercalifragilistic 此后又有 1 处故障。"
    let lines = TextWidth.wrapped(text, to: width)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    for line in lines {
      #expect(TextWidth.cells(line) <= max(width, 4))
      #expect(!"，。）".contains(line.first ?? "x") || width < 6)
    }
  }

  @Test("the civil clock crosses midnight and the year's end")
  func civil() {
    let clock = CivilClock(
      start: CivilTime(year: 2026, month: 12, day: 31, hour: 23, minute: 30))
    #expect(clock.short(.zero + .minutes(10)) == "23:40")
    #expect(clock.short(.zero + .minutes(40)) == "01-01 00:10")
    #expect(clock.iso(.zero + .hours(1)) == "2027-01-01T00:30+08:00")
  }
}
