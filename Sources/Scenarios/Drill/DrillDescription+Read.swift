import EventKernel
import Simulator

extension DrillDescription {
  /// The longest horizon: a hundred years of 365.25 days.
  static let horizonLimit = TimeSpan.days(36_525)

  /// Reads a drill file; nil only when it is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("drill", &sink)?.name(&sink) ?? Name("", at: root.position)
    if !name.text.isEmpty { _ = YAMLValue.checkName(name.text, at: name.position, &sink) }
    let title = map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text)
    let event = map.take("event")?.word(EmergencyClass.self, &sink)
    let teaches = map.take("teaches")?.title(&sink)
    let start = map.require("start", &sink).flatMap { Self.start($0, &sink) }
    let horizon = map.require("horizon", &sink).flatMap { Self.horizon($0, &sink) }
    let uses = map.require("uses", &sink).map { UsesDescription($0, &sink) }
    self.init(
      name: name, title: title, event: event, teaches: teaches,
      start: start ?? CivilTime(year: 2026, month: 1, day: 1, hour: 0, minute: 0),
      horizon: horizon ?? .hours(1), uses: uses ?? UsesDescription(position: root.position))
    changes = map.take("changes")?.changes(&sink) ?? []
    if var background = map.take("background")?.map(&sink) {
      randomFailures = background.take("failures")?.flag(&sink) ?? false
      falseAlarms = background.take("false alarms")?.flag(&sink) ?? false
      background.finish(&sink)
    }
    threats =
      map.take("threats")?.named(&sink).compactMap { entry in
        ThreatDescription.isOfBefore(entry.value)
          ? ThreatDescription(ofBefore: entry, &sink) : ThreatDescription(entry, &sink)
      } ?? []
    for entry in map.take("injects")?.named(&sink) ?? [] {
      if let inject = InjectDescription(entry, start: self.start, &sink) { injects.append(inject) }
    }
    deviations =
      map.take("deviations")?.named(&sink).compactMap { DeviationDescription($0, &sink) } ?? []
    endsWhen = map.take("ends when")?.condition(scope: .platform, &sink)
    if let value = map.take("warm up") {
      warmUp = value.span(before: horizon, Bilingual(zh: "预热", en: "warm-up"), &sink)
    }
    if let value = map.take("cool down") {
      let rest = horizon.map { max(.zero, $0 - warmUp) }
      coolDown = value.span(before: rest, Bilingual(zh: "收尾", en: "cool-down"), &sink)
    }
    readMeasures(&map, &sink)
    // They may name a measure.
    objectives =
      map.take("objectives")?.named(&sink).compactMap {
        ObjectiveDescription($0, measures: measures, &sink)
      } ?? []
    map.finish(&sink)
    if let horizon { warnLateInjects(horizon, &sink) }
  }

  private mutating func readMeasures(_ map: inout YAMLMap, _ sink: inout DiagnosticSink) {
    for entry in map.take("demand")?.named(&sink) ?? [] {
      if let stream = DemandDescription(entry, start: start, &sink) { demand.append(stream) }
    }
    let asked = map.take("measures")?.named(&sink) ?? []
    measures = asked.compactMap { MeasureDescription($0, &sink) }
    replications = map.take("replications")?.integer(from: 1, to: 10_000_000, &sink)
    for entry in map.take("known")?.entries(&sink) ?? [] {
      let areWhole = measures.count == asked.count
      let known = KnownValueDescription(entry, measures, areWhole: areWhole, &sink)
      if let known { knownValues.append(known) }
    }
  }

  private static func start(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> CivilTime? {
    guard case .map = value.content, var map = value.map(&sink) else {
      return value.civilTime(offset: 480, &sink)
    }
    var offset = 480
    if let zone = map.take("offset"), let text = zone.text(&sink) {
      if let minutes = TimeText.offset(text) {
        offset = minutes
      } else {
        sink.error(
          .badTime, zone.position, zh: "'\(text)' 不是时区偏移",
          en: "'\(text)' is not an offset from Greenwich",
          hint: Bilingual(zh: "例如 +08:00", en: "e.g. +08:00"))
      }
    }
    let time = map.require("at", &sink)?.civilTime(offset: offset, &sink)
    map.finish(&sink)
    return time
  }

  private static func horizon(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> TimeSpan? {
    guard let span = value.duration(&sink) else { return nil }
    guard span >= .minutes(1), span <= horizonLimit else {
      sink.error(
        .horizon, value.position, zh: "演练时长应在 1 min 与 36525 d 之间",
        en: "the horizon must lie between 1 min and 36525 d")
      return nil
    }
    return span
  }

  /// An inject after the end never happens; what is due at the end happens still.
  private func warnLateInjects(_ horizon: TimeSpan, _ sink: inout DiagnosticSink) {
    for inject in injects {
      guard case .at(let time) = inject.cue, time > horizon else { continue }
      sink.warning(
        .lateInject, inject.cuePosition, zh: "情景注入 '\(inject.name.text)' 在演练结束之后",
        en: "the inject '\(inject.name.text)' comes after the end of the drill")
    }
  }
}

extension UsesDescription {
  init(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    self.init(position: value.position)
    guard var map = value.map(&sink) else { return }
    platform = map.require("platform", &sink)?.name(&sink)
    support = map.require("support", &sink)?.name(&sink)
    agreement = map.require("agreement", &sink)?.name(&sink)
    rubric = map.require("rubric", &sink)?.name(&sink)
    flows = map.require("flows", &sink)?.list().compactMap { $0.name(&sink) } ?? []
    threats = map.take("threats")?.list().compactMap { $0.name(&sink) } ?? []
    objectives = map.take("objectives")?.list().compactMap { $0.name(&sink) } ?? []
    map.finish(&sink)
  }
}

extension DeviationDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)
    let skip = map.take("skip")
    let late = map.take("late")
    let wrong = map.take("wrong receiver")
    guard [skip, late, wrong].compactMap({ $0 }).count == 1 else {
      sink.error(
        .missingKey, entry.name.position, zh: "应有 skip、late、wrong receiver 之一",
        en: "one of 'skip', 'late', 'wrong receiver' is wanted")
      return nil
    }
    var kind: Kind? = .skip
    var share: Probability?
    if let skip {
      share = skip.share(&sink)
    } else {
      share = map.require("share", &sink)?.share(&sink)
      kind = late.flatMap { $0.law(&sink).map { .late($0) } }
      if let wrong { kind = wrong.law(&sink).map { .wrongReceiver($0) } }
    }
    let steps = map.require("steps", &sink)
    let names = steps?.names(&sink) ?? []
    map.finish(&sink)
    guard let kind, let share, steps != nil else { return nil }
    let isAll = names.count == 1 && names[0].text == "all"
    self.init(
      name: entry.name, title: title, kind: kind, share: share, steps: isAll ? nil : names)
  }
}

extension YAMLValue {
  /// Changes of the files that a drill uses, by path.
  func changes(_ sink: inout DiagnosticSink) -> [ChangeDescription] {
    entries(&sink).map {
      ChangeDescription(path: Name($0.key, at: $0.keyPosition), value: $0.value)
    }
  }
}

extension YAMLValue {
  /// A part of the drill's time that leaves some of it.
  fileprivate func span(
    before horizon: TimeSpan?, _ what: Bilingual, _ sink: inout DiagnosticSink
  ) -> TimeSpan {
    guard let span = duration(&sink) else { return .zero }
    guard let horizon, span >= horizon else { return span }
    sink.error(
      .outOfRange, position, zh: "\(what.zh)应短于演练时长",
      en: "the \(what.en) must be shorter than the horizon")
    return span
  }
}
