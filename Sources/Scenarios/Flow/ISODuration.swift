import EventKernel

/// Durations as BPMN timers have them: ISO 8601, `PnW`, `PnDTnHnMnS`. Years and months are no
/// lengths of time and are refused.
enum ISODuration {
  /// The length; nil when the text is none, or is longer than 10 000 years.
  static func parse(_ text: String) -> TimeSpan? {
    guard text.first == "P" else { return nil }
    var rest = text.dropFirst()
    var total: Int64 = 0
    var units: [(Character, Int64)] = [("W", 604_800_000_000), ("D", 86_400_000_000)]
    var isTime = false
    var parts = 0
    while !rest.isEmpty {
      if rest.first == "T" {
        guard !isTime, rest.count > 1 else { return nil }
        isTime = true
        rest = rest.dropFirst()
        units = [("H", 3_600_000_000), ("M", 60_000_000), ("S", 1_000_000)]
        continue
      }
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count)
      guard let unit = units.firstIndex(where: { $0.0 == rest.first }),
        let length = microseconds(number, of: units[unit].1)
      else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(length)
      guard !overflow, sum <= TimeSpan.maximum.microseconds else { return nil }
      total = sum
      parts += 1
      // Larger units come first.
      units.removeFirst(unit + 1)
      rest = rest.dropFirst()
    }
    return parts > 0 ? TimeSpan(microseconds: total) : nil
  }

  /// `number` units; only seconds may have a fraction, to the microsecond.
  private static func microseconds(_ number: Substring, of unit: Int64) -> Int64? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].count <= 12, let whole = Int64(parts[0])
    else { return nil }
    let (length, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    guard parts.count == 2 else { return length }
    guard unit == 1_000_000, (1...6).contains(parts[1].count),
      let fraction = Int64(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
    else { return nil }
    return length.addingReportingOverflow(fraction).partialValue
  }
}
