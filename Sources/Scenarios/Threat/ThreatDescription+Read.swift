import EventKernel
import Simulator

extension ThreatDescription {
  /// Reads a threat file; nil only when it is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("threat", &sink)?.name(&sink) ?? Name("", at: root.position)
    if !name.text.isEmpty { _ = YAMLValue.checkName(name.text, at: name.position, &sink) }
    let title = map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text)
    self.init(name: name, title: title, &map, &sink)
  }

  /// One that stands in a drill under its name.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    self.init(name: entry.name, title: map.title(of: entry, &sink), &map, &sink)
  }

  private init(
    name: Name, title: Bilingual, _ map: inout YAMLMap, _ sink: inout DiagnosticSink
  ) {
    about = map.take("about")?.title(&sink)
    let emergency =
      map.require("class", &sink)?.word(EmergencyClass.self, &sink) ?? .facilityFailure
    emergencyClass = emergency
    row = map.take("row").flatMap { Self.row($0, of: emergency, &sink) }
    let on = map.require("on", &sink)?.word(SubjectKind.self, &sink) ?? .component
    let skills = map.take("skill")?.names(&sink) ?? []
    (classes, share) = Self.hits(map.take("hits"), on, &sink)
    let stages = map.require("stages", &sink)
    self.name = name
    self.title = title
    self.skills = skills
    self.on = on
    self.stages = stages?.named(&sink).compactMap { StageDescription($0, on, &sink) } ?? []
    endings = map.take("ends")?.entries(&sink).compactMap { EndingDescription($0, &sink) } ?? []
    treatments =
      map.take("acts")?.named(&sink).compactMap { TreatmentDescription($0, &sink) } ?? []
    map.finish(&sink)
    if let stages { checkStages(stages, &sink) }
    for ending in endings where !ending.act.endsThreats(on: on) {
      sink.error(
        .threatFit, ending.position, zh: "'\(ending.act.rawValue)' 不会对 '\(on.rawValue)' 做",
        en: "'\(ending.act.rawValue)' is not done to a \(on.rawValue)",
        hint: Bilingual(zh: "写成 acts 中的专门动作", en: "write an act of its own, under 'acts'"))
    }
    checkNames(&sink)
    checkEndless(&sink)
  }

  private static func row(
    _ value: YAMLValue, of emergency: EmergencyClass, _ sink: inout DiagnosticSink
  ) -> String? {
    let words = TableB.rows(of: emergency).map(\.word)
    guard let text = value.text(&sink) else { return nil }
    if words.contains(text) { return text }
    value.unknownWord(text, words, &sink)
    return nil
  }

  private static func hits(
    _ value: YAMLValue?, _ on: SubjectKind, _ sink: inout DiagnosticSink
  ) -> ([ObjectClass], Probability) {
    guard let value, var map = value.map(&sink) else { return (ObjectClass.allCases, .certain) }
    let listed = map.entry("classes")
    let classes = listed?.value.list().compactMap { $0.word(ObjectClass.self, &sink) }
    let share = map.take("share").map { $0.share(&sink) } ?? .certain
    map.finish(&sink)
    if let listed, on != .component {
      sink.error(
        .threatFit, listed.keyPosition, zh: "'classes' 只用于组件，这里是 '\(on.rawValue)'",
        en: "'classes' are of components; this threat is on a \(on.rawValue)")
    }
    return (classes ?? ObjectClass.allCases, share ?? .certain)
  }

  // MARK: Checks

  private func checkStages(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    if value.isEmpty || value.isEmptyMap {
      sink.error(
        .missingKey, value.position, zh: "至少要有一个阶段", en: "one stage at least is wanted")
    }
    if stages.count > ThreatStage.limit {
      sink.error(
        .outOfRange, value.position, zh: "阶段超过 \(ThreatStage.limit) 个",
        en: "there are more than \(ThreatStage.limit) stages")
    }
    for stage in stages where stage.name.text == TransitionDescription.end {
      sink.error(
        .badName, stage.name.position, zh: "'end' 表示威胁离开，不能作阶段名",
        en: "'end' means that the threat leaves; no stage has that name")
    }
    for stage in stages { checkShares(of: stage, &sink) }
    tellUnreached(&sink)
  }

  /// Either all ways out of a stage have a share, and these make 100 %, or none has.
  private func checkShares(of stage: StageDescription, _ sink: inout DiagnosticSink) {
    let shares = stage.transitions.compactMap(\.share)
    guard !shares.isEmpty, let first = stage.transitions.first else { return }
    let sum = shares.reduce(0) { $0 + $1.value }
    guard shares.count == stage.transitions.count, abs(sum - 1) < 1e-9 else {
      sink.error(
        .threatShares, first.to.position,
        zh: "阶段 '\(stage.name.text)' 的去向要么都有份额且合计 100 %，要么都没有",
        en: "of the stage '\(stage.name.text)' all ways out have a share and these make 100 %, "
          + "or none has one")
      return
    }
  }

  /// What no way leads to is a slip of the pen, or of no use.
  private func tellUnreached(_ sink: inout DiagnosticSink) {
    var reached: Set<String> = Set(stages.first.map { [$0.name.text] } ?? [])
    for _ in stages {
      for stage in stages where reached.contains(stage.name.text) {
        reached.formUnion(stage.transitions.map(\.to.text))
      }
      for treatment in treatments
      where treatment.from?.contains(where: { reached.contains($0.text) }) ?? true {
        reached.insert(treatment.to.text)
      }
    }
    for stage in stages where !reached.contains(stage.name.text) {
      sink.warning(
        .threatUnreached, stage.name.position, zh: "没有路径到达阶段 '\(stage.name.text)'",
        en: "nothing leads to the stage '\(stage.name.text)'")
    }
  }

  private func checkNames(_ sink: inout DiagnosticSink) {
    for name in [name] + stages.map(\.name) + treatments.map(\.name) where name.text.contains(".") {
      sink.error(
        .badName, name.position, zh: "威胁、阶段和处置的名称不能有点号，因为要写作 '威胁.阶段'：'\(name.text)'",
        en: "a threat, a stage or an act has no point in its name, since one writes "
          + "'THREAT.STAGE': '\(name.text)'")
    }
    let names = Names(Bilingual(zh: "阶段", en: "stage"), stages.map(\.name.text))
    let withEnd = Names(names.kind, names.names + [TransitionDescription.end])
    for stage in stages { for way in stage.transitions { withEnd.check(way.to, &sink) } }
    for ending in endings { for from in ending.from ?? [] { names.check(from, &sink) } }
    for treatment in treatments {
      for from in treatment.from ?? [] { names.check(from, &sink) }
      withEnd.check(treatment.to, &sink)
    }
  }

  /// Stages that follow one another in no time and come back to the first would never end.
  private func checkEndless(_ sink: inout DiagnosticSink) {
    for stage in stages {
      var next = instant(from: stage)
      var seen: Set<String> = []
      while let name = next, seen.insert(name).inserted {
        if name == stage.name.text {
          sink.error(
            .threatEndless, stage.name.position, zh: "阶段 '\(name)' 不经任何时间又回到自己",
            en: "the stage '\(name)' comes back to itself in no time")
          break
        }
        next = stages.first { $0.name.text == name }.flatMap { instant(from: $0) }
      }
    }
  }

  /// The stage that one goes on to at once, whatever is drawn.
  private func instant(from stage: StageDescription) -> String? {
    stage.transitions.first {
      guard case .after(let law) = $0.cue, law.mean == 0 else { return false }
      return $0.share.map { $0.value >= 1 } ?? true
    }?.to.text
  }
}

