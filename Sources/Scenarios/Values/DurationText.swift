import EventKernel

/// The units that a duration may be written in.
enum DurationUnit: String, CaseIterable {
  case milliseconds = "ms"
  case seconds = "s"
  case minutes = "min"
  case hours = "h"
  case days = "d"

  var microseconds: Int64 {
    switch self {
    case .milliseconds: 1_000
    case .seconds: 1_000_000
    case .minutes: 60_000_000
    case .hours: 3_600_000_000
    case .days: 86_400_000_000
    }
  }

  /// A span in the largest unit of which it is a whole number; less than a millisecond is left out.
  static func text(_ span: TimeSpan) -> String {
    let unit =
      allCases.reversed().first { span.microseconds % $0.microseconds == 0 } ?? .milliseconds
    return "\(span.microseconds / unit.microseconds) \(unit.rawValue)"
  }

  /// What people write instead.
  static let mistaken: [String: DurationUnit] = [
    "m": .minutes, "mins": .minutes, "minute": .minutes, "minutes": .minutes, "sec": .seconds,
    "secs": .seconds, "second": .seconds, "seconds": .seconds, "hr": .hours, "hrs": .hours,
    "hour": .hours, "hours": .hours, "day": .days, "days": .days, "分钟": .minutes, "分": .minutes,
    "秒": .seconds, "小时": .hours, "天": .days, "日": .days,
  ]
}

extension YAMLValue {
  /// A duration of 0 or more, as `45 min`; a diagnostic and nil otherwise.
  package func duration(_ sink: inout DiagnosticSink) -> TimeSpan? {
    guard let text = text(&sink) else { return nil }
    return Self.duration(text, at: position, &sink)
  }

  /// A duration of more than 0.
  package func positiveDuration(_ sink: inout DiagnosticSink) -> TimeSpan? {
    guard let span = duration(&sink) else { return nil }
    guard span > .zero else {
      notPositive(&sink)
      return nil
    }
    return span
  }

  func notPositive(_ sink: inout DiagnosticSink) {
    sink.error(
      .badDuration, position, zh: "时长应大于 0", en: "the duration must be more than 0")
  }

  /// A duration that stands in a text at that place.
  static func duration(
    _ text: String, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> TimeSpan? {
    microseconds(text, at: position, &sink).map { TimeSpan(microseconds: Int64($0.rounded())) }
  }

  /// A duration that stands in a text at that place, in microseconds that are not rounded.
  static func microseconds(
    _ text: String, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> Double? {
    let units = Bilingual(
      zh: "数与单位：ms s min h d，例如 45 min", en: "a number and one of ms s min h d, e.g. 45 min")
    guard let quantity = Quantity(text) else {
      sink.error(
        .badDuration, position, zh: "'\(text)' 不是时长", en: "'\(text)' is not a duration",
        hint: units)
      return nil
    }
    guard let unit = DurationUnit(rawValue: quantity.unit) else {
      let meant = DurationUnit.mistaken[quantity.unit.lowercased()]
      let hint = meant.map {
        Bilingual(zh: "是否应为 '\($0.rawValue)'？", en: "did you mean '\($0.rawValue)'?")
      }
      if quantity.unit.isEmpty {
        sink.error(
          .wrongUnit, position, zh: "时长 '\(text)' 没有单位",
          en: "the duration '\(text)' has no unit", hint: units)
      } else {
        sink.error(
          .wrongUnit, position, zh: "'\(quantity.unit)' 不是时长的单位",
          en: "'\(quantity.unit)' is not a unit of duration", hint: hint ?? units)
      }
      return nil
    }
    guard quantity.number >= 0 else {
      sink.error(
        .negativeDuration, position, zh: "时长 '\(text)' 为负",
        en: "the duration '\(text)' is negative")
      return nil
    }
    let microseconds = quantity.number * Double(unit.microseconds)
    guard microseconds.rounded() <= Double(TimeSpan.maximum.microseconds) else {
      sink.error(
        .outOfRange, position, zh: "时长 '\(text)' 超过一万年",
        en: "the duration '\(text)' is longer than 10 000 years")
      return nil
    }
    return microseconds
  }
}
