import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What each figure comes to with each value: a small picture for each, the values from left to
/// right.
enum SweepCoursesSection {
  private static let top = 24.0
  private static let bottom = 152.0
  private static let left = 56.0
  private static let right = Picture.panelWidth - 8

  static func make(_ context: SweepContext) -> SectionView? {
    if context.courses.isEmpty { return nil }
    let axis = SweepAxis(context.sweep, from: left, to: right)
    let isJudged = context.courses.contains { $0.points.contains { $0.verdict != nil } }
    let legend =
      isJudged
      ? VerdictDot.legend(context)
      : StateLegend.markup([
        StateLegend.Entry("dot", context.phrase("估计", "estimate"), .circle),
        StateLegend.Entry(line: "range", context.phrase("区间", "interval")),
      ])
    return SectionView(
      id: "values", heading: context.markup("各取值的结果", "What each value comes to"),
      lead: Markup(Format.capital(context.sentences.rule) + context.phrase("。", ".")),
      content: ChartFrame.panels(
        context.courses.map { picture($0, axis, context) },
        data: context.charts.figures(context.first.drill), legend: legend + key(axis, context),
        context.language))
  }

  /// What the numbers below the axes stand for.
  private static func key(_ axis: SweepAxis, _ context: SweepContext) -> Markup {
    guard axis.isNumbered else { return .empty }
    let items = context.sweep.points.enumerated().map {
      "<li>\(Markup("\($0 + 1) = \($1.value)"))</li>"
    }
    return Markup(html: "<ul class=\"legend\">\(items.joined())</ul>")
  }

  // MARK: Drawing

  private static func picture(
    _ course: SweepCourse, _ axis: SweepAxis, _ context: SweepContext
  ) -> Picture {
    var picture = context.panel(
      "values-\(course.row)", height: bottom + 38,
      title: Format.capital(context.words.title(course.figure)),
      summary: context.sentences.caption(course))
    let unit = course.unit
    let up = scale(course)
    side(course, up, axis, &picture)
    picture.uprightGrid(
      up, at: up.ticks(unit, most: unit == .time ? 4 : 5), from: left, to: right
    ) { context.tick($0, unit) }
    picture.line(left, bottom, right, bottom, style: "axis")
    bounds(course, up, axis, &picture)
    for (number, point) in course.points.enumerated() {
      mark(point, number, course, axis, up, &picture, context)
    }
    boundLabel(course, up, &picture, context)
    names(axis, &picture, context)
    return picture
  }

  /// What the intervals and the bounds need; a share stays within 0 and 1, and what is counted or
  /// timed begins at 0 when that is not far.
  private static func scale(_ course: SweepCourse) -> NumberScale {
    let bounds = course.points.compactMap(\.verdict?.bound)
    let estimates = course.points.compactMap(\.estimate)
    let low = (course.points.compactMap(\.interval?.lower) + estimates + bounds).min() ?? 0
    let high = (course.points.compactMap(\.interval?.upper) + estimates + bounds).max() ?? 1
    let whole = course.unit.whole
    let room = max((high - low) * 0.12, whole.map { $0 * 0.01 } ?? high.magnitude * 0.02)
    let least = whole != nil ? max(0, low - room) : low >= 0 && low < high * 0.4 ? 0 : low - room
    return NumberScale(
      least, whole.map { min($0, high + room) } ?? high + room, from: bottom, to: top)
  }

  /// The bound, where every value has the same.
  private static func commonBound(_ course: SweepCourse) -> Double? {
    let bounds = course.points.compactMap(\.verdict?.bound)
    guard let first = bounds.first, bounds.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private static func side(
    _ course: SweepCourse, _ up: NumberScale, _ axis: SweepAxis, _ picture: inout Picture
  ) {
    guard let bound = commonBound(course) else { return }
    let y = up.place(bound)
    let (from, to) = course.isFloor ? (top, y) : (y, bottom)
    if to > from {
      picture.band(x: left, y: from, width: right - left, height: to - from, style: "side")
    }
  }

  /// One line, or a piece at each value where the bounds differ.
  private static func bounds(
    _ course: SweepCourse, _ up: NumberScale, _ axis: SweepAxis, _ picture: inout Picture
  ) {
    if let bound = commonBound(course) {
      picture.line(left, up.place(bound), right, up.place(bound), style: "target")
      return
    }
    for (number, point) in course.points.enumerated() {
      guard let bound = point.verdict?.bound else { continue }
      let (x, y) = (axis.places[number], up.place(bound))
      picture.line(x - 8, y, x + 8, y, style: "target")
    }
  }

  private static func mark(
    _ point: SweepCourse.Point, _ number: Int, _ course: SweepCourse, _ axis: SweepAxis,
    _ up: NumberScale, _ picture: inout Picture, _ context: SweepContext
  ) {
    let (x, radius) = (axis.places[number], axis.radius)
    guard let value = point.estimate else {
      picture.text("–", x: x, y: bottom - 5, size: 11, style: "ts", anchor: .middle)
      return
    }
    let estimate =
      point.interval.map { context.words.estimate($0, course.unit) }
      ?? context.words.value(value, course.unit)
    let word = point.verdict.map { Terms.word($0.outcome)[context.language] + " " } ?? ""
    let tip = "\(context.sweep.points[number].value): \(word)\(estimate)"
    let (dot, style) =
      point.verdict.map { VerdictDot.of($0.outcome) } ?? (.circle, "dot")
    if let interval = point.interval {
      picture.interval(
        x: x, on: up, from: interval.lower, to: interval.upper, style: "range", tip: tip,
        stop: radius - 1)
      picture.lines.take(
        along: [(x, up.place(interval.lower)), (x, up.place(interval.upper))])
    }
    let y = up.place(value)
    picture.dot(dot, x: x, y: y, radius: radius, style: style, tip: tip)
    picture.lines.take(LabelPlacer.Box(x: x - 6, y: y - 6, width: 12, height: 12))
  }

  private static func boundLabel(
    _ course: SweepCourse, _ up: NumberScale, _ picture: inout Picture, _ context: SweepContext
  ) {
    guard let bound = commonBound(course) else { return }
    let sign = course.isFloor ? "≥" : "≤"
    let (above, below) = (up.place(bound) - 5, up.place(bound) + 13)
    picture.place(
      "\(sign) \(context.tick(bound, course.unit))",
      at: [
        (right - 2, above, .end), (right - 2, below, .end), (left + 4, above, .start),
        (left + 4, below, .start), (right - 2, 13, .end),
      ], size: 11, style: "th")
  }

  /// The values, and what they are of.
  private static func names(
    _ axis: SweepAxis, _ picture: inout Picture, _ context: SweepContext
  ) {
    for (x, label) in zip(axis.places, axis.labels) {
      picture.line(x, bottom, x, bottom + 4, style: "axis")
      picture.place(label, at: [(x, bottom + 17, .middle)], size: 11, style: "ts")
    }
    let even = axis.isEven ? context.phrase("（间隔不按大小）", " (not spaced by size)") : ""
    let name = TextWidth.fitted(context.sweep.path, width: axis.isEven ? 180 : 270, size: 11)
    picture.text(name + even, x: right, y: bottom + 33, size: 11, style: "ts", anchor: .end)
  }
}
