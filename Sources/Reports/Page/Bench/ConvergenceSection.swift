import Rehearsal
import Scenarios
import Scoring
import Statistics

/// How each objective's estimate and interval came together as the runs went on.
enum ConvergenceSection {
  private static let top = 12.0
  private static let bottom = 138.0

  static func make(_ context: BenchContext) -> SectionView? {
    let courses = courses(context.bench)
    if courses.isEmpty { return nil }
    return SectionView(
      id: "convergence", heading: context.markup("收敛", "Convergence"),
      lead: context.markup(
        "前 1、2、4、8…次推演的估计与区间，按同样的置信度；横线为界。区间超出画面的部分不画。",
        "The estimate and interval after the first 1, 2, 4, 8 ... runs, at the same confidence; the level line is the bound. What of an interval lies beyond the picture is cut."
      ),
      content: ChartFrame.panels(
        courses.map { picture($0, context) }, data: context.charts.convergence, context.language))
  }

  /// What an objective's course came to.
  struct Course: Sendable {
    var row: Int
    var verdict: BenchVerdict
    var outcome: ObjectiveVerdict.Outcome { verdict.outcome }
    var points: [ObjectiveCourse.Point]
  }

  static func courses(_ bench: Bench) -> [Course] {
    zip(bench.verdicts, bench.sums.details.courses).enumerated().compactMap { row, pair in
      let points = pair.1.points(bench.assurance.confidence)
      return points.isEmpty ? nil : Course(row: row, verdict: pair.0, points: points)
    }
  }

  private static func summary(_ course: Course, _ context: BenchContext) -> String {
    guard let last = course.points.last else { return "" }
    let unit = course.verdict.unit
    let what =
      course.verdict.quantile != nil
      ? context.phrase("守住界限的比例：", "share of values within the bound: ") : ""
    let estimate = context.words.estimate(last.interval, unit)
    var text = context.phrase(
      "\(what)\(last.runs) 次后 \(estimate)",
      "\(what)after \(Plural.count(Int(last.runs), "run", "runs")) \(estimate)")
    if let half = course.points.last(where: { $0.runs * 4 <= last.runs }) {
      let before = context.words.size(ofChange: half.interval.halfWidth, unit)
      let now = context.words.size(ofChange: last.interval.halfWidth, unit)
      text += context.phrase(
        "；半宽 \(half.runs) 次时 ±\(before)，现为 ±\(now)",
        "; give or take \(before) at \(half.runs), \(now) now")
    }
    return text
  }

  private static func picture(_ course: Course, _ context: BenchContext) -> Picture {
    let title = context.bench.drill.lexicon.objectives[course.row].title[context.language]
    var picture = context.panel(
      "course-\(course.row)", height: bottom + 36, title: title,
      summary: summary(course, context))
    let most = Double(course.points.last?.runs ?? 1)
    let across = NumberScale(1, max(2, most), from: 52, to: Picture.panelWidth - 12, isLog: true)
    let up = scale(course)
    let unit = course.verdict.unit
    picture.uprightGrid(
      up, at: up.ticks(unit, most: unit == .time ? 4 : 5), from: across.from - 8,
      to: across.to + 8
    ) { context.tick($0, unit) }
    axis(course, across, &picture, context)
    let bound = up.place(course.verdict.bound)
    picture.line(across.from - 8, bound, across.to + 8, bound, style: "target")
    let (dot, style) = VerdictDot.of(course.outcome)
    for (number, point) in course.points.enumerated() {
      let x = across.place(Double(point.runs))
      let estimate = context.words.estimate(point.interval, unit)
      picture.interval(
        x: x, on: up, from: point.interval.lower, to: point.interval.upper, style: "range",
        tip: "\(point.runs): \(estimate)")
      let isLast = number == course.points.count - 1
      picture.dot(
        isLast ? dot : .circle, x: x, y: up.place(point.interval.estimate),
        radius: isLast ? 5.5 : 3.5, style: isLast ? style : "dot", tip: "\(point.runs): \(estimate)"
      )
    }
    return picture
  }

  /// What the later points and the bound need; a share stays within 0 and 1.
  private static func scale(_ course: Course) -> NumberScale {
    let points = course.points.suffix(6)
    let bound = course.verdict.bound
    let low = min(bound, points.map(\.interval.lower).min() ?? bound)
    let high = max(bound, points.map(\.interval.upper).max() ?? bound)
    let whole = course.verdict.unit.whole
    let room = max((high - low) * 0.1, whole.map { $0 * 0.005 } ?? bound.magnitude * 0.02)
    return NumberScale(
      max(0, low - room), whole.map { min($0, high + room) } ?? high + room, from: bottom, to: top)
  }

  private static func axis(
    _ course: Course, _ across: NumberScale, _ picture: inout Picture, _ context: BenchContext
  ) {
    picture.line(across.from - 8, bottom, across.to + 8, bottom, style: "axis")
    for point in course.points.reversed() {
      let x = across.place(Double(point.runs))
      picture.line(x, bottom, x, bottom + 4, style: "axis")
      picture.place("\(point.runs)", at: [(x, bottom + 17, .middle)], size: 11, style: "ts")
    }
    picture.text(
      context.phrase("推演次数", "runs"), x: across.to + 8, y: bottom + 31, size: 11, style: "ts",
      anchor: .end)
  }
}
