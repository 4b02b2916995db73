import EventKernel
import Scoring
import Simulator

extension ObjectiveDescription {
  /// One objective: a bound on every value, or on the share of values within a bound.
  ///
  /// - Parameter measures: those of the drill, which it may name.
  init?(
    _ entry: NamedEntry, measures: [MeasureDescription], _ sink: inout DiagnosticSink
  ) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)
    let subject = map.one(
      of: ["metric", "measure"], Bilingual(zh: "指标", en: "metrics"), at: entry.name.position, &sink)
    if subject?.key == "measure" {
      self.init(entry.name, title, subject?.value.name(&sink), measures, &map, &sink)
      return
    }
    let metric = subject?.value.metric(for: \.isOfObjectives, &sink)
    let filter = FilterDescription(&map, of: metric, &sink)
    let form = Self.form(&map, at: entry.name.position, &sink)
    let least = form?.key == "share within" ? map.require("at least", &sink) : nil
    let runs = form?.key == "every" ? map.take("runs")?.runs(&sink) : Objective.usualRuns
    // Of a metric that was not understood everything is taken.
    var counting: MetricValue.Counting?
    if metric == nil || metric == .waitingTime, form?.key != "mean" {
      counting = map.take("of")?.word(MetricValue.Counting.self, &sink)
    }
    map.finish(&sink)
    guard let metric, let form else { return nil }
    guard let test = Self.test(form, least, metric, &sink) else { return nil }
    self.init(
      name: entry.name, title: title, subject: .metric(metric), unit: metric.unit, filter: filter,
      test: test, runs: runs ?? Objective.usualRuns, counting: counting ?? .offered)
  }

  /// An objective on what a measure is estimated to be.
  private init?(
    _ name: Name, _ title: Bilingual?, _ measure: Name?, _ measures: [MeasureDescription],
    _ map: inout YAMLMap, _ sink: inout DiagnosticSink
  ) {
    let mean = map.require("mean", &sink)
    map.finish(&sink)
    guard let measure, let mean else { return nil }
    guard let found = measures.first(where: { $0.name.text == measure.text }) else {
      Names(Bilingual(zh: "度量", en: "measure"), measures.map(\.name.text)).check(measure, &sink)
      return nil
    }
    guard found.isWhole, let unit = found.objectiveUnit else {
      if found.isWhole {
        sink.error(
          .badMeasure, measure.position, zh: "度量 '\(measure.text)' 的方差或分位数不能作目标",
          en: "no objective can be set on a variance or a quantile as '\(measure.text)' is",
          hint: Bilingual(zh: "请用均值或比例", en: "ask for a mean or a share"))
      }
      return nil
    }
    guard let (sign, limit) = Self.bound(mean, unit, isMean: true, &sink) else { return nil }
    self.init(
      name: name, title: title, subject: .measure(measure), unit: unit,
      filter: FilterDescription(), test: .mean(sign, limit), runs: Objective.usualRuns)
  }

  /// How the bound is set. A quantile is a key of its own: `p95: <= 30 min`.
  private static func form(
    _ map: inout YAMLMap, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> (key: String, value: YAMLValue)? {
    let quantiles = map.entries.map(\.key).filter {
      $0.first == "p" && $0.dropFirst().first?.isNumber == true
    }
    return map.one(
      of: ["every", "share within", "mean"] + (quantiles.isEmpty ? ["p95"] : quantiles),
      Bilingual(zh: "要求", en: "bounds"), at: position, &sink)
  }

  private static func test(
    _ form: (key: String, value: YAMLValue), _ least: YAMLValue?, _ metric: Metric,
    _ sink: inout DiagnosticSink
  ) -> Objective.Test? {
    if metric.isYesOrNo, form.key != "mean" {
      sink.error(
        .badCondition, form.value.position, zh: "'\(metric.rawValue)' 只有是与否，目标写其比例",
        en: "'\(metric.rawValue)' is yes or no: the objective is on its share",
        hint: Bilingual(zh: "请用 mean: \"<= 5 %\"", en: "write mean: \"<= 5 %\""))
      return nil
    }
    if metric.unit == .rate, form.key != "mean", form.key != "every" {
      sink.error(
        .badCondition, form.value.position, zh: "'\(metric.rawValue)' 每次推演只有一个速率",
        en: "'\(metric.rawValue)' is one rate a run",
        hint: Bilingual(zh: "请用 mean 或 every", en: "write mean, or every"))
      return nil
    }
    switch form.key {
    case "every":
      return bound(form.value, metric.unit, isMean: false, &sink).map { .every($0.sign, $0.limit) }
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
      let value = value(form.value.text(&sink), metric.unit, form.value.position, &sink)
      guard let least, let share = least.share(&sink), let value else { return nil }
      warnUnshowable(share.value == 1, least.position, &sink)
      return .share(within: value, atLeast: share)
    case "mean":
      let bound = bound(form.value, metric.unit, isMean: true, &sink)
      guard let (sign, limit) = bound else { return nil }
      let isAll = metric.unit == .share && (sign.isFloor ? limit == 1_000_000 : limit == 0)
      warnUnshowable(isAll || sign.isCeiling && limit == 0, form.value.position, &sink)
      return .mean(sign, limit)
    default:
      let percent = YAMLValue(.text(String(form.key.dropFirst())), at: form.value.position)
      guard let probability = percent.quantile(&sink) else { return nil }
      return bound(form.value, metric.unit, isMean: false, &sink)
        .map { .quantile(probability, $0.sign, $0.limit) }
    }
  }

  /// Runs can show that there are exceptions, and never that there are none.
  private static func warnUnshowable(
    _ isUnshowable: Bool, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    guard isUnshowable else { return }
    sink.warning(
      .neverMet, position, zh: "没有例外这一点，多少次推演也证明不了：此目标只会未达到或未定",
      en: "no number of runs shows that there are no exceptions: it can be missed, or undecided",
      hint: Bilingual(zh: "例如 99.9 %", en: "e.g. 99.9 %"))
  }

  /// `<= 8 h`, `>= 80`.
  private static func bound(
    _ value: YAMLValue, _ unit: Metric.Unit, isMean: Bool, _ sink: inout DiagnosticSink
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
    let limit = Self.value(String(rest), unit, isWhole: !isMean, value.position, &sink)
    return limit.map { (sign, $0) }
  }

  /// The same of a value by itself.
  static func value(
    _ value: YAMLValue, _ metric: Metric, _ sink: inout DiagnosticSink
  ) -> Int64? {
    self.value(value.text(&sink), metric.unit, value.position, &sink)
  }

  /// What an objective compares with, in the unit of its values.
  ///
  /// - Parameter isWhole: a level at an instant is a whole number, its mean over time may not be.
  private static func value(
    _ text: String?, _ unit: Metric.Unit, isWhole: Bool = true, _ position: SourcePosition,
    _ sink: inout DiagnosticSink
  ) -> Int64? {
    guard let text else { return nil }
    let value = YAMLValue(.text(text), at: position)
    switch unit {
    case .time, .work: return YAMLValue.duration(text, at: position, &sink)?.microseconds
    case .share: return value.share(&sink).map { Int64(($0.value * 1_000_000).rounded()) }
    case .money: return value.amount(&sink)
    case .level where !isWhole:
      return value.number(from: 0, to: 1e9, &sink).map { Int64(($0 * 1e6).rounded()) }
    case .level: return value.integer(from: 0, to: 1_000_000, &sink).map { Int64($0) * 1_000_000 }
    case .rate:
      return value.rate(upTo: 1_000_000_000, &sink).map { Int64(($0 * 1e6).rounded()) }
    case .count, .points:
      // As many records as can go out in the longest drill are beyond any of these.
      let most = unit == .points ? 100 : 1_000_000_000_000
      return value.integer(from: 0, to: most, &sink).map(Int64.init)
    }
  }
}

extension MeasureDescription {
  /// What an objective on it is counted in; nil: there can be none.
  fileprivate var objectiveUnit: Metric.Unit? {
    if case .quantile = statistic { return nil }
    return switch unit {
    case .duration: .time
    case .durationSquared: nil
    case .share: .share
    case .level: .level
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
