import EventKernel
import Scoring
import Simulator

/// Objectives that an OpenSLO document states (OpenSLO v1, github.com/OpenSLO/OpenSLO, kind SLO).
///
/// Its source of metrics is this model: `type: sandtable`, and in `spec` a metric of the catalogue
/// with what picks its values. A run of the drill is the time window. A threshold of what has one
/// value a run must be met by the target's share of runs, one of what has many by the target's
/// share of the values; a ratio is a `raw` metric that is a share, or `good` of `total`, where
/// `good` says `within`.
package struct OpenSLODescription: Sendable {
  package var name: Name
  package var objectives: [ObjectiveDescription]
}

extension OpenSLODescription {
  /// Reads a document; nil when it is of another version or kind, or no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let version = map.require("apiVersion", &sink)
    let kind = map.require("kind", &sink)
    let isKnown = [
      version?.only("openslo/v1", "apiVersion", &sink), kind?.only("SLO", "kind", &sink),
    ]
    guard !isKnown.contains(where: { $0 != true }) else { return nil }
    guard var metadata = map.require("metadata", &sink)?.map(&sink),
      let name = metadata.require("name", &sink)?.name(&sink),
      var spec = map.require("spec", &sink)?.map(&sink)
    else { return nil }
    let title = metadata.take("displayName")?.text(&sink)
    for key in ["labels", "annotations"] { _ = metadata.take(key) }
    metadata.finish(&sink)
    map.finish(&sink)
    self.init(name: name, objectives: [])
    let indicator = Self.indicator(&spec, &sink)
    for key in ["description", "service", "timeWindow", "alertPolicies"] { _ = spec.take(key) }
    _ = spec.take("budgetingMethod")?.only("Occurrences", "budgetingMethod", &sink)
    let asked = spec.require("objectives", &sink)?.list() ?? []
    spec.finish(&sink)
    guard let indicator else { return }
    for (number, value) in asked.enumerated() {
      let words = Words(
        name: number == 0 ? name.text : "\(name.text)-\(number + 1)",
        title: (title ?? name.text) + (number == 0 ? "" : " \(number + 1)"),
        position: name.position)
      if let objective = ObjectiveDescription(value, indicator, words, &sink) {
        objectives.append(objective)
      }
    }
  }

  fileprivate struct Words {
    var name: String
    var title: String
    var position: SourcePosition
  }

  /// What is measured, and how it is compared.
  fileprivate struct Indicator {
    enum Kind {
      /// The objective says the operator and the value.
      case threshold
      /// A share that a run has.
      case raw
      /// The share of values at most so much.
      case within(Int64)
    }

    var metric: Metric
    var filter: FilterDescription
    var kind: Kind
    /// The unit of an objective's value, where it is a time.
    var unit: DurationUnit
  }

  private static func indicator(
    _ spec: inout YAMLMap, _ sink: inout DiagnosticSink
  ) -> Indicator? {
    if let reference = spec.take("indicatorRef") {
      refuse(reference.position, "indicatorRef", &sink)
      return nil
    }
    guard var indicator = spec.require("indicator", &sink)?.map(&sink) else { return nil }
    _ = indicator.take("metadata")
    guard var inner = indicator.require("spec", &sink)?.map(&sink) else { return nil }
    indicator.finish(&sink)
    _ = inner.take("description")
    let form = inner.one(
      of: ["thresholdMetric", "ratioMetric"], Bilingual(zh: "指标", en: "metrics"),
      at: inner.position, &sink)
    inner.finish(&sink)
    guard let form else { return nil }
    return form.key == "thresholdMetric"
      ? source(form.value, &sink).map { Indicator($0, .threshold) } : ratio(form.value, &sink)
  }

  private static func ratio(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> Indicator? {
    guard var map = value.map(&sink) else { return nil }
    _ = map.take("counter")
    if let bad = map.take("bad") {
      refuse(bad.position, "bad", &sink)
      return nil
    }
    if let raw = map.take("raw") {
      _ = map.require("rawType", &sink)?.only("success", "rawType", &sink)
      map.finish(&sink)
      guard let source = source(raw, &sink) else { return nil }
      guard source.metric.unit == .share else {
        sink.error(
          .badMeasure, raw.position, zh: "'\(source.metric.rawValue)' 不是比例，不能用于 raw",
          en: "'\(source.metric.rawValue)' is no share, as 'raw' wants one")
        return nil
      }
      return Indicator(source, .raw)
    }
    let good = map.require("good", &sink).flatMap { source($0, &sink) }
    let total = map.require("total", &sink)
    let all = total.flatMap { source($0, &sink) }
    map.finish(&sink)
    guard let good, let total, let all else { return nil }
    guard good.metric == all.metric, good.filter.isLike(all.filter), all.within == nil else {
      sink.error(
        .badMeasure, total.position, zh: "total 应与 good 相同，只少 within",
        en: "'total' must be as 'good' is, but for 'within'")
      return nil
    }
    guard let within = good.within else {
      sink.error(
        .missingKey, total.position, zh: "good 的 spec 缺少键 'within'",
        en: "the key 'within' is missing in the spec of 'good'")
      return nil
    }
    return Indicator(good, .within(within))
  }

  fileprivate struct Source {
    var metric: Metric
    var filter: FilterDescription
    var unit: DurationUnit
    var within: Int64?
  }

  /// `{metricSource: {type: sandtable, spec: {metric: response time, ...}}}`.
  private static func source(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> Source? {
    guard var map = value.map(&sink),
      var source = map.require("metricSource", &sink)?.map(&sink)
    else { return nil }
    map.finish(&sink)
    _ = source.take("metricSourceRef")
    _ = source.take("type")?.only("sandtable", "type", &sink)
    guard var spec = source.require("spec", &sink)?.map(&sink) else { return nil }
    source.finish(&sink)
    let metric = spec.require("metric", &sink)?.metric(for: \.isOfObjectives, &sink)
    let filter = FilterDescription(&spec, of: metric, &sink)
    let unit = spec.take("unit")?.word(DurationUnit.self, &sink)
    let within = metric.flatMap { metric in
      spec.take("within").flatMap { ObjectiveDescription.value($0, metric, &sink) }
    }
    if metric != nil { spec.finish(&sink) }
    return metric.map {
      Source(metric: $0, filter: filter, unit: unit ?? .seconds, within: within)
    }
  }

  fileprivate static func refuse(
    _ position: SourcePosition, _ what: String, _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .badMeasure, position, zh: "不支持 OpenSLO 的 '\(what)'",
      en: "'\(what)' of OpenSLO is not supported")
  }
}

