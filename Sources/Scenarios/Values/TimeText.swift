import EventKernel

/// Dates and times of day as people write them.
enum TimeText {
  /// `YYYY-MM-DD`, as the day number of `CivilTime`.
  static func date(_ text: some StringProtocol) -> Int? {
    let parts = numbers(text, separator: "-", widths: [4, 2, 2])
    guard let parts else { return nil }
    let time = CivilTime(year: parts[0], month: parts[1], day: parts[2], hour: 0, minute: 0)
    return time.isValid ? time.dayNumber : nil
  }

  /// `HH:MM` up to 24:00, as minutes of the day.
  static func timeOfDay(_ text: some StringProtocol) -> Int? {
    guard let parts = numbers(text, separator: ":", widths: [2, 2]), parts[1] < 60,
      parts[0] < 24 || parts[0] == 24 && parts[1] == 0
    else { return nil }
    return parts[0] * 60 + parts[1]
  }

  /// `08:30-17:30`, as minutes of the day; what ends at or before its start ends on the next day.
  static func hours(_ text: some StringProtocol) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = timeOfDay(ends[0]), from < 1440, let to = timeOfDay(ends[1])
    else { return nil }
    return from..<to + (to <= from ? 1440 : 0)
  }

  /// `+08:00`, as minutes east of Greenwich.
  static func offset(_ text: String) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-",
      let minutes = timeOfDay(text.dropFirst()), minutes <= 1080
    else { return nil }
    return sign == "-" ? -minutes : minutes
  }

  private static func numbers(
    _ text: some StringProtocol, separator: Character, widths: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == widths.count else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.count == width, part.allSatisfy({ $0.isASCII && $0.isNumber }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

extension YAMLValue {
  /// `YYYY-MM-DD HH:MM`, in the zone of that offset.
  package func civilTime(offset: Int, _ sink: inout DiagnosticSink) -> CivilTime? {
    guard let text = text(&sink) else { return nil }
    let parts = text.split(separator: " ")
    guard parts.count == 2, let day = TimeText.date(parts[0]),
      let minute = TimeText.timeOfDay(parts[1]), minute < 1440
    else {
      sink.error(
        .badTime, position, zh: "'\(text)' 不是时刻", en: "'\(text)' is not a date and time",
        hint: Bilingual(zh: "例如 2026-01-15 02:00", en: "e.g. 2026-01-15 02:00"))
      return nil
    }
    return CivilTime(dayNumber: day, minuteOfDay: minute, offset: offset)
  }

  /// `YYYY-MM-DD`, as a day number.
  package func date(_ sink: inout DiagnosticSink) -> Int? {
    guard let text = text(&sink) else { return nil }
    if let day = TimeText.date(text) { return day }
    sink.error(
      .badTime, position, zh: "'\(text)' 不是日期", en: "'\(text)' is not a date",
      hint: Bilingual(zh: "例如 2026-01-15", en: "e.g. 2026-01-15"))
    return nil
  }

  /// Dates and ranges of dates, `2026-01-01..2026-01-03`, as day numbers in the order written.
  package func dates(_ sink: inout DiagnosticSink) -> [Int] {
    list().flatMap { value -> [Int] in
      guard let text = value.text(&sink) else { return [] }
      guard let range = text.cut(at: "..") else {
        return value.date(&sink).map { [$0] } ?? []
      }
      guard let first = TimeText.date(range.before), let last = TimeText.date(range.behind),
        first <= last, last - first <= 366
      else {
        sink.error(
          .badTime, value.position, zh: "'\(text)' 不是日期范围",
          en: "'\(text)' is not a range of dates",
          hint: Bilingual(zh: "例如 2026-01-01..2026-01-03", en: "e.g. 2026-01-01..2026-01-03"))
        return []
      }
      return Array(first...last)
    }
  }

  /// `HH:MM`, as minutes of the day.
  package func timeOfDay(_ sink: inout DiagnosticSink) -> Int? {
    guard let text = text(&sink) else { return nil }
    if let minute = TimeText.timeOfDay(text), minute < 1440 { return minute }
    sink.error(
      .badTime, position, zh: "'\(text)' 不是一天中的时刻", en: "'\(text)' is not a time of day",
      hint: Bilingual(zh: "例如 09:00", en: "e.g. 09:00"))
    return nil
  }

  /// Hours of the day on which something is open, `work days 08:30-17:30` or
  /// `every day 08:00-20:00`; hours that end at or before their start end on the next day.
  package func openHours(_ sink: inout DiagnosticSink) -> OpenDescription? {
    guard let text = text(&sink) else { return nil }
    let words = text.split(separator: " ")
    let days = words.dropLast().joined(separator: " ")
    if words.count == 3, ["work days", "every day"].contains(days),
      let minutes = TimeText.hours(words[2])
    {
      return OpenDescription(onWorkingDaysOnly: days == "work days", minutes: minutes)
    }
    sink.error(
      .badTime, position, zh: "'\(text)' 不是开放时段", en: "'\(text)' are no opening hours",
      hint: Bilingual(
        zh: "例如 work days 08:30-17:30、every day 08:00-20:00",
        en: "e.g. work days 08:30-17:30, every day 08:00-20:00"))
    return nil
  }

  /// An interval of a shift's cycle, `day 2 20:00-08:00`, as minutes of the cycle; one that ends
  /// at or before its start ends on the next day.
  package func shiftInterval(_ sink: inout DiagnosticSink) -> Range<Int>? {
    guard let text = text(&sink) else { return nil }
    let words = text.split(separator: " ")
    if words.count == 3, words[0] == "day", let day = Int(words[1]), (1...366).contains(day),
      let hours = TimeText.hours(words[2])
    {
      let midnight = (day - 1) * 1440
      return midnight + hours.lowerBound..<midnight + hours.upperBound
    }
    sink.error(
      .badShift, position, zh: "'\(text)' 不是班次时段", en: "'\(text)' is not an interval of a shift",
      hint: Bilingual(zh: "例如 day 1 08:00-20:00", en: "e.g. day 1 08:00-20:00"))
    return nil
  }
}
