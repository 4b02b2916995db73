import EventKernel
import Scoring
import Simulator

/// Which values of a metric an objective means, as a person writes it.
package struct FilterDescription: Sendable {
  package var level: FaultLevel?
  package var priority: Int?
  package var caseClass: MetricFilter.CaseClass?
  package var tier: Tier?
  package var service: Name?
  /// `flow.step`, or `flow` for all of its tasks.
  package var steps: [Name]?
  /// `part` in whatever stores, or `store/part`.
  package var part: Name?
  package var stream: Name?
  package var flow: Name?
  package var hours: MetricFilter.HoursOfDay?

  package init() {}

  /// Whether it picks the same, wherever it is written.
  func isLike(_ other: FilterDescription) -> Bool {
    level == other.level && priority == other.priority && caseClass == other.caseClass
      && tier == other.tier && service?.text == other.service?.text
      && steps?.map(\.text) == other.steps?.map(\.text) && part?.text == other.part?.text
      && stream?.text == other.stream?.text && flow?.text == other.flow?.text
      && hours == other.hours
  }
}

extension FilterDescription {
  /// Takes the keys of a filter out of an objective; those that the metric has no values by are
  /// reported. A metric that was not understood takes all.
  init(_ map: inout YAMLMap, of metric: Metric?, _ sink: inout DiagnosticSink) {
    for key in MetricFilter.Key.allCases {
      guard let entry = map.entry(key.rawValue) else { continue }
      if let metric, !metric.filters.contains(key) {
        Self.refuse(entry, metric, &sink)
        continue
      }
      let value = entry.value
      switch key {
      case .level: level = value.word(FaultLevel.self, &sink)
      case .priority: priority = value.integer(from: 1, to: 5, &sink)
      case .class: caseClass = value.caseClass(&sink)
      case .tier: tier = value.word(Tier.self, &sink)
      case .service: service = value.name(&sink)
      case .step: steps = value.steps(&sink)
      case .part: part = value.name(&sink)
      case .stream: stream = value.name(&sink)
      case .flow: flow = value.name(&sink)
      case .hours: hours = value.hoursOfDay(&sink)
      }
    }
  }

  private static func refuse(_ entry: YAMLEntry, _ metric: Metric, _ sink: inout DiagnosticSink) {
    let keys = metric.filters.map(\.rawValue)
    sink.error(
      .unknownKey, entry.keyPosition, zh: "指标 '\(metric.rawValue)' 不能按 '\(entry.key)' 筛选",
      en: "the metric '\(metric.rawValue)' has no values by '\(entry.key)'",
      hint: keys.isEmpty
        ? Bilingual(zh: "它只有整次演练的值", en: "it is of the whole drill")
        : NearestName.hint("", in: keys))
  }
}

extension YAMLValue {
  /// `08:30-17:30`.
  fileprivate func hoursOfDay(_ sink: inout DiagnosticSink) -> MetricFilter.HoursOfDay? {
    guard let text = text(&sink) else { return nil }
    guard let hours = TimeText.hours(text) else {
      sink.error(
        .badTime, position, zh: "'\(text)' 不是一天中的时段", en: "'\(text)' are no hours of the day",
        hint: Bilingual(zh: "例如 08:30-17:30", en: "e.g. 08:30-17:30"))
      return nil
    }
    return MetricFilter.HoursOfDay(
      from: .minutes(Int64(hours.lowerBound)), to: .minutes(Int64(hours.upperBound % 1440)))
  }

  /// One step or several.
  fileprivate func steps(_ sink: inout DiagnosticSink) -> [Name] {
    if list().isEmpty {
      sink.error(.missingKey, position, zh: "没有写明步骤", en: "no step is named")
    }
    return names(&sink)
  }

  /// `network`, a class of components; or `B.1`, a class of emergency events.
  fileprivate func caseClass(_ sink: inout DiagnosticSink) -> MetricFilter.CaseClass? {
    guard let text = text(&sink) else { return nil }
    if let objectClass = ObjectClass(rawValue: text) { return .object(objectClass) }
    if let emergency = EmergencyClass(rawValue: text) { return .emergency(emergency) }
    unknownWord(
      text, ObjectClass.allCases.map(\.rawValue) + EmergencyClass.allCases.map(\.rawValue), &sink)
    return nil
  }
}
