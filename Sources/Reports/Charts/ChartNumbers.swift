import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// Numbers about figures as the data of charts have them: times in seconds, shares from 0 to 1,
/// points of the score; and how people read them.
struct ChartNumbers: Sendable {
  typealias Column = (String, String, String, ChartData.Kind)

  var drill: CompiledDrill

  private func words(_ language: Language) -> FigureWords {
    FigureWords(drill: drill, language: language)
  }

  private static func scaled(_ value: Double, _ unit: Figure.Unit) -> Double {
    switch unit {
    case .time, .work, .perMillion: value * 1e-6
    case .points: value * 0.1
    case .money: value * 0.01
    case .share, .count, .rate: value
    }
  }

  /// A number of a figure.
  func number(_ value: Double?, _ unit: Figure.Unit) -> ChartData.Value {
    guard let value else { return .none }
    return .number(
      Self.scaled(value, unit),
      Bilingual(zh: words(.zh).value(value, unit), en: words(.en).value(value, unit)))
  }

  /// The same of a change.
  func change(_ value: Double?, _ unit: Figure.Unit) -> ChartData.Value {
    guard let value else { return .none }
    return .number(
      Self.scaled(value, unit),
      Bilingual(zh: words(.zh).change(value, unit), en: words(.en).change(value, unit)))
  }

  /// The same of one in either direction.
  func size(ofChange value: Double, _ unit: Figure.Unit) -> ChartData.Value {
    .number(
      Self.scaled(value, unit),
      Bilingual(
        zh: words(.zh).size(ofChange: value, unit), en: words(.en).size(ofChange: value, unit)))
  }

  /// The cells of `ChartNumbers.interval`.
  func interval(_ interval: Interval?, _ unit: Figure.Unit) -> [ChartData.Value] {
    Self.ends(interval).map { number($0, unit) }
  }

  /// The same of an estimate that may have no interval.
  func estimate(
    _ estimate: Double?, _ interval: Interval?, _ unit: Figure.Unit
  ) -> [ChartData.Value] {
    [estimate, interval?.lower, interval?.upper].map { number($0, unit) }
  }

  /// The cells of `ChartNumbers.difference`.
  func difference(_ interval: Interval?, _ unit: Figure.Unit) -> [ChartData.Value] {
    Self.ends(interval).map { change($0, unit) }
  }

  private static func ends(_ interval: Interval?) -> [Double?] {
    [interval?.estimate, interval?.lower, interval?.upper]
  }

  static let interval: [Column] = [
    ("estimate", "估计", "estimate", .number), ("lower", "下限", "lower end", .number),
    ("upper", "上限", "upper end", .number),
  ]

  static let difference: [Column] = [
    ("difference", "差异", "difference", .number),
    ("differenceLower", "差异下限", "its lower end", .number),
    ("differenceUpper", "差异上限", "its upper end", .number),
  ]

  // MARK: Survival curves

  static let survivalTitle = Bilingual(zh: "超过某一时间的比例", en: "Share that took longer")
  static let survival: [Column] = [
    ("clock", "时钟", "clock", .text), ("level", "级别", "level", .text),
    ("share", "比例", "share that took longer", .number), ("time", "时间", "time", .number),
  ]

  /// The shares at which a survival curve is told.
  private static let shares: [Double] = [
    0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001,
  ]

  /// A line of a curve as the time that a share went beyond.
  func rows(of line: SurvivalCurve.Line, _ title: Bilingual) -> [[ChartData.Value]] {
    let level = line.level.map { Terms.word($0) } ?? Bilingual(zh: "整次推演", en: "whole run")
    return Self.shares.filter { $0 * Double(line.sketch.count) >= 1 }.map { share in
      let time = line.sketch.quantile(Probability(clamped: 1 - share)).map(Double.init)
      return [.text(title), .text(level), number(share, .share), number(time, .time)]
    }
  }

  // MARK: Recovery

  static let recoveryTitle = Bilingual(zh: "恢复时间的去向", en: "Where recovery time goes")
  static let recovery: [Column] =
    [("level", "级别", "level", .text), ("part", "去向", "where it goes", .text)] + interval

  /// The parts of the recovery time of an incident, by its level.
  func rows(of recovery: RecoverySums) -> [[ChartData.Value]] {
    FaultLevel.allCases.filter { recovery.incidents($0) > 0 }.flatMap { level in
      RecoveryPart.inOrder.map { part in
        let interval = recovery.interval(part, level)
        let mean = number(recovery.mean(part, level), .time)
        return [.text(Terms.word(level)), .text(Terms.word(part)), mean]
          + self.interval(interval, .time).dropFirst()
      }
    }
  }
}
