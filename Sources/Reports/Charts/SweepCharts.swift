import Rehearsal
import Scenarios
import Scoring

/// The charts of a sweep, as data: times in seconds, shares from 0 to 1.
package struct SweepCharts: Sendable {
  let sweep: Sweep
  let courses: [SweepCourse]

  package init(_ sweep: Sweep) {
    self.sweep = sweep
    courses = SweepCourse.all(of: sweep)
  }

  /// All of them, in the order of the report; none of a sweep without a value.
  package var all: [ChartData] {
    guard let drill = sweep.points.first?.bench.drill else { return [] }
    return [figures(drill), recovery(drill)]
  }

  private static let value: ChartNumbers.Column = ("value", "取值", "value", .text)

  /// Every figure that is told with each value, against its bound and the first value.
  func figures(_ drill: CompiledDrill) -> ChartData {
    let numbers = ChartNumbers(drill: drill)
    let (zh, en) = (
      FigureWords(drill: drill, language: .zh), FigureWords(drill: drill, language: .en)
    )
    return ChartData(
      "values", Bilingual(zh: "各取值的结果", en: "What each value comes to"),
      [
        ("figure", "项目", "figure", .text), Self.value, ("outcome", "判定", "verdict", .text),
      ] + ChartNumbers.interval + [("bound", "界", "bound", .number)] + ChartNumbers.difference,
      .dots(at: "estimate", row: "value", colour: "figure"),
      courses.flatMap { course in
        let title = Bilingual(zh: zh.title(course.figure), en: en.title(course.figure))
        return zip(sweep.points, course.points).map { value, point -> [ChartData.Value] in
          let outcome = point.verdict.map { ChartData.Value.text(Terms.word($0.outcome)) }
          return [.text(title), .text(Bilingual(value.value)), outcome ?? .none]
            + numbers.estimate(point.estimate, point.interval, course.unit)
            + [numbers.number(point.verdict?.bound, course.unit)]
            + numbers.difference(point.difference, course.figure.unit)
        }
      }, CivilClock(start: drill.start))
  }

  /// Where the time until recovery goes with each value.
  func recovery(_ drill: CompiledDrill) -> ChartData {
    let numbers = ChartNumbers(drill: drill)
    return ChartData(
      "recovery", ChartNumbers.recoveryTitle, [Self.value] + ChartNumbers.recovery,
      .bars(length: "estimate", row: "value", colour: "part"),
      sweep.points.flatMap { point in
        numbers.rows(of: point.bench.sums.details.recovery).map {
          [.text(Bilingual(point.value))] + $0
        }
      }, CivilClock(start: drill.start))
  }
}
