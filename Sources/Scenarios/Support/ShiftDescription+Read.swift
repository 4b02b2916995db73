import EventKernel

extension ShiftDescription {
  /// One shift: its cycle and the intervals of each team; one that runs over the end of the cycle is
  /// cut in two.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let from = map.require("from", &sink)?.date(&sink)
    let cycleValue = map.require("cycle", &sink)
    let span = cycleValue?.positiveDuration(&sink)
    let teams = map.require("teams", &sink)?.named(&sink) ?? []
    map.finish(&sink)
    guard let from, let span, let cycleValue else { return nil }
    let day: Int64 = 86_400_000_000
    guard span.microseconds % day == 0, span.microseconds / day <= 366 else {
      sink.error(
        .badShift, cycleValue.position, zh: "周期应为 1..366 整天",
        en: "a cycle is 1 to 366 whole days")
      return nil
    }
    let cycle = Int(span.microseconds / day)
    self.init(name: entry.name, from: from, cycle: cycle, teams: [])
    for team in teams {
      self.teams.append(
        TeamDescription(
          name: team.name, intervals: Self.intervals(team.value, minutes: cycle * 1440, &sink)))
    }
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
