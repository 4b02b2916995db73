import EventKernel
import Scenarios
import Simulator

/// The layout that all pictures over time share: a gutter with names, and the time scale.
struct TimeAxis: Sendable {
  static let width = 980.0
  static let gutter = 184.0
  /// Height of the axis above the rows.
  static let head = 46.0

  let scale: TimeScale
  let clock: CivilClock

  init(_ facts: RunFacts) {
    clock = facts.clock
    scale = TimeScale(
      moments: facts.moments, acute: facts.acuteEnd, end: facts.end, left: Self.gutter,
      right: Self.width - 14)
  }

  /// Civil clock above, the drill's clock below; a date where a day begins; the folds.
  func drawHead(_ picture: inout Picture, _ language: Language) {
    for tick in scale.ticks(clock) {
      if let date = tick.date {
        picture.place(
          date, at: [(tick.x, 12, .middle), (tick.x, 12, .start)], size: 10, style: "ts")
      }
      picture.text(tick.clock, x: tick.x, y: 25, size: 11, anchor: .middle)
      picture.text(
        Format.elapsed(tick.time), x: tick.x, y: 38, size: 10, style: "ts", anchor: .middle)
    }
    for fold in scale.segments where fold.isFolded {
      let hours = Format.rounded(UInt64((fold.end - fold.start).microseconds), by: 3_600_000_000)
      let middle = (fold.left + fold.right) / 2
      picture.text("⋯", x: middle, y: 25, size: 11, style: "ts", anchor: .middle)
      let unit = language == .zh ? "小时" : "h"
      picture.text("\(hours) \(unit)", x: middle, y: 38, size: 10, style: "ts", anchor: .middle)
    }
  }

  /// Lines down from the ticks and the folded strips, to be drawn before the rows.
  func drawGrid(_ picture: inout Picture, from top: Double = head, to bottom: Double) {
    for fold in scale.segments where fold.isFolded {
      picture.band(
        x: fold.left, y: top, width: fold.right - fold.left, height: bottom - top, style: "fold")
      picture.line(fold.left, top, fold.left, bottom, style: "foldline")
      picture.line(fold.right, top, fold.right, bottom, style: "foldline")
    }
    for tick in scale.ticks(clock) {
      picture.line(tick.x, top, tick.x, bottom, style: "grid")
    }
    if let focus = scale.focus {
      let x = scale.x(focus)
      picture.line(x, top - 4, x, bottom, style: "border")
      picture.lines.take(along: [(x, top), (x, bottom)])
    }
  }

  /// A row's name in the gutter.
  func drawName(_ picture: inout Picture, _ name: String, y: Double, style: String = "t") {
    let room = Int(Self.gutter) - 8
    let size = [12, 11].first { TextWidth.drawn(name) * $0 <= room * 100 } ?? 10
    let fitted = TextWidth.fitted(name, width: room, size: size)
    picture.text(fitted, x: 0, y: y, size: size, style: style, tip: fitted == name ? "" : name)
  }

  /// A line across, with the name of a group of rows.
  func drawGroup(_ picture: inout Picture, _ name: String, y: Double) {
    picture.line(0, y, Self.width, y, style: "axis")
    picture.text(
      TextWidth.fitted(name, width: Int(Self.gutter) - 10, size: 12), x: 0, y: y + 16, style: "th")
  }

  /// Says what a folded strip is, if there is one.
  func note(_ language: Language) -> String {
    var notes: [String] = []
    if let focus = scale.focus {
      let time = clock.short(focus)
      notes.append(
        language == .zh
          ? "虚线（\(time)）之前的时间刻度较宽。"
          : "Up to the dashed line (\(time)) the time scale is wider.")
    }
    if scale.segments.contains(where: \.isFolded) {
      notes.append(
        language == .zh
          ? "没有新情况的长时段折叠为窄条（⋯），并注明时长。"
          : "Long stretches without news are folded to narrow strips (⋯) with their length.")
    }
    return notes.joined(separator: language == .zh ? "" : " ")
  }
}
