import EventKernel
import Scoring
import Simulator

extension ObjectiveDescription {
  /// One objective: a bound on every value, or on the share of values within a bound.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)
    let metric = map.require("metric", &sink)?.word(Metric.self, &sink)
    let filter = FilterDescription(&map, of: metric, &sink)
    // A quantile is a key of its own: `p95: <= 30 min`.
    let quantiles = map.entries.map(\.key).filter {
      $0.first == "p" && $0.dropFirst().first?.isNumber == true
    }
    let form = map.one(
      of: ["every", "share within", "mean"] + (quantiles.isEmpty ? ["p95"] : quantiles),
      Bilingual(zh: "要求", en: "bounds"), at: entry.name.position, &sink)
    let least = form?.key == "share within" ? map.require("at least", &sink) : nil
    let runs = form?.key == "every" ? map.take("runs")?.runs(&sink) : Objective.usualRuns
    map.finish(&sink)
    guard let metric, let form else { return nil }
    guard let test = Self.test(form, least, metric, &sink) else { return nil }
    self.init(
      name: entry.name, title: title, metric: metric, filter: filter, test: test,
      runs: runs ?? Objective.usualRuns)
  }

  private static func test(
    _ form: (key: String, value: YAMLValue), _ least: YAMLValue?, _ metric: Metric,
    _ sink: inout DiagnosticSink
  ) -> Objective.Test? {
    switch form.key {
    case "every":
      return bound(form.value, metric, &sink).map { .every($0.sign, $0.limit) }
    case "share within":
      guard !metric.isBetterHigher else {
        sink.error(
          .badCondition, form.value.position,
          zh: "'share within' 数的是不超过某值的个数，而 '\(metric.rawValue)' 越大越好",
          en:
            "'share within' counts what is at most so much, and of '\(metric.rawValue)' more is better",
          hint: Bilingual(zh: "请用 every: \">= 99 %\"", en: "write every: \">= 99 %\""))
        return nil
      }
      let value = value(form.value.text(&sink), metric, form.value.position, &sink)
      guard let share = least?.share(&sink), let value else { return nil }
      return .share(within: value, atLeast: share)
    case "mean":
      return bound(form.value, metric, &sink).map { .mean($0.sign, $0.limit) }
    default:
      let percent = YAMLValue(.text(String(form.key.dropFirst())), at: form.value.position)
      guard let probability = percent.quantile(&sink) else { return nil }
      return bound(form.value, metric, &sink).map { .quantile(probability, $0.sign, $0.limit) }
    }
  }

  /// `<= 8 h`, `>= 80`.
  private static func bound(
    _ value: YAMLValue, _ metric: Metric, _ sink: inout DiagnosticSink
  ) -> (sign: ConditionStep.Comparison, limit: Int64)? {
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
    return Self.value(String(rest), metric, value.position, &sink).map { (sign, $0) }
  }

  /// The same of a value by itself.
  static func value(
    _ value: YAMLValue, _ metric: Metric, _ sink: inout DiagnosticSink
  ) -> Int64? {
    self.value(value.text(&sink), metric, value.position, &sink)
  }

  /// What an objective compares with, in the metric's unit.
  private static func value(
    _ text: String?, _ metric: Metric, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> Int64? {
    guard let text else { return nil }
    switch metric.unit {
    case .time:
      return YAMLValue.duration(text, at: position, &sink)?.microseconds
    case .share:
      return YAMLValue(.text(text), at: position).share(&sink)
        .map { Int64(($0.value * 1_000_000).rounded()) }
    case .money: return YAMLValue(.text(text), at: position).amount(&sink)
    case .count, .points:
      let most = metric.unit == .points ? 100 : 1_000_000
      return YAMLValue(.text(text), at: position).integer(from: 0, to: most, &sink).map(Int64.init)
    }
  }
}

extension YAMLValue {
  /// A share of runs, between none and all: what many runs can show.
  fileprivate func runs(_ sink: inout DiagnosticSink) -> Probability? {
    guard let share = share(&sink) else { return nil }
    guard share.value > 0, share.value < 1 else {
      sink.error(
        .badShare, position, zh: "多次推演只能说明大于 0 % 且小于 100 % 的比例",
        en: "runs can show a share above 0 % and below 100 % only")
      return nil
    }
    return share
  }
}
