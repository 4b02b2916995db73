import EventKernel
import Simulator

extension PlatformDescription {
  /// The components of a range. What they need and what may fail of them is counted, before
  /// anything is made of it: it stands once for all, and each has it.
  static func components(
    _ range: NamedRange, _ templates: inout Templates, _ sink: inout DiagnosticSink
  ) -> [ComponentDescription] {
    var components = members(of: range, &templates, &sink)
    guard components.count > 1 else { return components }
    let size = components.reduce(0) { $0 + ($1.needs?.count ?? 0) + $1.failures.count }
    if !sink.countValues(size) {
      sink.tellTooLarge(at: range.members[0].name.position)
      for row in components.indices {
        components[row].needs = nil
        components[row].failures = []
      }
    }
    return components
  }

  /// The same, uncounted. Where only names, titles and needs tell them apart, and the first is
  /// right, the others are the first with their own.
  private static func members(
    of range: NamedRange, _ templates: inout Templates, _ sink: inout DiagnosticSink
  ) -> [ComponentDescription] {
    let before = sink.reportCount
    let components = [component(range.entry(range.members[0]), &templates, &sink)]
      .compactMap(\.self)
    let others = range.members.dropFirst()
    guard !others.isEmpty else { return components }
    guard let first = components.first, sink.reportCount == before,
      let own = own(range.value, &templates, &sink)
    else {
      return components
        + others.compactMap { component(range.entry($0), &templates, &sink) }
    }
    let title = own.title?.title(&sink)
    return components
      + others.map { name, number in
        var other = first
        other.name = name
        other.title = title?.numbered(number) ?? Bilingual(name.text)
        // Needs without a number are shared.
        if let number, let needs = own.needs, needs.hasNumber {
          other.needs = needs.replacingNumber(number).needs(&sink)
        }
        return other
      }
  }

  /// The title and the needs of the components of a range as they are written, if nothing else
  /// tells them apart; nil: more does.
  private static func own(
    _ value: YAMLValue, _ templates: inout Templates, _ sink: inout DiagnosticSink
  ) -> (title: YAMLValue?, needs: YAMLValue?)? {
    guard case .map(let entries) = value.content,
      !entries.contains(where: { $0.key == "template" && $0.value.hasNumber }),
      case .map(let merged) = templates.apply(to: value, &sink).content,
      !merged.contains(where: { $0.key != "needs" && $0.value.hasNumber })
    else { return nil }
    return (
      merged.first { $0.key == "title" }?.value, merged.first { $0.key == "needs" }?.value
    )
  }

  /// One component, its template applied.
  static func component(
    _ entry: NamedEntry, _ templates: inout Templates, _ sink: inout DiagnosticSink
  ) -> ComponentDescription? {
    guard case .map = entry.value.content else {
      _ = entry.value.map(&sink)
      return nil
    }
    // A template that is not found was reported; its attributes must not be missed once more.
    let before = sink.errorCount
    var merged = templates.apply(to: entry.value, &sink)
    let isWhole = sink.errorCount == before
    if let number = entry.number { merged = merged.replacingNumber(number) }
    guard var map = merged.map(&sink) else { return nil }
    _ = map.take("template")
    let title = map.title(of: entry, &sink)
    let objectClass = (isWhole ? map.require("class", &sink) : map.take("class"))
      .flatMap { $0.word(ObjectClass.self, &sink) }
    var component = ComponentDescription(
      name: entry.name, title: title, objectClass: objectClass ?? .server, rack: "",
      importance: .edge, isSecurityFunction: false, failures: [], monitoring: .realTime,
      skill: Name((objectClass ?? .server).rawValue, at: entry.name.position),
      heat: 0)
    component.place(&map, &sink)
    component.behaviour(&map, &sink)
    map.finish(&sink)
    return component
  }
}

extension ComponentDescription {
  fileprivate mutating func place(_ map: inout YAMLMap, _ sink: inout DiagnosticSink) {
    room = map.take("room")?.name(&sink)
    site = map.take("site")?.name(&sink)
    rack = map.take("rack")?.text(&sink) ?? ""
    zone = map.take("zone")?.name(&sink)
    importance = map.take("importance")?.word(Importance.self, &sink) ?? .edge
    isSecurityFunction = map.take("security")?.flag(&sink) ?? false
    skill = map.take("skill")?.name(&sink) ?? skill
    // Table 5.2.2: everything is watched in real time, the backups by the hour.
    let usual: MonitoringKind = objectClass == .backup ? .hourly : .realTime
    monitoring = map.take("monitoring")?.word(MonitoringKind.self, &sink) ?? usual
    // As much as any other, but for software, which runs on what gives it off.
    let isSoftware = objectClass == .dbms || objectClass == .middleware
    heat = map.take("heat")?.power(&sink) ?? (isSoftware ? 0 : 1_000)
  }

