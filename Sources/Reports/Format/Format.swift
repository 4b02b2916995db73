import EventKernel
import Scenarios
import Scoring

/// Numbers, lengths of time and moments as people read them: the one place where units are chosen.
/// All arithmetic is on whole numbers, so the same value is the same text on every machine.
package enum Format {
  /// A length of time in its two largest sensible units: `45 s`, `3 min 20 s`, `1 h 05 min`,
  /// `2 d 3 h`; `1 小时 5 分钟`. Rounded to nearest in the smaller of the two; below an hour
  /// seconds are kept, so that a clock just past its target does not read as if it had met it.
  package static func duration(_ span: TimeSpan, _ language: Language) -> String {
    let sign = span.microseconds < 0 ? "-" : ""
    let seconds = rounded(span.microseconds.magnitude, by: 1_000_000)
    if seconds < 3600 { return sign + short(seconds, language) }
    let minutes = rounded(span.microseconds.magnitude, by: 60_000_000)
    if minutes < 48 * 60 {
      let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
      return sign
        + pair(hours, rest, zh: ("小时", "分钟"), en: ("h", "min"), padded: true, language)
    }
    let all = rounded(span.microseconds.magnitude, by: 3_600_000_000)
    let (days, hours) = all.quotientAndRemainder(dividingBy: 24)
    return sign + pair(days, hours, zh: ("天", "小时"), en: ("d", "h"), padded: false, language)
  }

  /// As a heading or a sentence begins.
  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Seconds and minutes below the hour.
  private static func short(_ seconds: UInt64, _ language: Language) -> String {
    let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
    if minutes == 0 { return language == .zh ? "\(rest) 秒" : "\(rest) s" }
    return pair(minutes, rest, zh: ("分钟", "秒"), en: ("min", "s"), padded: false, language)
  }

  private static func pair(
    _ large: UInt64, _ small: UInt64, zh: (String, String), en: (String, String), padded: Bool,
    _ language: Language
  ) -> String {
    let unit = language == .zh ? zh : en
    if small == 0 { return "\(large) \(unit.0)" }
    let digits = padded && language == .en && small < 10 ? "0\(small)" : "\(small)"
    return "\(large) \(unit.0) \(digits) \(unit.1)"
  }

  /// Hours with one decimal: `43.8 h`, `43.8 小时`.
  package static func hours(_ span: TimeSpan, _ language: Language) -> String {
    let tenths = rounded(span.microseconds.magnitude, by: 360_000_000)
    return "\(tenths / 10).\(tenths % 10) \(language == .zh ? "小时" : "h")"
  }

  /// The moment by the drill's clock, full minutes: `T+1:05`, `T-0:30`.
  package static func elapsed(_ time: SimulationTime) -> String {
    let minutes = floorDivision(time.microseconds, 60_000_000)
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    return "T\(minutes < 0 ? "-" : "+")\(hours):\(twoDigits(rest))"
  }

  /// A share in thousandths as per cent: `87.5 %`.
  package static func percent(_ share: Milli) -> String { "\(decimal(share)) %" }

  /// A share of full marks as points: 875 is `87.5`.
  package static func points(_ share: Milli) -> String { decimal(share) }

  /// Thousandths of a weight as points of a hundred with one decimal: 875 is `87.5`.
  private static func decimal(_ share: Milli) -> String {
    let sign = share.value < 0 ? "-" : ""
    return "\(sign)\(share.value.magnitude / 10).\(share.value.magnitude % 10)"
  }

  /// Thousandths of a degree as `31.4 ℃`, thousandths of a per cent as `62 %`.
  package static func celsius(_ milli: Int64) -> String {
    let tenths = rounded(milli.magnitude, by: 100)
    return "\(milli < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10) ℃"
  }

  /// Thousandths of a per cent as whole per cent: 62 000 is `62 %`.
  package static func charge(_ milli: Int64) -> String { "\(rounded(milli.magnitude, by: 1000)) %" }

  static func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Rounded to nearest, ties up.
  static func rounded(_ value: UInt64, by unit: UInt64) -> UInt64 { (value + unit / 2) / unit }

  static func floorDivision(_ value: Int64, _ unit: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: unit)
    return rest < 0 ? quotient - 1 : quotient
  }
}
