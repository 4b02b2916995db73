import Rehearsal
import Scenarios
import Statistics

/// What a measure came to, in the units in which planners think: hours, per cent, numbers.
struct MeasureWords: Sendable {
  var language: Language

  private static let hour = 3.6e9

  /// `4.00123 h`, `99.95 %`, `3.2`.
  func value(_ value: Double, _ unit: MeasureUnit) -> String { bare(value, unit) + suffix(unit) }

  /// `3.99–4.01 h`.
  func range(_ interval: Interval, _ unit: MeasureUnit) -> String {
    "\(bare(interval.lower, unit))–\(bare(interval.upper, unit))\(suffix(unit))"
  }

  /// A share as a few digits of per cent: `0.253 %`.
  func percent(_ share: Double) -> String { "\(Format.number(100 * share, digits: 3)) %" }

  private func bare(_ value: Double, _ unit: MeasureUnit) -> String {
    switch unit {
    case .time: Format.number(value / Self.hour)
    case .timeSquared: Format.number(value / Self.hour / Self.hour)
    case .share: Format.number(100 * value)
    case .level: Format.number(value)
    }
  }

  private func suffix(_ unit: MeasureUnit) -> String {
    switch unit {
    case .time: language == .zh ? " 小时" : " h"
    case .timeSquared: language == .zh ? " 小时²" : " h²"
    case .share: " %"
    case .level: ""
    }
  }
}
