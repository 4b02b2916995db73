import EventKernel

extension YAMLValue {
  /// A law of a duration, in seconds, validated: a plain duration is a constant, everything else a
  /// map of one key.
  package func law(_ sink: inout DiagnosticSink) -> Law? {
    guard case .map = content else {
      guard let span = duration(&sink) else { return nil }
      return .constant(span.seconds)
    }
    guard let (entry, kind) = lawKind(&sink) else { return nil }
    do {
      return try LawReader(entry: entry).law(kind, &sink)?.validated()
    } catch {
      let words = LawWords.words(error)
      sink.error(.badLaw, entry.keyPosition, zh: words.zh, en: words.en)
      return nil
    }
  }

  /// A law of a duration that is not always 0: what happens again and again needs time.
  package func positiveLaw(_ sink: inout DiagnosticSink) -> Law? {
    guard let law = law(&sink) else { return nil }
    guard law.mean > 0 else {
      notPositive(&sink)
      return nil
    }
    return law
  }

  private func lawKind(_ sink: inout DiagnosticSink) -> (YAMLEntry, LawReader.Kind)? {
    let entries = entries(&sink)
    guard entries.count == 1, let entry = entries.first else {
      sink.error(
        .badLaw, position, zh: "分布应为只有一个键的表，例如 {exponential: {mean: 2 h}}",
        en: "a law is a map of one key, e.g. {exponential: {mean: 2 h}}")
      return nil
    }
    guard let kind = LawReader.Kind(rawValue: entry.key) else {
      sink.error(
        .badLaw, entry.keyPosition, zh: "未知的分布 '\(entry.key)'",
        en: "unknown law '\(entry.key)'",
        hint: NearestName.hint(entry.key, in: LawReader.Kind.allCases.map(\.rawValue)))
      return nil
    }
    return (entry, kind)
  }
}

/// Reads the parameters of one law.
struct LawReader {
  enum Kind: String, CaseIterable {
    case uniform, triangular, exponential, erlang, gamma, weibull, lognormal, pert, mixture
    case hyperexponential, empirical, shifted
  }

  let entry: YAMLEntry

  func law(_ kind: Kind, _ sink: inout DiagnosticSink) throws(LawError) -> Law? {
    switch kind {
    case .uniform:
      return times(2, &sink).map { .uniform(low: $0[0], high: $0[1]) }
    case .triangular:
      return times(3, &sink).map { .triangular(low: $0[0], mode: $0[1], high: $0[2]) }
    case .pert:
      return times(3, &sink).map { .pert(low: $0[0], mode: $0[1], high: $0[2]) }
    case .empirical:
      return times(nil, &sink).map { .empirical($0) }
    case .exponential, .erlang, .gamma, .weibull, .lognormal, .shifted:
      return try keyed(kind, &sink)
    case .mixture, .hyperexponential:
      return parts(kind, &sink)
    }
  }

  /// A list of durations, in seconds.
  private func times(_ count: Int?, _ sink: inout DiagnosticSink) -> [Double]? {
    guard let values = entry.value.strictList(&sink) else { return nil }
    if let count, values.count != count {
      sink.error(
        .badLaw, entry.value.position, zh: "\(entry.key) 需要 \(count) 个时长，这里有 \(values.count) 个",
        en: "\(entry.key) takes \(count) durations, here are \(values.count)")
      return nil
    }
    let times = values.compactMap { $0.duration(&sink)?.seconds }
    return times.count == values.count ? times : nil
  }

