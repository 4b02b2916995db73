import EventKernel
import Scoring
import Simulator

extension ObjectiveDescription {
  /// One objective: a bound on every value, or on the share of values within a bound.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)
    let metric = map.require("metric", &sink)?.word(Metric.self, &sink)
    let level = map.take("level")?.word(FaultLevel.self, &sink)
    let every = map.take("every")
    let within = map.take("share within")
    let least = map.take("at least")
    map.finish(&sink)
    guard let metric else { return nil }
    guard (every == nil) != (within == nil), (within == nil) == (least == nil) else {
      sink.error(
        .missingKey, entry.name.position,
        zh: "应有 every，或者 share within 与 at least",
        en: "'every' is wanted, or 'share within' and 'at least'")
      return nil
    }
    var test: Objective.Test?
    if let every {
      test = Self.bound(every, metric, &sink)
    } else if let within, let least {
      let value = Self.value(within.text(&sink), metric, within.position, &sink)
      let share = least.share(&sink)
      if let value, let share { test = .share(within: value, atLeast: share) }
    }
    guard let test else { return nil }
    self.init(name: entry.name, title: title, metric: metric, level: level, test: test)
  }

  /// `<= 8 h`, `>= 80`.
  private static func bound(
    _ value: YAMLValue, _ metric: Metric, _ sink: inout DiagnosticSink
  ) -> Objective.Test? {
    guard let text = value.text(&sink) else { return nil }
    // The longer signs first: `<=` also begins with `<`.
    let signs: [ConditionStep.Comparison] = [
      .lessOrEqual, .greaterOrEqual, .notEqual, .less, .greater, .equal,
    ]
    guard let sign = signs.first(where: { text.hasPrefix($0.rawValue) }) else {
      sink.error(
        .badCondition, value.position, zh: "'\(text)' 应以比较符开头",
        en: "'\(text)' must begin with a comparison",
        hint: Bilingual(zh: "例如 <= 8 h", en: "e.g. <= 8 h"))
      return nil
    }
    let rest = text.unicodeScalars.dropFirst(sign.rawValue.count).drop { $0 == " " }
    return Self.value(String(rest), metric, value.position, &sink).map { .every(sign, $0) }
  }

  /// Microseconds, counts or points, by the metric's unit.
  private static func value(
    _ text: String?, _ metric: Metric, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> Int64? {
    guard let text else { return nil }
    switch metric.unit {
    case .time:
      return YAMLValue.duration(text, at: position, &sink)?.microseconds
    case .count, .points:
      let most = metric.unit == .points ? 100 : 1_000_000
      return YAMLValue(.text(text), at: position).integer(from: 0, to: most, &sink).map(Int64.init)
    }
  }
}
