import EventKernel
import Scoring
import Simulator

extension MeasureDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let quantity = map.require("quantity", &sink)?.metric(for: \.isOfMeasures, &sink)
    let of = map.require("of", &sink)
    let statistic = map.take("statistic")
    let atEnd = map.entry("at the end")
    map.finish(&sink)
    guard let quantity, let of else { return nil }
    let subject = Self.subject(of, quantity, &sink)
    let asked = statistic.map { $0.statistic(of: quantity, &sink) } ?? .mean
    let isAtEnd = atEnd?.value.flag(&sink) ?? false
    if isAtEnd, quantity.family != .levels, let atEnd {
      sink.error(
        .badMeasure, atEnd.keyPosition, zh: "'\(quantity.rawValue)' 没有结束时的值",
        en: "'\(quantity.rawValue)' has no value at the end",
        hint: NearestName.hint(
          "", in: Metric.allCases.filter { $0.isOfMeasures && $0.family == .levels }.map(\.rawValue)
        ))
    }
    guard let subject else { return nil }
    self.init(
      name: entry.name, title: title, quantity: quantity, subject: subject,
      statistic: quantity.statistic(asked ?? .mean), isAtEnd: isAtEnd, isWhole: asked != nil)
  }

  /// The word for the whole run.
  private static let all = "all"

  private static func subject(
    _ of: YAMLValue, _ quantity: Metric, _ sink: inout DiagnosticSink
  ) -> Subject? {
    switch quantity {
    case .timeUntil: return of.condition(scope: .platform, &sink).map { .condition($0) }
    case .numberDown:
      let names = of.names(&sink)
      return names.isEmpty ? nil : .nodes(names)
    case .availability, .downTime:
      let names = of.names(&sink)
      if names.count > 1 {
        sink.error(
          .badMeasure, of.position, zh: "'\(quantity.rawValue)' 只问一个组件或服务",
          en: "'\(quantity.rawValue)' is asked of one component or service",
          hint: Bilingual(zh: "多个请用 'number down'", en: "of several, ask 'number down'"))
        return nil
      }
      return names.isEmpty ? nil : .nodes(names)
    case .closedAt:
      guard let name = of.name(&sink) else { return nil }
      guard name.text == "incidents" else {
        sink.error(
          .badMeasure, of.position, zh: "'\(quantity.rawValue)' 问的是全部事故，写作 'incidents'",
          en: "'\(quantity.rawValue)' is asked of all incidents, which is written 'incidents'",
          hint: NearestName.hint(name.text, in: ["incidents"]))
        return nil
      }
      return .incidents
    case .dataLeaked, .peopleExposed, .peopleHurt, .peopleEvacuated, .harmTime, .destroyed,
      .spread:
      guard let name = of.name(&sink) else { return nil }
      guard name.text == Self.all else {
        sink.error(
          .badMeasure, of.position, zh: "'\(quantity.rawValue)' 问的是整次推演，写作 '\(Self.all)'",
          en: "'\(quantity.rawValue)' is asked of the whole run, which is written '\(Self.all)'",
          hint: NearestName.hint(name.text, in: [Self.all]))
        return nil
      }
      return .all
    case .serviceLoss, .longestOutage:
      guard let name = of.name(&sink) else { return nil }
      return name.text == Self.all ? .all : .name(name)
    default: return of.name(&sink).map { .name($0) }
    }
  }
}

extension Metric {
  /// The statistic in the model: of one node up or down, the share of the time that none is down,
  /// or the time that one is.
  fileprivate func statistic(_ asked: Measure.Statistic) -> Measure.Statistic {
    switch self {
    case .availability: .atMost(0)
    case .downTime: .total
    default: asked
    }
  }

  /// The statistics that it has.
  fileprivate var statistics: [StatisticForm] {
    switch family {
    case .times: [.mean, .variance, .quantile, .atMost, .moreThan, .number]
    case .instants: [.mean, .variance, .quantile, .atMost, .moreThan, .number, .last]
    case .whole: [.mean, .variance, .quantile, .atMost, .moreThan]
    case .levels: [.mean, .atMost, .moreThan]
    case .shares, .ofOne, .counts: [.mean]
    }
  }

