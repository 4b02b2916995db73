import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The charts of a bench, as data: times in seconds, shares from 0 to 1.
package struct BenchCharts: Sendable {
  let bench: Bench

  package init(_ bench: Bench) { self.bench = bench }

  /// All of them, in the order of the report.
  package var all: [ChartData] { [objectives, survival, recovery, week, convergence] }

  private var clock: CivilClock { CivilClock(start: bench.drill.start) }
  private var numbers: ChartNumbers { ChartNumbers(drill: bench.drill) }

  /// Each objective's estimate and interval against its bound.
  var objectives: ChartData {
    ChartData(
      "objectives", Bilingual(zh: "目标", en: "Objectives"),
      [
        ("objective", "目标", "objective", .text), ("outcome", "判定", "verdict", .text),
        ("asked", "要求", "required", .text),
      ] + ChartNumbers.interval + [("bound", "界", "bound", .number)],
      .dots(at: "estimate", row: "objective", colour: "outcome"),
      bench.verdicts.enumerated().map { row, verdict in
        let asked = Bilingual(
          zh: BenchSentences(bench: bench, language: .zh).asked(verdict.objective),
          en: BenchSentences(bench: bench, language: .en).asked(verdict.objective))
        return [
          .text(bench.drill.lexicon.objectives[row].title), .text(Terms.word(verdict.outcome)),
          .text(asked),
        ] + numbers.estimate(verdict.estimate, verdict.interval, verdict.unit)
          + [numbers.number(verdict.bound, verdict.unit)]
      }, clock)
  }

  /// How long the clocks took, as the time that a share of them went beyond.
  var survival: ChartData {
    ChartData(
      "survival", ChartNumbers.survivalTitle, ChartNumbers.survival,
      .curves(at: "time", height: "share", colour: "clock", isLog: true),
      SurvivalCurve.all(of: bench).flatMap { curve in
        curve.lines.flatMap { numbers.rows(of: $0, curve.title) }
      }, clock)
  }

  /// Where the time until recovery goes, of an incident.
  var recovery: ChartData {
    ChartData(
      "recovery", ChartNumbers.recoveryTitle, ChartNumbers.recovery,
      .bars(length: "estimate", row: "level", colour: "part"),
      numbers.rows(of: bench.sums.details.recovery), clock)
  }

  /// Staff at work and tasks that wait, a row for each hour of the week that was played.
  var week: ChartData {
    let maps = WeekSection.maps(bench)
    let rows = (0..<WeekSums.hourCount).filter { cell in
      maps.contains { $0.values[cell] != nil }
    }
    return ChartData(
      "week", Bilingual(zh: "一周各小时的排队与忙碌", en: "Queue and staff by hour of week"),
      [("day", "星期", "day", .text), ("hour", "小时", "hour", .count)]
        + maps.map { ($0.id, $0.title.zh, $0.title.en, .number) },
      .cells(column: "hour", row: "day", colour: "waiting"),
      rows.map { cell in
        [.text(Terms.weekday(cell / 24 + 1)), .count(Int64(cell % 24))]
          + maps.map { map in
            map.values[cell].map { .number($0, Bilingual(Format.number($0, digits: 3))) } ?? .none
          }
      }, clock)
  }

  /// Each objective's estimate and interval after 1, 2, 4 ... runs.
  var convergence: ChartData {
    ChartData(
      "convergence", Bilingual(zh: "收敛", en: "Convergence"),
      [("objective", "目标", "objective", .text), ("runs", "推演次数", "runs", .count)]
        + ChartNumbers.interval,
      .curves(at: "runs", height: "estimate", colour: "objective", isLog: false),
      ConvergenceSection.courses(bench).flatMap { course in
        course.points.map { point in
          [
            .text(bench.drill.lexicon.objectives[course.row].title), .count(point.runs),
          ] + numbers.interval(point.interval, course.verdict.unit)
        }
      }, clock)
  }
}
