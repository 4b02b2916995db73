import EventKernel

/// A number and what follows it, as a person wrote them: `45 min`, `99.5 %`, `3 /h`.
struct Quantity {
  var number: Double
  var unit: String

  /// nil when the text does not begin with a plain decimal number: no exponent, no infinity, no
  /// thousands separators.
  init?(_ text: String) {
    let isSigned = text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
    let figures = text.utf8.dropFirst(isSigned ? 1 : 0)
      .prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
    let points = figures.count { $0 == 0x2E }
    let digits = figures.count - points
    guard digits > 0, digits <= 18, points <= 1, let number = Double(text[..<figures.endIndex])
    else { return nil }
    self.number = number
    unit = String(text.unicodeScalars[figures.endIndex...].drop { $0 == " " })
  }
}

extension YAMLValue {
  /// A plain number within a range, as written in the words of `range`.
  package func number(
    from least: Double, to most: Double, _ sink: inout DiagnosticSink
  ) -> Double? {
    guard let text = text(&sink) else { return nil }
    guard let quantity = Quantity(text), quantity.unit.isEmpty else {
      sink.error(.badNumber, position, zh: "'\(text)' 不是数", en: "'\(text)' is not a number")
      return nil
    }
    guard quantity.number >= least, quantity.number <= most else {
      sink.error(
        .outOfRange, position,
        zh: "\(text) 超出范围 \(Self.plain(least))..\(Self.plain(most))",
        en: "\(text) is outside \(Self.plain(least))..\(Self.plain(most))")
      return nil
    }
    return quantity.number
  }

  /// A whole number within a range.
  package func integer(
    from least: Int, to most: Int, _ sink: inout DiagnosticSink
  ) -> Int? {
    guard let number = number(from: Double(least), to: Double(most), &sink) else { return nil }
    guard number.rounded() == number else {
      sink.error(
        .badNumber, position, zh: "应为整数", en: "a whole number is wanted here")
      return nil
    }
    return Int(number)
  }

  /// A share in per cent.
  package func share(_ sink: inout DiagnosticSink) -> Probability? {
    guard let percent = percent(&sink) else { return nil }
    guard let share = Probability(percent / 100) else {
      sink.error(
        .badShare, position, zh: "比例 \(Self.plain(percent)) % 不在 0..100 % 之内",
        en: "the share \(Self.plain(percent)) % is outside 0..100 %")
      return nil
    }
    return share
  }

  /// How many times as much, in per cent: 1.5 for `150 %`; more than 0, and 10 000 % at most.
  func scale(_ sink: inout DiagnosticSink) -> Double? {
    guard let percent = percent(&sink) else { return nil }
    guard percent > 0, percent <= 10_000 else {
      sink.error(
        .outOfRange, position, zh: "倍率应大于 0 %，至多 10000 %",
        en: "the scale must be more than 0 %, and 10000 % at most")
      return nil
    }
    return percent / 100
  }

  private func percent(_ sink: inout DiagnosticSink) -> Double? {
    guard let text = text(&sink) else { return nil }
    let hint = Bilingual(zh: "按百分数写，例如 99.5 %", en: "shares are per cent, e.g. 99.5 %")
    guard let quantity = Quantity(text) else {
      sink.error(
        .badShare, position, zh: "'\(text)' 不是比例", en: "'\(text)' is not a share", hint: hint)
      return nil
    }
    guard quantity.unit == "%" else {
      sink.error(
        .wrongUnit, position, zh: "比例的单位应为 %", en: "the unit of a share is %", hint: hint)
      return nil
    }
    return quantity.number
  }

  /// A rate, as a number an hour, up to `most` an hour: what is more is a slip of the pen, and
  /// would fill the machine with events.
  package func rate(upTo most: Int, _ sink: inout DiagnosticSink) -> Double? {
    guard let text = text(&sink) else { return nil }
    let hint = Bilingual(
      zh: "按每单位时间的次数写，例如 3 /h、0.5 /d", en: "rates are written 3 /h, 0.5 /d")
    guard let quantity = Quantity(text) else {
      sink.error(
        .badNumber, position, zh: "'\(text)' 不是速率", en: "'\(text)' is not a rate", hint: hint)
      return nil
    }
    guard quantity.unit.hasPrefix("/"),
      let unit = DurationUnit(
        rawValue: String(quantity.unit.unicodeScalars.dropFirst().drop { $0 == " " }))
    else {
      sink.error(
        .wrongUnit, position, zh: "速率 '\(text)' 的单位不对",
        en: "the rate '\(text)' has a wrong unit", hint: hint)
      return nil
    }
    let rate = quantity.number * 3_600e6 / Double(unit.microseconds)
    guard rate >= 0, rate <= Double(most) else {
      sink.error(
        .outOfRange, position, zh: "速率 \(text) 应在 0 与 \(most) /h 之间",
        en: "the rate \(text) is outside 0..\(most) /h")
      return nil
    }
    return rate
  }

  /// A temperature, in thousandths of a degree Celsius.
  package func temperature(_ sink: inout DiagnosticSink) -> Int64? {
    guard let text = text(&sink) else { return nil }
    let hint = Bilingual(zh: "例如 23 C 或 23 ℃", en: "e.g. 23 C or 23 ℃")
    guard let quantity = Quantity(text) else {
      sink.error(
        .badNumber, position, zh: "'\(text)' 不是温度", en: "'\(text)' is not a temperature",
        hint: hint)
      return nil
    }
    guard ["C", "℃", "°C"].contains(quantity.unit) else {
      sink.error(
        .wrongUnit, position, zh: "温度的单位应为 ℃", en: "the unit of a temperature is C",
        hint: hint)
      return nil
    }
    guard quantity.number >= -60, quantity.number <= 150 else {
      sink.error(
        .outOfRange, position, zh: "温度 \(text) 超出 -60..150 ℃",
        en: "the temperature \(text) is outside -60..150 C")
      return nil
    }
    return Int64((quantity.number * 1000).rounded())
  }

  /// A power, in watts.
  package func power(_ sink: inout DiagnosticSink) -> Int64? {
    guard let text = text(&sink) else { return nil }
    let hint = Bilingual(zh: "例如 600 W 或 3 kW", en: "e.g. 600 W or 3 kW")
    guard let quantity = Quantity(text) else {
      sink.error(
        .badNumber, position, zh: "'\(text)' 不是功率", en: "'\(text)' is not a power", hint: hint)
      return nil
    }
    guard let watts = ["W": 1.0, "kW": 1_000.0][quantity.unit] else {
      sink.error(
        .wrongUnit, position, zh: "功率的单位应为 W 或 kW", en: "the unit of a power is W or kW",
        hint: hint)
      return nil
    }
    let power = (quantity.number * watts).rounded()
    guard power >= 0, power <= 1_000_000 else {
      sink.error(
        .outOfRange, position, zh: "功率 \(text) 超出 0..1000 kW",
        en: "the power \(text) is outside 0..1000 kW")
      return nil
    }
    return Int64(power)
  }

  static func plain(_ number: Double) -> String {
    number.rounded() == number && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
  }
}
