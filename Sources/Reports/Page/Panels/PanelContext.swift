import EventKernel
import Rehearsal
import Scenarios

/// What the sections of a page of many runs have in common, whatever it is about: one bench, a
/// sweep of benches, or one beside an earlier one.
protocol PanelContext: Sendable {
  var language: Language { get }
  var words: FigureWords { get }
}

extension PanelContext {
  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func markup(_ zh: String, _ en: String) -> Markup { Markup(phrase(zh, en)) }

  /// A time of the model in its two largest units; a file may hold one beyond the longest.
  func duration(_ microseconds: Double) -> String {
    let held = min(max(microseconds.rounded(), -9e18), 9e18)
    return Format.duration(TimeSpan(microseconds: Int64(held)), language)
  }

  /// A tick of an axis.
  func tick(_ value: Double, _ unit: Figure.Unit) -> String {
    unit == .time ? duration(value) : words.value(value, unit)
  }

  /// A panel's picture.
  func panel(_ id: String, height: Double, title: String, summary: String) -> Picture {
    Picture(
      id: id, width: Picture.panelWidth, height: height, title: title, summary: summary,
      style: "panelpic")
  }
}

extension Picture {
  /// Where a picture of a panel ends.
  static let panelWidth = 340.0

  /// Ticks and their numbers below a level axis.
  mutating func levelAxis(
    _ scale: NumberScale, at values: [Double], y: Double, _ name: (Double) -> String
  ) {
    for value in values {
      let x = scale.place(value)
      line(x, y, x, y + 4, style: "axis")
      place(
        name(value), at: [(x, y + 16, .middle), (x, y + 16, .end), (x, y + 16, .start)], size: 11,
        style: "ts")
    }
  }

  /// Level lines from `left` to `right`, with their numbers left of them.
  mutating func uprightGrid(
    _ scale: NumberScale, at values: [Double], from left: Double, to right: Double,
    _ name: (Double) -> String
  ) {
    for value in values {
      let y = scale.place(value)
      line(left, y, right, y, style: "grid")
      let label = name(value)
      // What would be cut at the picture's edge stands on its line instead.
      if TextWidth.drawn(label) * 11 / 100 <= Int(left) - 6 {
        text(label, x: left - 4, y: y + 4, size: 11, style: "ts", anchor: .end)
      } else {
        text(label, x: left + 2, y: y - 3, size: 11, style: "ts", anchor: .start)
      }
    }
  }
}

extension NumberScale {
  /// Ticks in steps that suit the unit, at most so many.
  func ticks(_ unit: Figure.Unit, most: Int) -> [Double] {
    unit == .time ? timeTicks(most: most) : evenTicks(most: most)
  }
}
