import Rehearsal
import Scenarios
import Simulator

/// Who was at work and what waited, by the hour of the week: heat maps whose squares grow with the
/// level, so that they are read without colour.
enum WeekSection {
  private static let pitch = 12.8
  private static let left = 30.0
  private static let top = 18.0

  /// One map: a value for each hour of the week from Monday 00:00, nil where it was never played.
  struct Map: Sendable {
    var id: String
    var title: Bilingual
    var values: [Double?]
    /// How many there are of whom are counted.
    var people: Int?
  }

  static func maps(_ bench: Bench) -> [Map] {
    let week = bench.sums.details.week
    let hours = 0..<WeekSums.hourCount
    let waiting = Map(
      id: "waiting", title: Bilingual(zh: "等待的任务", en: "Tasks that wait"),
      values: hours.map { week.waiting($0) })
    let tiers = Tier.allCases.compactMap { tier -> Map? in
      guard week.work(tier) > 0 else { return nil }
      let people = bench.drill.model.support.people.count { $0.tier == tier }
      let word = Terms.word(tier)
      return Map(
        id: tier.rawValue,
        title: Bilingual(
          zh: word.zh + "忙碌人数",
          en: Format.capital(word.en) + " at work"),
        values: hours.map { week.atWork(tier, $0) }, people: people > 0 ? people : nil)
    }
    return waiting.values.contains { $0 ?? 0 > 0 } || !tiers.isEmpty ? [waiting] + tiers : []
  }

  static func make(_ context: BenchContext) -> SectionView? {
    let maps = maps(context.bench)
    if maps.isEmpty { return nil }
    let played = context.details.week.played.count { $0 > 0 }
    let rest =
      played < WeekSums.hourCount
      ? context.phrase(
        "演练只覆盖一周 168 小时中的 \(played) 小时，其余留空。",
        " The drill covers \(played) of the week's 168 hours; the others are left blank.") : ""
    let lead =
      context.phrase(
        "各次推演的平均，按当地时间的周内小时。方块面积与数值成正比，最大的方块为该图最大值。",
        "Means over the runs by the hour of the week, local time. The area of a square is its number; the largest is the most of its map."
      ) + rest
    return SectionView(
      id: "week", heading: context.markup("一周各小时的排队与忙碌", "Queue and staff by hour of week"),
      lead: Markup(lead),
      content: ChartFrame.panels(
        maps.map { picture($0, context) }, data: context.charts.week, context.language))
  }

  /// `Wed 09:00`.
  static func moment(_ cell: Int, _ language: Language) -> String {
    Terms.weekday(cell / 24 + 1)[language] + " " + (cell % 24 < 10 ? "0" : "") + "\(cell % 24):00"
  }

  private static func summary(_ map: Map, _ context: BenchContext) -> String {
    let values = map.values.map { $0 ?? 0 }
    guard let most = values.max(), most > 0, let cell = values.firstIndex(of: most) else {
      return context.phrase("始终为 0", "always 0")
    }
    let of = map.people.map { context.phrase("（共 \($0) 人）", " of \($0)") } ?? ""
    let value = Format.number(most, digits: 3)
    let when = moment(cell, context.language)
    return context.phrase("最多在\(when)：\(value)\(of)", "most at \(when): \(value)\(of)")
  }

  private static func picture(_ map: Map, _ context: BenchContext) -> Picture {
    var picture = context.panel(
      "week-\(map.id)", height: top + 7 * pitch + 4, title: map.title[context.language],
      summary: summary(map, context))
    for hour in [0, 6, 12, 18, 24] {
      picture.text(
        "\(hour):00", x: left + Double(hour) * pitch, y: 11, size: 10, style: "ts",
        anchor: hour == 0 ? .start : hour == 24 ? .end : .middle)
    }
    for day in 1...7 {
      picture.text(
        Terms.weekday(day)[context.language], x: left - 5, y: top + Double(day) * pitch - 3,
        size: 10, style: "ts", anchor: .end)
    }
    grounds(map, &picture)
    let most = map.values.map { $0 ?? 0 }.max() ?? 0
    for (cell, value) in map.values.enumerated() {
      guard let value, value > 0, most > 0 else { continue }
      let side = max(1.5, (pitch - 1.4) * (value / most).squareRoot())
      let rest = (pitch - side) / 2
      let when = moment(cell, context.language)
      picture.band(
        x: left + Double(cell % 24) * pitch + rest, y: top + Double(cell / 24) * pitch + rest,
        width: side, height: side, style: "heat",
        tip: "\(when) \(Format.number(value, digits: 3))")
    }
    return picture
  }

  /// A ground behind the hours that were played, in one piece for a day's run of hours.
  private static func grounds(_ map: Map, _ picture: inout Picture) {
    for day in 0..<7 {
      var hour = 0
      while hour < 24 {
        guard map.values[day * 24 + hour] != nil else {
          hour += 1
          continue
        }
        let first = hour
        while hour < 24, map.values[day * 24 + hour] != nil { hour += 1 }
        picture.band(
          x: left + Double(first) * pitch, y: top + Double(day) * pitch + 0.4,
          width: Double(hour - first) * pitch, height: pitch - 0.8, style: "fold")
      }
    }
  }
}