  private func keyed(_ kind: Kind, _ sink: inout DiagnosticSink) throws(LawError) -> Law? {
    guard var map = entry.value.map(&sink) else { return nil }
    defer { map.finish(&sink) }
    func time(_ key: String) -> Double? { map.require(key, &sink)?.duration(&sink)?.seconds }
    func number(_ key: String) -> Double? {
      map.require(key, &sink)?.number(from: 0, to: 1e9, &sink)
    }
    func has(_ key: String) -> Bool { map.take(key) != nil }
    switch kind {
    case .exponential:
      guard let mean = time("mean") else { return nil }
      return .exponential(mean: mean)
    case .erlang:
      let stages = map.require("stages", &sink)?.integer(from: 1, to: 1_000_000, &sink)
      guard let mean = time("mean"), let stages else { return nil }
      return .erlang(stages: stages, mean: mean)
    case .gamma:
      let shape = number("shape")
      guard let mean = time("mean"), let shape else { return nil }
      return .gamma(shape: shape, scale: shape > 0 ? mean / shape : 0)
    case .weibull:
      let shape = number("shape")
      if has("mean") {
        guard let mean = time("mean"), let shape else { return nil }
        return try .weibull(mean: mean, shape: shape)
      }
      guard let scale = time("scale"), let shape else { return nil }
      return .weibull(shape: shape, scale: scale)
    case .lognormal:
      if has("mean") || has("cv") {
        let mean = time("mean")
        guard let cv = number("cv"), let mean else { return nil }
        return try .lognormal(mean: mean, cv: cv)
      }
      let median = time("median")
      guard let p95 = time("p95"), let median else { return nil }
      return try .lognormal(median: median, p95: p95)
    default:
      let by = time("by")
      guard let law = map.require("law", &sink)?.law(&sink), let by else { return nil }
      return .shifted(by: by, law)
    }
  }

  private func parts(_ kind: Kind, _ sink: inout DiagnosticSink) -> Law? {
    guard let values = entry.value.strictList(&sink) else { return nil }
    var laws: [Law.WeightedLaw] = []
    var means: [Law.WeightedMean] = []
    for value in values {
      guard var map = value.map(&sink) else { return nil }
      let share = map.require("share", &sink)?.share(&sink)?.value
      if kind == .mixture {
        let law = map.require("law", &sink)?.law(&sink)
        if let share, let law { laws.append(.init(weight: share, law: law)) }
      } else {
        let mean = map.require("mean", &sink)?.duration(&sink)?.seconds
        if let share, let mean { means.append(.init(weight: share, mean: mean)) }
      }
      map.finish(&sink)
    }
    guard laws.count + means.count == values.count else { return nil }
    let sum = laws.reduce(0) { $0 + $1.weight } + means.reduce(0) { $0 + $1.weight }
    guard abs(sum - 1) < 1e-6 else {
      let percent = YAMLValue.plain((sum * 1e6).rounded() / 1e4)
      sink.error(
        .badLaw, entry.value.position, zh: "各部分的比例之和为 \(percent) %，应为 100 %",
        en: "the shares sum to \(percent) %, not to 100 %")
      return nil
    }
    return kind == .mixture ? .mixture(laws) : .hyperexponential(means)
  }
}

/// The words of a `LawError`.
enum LawWords {
  static func words(_ error: LawError) -> Bilingual {
    let given = error.parameters.filter { !["least", "most"].contains($0.name) }
      .map { "\($0.name) = \(YAMLValue.plain($0.value))" }.joined(separator: ", ")
    let reason =
      switch error.code {
      case .notFinite: Bilingual(zh: "参数不是有限数", en: "a parameter is not finite")
      case .negative: Bilingual(zh: "参数为负", en: "a parameter is negative")
      case .notPositive: Bilingual(zh: "参数应大于 0", en: "a parameter must be more than 0")
      case .notInOrder:
        Bilingual(zh: "参数应由小到大", en: "the parameters must increase")
      case .outOfRange: Bilingual(zh: "参数超出范围", en: "a parameter is out of range")
      case .weightsSumToZero: Bilingual(zh: "比例全为 0", en: "all shares are 0")
      case .empty: Bilingual(zh: "没有值", en: "there are no values")
      case .tooMany:
        Bilingual(zh: "值超过 \(Law.sizeLimit) 个", en: "more than \(Law.sizeLimit) values")
      case .tooDeep:
        Bilingual(
          zh: "嵌套超过 \(Law.nestingLimit) 层", en: "nested deeper than \(Law.nestingLimit) levels")
      case .momentsOverflow:
        Bilingual(zh: "均值或方差过大", en: "the mean or the variance is too large")
      }
    let tail = given.isEmpty ? "" : " (\(given))"
    return Bilingual(
      zh: "分布 \(error.law)：\(reason.zh)\(tail)", en: "law \(error.law): \(reason.en)\(tail)")
  }
}
