import Scenarios

/// How long a command took, by the clock on the wall: `1 s 234 ms`. Not by Foundation, whose words
/// follow the machine's locale, not the language that was asked for.
enum Elapsed {
  static func words(_ took: Duration) -> Bilingual {
    let milliseconds = max(0, Int((took / .milliseconds(1)).rounded()))
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    func words(_ second: String, _ milli: String) -> String {
      [
        seconds > 0 ? "\(seconds) \(second)" : nil,
        rest > 0 || seconds == 0 ? "\(rest) \(milli)" : nil,
      ]
      .compactMap(\.self).joined(separator: " ")
    }
    return Bilingual(zh: words("秒", "毫秒"), en: words("s", "ms"))
  }
}