extension StageDescription {
  init?(_ entry: NamedEntry, _ on: SubjectKind, _ sink: inout DiagnosticSink) {
    self.init(name: entry.name, title: Bilingual(entry.name.text))
    guard !entry.value.isEmpty else { return }
    guard var map = entry.value.map(&sink) else { return nil }
    title = map.title(of: entry, &sink)
    for value in map.take("needs")?.list() ?? [] {
      if let need = Self.need(value, &sink) { needs.insert(need) }
    }
    spreads = map.take("spreads")?.list().compactMap { Self.spread($0, on, &sink) } ?? []
    if let value = map.take("impact") { impacts = Self.impacts(value, on, &sink) }
    if var noticed = map.take("noticed")?.map(&sink) {
      monitoring = noticed.take("monitoring")?.law(&sink)
      calls = noticed.take("calls")?.law(&sink)
      patrol = noticed.take("patrol")?.share(&sink) ?? .never
      scan = noticed.take("scan")?.share(&sink) ?? .certain
      noticed.finish(&sink)
    }
    isHeld = map.take("held")?.flag(&sink) ?? false
    transitions =
      map.take("next")?.entries(&sink).compactMap { Self.transition($0, &sink) } ?? []
    map.finish(&sink)
  }

  private static func need(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> StageNeeds? {
    guard let text = value.text(&sink) else { return nil }
    if let found = StageNeeds.words.first(where: { $0.word == text }) { return found.needs }
    value.unknownWord(text, StageNeeds.words.map(\.word), &sink)
    return nil
  }

  private static func spread(
    _ value: YAMLValue, _ on: SubjectKind, _ sink: inout DiagnosticSink
  ) -> ThreatSpread? {
    guard var map = value.map(&sink) else { return nil }
    let to = map.require("to", &sink)
    let relation = to?.word(Relation.self, &sink)
    let rate = map.require("at", &sink)?.rate(upTo: RateLimit.contacts, &sink)
    map.finish(&sink)
    guard let relation, let rate, let to else { return nil }
    guard relation.fits.has(on) else {
      let fitting = Relation.allCases.filter { $0.fits.has(on) }.map(\.rawValue)
      sink.error(
        .threatFit, to.position, zh: "'\(relation.rawValue)' 不适用于 '\(on.rawValue)' 上的威胁",
        en: "'\(relation.rawValue)' is no way for a threat on a \(on.rawValue)",
        hint: NearestName.hint("", in: fitting))
      return nil
    }
    return ThreatSpread(relation: relation, rate: rate)
  }

  private static func impacts(
    _ value: YAMLValue, _ on: SubjectKind, _ sink: inout DiagnosticSink
  ) -> [StageImpact] {
    guard var map = value.map(&sink) else { return [] }
    var found: [StageImpact] = []
    var keys: [String] = []
    for impact in Impact.allCases where !keys.contains(impact.row.key) {
      keys.append(impact.row.key)
    }
    for key in keys {
      guard let entry = map.entry(key) else { continue }
      let kinds = Impact.allCases.filter { $0.row.key == key }
      for impact in read(entry, kinds, &sink) {
        if impact.impact.row.fits.has(on) {
          found.append(impact)
        } else {
          let fitting = Impact.allCases.filter { $0.row.fits.has(on) }.map(\.row.key)
          sink.error(
            .threatFit, entry.keyPosition,
            zh: "影响 '\(key)' 不适用于 '\(on.rawValue)' 上的威胁",
            en: "the impact '\(key)' is none of a threat on a \(on.rawValue)",
            hint: NearestName.hint("", in: Array(Set(fitting)).sorted()))
        }
      }
    }
    map.finish(&sink)
    return found
  }

  /// What an entry of `impact` says: one word or several, or a number.
  private static func read(
    _ entry: YAMLEntry, _ kinds: [Impact], _ sink: inout DiagnosticSink
  ) -> [StageImpact] {
    if let number = kinds.first(where: { $0.row.form.word == nil }) {
      return number.row.form.value(entry.value, &sink).map { [StageImpact(number, value: $0)] }
        ?? []
    }
    var seen: Set<String> = []
    return entry.value.list().compactMap { value in
      guard let text = value.text(&sink) else { return nil }
      if !seen.insert(text).inserted {
        sink.error(
          .duplicateName, value.position, zh: "'\(text)' 写了两次", en: "'\(text)' is said twice")
        return nil
      }
      if let impact = kinds.first(where: { $0.row.form.word == text }) {
        return StageImpact(impact)
      }
      value.unknownWord(text, kinds.compactMap(\.row.form.word), &sink)
      return nil
    }
  }

  private static func transition(
    _ entry: YAMLEntry, _ sink: inout DiagnosticSink
  ) -> TransitionDescription? {
    guard var map = entry.value.map(&sink) else { return nil }
    let cue = map.one(
      of: ["after", "rate", "when"], Bilingual(zh: "时机", en: "cues"), at: entry.keyPosition, &sink)
    let share = map.take("share").map { $0.share(&sink) } ?? nil
    map.finish(&sink)
    guard let (key, value) = cue else { return nil }
    let to = Name(entry.key, at: entry.keyPosition)
    let found: TransitionDescription.Cue?
    switch key {
    case "after": found = value.law(&sink).map { .after($0) }
    case "rate":
      found = value.rate(upTo: RateLimit.contacts, &sink).map {
        // What never comes by its rate comes after longer than any drill lasts.
        .after($0 > 0 ? .exponential(mean: 3600 / $0) : .constant(TimeSpan.maximum.seconds))
      }
    default: found = value.word(SubjectCondition.self, &sink).map { .when($0) }
    }
    return found.map { TransitionDescription(to: to, cue: $0, share: share) }
  }
}

extension Impact.Form {
  /// The word that it is written by; nil: it is a number.
  var word: String? {
    if case .word(let word) = self { word } else { nil }
  }

