import Rehearsal
import Scenarios
import Simulator
import Statistics

/// Where the time until recovery of incidents of a level goes: a stacked bar, or several below each
/// other.
struct RecoveryBars: Sendable {
  struct Row: Sendable {
    /// What it is of; nil: it stands alone.
    var name: String?
    var sums: RecoverySums
  }

  var level: FaultLevel
  var rows: [Row]

  /// How the bars are read.
  static let meaning = Bilingual(
    zh: "每起事故从故障恢复时钟起算到恢复的平均时间。同时有几件事时，算作最靠近恢复的一件；各部分之和恰为恢复时间。",
    en:
      "The mean time of an incident from the start of its recovery clock until it is recovered. Where several things go on at once, the one nearest to recovery counts; the parts add up to the recovery time exactly."
  )

  /// The levels of which one of several results has an incident.
  static func all(_ rows: [Row]) -> [RecoveryBars] {
    FaultLevel.allCases.filter { level in rows.contains { $0.sums.incidents(level) > 0 } }
      .map { RecoveryBars(level: $0, rows: rows) }
  }

  /// Microseconds of an incident.
  static func mean(of level: FaultLevel, _ sums: RecoverySums) -> Double {
    RecoveryPart.inOrder.reduce(0) { $0 + (sums.mean($1, level) ?? 0) }
  }

  /// The longest bar, microseconds.
  var longest: Double { rows.map { Self.mean(of: level, $0.sums) }.max() ?? 0 }

  /// A fill for each part, told apart by pattern besides colour.
  static func style(_ part: RecoveryPart) -> String {
    switch part {
    case .unnoticed: "blank"
    case .waiting: "fill-warn"
    case .travelling: "travel"
    case .diagnosing: "fill-virus"
    case .part: "s-reserve"
    case .vendor: "s-hit"
    case .repair: "fill-good"
    case .otherWork: "work"
    case .nobody: "s-shut"
    }
  }

  /// The key of the parts that take time in one of the bars.
  static func legend(_ bars: [RecoveryBars], _ context: some PanelContext) -> Markup {
    StateLegend.markup(
      RecoveryPart.inOrder.filter { part in
        bars.contains { bar in bar.rows.contains { $0.sums.mean(part, bar.level) ?? 0 > 0 } }
      }.map { StateLegend.Entry(style($0), Terms.word($0)[context.language]) })
  }

  // MARK: What they say

  private func summary(_ context: some PanelContext) -> String {
    rows.map { row in
      let name = row.name.map { $0 + context.phrase("：", ": ") } ?? ""
      return name + summary(row.sums, context)
    }.joined(separator: context.phrase("；", "; "))
  }

  private func summary(_ sums: RecoverySums, _ context: some PanelContext) -> String {
    let count = sums.incidents(level)
    guard count > 0 else { return context.phrase("没有事故", "no incident") }
    let whole = Self.mean(of: level, sums)
    let largest = RecoveryPart.inOrder.max { sums.total($0, level) < sums.total($1, level) }
    let part = largest ?? .repair
    let share = MeasureWords(language: context.language).percent(
      whole > 0 ? (sums.mean(part, level) ?? 0) / whole : 0)
    let word = Terms.word(part)[context.language]
    let mean = context.words.value(whole, .time)
    return context.phrase(
      "\(count) 起，平均 \(mean)；最多的是\(word)，占 \(share)",
      "\(mean) on average, of \(count); most of it \(word), \(share)")
  }

  /// From the shortest to the longest, where there are too many to tell of each.
  private func range(_ context: some PanelContext) -> String {
    let means = rows.enumerated().filter { $0.element.sums.incidents(level) > 0 }
      .map { ($0.element.name ?? "", Self.mean(of: level, $0.element.sums)) }
    guard let least = means.min(by: { $0.1 < $1.1 }), let most = means.max(by: { $0.1 < $1.1 })
    else { return context.phrase("没有事故", "no incident") }
    let (short, long) = (context.words.value(least.1, .time), context.words.value(most.1, .time))
    return context.phrase(
      "最短 \(short)（\(least.0)），最长 \(long)（\(most.0)）",
      "shortest \(short) (\(least.0)), longest \(long) (\(most.0))")
  }

  // MARK: Drawing

  /// - Parameter longest: microseconds at the right end, the same for bars that are compared.
  func picture(longest: Double, _ context: some PanelContext) -> Picture {
    let isNamed = rows.contains { $0.name != nil }
    let (height, pitch) = isNamed ? (20.0, 40.0) : (34.0, 38.0)
    let bottom = Double(rows.count) * pitch + 4
    var picture = context.panel(
      "recovery-\(level.rawValue)", height: bottom + 24,
      title: Format.capital(Terms.word(level)[context.language]),
      summary: rows.count > 3 ? range(context) : summary(context))
    let scale = NumberScale(0, longest, from: 4, to: Picture.panelWidth - 12)
    for (number, row) in rows.enumerated() {
      let top = Double(number) * pitch + 4
      if let name = row.name {
        picture.text(
          TextWidth.fitted(name, width: Int(Picture.panelWidth) - 90, size: 12), x: 4, y: top + 11)
        picture.text(
          context.words.value(Self.mean(of: level, row.sums), .time), x: scale.to, y: top + 11,
          style: "ts", anchor: .end)
      }
      bar(row.sums, y: top + pitch - height - 4, height: height, scale, &picture, context)
    }
    picture.line(scale.from, bottom, scale.to, bottom, style: "axis")
    picture.levelAxis(scale, at: scale.timeTicks(most: 5), y: bottom) { context.duration($0) }
    return picture
  }

  private func bar(
    _ sums: RecoverySums, y: Double, height: Double, _ scale: NumberScale,
    _ picture: inout Picture, _ context: some PanelContext
  ) {
    var done = 0.0
    for part in RecoveryPart.inOrder {
      guard let mean = sums.mean(part, level), mean > 0 else { continue }
      let (left, right) = (scale.place(done), scale.place(done + mean))
      done += mean
      if right - left < 0.5 { continue }
      let name = Terms.word(part)[context.language]
      let time = context.words.value(mean, .time)
      picture.band(
        x: left, y: y, width: right - left, height: height, style: Self.style(part),
        tip: context.phrase("\(name)：\(time)", "\(name): \(time)"))
    }
  }
}