extension OpenSLODescription.Indicator {
  fileprivate init(_ source: OpenSLODescription.Source, _ kind: Kind) {
    self.init(metric: source.metric, filter: source.filter, kind: kind, unit: source.unit)
  }
}

extension ObjectiveDescription {
  /// One objective of a document.
  fileprivate init?(
    _ value: YAMLValue, _ indicator: OpenSLODescription.Indicator,
    _ words: OpenSLODescription.Words, _ sink: inout DiagnosticSink
  ) {
    guard var map = value.map(&sink) else { return nil }
    let title = map.take("displayName")?.text(&sink) ?? words.title
    let target = Self.target(&map, &sink)
    var test: (Objective.Test, runs: Probability)?
    switch indicator.kind {
    case .threshold:
      let sign = map.require("op", &sink)?.word(ThresholdSign.self, &sink)
      let limit = map.require("value", &sink)
      if let sign, let limit, let target {
        test = Self.threshold(sign, limit, target, indicator, &sink)
      }
    case .raw:
      test = target.map {
        let share = Int64(($0.value * 1_000_000).rounded())
        return (.every(.greaterOrEqual, share), Objective.usualRuns)
      }
    case .within(let limit):
      test = target.map { (.share(within: limit, atLeast: $0), Objective.usualRuns) }
    }
    map.finish(&sink)
    guard let test else { return nil }
    self.init(
      name: Name(words.name, at: words.position), title: Bilingual(title),
      subject: .metric(indicator.metric), unit: indicator.metric.unit, filter: indicator.filter,
      test: test.0, runs: test.runs)
  }

  private enum ThresholdSign: String, CaseIterable {
    case lte
    case lt
    case gte
    case gt

    var comparison: ConditionStep.Comparison {
      switch self {
      case .lte: .lessOrEqual
      case .lt: .less
      case .gte: .greaterOrEqual
      case .gt: .greater
      }
    }
  }

  /// `target: 0.995` or `targetPercent: 99.5`: above 0 and below 1.
  private static func target(
    _ map: inout YAMLMap, _ sink: inout DiagnosticSink
  ) -> Probability? {
    let form = map.one(
      of: ["target", "targetPercent"], Bilingual(zh: "目标", en: "targets"), at: map.position, &sink)
    guard let form else { return nil }
    let most = form.key == "target" ? 1.0 : 100
    guard let number = form.value.number(from: 0, to: most, &sink) else { return nil }
    guard number > 0, number < most else {
      sink.error(
        .badShare, form.value.position, zh: "目标应大于 0 且小于 \(YAMLValue.plain(most))",
        en: "a target is above 0 and below \(YAMLValue.plain(most))")
      return nil
    }
    return Probability(number / most)
  }

  private static func threshold(
    _ sign: ThresholdSign, _ limit: YAMLValue, _ target: Probability,
    _ indicator: OpenSLODescription.Indicator, _ sink: inout DiagnosticSink
  ) -> (Objective.Test, runs: Probability)? {
    let unit = indicator.metric.unit
    let number =
      switch unit {
      case .count, .points: limit.integer(from: 0, to: 1_000_000, &sink).map { Double($0) }
      case .share: limit.number(from: 0, to: 1, &sink)
      case .level: limit.integer(from: 0, to: 1_000_000, &sink).map { Double($0) }
      case .time, .work, .money, .rate: limit.number(from: 0, to: 1e9, &sink)
      }
    guard let number else { return nil }
    let scale: Double =
      switch unit {
      case .time, .work: Double(indicator.unit.microseconds)
      case .share, .level, .rate: 1_000_000
      case .money: 100
      case .count, .points: 1
      }
    let bound = Int64((number * scale).rounded())
    if indicator.metric.isOfWholeRun, !indicator.metric.isLevel {
      return (.every(sign.comparison, bound), target)
    }
    switch sign {
    case .lte: return (.share(within: bound, atLeast: target), Objective.usualRuns)
    case .lt:
      // Levels are whole numbers of things.
      let step: Int64 = indicator.metric.isLevel ? 1_000_000 : 1
      return (.share(within: bound - step, atLeast: target), Objective.usualRuns)
    case .gte, .gt:
      OpenSLODescription.refuse(limit.position, "op: \(sign.rawValue)", &sink)
      return nil
    }
  }
}

extension YAMLValue {
  /// Whether it is the one word that is supported here; else a diagnostic.
  fileprivate func only(_ word: String, _ key: String, _ sink: inout DiagnosticSink) -> Bool {
    guard let text = text(&sink) else { return false }
    if text == word { return true }
    sink.error(
      .unknownWord, position, zh: "'\(key)' 只支持 '\(word)'",
      en: "of '\(key)' only '\(word)' is supported"
    )
    return false
  }
}
