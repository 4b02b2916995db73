import EventKernel
import Simulator

/// Threats that conditions and steps may name: those that the drill uses, and those that are only
/// known.
package struct ThreatNames: Sendable {
  /// All that files describe, in the order of reading.
  let described: [ThreatDescription]
  /// Those that the drill uses.
  fileprivate(set) var rows: [String: Row<Threat>] = [:]
  fileprivate(set) var stages: [String: Row<ThreatStage>] = [:]
  fileprivate(set) var treatments: [String: Row<ThreatTreatment>] = [:]
  /// False when a file is missing, so that no threat can be called unknown.
  let areAll: Bool

  package init(_ described: [ThreatDescription] = [], areAll: Bool = true) {
    self.described = described
    self.areAll = areAll
  }

  /// What `THREAT` or `THREAT.STAGE` names; nil with a diagnostic where it is nothing.
  /// A threat that the drill does not use has no rows.
  func find(
    _ name: Name, _ sink: inout DiagnosticSink
  ) -> (threat: Row<Threat>?, stage: Row<ThreatStage>?)? {
    let cut = name.text.cut(at: ".")
    let (threat, rest) = (cut.map { String($0.0) } ?? name.text, cut.map { String($0.1) } ?? "")
    guard let description = description(Name(threat, at: name.position), &sink) else {
      return nil
    }
    if !rest.isEmpty {
      let stages = description.stages.map(\.name.text)
      guard stages.contains(rest) else {
        sink.error(
          .unknownReference, name.position, zh: "威胁 '\(threat)' 没有阶段 '\(rest)'",
          en: "the threat '\(threat)' has no stage '\(rest)'",
          hint: NearestName.hint(rest, in: stages))
        return nil
      }
    }
    return (rows[threat], self.stages[name.text])
  }

  /// The act `THREAT.ACT` of a threat's own; nil: it is none, which is told, or the drill does not
  /// use the threat.
  func treatment(_ name: Name, _ sink: inout DiagnosticSink) -> Row<ThreatTreatment>? {
    guard let (threat, act) = name.text.cut(at: "."),
      let description = description(Name(String(threat), at: name.position), &sink)
    else { return nil }
    let acts = description.treatments.map(\.name.text)
    guard acts.contains(String(act)) else {
      sink.error(
        .unknownReference, name.position, zh: "威胁 '\(threat)' 没有动作 '\(act)'",
        en: "the threat '\(threat)' has no act '\(act)'",
        hint: NearestName.hint(String(act), in: acts))
      return nil
    }
    return treatments[name.text]
  }

  /// What a file says of an act of a threat's own; nil: nothing.
  func description(ofTreatment name: Name) -> TreatmentDescription? {
    guard let (threat, act) = name.text.cut(at: ".") else { return nil }
    return described.first { $0.name.text == threat }?.treatments.first { $0.name.text == act }
  }

  private func description(_ name: Name, _ sink: inout DiagnosticSink) -> ThreatDescription? {
    if let found = described.first(where: { $0.name.text == name.text }) { return found }
    if areAll {
      Names(Bilingual(zh: "威胁", en: "threat"), described.map(\.name.text)).check(name, &sink)
    }
    return nil
  }
}

/// Turns the threats of a drill into tables.
struct ThreatCompiler {
  private(set) var names: ThreatNames

  init(_ names: ThreatNames) { self.names = names }

  /// Writes those threats of the drill that its injects name.
  mutating func compile(
    used: Set<String>, _ support: SupportRows, into model: inout Model, _ lexicon: inout Lexicon,
    _ sink: inout DiagnosticSink
  ) {
    let skills = Names(Bilingual(zh: "技能", en: "skill"), support.skills.keys.sorted())
    for threat in names.described where used.contains(threat.name.text) {
      for skill in threat.skills { skills.check(skill, &sink) }
    }
    for threat in names.described where used.contains(threat.name.text) {
      write(threat, support, &model, &lexicon)
    }
  }

