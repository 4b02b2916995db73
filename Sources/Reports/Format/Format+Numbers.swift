extension Format {
  private static let powersOfTen: [Double] = (0...15).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// A number with so many digits that count, zeros at its end left out: `4.00123`, `0.25`,
  /// `1234570`. Powers of ten and rounding only, so the same text on every machine.
  ///
  /// - Parameter digits: 1...15.
  package static func number(_ value: Double, digits: Int = 6) -> String {
    let size = value.magnitude
    guard size < powersOfTen[15] else { return "\(value)" }
    let enough = powersOfTen[digits - 1]
    let decimals = (0..<15).first { size * powersOfTen[$0] >= enough } ?? 15
    let (whole, rest) = UInt64((size * powersOfTen[decimals]).rounded())
      .quotientAndRemainder(dividingBy: UInt64(powersOfTen[decimals]))
    let sign = value < 0 && (whole, rest) != (0, 0) ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let tail = "\(rest)"
    var fraction = Substring(String(repeating: "0", count: decimals - tail.count) + tail)
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}