  /// The number that a file says; nil, with a diagnostic, where it says none.
  fileprivate func value(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> Double? {
    switch self {
    case .word: nil
    case .rate: value.rate(upTo: RateLimit.records, &sink)
    case .perSecond: value.rate(upTo: RateLimit.requests, &sink).map { $0 / 3600 }
    case .factor: value.scale(&sink)
    }
  }
}

extension EndingDescription {
  init?(_ entry: YAMLEntry, _ sink: inout DiagnosticSink) {
    let words = Act.endings.map(\.rawValue)
    guard let act = Act.endings.first(where: { $0.rawValue == entry.key }) else {
      sink.error(
        .unknownWord, entry.keyPosition, zh: "'\(entry.key)' 不是能结束威胁的通用动作",
        en: "'\(entry.key)' is no act that ends threats in general",
        hint: NearestName.hint(entry.key, in: words))
      return nil
    }
    self.init(
      act: act, from: nil, succeeds: .certain, isPatched: false, position: entry.keyPosition)
    guard !entry.value.isEmpty else { return }
    guard var map = entry.value.map(&sink) else { return nil }
    from = map.take("from")?.names(&sink)
    succeeds = map.take("succeeds")?.share(&sink) ?? .certain
    isPatched = map.take("patched")?.flag(&sink) ?? false
    map.finish(&sink)
  }
}

extension TreatmentDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let from = map.take("from")?.names(&sink)
    let to = map.require("to", &sink)?.name(&sink)
    self.init(
      name: entry.name, title: title, from: from,
      to: to ?? Name(TransitionDescription.end, at: entry.name.position),
      succeeds: map.take("succeeds")?.share(&sink) ?? .certain,
      isPatched: map.take("patched")?.flag(&sink) ?? false, takes: map.take("takes")?.law(&sink),
      isOnSite: map.take("on site")?.flag(&sink) ?? false)
    map.finish(&sink)
  }
}