  fileprivate mutating func behaviour(_ map: inout YAMLMap, _ sink: inout DiagnosticSink) {
    needs = map.take("needs").flatMap { $0.needs(&sink) }
    startsIn = map.take("starts in").flatMap { $0.law(&sink) }
    if var battery = map.take("holds")?.map(&sink) {
      let lasts = battery.require("battery", &sink)?.positiveDuration(&sink)
      let recharges = battery.take("recharge").map { $0.positiveDuration(&sink) } ?? .hours(8)
      battery.finish(&sink)
      if let lasts, let recharges {
        holds = BatteryDescription(lasts: lasts, recharges: recharges)
      }
    }
    for entry in map.take("failures")?.named(&sink) ?? [] {
      if let failure = FailureDescription(entry, of: objectClass, &sink) {
        failures.append(failure)
      }
    }
    guard let value = map.take("hard stop"), var stop = value.map(&sink) else { return }
    let fails = stop.require("fails", &sink)?.name(&sink)
    let chance = stop.require("chance", &sink)?.share(&sink)
    stop.finish(&sink)
    guard let fails, let chance else { return }
    guard failures.contains(where: { $0.name.text == fails.text }) else {
      sink.error(
        .unknownReference, fails.position, zh: "未知的故障模式 '\(fails.text)'",
        en: "unknown failure mode '\(fails.text)'",
        hint: NearestName.hint(fails.text, in: failures.map(\.name.text)))
      return
    }
    hardStop = HardStopDescription(fails: fails, chance: chance)
  }
}

extension FailureDescription {
  fileprivate init?(
    _ entry: NamedEntry, of objectClass: ObjectClass, _ sink: inout DiagnosticSink
  ) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)
    let symptom = map.require("symptom", &sink)?.word(Symptom.self, &sink)
    let repair = map.require("repair", &sink)?.word(RepairKind.self, &sink)
    let kind = map.take("kind").flatMap { Self.kind($0, &sink) }
    let every = map.take("every")?.law(&sink)
    let part = map.take("part")?.name(&sink)
    let takes = map.take("takes")?.law(&sink)
    let solvedBy = map.take("solved by")
    let automatic = map.take("automatic")?.share(&sink)
    let bypass = map.take("bypass")?.flag(&sink)
    let destroys = map.take("destroys data")?.flag(&sink)
    let onSite = map.take("on site")?.flag(&sink)
    let ages = map.take("ages")?.word(AgeingKind.self, &sink)
    map.finish(&sink)
    let isSoftware = repair == .restart || repair == .reinstall
    let usual = Self.usuallySolved(objectClass, repair ?? .repair)
    self.init(
      name: entry.name, title: title, kind: kind ?? (isSoftware ? .software : .hardware),
      every: every, symptom: symptom ?? .down, repair: repair ?? .repair, part: part, takes: takes,
      solvedBy: solvedBy.map { Self.solved($0, usual, &sink) } ?? usual,
      automatic: automatic ?? .never, canBypass: bypass ?? false,
      destroysData: destroys ?? false, isOnSite: onSite ?? (repair == .replace),
      ages: ages ?? .always)
  }

  private static func kind(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> FaultKind? {
    guard let kind = value.word(FaultKind.self, &sink) else { return nil }
    guard kind != .malware else {
      sink.error(
        .unknownWord, value.position, zh: "有害程序是威胁（threats），不是故障模式",
        en: "malware is a threat, not a failure mode")
      return nil
    }
    return kind
  }

  private static func share(_ percent: Int) -> Probability {
    Probability(clamped: Double(percent) / 100)
  }

  /// Ours, to be calibrated: nobody but the desk solves by telephone, two in three of a terminal's
  /// restarts there (first-contact resolution, HDI 2013 to 2015, second-hand).
  private static func usuallySolved(
    _ objectClass: ObjectClass, _ repair: RepairKind
  ) -> [Probability] {
    let desk = objectClass == .terminal && repair == .restart ? 65 : 0
    return [share(desk), share(60), share(95), share(100)]
  }

  private static func solved(
    _ value: YAMLValue, _ usual: [Probability], _ sink: inout DiagnosticSink
  ) -> [Probability] {
    var shares = usual
    guard var map = value.map(&sink) else { return shares }
    for (index, tier) in [Tier.hotline, .tier1, .tier2, .vendor].enumerated() {
      if let share = map.take(tier.rawValue)?.share(&sink) { shares[index] = share }
    }
    map.finish(&sink)
    return shares
  }
}
