import EventKernel

/// A value of a measure that is known from elsewhere, as a person describes it.
package struct KnownValueDescription: Sendable {
  package var name: Name
  package var measure: Name
  /// In the measure's unit: microseconds, microseconds squared, a share 0...1, a level.
  package var value: Double
  package var formula: String
  package var source: String
  package var isExact: Bool
  package var isSlow: Bool
}

extension KnownValueDescription {
  /// - Parameters:
  ///   - measures: those of the drill.
  ///   - areWhole: false when some could not be read, so that none can be called unknown.
  init?(
    _ entry: YAMLEntry, _ measures: [MeasureDescription], areWhole: Bool,
    _ sink: inout DiagnosticSink
  ) {
    guard var map = entry.value.map(&sink) else { return nil }
    let measure = map.require("measure", &sink)?.name(&sink)
    let value = map.require("value", &sink)
    let formula = map.take("formula")?.text(&sink) ?? ""
    let source = map.take("source")?.text(&sink) ?? ""
    let isExact = map.take("exact")?.flag(&sink) ?? false
    let isSlow = map.take("slow")?.flag(&sink) ?? false
    map.finish(&sink)
    guard Self.checkName(entry, &sink), let measure, let value else { return nil }
    guard let found = measures.first(where: { $0.name.text == measure.text }) else {
      if areWhole {
        Names(Bilingual(zh: "度量", en: "measure"), measures.map(\.name.text)).check(measure, &sink)
      }
      return nil
    }
    guard found.isWhole, let number = value.known(in: found.unit, &sink) else { return nil }
    self.init(
      name: Name(entry.key, at: entry.keyPosition), measure: measure, value: number,
      formula: formula, source: source,
      isExact: isExact, isSlow: isSlow)
  }

  /// A known value has the name that it has where it comes from, which may not be like ours.
  private static func checkName(_ entry: YAMLEntry, _ sink: inout DiagnosticSink) -> Bool {
    let isRight = entry.key.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
      default: false
      }
    }
    guard !isRight || entry.key.isEmpty else { return true }
    sink.error(
      .badName, entry.keyPosition, zh: "'\(entry.key)' 不能作名称",
      en: "'\(entry.key)' cannot be a name",
      hint: Bilingual(
        zh: "已知值的名称用字母、数字、连字符、下划线和点",
        en: "known values are named by letters, digits, hyphens, underscores and points"))
    return false
  }
}

extension YAMLValue {
  /// A value in the unit of a measure, not rounded.
  fileprivate func known(
    in unit: MeasureDescription.Unit, _ sink: inout DiagnosticSink
  ) -> Double? {
    switch unit {
    case .duration:
      guard let text = text(&sink) else { return nil }
      return Self.microseconds(text, at: position, &sink)
    case .durationSquared: return squaredDuration(&sink)
    case .share: return share(&sink)?.value
    case .level: return number(from: 0, to: 1e12, &sink)
    }
  }

  /// A square of durations, `9.08 h2`, in microseconds squared.
  private func squaredDuration(_ sink: inout DiagnosticSink) -> Double? {
    guard let text = text(&sink) else { return nil }
    guard let quantity = Quantity(text), quantity.unit.hasSuffix("2"),
      let unit = DurationUnit(rawValue: String(quantity.unit.dropLast()))
    else {
      sink.error(
        .wrongUnit, position, zh: "'\(text)' 不是时长的平方",
        en: "'\(text)' is not a square of durations",
        hint: Bilingual(
          zh: "按单位的平方写，例如 9.08 h2", en: "it is written in a unit squared, e.g. 9.08 h2"))
      return nil
    }
    guard quantity.number >= 0 else {
      sink.error(
        .negativeDuration, position, zh: "方差 '\(text)' 为负", en: "the variance '\(text)' is negative"
      )
      return nil
    }
    return quantity.number * Double(unit.microseconds) * Double(unit.microseconds)
  }
}