  /// The statistics, as they are written.
  fileprivate var statisticWords: [String] {
    let bound = family == .levels ? "N" : "DURATION"
    return statistics.map { form in
      switch form {
      case .mean, .variance, .last: form.rawValue
      case .quantile: "pNN"
      case .atMost, .moreThan: form.rawValue + bound
      case .number: form.rawValue + "N"
      }
    }
  }
}

/// The forms of a statistic, by how they begin.
private enum StatisticForm: String, CaseIterable {
  case mean
  case variance
  case quantile = "p"
  case atMost = "at most "
  case moreThan = "more than "
  case number = "number "
  case last

  /// The form of a text, and what follows its beginning; nil when it has none.
  static func split(_ text: String) -> (form: StatisticForm, rest: String)? {
    for form in allCases where text.hasPrefix(form.rawValue) {
      let rest = String(text.dropFirst(form.rawValue.count).drop { $0 == " " })
      switch form {
      case .mean, .variance, .last: if rest.isEmpty { return (form, rest) }
      case .quantile: if rest.first?.isNumber == true { return (form, rest) }
      case .atMost, .moreThan, .number: if !rest.isEmpty { return (form, rest) }
      }
    }
    return nil
  }
}

extension YAMLValue {
  /// A statistic that the quantity has.
  fileprivate func statistic(
    of quantity: Metric, _ sink: inout DiagnosticSink
  ) -> Measure.Statistic? {
    guard let text = text(&sink) else { return nil }
    guard let (form, rest) = StatisticForm.split(text), quantity.statistics.contains(form) else {
      sink.error(
        .badMeasure, position, zh: "'\(quantity.rawValue)' 没有统计量 '\(text)'",
        en: "'\(quantity.rawValue)' has no statistic '\(text)'",
        hint: NearestName.hint(text, in: quantity.statisticWords))
      return nil
    }
    let number = YAMLValue(.text(rest), at: position)
    func bound() -> Int64? {
      guard quantity.family == .levels else { return number.duration(&sink)?.microseconds }
      return number.integer(from: 0, to: 1_000_000_000, &sink).map { Int64($0) }
    }
    switch form {
    case .mean: return .mean
    case .variance: return .variance
    case .last: return .last
    case .quantile: return number.quantile(&sink).map { .quantile($0) }
    case .atMost: return bound().map { .atMost($0) }
    case .moreThan: return bound().map { .moreThan($0) }
    case .number:
      return number.integer(from: 1, to: 1_000_000_000, &sink).map { .ofNumber(Int64($0)) }
    }
  }

  /// A number of per cent between 0 and 100, as the probability nearest to it.
  func quantile(_ sink: inout DiagnosticSink) -> Probability? {
    guard let text = text(&sink) else { return nil }
    guard let percent = Quantity(text), percent.unit.isEmpty, percent.number > 0,
      percent.number < 100, let share = Double(text + "e-2")
    else {
      sink.error(
        .badMeasure, position, zh: "'p\(text)' 不是分位数", en: "'p\(text)' is not a quantile",
        hint: Bilingual(zh: "例如 p50、p99.9", en: "e.g. p50, p99.9"))
      return nil
    }
    return Probability(share)
  }
}

extension YAMLValue {
  /// A metric of the catalogue that can be named here; `filled at once` is an older word for the
  /// fill rate.
  func metric(for isMeant: (Metric) -> Bool, _ sink: inout DiagnosticSink) -> Metric? {
    guard let text = text(&sink) else { return nil }
    let metric = Metric(rawValue: text) ?? (text == "filled at once" ? .fillRate : nil)
    if let metric, isMeant(metric) { return metric }
    unknownWord(text, Metric.allCases.filter(isMeant).map(\.rawValue), &sink)
    return nil
  }
}
