import EventKernel

extension ShiftDescription {
  /// One shift: its cycle and the intervals of each team; one that runs over the end of the cycle
  /// is cut in two.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let from = map.require("from", &sink)?.date(&sink)
    let cycleValue = map.require("cycle", &sink)
    let span = cycleValue?.positiveDuration(&sink)
    let teams = map.require("teams", &sink)?.named(&sink) ?? []
    map.finish(&sink)
    let cycle = cycleValue.flatMap { value in span.flatMap { Self.days($0, value.position, &sink) }
    }
    self.init(
      name: entry.name, from: from ?? 0, cycle: cycle ?? 366, teams: [],
      isWhole: from != nil && cycle != nil)
    // A shift that is wrong keeps its teams, so that those who name them are not wrong too.
    let before = sink.errorCount
    for team in teams {
      let intervals = Self.intervals(team.value, minutes: self.cycle * 1440, &sink)
      self.teams.append(TeamDescription(name: team.name, intervals: intervals))
    }
    if sink.errorCount > before { isWhole = false }
  }

  private static func days(
    _ span: TimeSpan, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> Int? {
    let day = TimeSpan.days(1).microseconds
    if span.microseconds % day == 0, span.microseconds / day <= 366 {
      return Int(span.microseconds / day)
    }
    sink.error(
      .badShift, position, zh: "周期应为 1..366 整天", en: "a cycle is 1 to 366 whole days")
    return nil
  }

  private static func intervals(
    _ value: YAMLValue, minutes: Int, _ sink: inout DiagnosticSink
  ) -> [Range<Int>] {
    var intervals: [(range: Range<Int>, position: SourcePosition)] = []
    for element in value.list() {
      guard let range = element.shiftInterval(&sink) else { continue }
      guard range.lowerBound < minutes else {
        sink.error(
          .badShift, element.position, zh: "该日超出 \(minutes / 1440) 天的周期",
          en: "the day is beyond the cycle of \(minutes / 1440) days")
        continue
      }
      if range.upperBound > minutes {
        intervals.append((range.lowerBound..<minutes, element.position))
        intervals.append((0..<range.upperBound - minutes, element.position))
      } else {
        intervals.append((range, element.position))
      }
    }
    intervals.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (earlier, later) in zip(intervals, intervals.dropFirst())
    where later.range.lowerBound < earlier.range.upperBound {
      sink.error(
        .badShift, later.position, zh: "同一班组的时段重叠", en: "intervals of one team overlap")
    }
    return intervals.map(\.range)
  }
}
