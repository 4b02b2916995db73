import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// The charts of a bench, as data: times in seconds, shares from 0 to 1.
package struct BenchCharts: Sendable {
  let bench: Bench

  package init(_ bench: Bench) { self.bench = bench }

  /// All of them, in the order of the report.
  package var all: [ChartData] { [objectives, survival, recovery, week, convergence] }

  private var clock: CivilClock { CivilClock(start: bench.drill.start) }
  private func words(_ language: Language) -> FigureWords {
    FigureWords(drill: bench.drill, language: language)
  }

  /// A number of a figure in its file's unit, and as people read it.
  private func number(_ value: Double?, _ unit: Figure.Unit) -> ChartData.Value {
    guard let value else { return .none }
    let scale =
      switch unit {
      case .time, .perMillion: 1e-6
      case .points: 0.1
      case .money: 0.01
      case .share, .count: 1.0
      }
    return .number(
      value * scale,
      Bilingual(zh: words(.zh).value(value, unit), en: words(.en).value(value, unit)))
  }

  private func numbers(_ interval: Interval?, _ unit: Figure.Unit) -> [ChartData.Value] {
    [interval?.estimate, interval?.lower, interval?.upper].map { number($0, unit) }
  }

  private static let interval: [(String, String, String, ChartData.Kind)] = [
    ("estimate", "估计", "estimate", .number), ("lower", "下限", "lower end", .number),
    ("upper", "上限", "upper end", .number),
  ]

  /// Each objective's estimate and interval against its bound.
  var objectives: ChartData {
    let rows = BenchRows(bench: bench)
    return ChartData(
      "objectives", Bilingual(zh: "目标", en: "Objectives"),
      [
        ("objective", "目标", "objective", .text), ("outcome", "判定", "verdict", .text),
        ("asked", "要求", "required", .text),
      ] + Self.interval + [("bound", "界", "bound", .number)],
      .dots(at: "estimate", row: "objective", colour: "outcome"),
      bench.verdicts.enumerated().map { row, verdict in
        let unit = rows.unit(ofObjective: row)
        let asked = Bilingual(
          zh: BenchLines(bench: bench, language: .zh).asked(verdict.objective),
          en: BenchLines(bench: bench, language: .en).asked(verdict.objective))
        return [
          .text(bench.drill.lexicon.objectives[row].title), .text(Texts.word(verdict.outcome)),
          .text(asked),
        ] + numbers(verdict.interval, unit) + [number(verdict.objective.bound, unit)]
      }, clock)
  }

  /// The shares at which a survival curve is told.
  private static let shares: [Double] = [
    0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001,
  ]

  /// How long the clocks took, as the time that a share of them went beyond.
  var survival: ChartData {
    let rows = SurvivalCurve.all(of: bench).flatMap { curve in
      curve.lines.flatMap { line -> [[ChartData.Value]] in
        let level = line.level.map { Texts.word($0) } ?? Bilingual(zh: "整次推演", en: "whole run")
        return Self.shares.filter { $0 * Double(line.sketch.count) >= 1 }.map { share in
          let time = line.sketch.quantile(Probability(clamped: 1 - share)).map(Double.init)
          return [.text(curve.title), .text(level), number(share, .share), number(time, .time)]
        }
      }
    }
    return ChartData(
      "survival", Bilingual(zh: "超过某一时间的比例", en: "Share that took longer"),
      [
        ("clock", "时钟", "clock", .text), ("level", "级别", "level", .text),
        ("share", "比例", "share that took longer", .number), ("time", "时间", "time", .number),
      ], .curves(at: "time", height: "share", colour: "clock", isLog: true), rows, clock)
  }

  /// Where the time until recovery goes, of an incident.
  var recovery: ChartData {
    let sums = bench.sums.details.recovery
    let levels = FaultLevel.allCases.filter { sums.incidents($0) > 0 }
    return ChartData(
      "recovery", Bilingual(zh: "恢复时间的去向", en: "Where recovery time goes"),
      [("level", "级别", "level", .text), ("part", "去向", "where it goes", .text)] + Self.interval,
      .bars(length: "estimate", row: "level", colour: "part"),
      levels.flatMap { level in
        RecoveryPart.inOrder.map { part in
          let interval = sums.interval(part, level)
          let mean = number(sums.mean(part, level), .time)
          return [.text(Texts.word(level)), .text(Texts.word(part)), mean]
            + numbers(interval, .time).dropFirst()
        }
      }, clock)
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
        [.text(Texts.weekday(cell / 24 + 1)), .count(Int64(cell % 24))]
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
        + Self.interval,
      .curves(at: "runs", height: "estimate", colour: "objective", isLog: false),
      ConvergenceSection.courses(bench).flatMap { course in
        course.points.map { point in
          [
            .text(bench.drill.lexicon.objectives[course.row].title), .count(point.runs),
          ] + numbers(point.interval, course.bound.unit)
        }
      }, clock)
  }
}
