import EventKernel
import Simulator

extension YAMLValue {
  /// A rate of arrivals of more than 0, an hour.
  func positiveRate(_ sink: inout DiagnosticSink) -> Double? {
    guard let rate = rate(upTo: RateLimit.arrivals, &sink) else { return nil }
    guard rate > 0 else {
      neverComes(&sink)
      return nil
    }
    return rate
  }

  /// A rate of arrivals that changes over time, as a map of one key: `steps`, `linear`, `sinusoid`.
  ///
  /// - Parameter start: when the drill starts; times of day are of its zone.
  /// - Parameter scale: what every rate is multiplied by.
  func rateFunction(
    start: CivilTime, scale: Double, _ sink: inout DiagnosticSink
  ) -> RateFunction? {
    let entries = entries(&sink)
    let kinds = ["steps", "linear", "sinusoid"]
    guard entries.count == 1, let entry = entries.first else {
      sink.error(
        .badRate, position, zh: "变化的速率应为只有一个键的表，例如 {steps: {08:00: 6 /h, 18:00: 2 /h}}",
        en: "a rate that changes is a map of one key, e.g. {steps: {08:00: 6 /h, 18:00: 2 /h}}")
      return nil
    }
    switch entry.key {
    case "steps": return entry.value.points(.steps, start, scale, &sink)
    case "linear": return entry.value.points(.linear, start, scale, &sink)
    case "sinusoid": return entry.value.sinusoid(scale, &sink)
    default:
      sink.error(
        .badRate, entry.keyPosition, zh: "未知的速率形状 '\(entry.key)'",
        en: "unknown shape of a rate '\(entry.key)'", hint: NearestName.hint(entry.key, in: kinds))
      return nil
    }
  }

  private func neverComes(_ sink: inout DiagnosticSink) {
    sink.error(
      .badRate, position, zh: "速率为 0，永远不会有到达", en: "at a rate of 0 nothing ever comes")
  }

  private func sinusoid(_ scale: Double, _ sink: inout DiagnosticSink) -> RateFunction? {
    guard var map = map(&sink) else { return nil }
    let mean = map.require("mean", &sink)?.positiveRate(&sink)
    let amplitude = map.require("amplitude", &sink)?.share(&sink)
    let period = map.require("period", &sink)?.positiveDuration(&sink)
    let offset = map.take("offset").map { $0.duration(&sink) } ?? .zero
    map.finish(&sink)
    guard let mean, let amplitude, let period, let offset else { return nil }
    return RateFunction(
      shape: .sinusoid(amplitude: amplitude.value), period: period,
      phase: TimeSpan(microseconds: offset.microseconds % period.microseconds),
      points: [RateFunction.Point(at: .zero, rate: mean)], scale: scale)
  }

  /// Rates by times of day, which come again every day, or by durations from the start.
  private func points(
    _ shape: RateFunction.Shape, _ start: CivilTime, _ scale: Double, _ sink: inout DiagnosticSink
  ) -> RateFunction? {
    let entries = entries(&sink)
    guard let first = entries.first else {
      if case .map = content {
        sink.error(.badRate, position, zh: "没有列出速率", en: "no rate is listed here")
      }
      return nil
    }
    let isDaily = first.key.contains(":")
    var points: [RateFunction.Point] = []
    for entry in entries {
      let at = entry.moment(isDaily: isDaily, &sink)
      let rate = entry.value.rate(upTo: RateLimit.arrivals, &sink)
      guard let at, let rate else { return nil }
      if let last = points.last, at <= last.at {
        sink.error(
          .badRate, entry.keyPosition, zh: "时刻应由早到晚，且不重复",
          en: "the times must rise, and each stand once")
        return nil
      }
      points.append(RateFunction.Point(at: at, rate: rate))
    }
    guard points.contains(where: { $0.rate > 0 }) else {
      neverComes(&sink)
      return nil
    }
    if isDaily {
      let phase = TimeSpan.minutes(Int64(start.minuteOfDay))
      return RateFunction(
        shape: shape, period: .days(1), phase: phase, points: Self.fromMidnight(points, shape),
        scale: scale)
    }
    guard points[0].at == .zero else {
      sink.error(
        .badRate, first.keyPosition, zh: "第一个时刻应为 0 h，即演练开始",
        en: "the first time must be 0 h, the start of the drill")
      return nil
    }
    return RateFunction(shape: shape, points: points, scale: scale)
  }

  /// The points of a day, one at midnight among them: what holds there is what the evening before
  /// leads to.
  private static func fromMidnight(
    _ points: [RateFunction.Point], _ shape: RateFunction.Shape
  ) -> [RateFunction.Point] {
    guard let first = points.first, let last = points.last, first.at > .zero else { return points }
    var rate = last.rate
    if shape == .linear {
      let whole = (TimeSpan.days(1) - last.at + first.at).seconds
      let before = (TimeSpan.days(1) - last.at).seconds
      rate += (first.rate - last.rate) * before / whole
    }
    return [RateFunction.Point(at: .zero, rate: rate)] + points
  }
}

extension YAMLEntry {
  /// The key as a time of day, or as a duration from the start.
  fileprivate func moment(isDaily: Bool, _ sink: inout DiagnosticSink) -> TimeSpan? {
    guard key.contains(":") == isDaily else {
      sink.error(
        .badRate, keyPosition, zh: "时刻应全是一天中的时刻，或全是自开始起的时长",
        en: "the times must all be times of day, or all durations from the start")
      return nil
    }
    let time = YAMLValue(.text(key), at: keyPosition)
    return isDaily
      ? time.timeOfDay(&sink).map { .minutes(Int64($0)) } : time.duration(&sink)
  }
}