  private mutating func write(
    _ threat: ThreatDescription, _ support: SupportRows, _ model: inout Model,
    _ lexicon: inout Lexicon
  ) {
    let key = threat.name.text
    let row = Row<Threat>(model.drill.threats.count)
    let first = model.drill.stages.count
    names.rows[key] = row
    for (index, stage) in threat.stages.enumerated() {
      names.stages[key + "." + stage.name.text] = Row(first + index)
    }
    let name = NameHash("threat:" + key)
    // All stages are there before the ways to them.
    for (index, stage) in threat.stages.enumerated() {
      var written = ThreatStage(
        name: name.combined(with: NameHash(stage.name.text)), threat: row,
        number: Int32(index + 1))
      written.needs = stage.needs
      written.spreads = model.drill.spreads.added(stage.spreads)
      written.impacts = model.drill.impacts.added(stage.impacts)
      written.monitoring = stage.monitoring.map { model.laws.add($0) }
      written.calls = stage.calls.map { model.laws.add($0) }
      written.patrol = stage.patrol
      written.scan = stage.scan
      written.isHeld = stage.isHeld
      written.hasShares = stage.transitions.contains { $0.share != nil }
      let ways = stage.transitions.map { way in
        StageTransition(
          name: written.name.combined(with: NameHash(way.to.text)),
          to: names.stages[key + "." + way.to.text], cue: cue(way.cue, &model),
          share: way.share ?? .certain)
      }
      written.transitions = model.drill.transitions.added(ways)
      model.drill.stages.append(written)
      lexicon.stages.append(
        Label(key: key + "." + stage.name.text, title: stage.title))
    }
    for treatment in threat.treatments {
      let from = bits(treatment.from, of: threat)
      for position in first..<model.drill.stages.count
      where from & model.drill.stages[position].bit != 0 {
        model.drill.stages[position].isTreatable = true
      }
    }
    for (index, stage) in threat.stages.enumerated() {
      model.drill.stages[first + index].isHarmless =
        stage.impacts.isEmpty && stage.spreads.isEmpty
        && stage.transitions.allSatisfy { $0.to.text == TransitionDescription.end }
        && !model.drill.stages[first + index].isTreatable
    }
    let endings = threat.endings.map {
      ThreatEnding(
        act: $0.act, from: bits($0.from, of: threat), succeeds: $0.succeeds,
        isPatched: $0.isPatched)
    }
    let treatments = threat.treatments.map { treatment in
      ThreatTreatment(
        name: name.combined(with: NameHash("act:" + treatment.name.text)), threat: row,
        from: bits(treatment.from, of: threat),
        to: names.stages[key + "." + treatment.to.text], succeeds: treatment.succeeds,
        isPatched: treatment.isPatched, takes: treatment.takes.map { model.laws.add($0) },
        isOnSite: treatment.isOnSite)
    }
    for (index, treatment) in threat.treatments.enumerated() {
      let path = key + "." + treatment.name.text
      names.treatments[path] = Row(model.drill.treatments.count + index)
      lexicon.treatments.append(Label(key: path, title: treatment.title))
    }
    let classes = ObjectClass.allCases.reduce(UInt16(0)) { bits, objectClass in
      threat.classes.contains(objectClass) ? bits | objectClass.bit : bits
    }
    model.drill.threats.append(
      Threat(
        name: name, emergencyClass: threat.emergencyClass, on: threat.on, classes: classes,
        share: threat.share, stages: Int32(first)..<Int32(model.drill.stages.count),
        endings: model.drill.endings.added(endings),
        treatments: model.drill.treatments.added(treatments)))
    model.drill.threats[row.index].skills = support.skillBits(threat.skills)
    lexicon.threats.append(Label(key: key, title: threat.title))
  }

  private func cue(
    _ cue: TransitionDescription.Cue, _ model: inout Model
  ) -> StageTransition.Cue {
    switch cue {
    case .after(let law): .after(model.laws.add(law))
    case .when(let condition): .when(condition)
    }
  }

  /// Bits of stages by their numbers; nil: all.
  private func bits(_ stages: [Name]?, of threat: ThreatDescription) -> UInt64 {
    guard let stages else { return .max }
    return threat.stages.enumerated().reduce(0) { bits, stage in
      stages.contains { $0.text == stage.element.name.text }
        ? bits | 1 << UInt64(stage.offset) : bits
    }
  }
}

extension Table {
  /// The rows that come of elements put at the end.
  mutating func added(_ elements: [Element]) -> Range<Int32> {
    let first = Int32(count)
    for element in elements { append(element) }
    return first..<Int32(count)
  }
}
