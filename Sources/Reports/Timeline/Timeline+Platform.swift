import EventKernel
import Scenarios
import Scoring
import Simulator

extension Timeline {
  /// What entries of one kind say together; nil for kinds that are routine.
  func sentence(_ entries: [Entry]) -> Timeline.Line? {
    let entry = entries[0]
    let told =
      platform(entries) ?? security(entries) ?? noticed(entries) ?? response(entry)
      ?? support(entries) ?? byWord(entry.kind)
    return told.map {
      Timeline.Line(
        time: entry.time, tone: $0.0, incident: Self.incident(of: entry), text: sentenceCase($0.1))
    }
  }

  /// What is told by its word alone; nil for kinds that are routine.
  private func byWord(_ kind: Entry.Kind) -> Told? {
    kind.telling.tone.map { ($0, Terms.word(kind)[language]) }
  }

  static func incident(of entry: Entry) -> Row<Incident>? {
    entry.incident < 0 ? nil : Row(Int(entry.incident))
  }

  typealias Told = (Timeline.Line.Tone, String)

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// English sentences begin with a capital.
  private func sentenceCase(_ text: String) -> String {
    guard language == .en, let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// What happened to the platform.
  private func platform(_ entries: [Entry]) -> Told? {
    let entry = entries[0]
    let row = Int(entry.subject)
    switch entry.kind {
    case .faultBegan: return faultBegan(entry)
    case .faultEnded:
      return (.good, phrase("故障清除：\(subjects(entries))", "fault removed: \(subjects(entries))"))
    case .notRepaired:
      let why = Terms.word(RepairGap(rawValue: entry.value) ?? .noPart)[language]
      return (
        .warn,
        phrase("未修复：\(subjects(entries))（\(why)）", "not repaired: \(subjects(entries)) (\(why))")
      )
    case .faultBypassed:
      let who = subjects(entries)
      return (.good, phrase("已抢通（故障未除）：\(who)", "service got through, fault remains: \(who)"))
    case .wentDown: return (.bad, went(entries, zh: "停止工作", en: "down"))
    case .stillDown:
      return (.bad, went(entries, zh: "因另一故障仍未恢复", en: "still down, for another fault"))
    case .cameUp: return (.good, went(entries, zh: "恢复工作", en: "up again"))
    case .onReserve: return (.warn, onReserve(entries))
    case .reserveEmpty:
      return (.bad, phrase("储备耗尽：\(subjects(entries))", "reserve empty: \(subjects(entries))"))
    case .reserveLow: return (.warn, reserveLow(entry))
    case .shutDown: return (.warn, went(entries, zh: "有序关机", en: "shut down in order"))
    case .startedUp: return (.good, went(entries, zh: "重新启动", en: "started again"))
    case .failoverSwitched:
      let who = names.list(entries.map { names.node(service($0).node) })
      return entry.value == 1
        ? (.good, phrase("切换到备用：\(who)", "failed over: \(who)"))
        : (.plain, phrase("切回：\(who)", "failed back: \(who)"))
    case .dataLost:
      let lost = Format.duration(TimeSpan(microseconds: entry.value), language)
      let what = names.dataSet(Row(row))
      return (.bad, phrase("数据丢失：\(what)，\(lost)的更新", "data lost: \(what), \(lost) of updates"))
    case .dataCorrupted:
      let what = names.dataSet(Row(row))
      return (.bad, phrase("数据开始被写坏：\(what)", "data go bad: \(what)"))
    case .served:
      let what = names.node(service(entry).node)
      let share = Format.number(Double(entry.value) / 10_000, digits: 3)
      return entry.value > 0
        ? (.bad, phrase("请求失败 \(share) %：\(what)", "\(share) % of requests fail: \(what)"))
        : (.good, phrase("请求不再失败：\(what)", "no request fails any more: \(what)"))
    case .copyInUse:
      let missing = Format.duration(TimeSpan(microseconds: entry.value), language)
      let what = names.dataSet(Row(row))
      let who = names.node(facts.model.platform.services[Int(entry.object)].node)
      return entry.value > 0
        ? (
          .warn,
          phrase(
            "\(who)改用副本：\(what)，缺最后 \(missing)的更新",
            "\(who) goes on from a copy: \(what), without the last \(missing) of updates")
        )
        : (
          .good,
          phrase("\(who)改用副本：\(what)，无缺失", "\(who) goes on from a copy: \(what), complete")
        )
    case .evacuated:
      let place = names.node(Row(row))
      let count = Plural.count(Int(entry.value), "person leaves", "people leave")
      return (.warn, phrase("\(place)关闭，\(entry.value) 人撤离", "\(place) is closed, \(count) it"))
    case .dataRestored:
      let what = names.dataSet(Row(row))
      return (.good, phrase("数据恢复：\(what)", "data restored: \(what)"))
    default: return nil
    }
  }

  private func service(_ entry: Entry) -> Service {
    facts.model.platform.services[Int(entry.subject)]
  }

  /// Names of subjects that are node rows.
  private func subjects(_ entries: [Entry]) -> String {
    names.list(entries.map { names.node(Row(Int($0.subject))) })
  }

  private func faultBegan(_ entry: Entry) -> Told {
    let name = names.node(Row(Int(entry.subject)))
    let fault = facts.replication.faults[Int(entry.object)]
    let cause = names.cause(fault)
    // A threat is on it: whether it fails of that its impacts say.
    if fault.threat != nil {
      return (.bad, names.said(name, "遭遇威胁（\(cause)）", "is hit (\(cause))"))
    }
    let why =
      fault.origin == .inject || fault.origin == .random
      ? "" : phrase("；", "; ") + Terms.word(fault.origin)[language]
    return (.bad, names.said(name, "故障（\(cause)\(why)）", "fails (\(cause)\(why))"))
  }

  /// `4 components of Hall A down: ...`, `core service down: ...`.
  private func went(_ entries: [Entry], zh: String, en: String) -> String {
    let kind = nodeKind(entries[0]) ?? .component
    let rows = entries.map { Row<Node>(Int($0.subject)) }
    let who = names.list(rows.map(names.node))
    switch kind {
    case .service:
      return phrase("服务\(zh)：\(who)", "\(rows.count == 1 ? "service" : "services") \(en): \(who)")
    case .room:
      return phrase("机房\(zh)：\(who)", "\(rows.count == 1 ? "room" : "rooms") \(en): \(who)")
    case .component, .gate, .failoverSwitch, .dataSet, .site, .person:
      if rows.count == 1 { return names.said(who, zh, en) }
      let some = names.list(rows.map(names.node), isCounted: false)
      let place = commonRoom(rows).map { phrase("（\($0)）", " of \($0)") } ?? ""
      return phrase(
        "\(rows.count) 个组件\(place)\(zh)：\(some)", "\(rows.count) components\(place) \(en): \(who)")
    }
  }

  /// The room in which all of these components stand.
  private func commonRoom(_ rows: [Row<Node>]) -> String? {
    let components = facts.model.platform.components
    guard let first = components[rows[0].index].room else { return nil }
    let shared = rows.allSatisfy { components[$0.index].room == first }
    return shared ? names.node(first) : nil
  }

  private func onReserve(_ entries: [Entry]) -> String {
    let who = subjects(entries)
    // -1: what cooling is left carries the heat.
    guard let least = entries.map(\.value).filter({ $0 >= 0 }).min() else {
      return names.said(who, "制冷不足，尚能维持", "short of cooling, and holds as it is")
    }
    let left = Format.duration(TimeSpan(microseconds: least), language)
    if isHeat(entries[0]) {
      return names.said(
        who, "制冷不足，照此 \(left)后到限", "short of cooling, \(left) to the limit at this rate")
    }
    return names.said(who, "转电池供电，可维持 \(left)", "on battery, \(left) left")
  }

  private func reserveLow(_ entry: Entry) -> String {
    let who = names.node(Row(Int(entry.subject)))
    if isHeat(entry) {
      let level = Format.celsius(entry.value)
      return names.said(who, "温度升至 \(level)", "has warmed to \(level)")
    }
    let level = Format.charge(entry.value)
    return names.said(who, "电池剩余 \(level)", "has \(level) of its battery left")
  }

  private func isHeat(_ entry: Entry) -> Bool {
    let platform = facts.model.platform
    guard let reserve = platform.nodes[Int(entry.subject)].reserve else { return false }
    return platform.reserves[reserve.index].kind == .heat
  }

  /// `Kiosk worm (infected)`, of a stage's row.
  private func stage(_ row: Int64) -> String {
    let threat = names.threat(facts.model.drill.stages[Int(row)].threat)
    let stage = names.stage(Row(Int(row)))
    return phrase("\(threat)（\(stage)）", "\(threat) (\(stage))")
  }

  /// Threats, isolation and zones.
  private func security(_ entries: [Entry]) -> Told? {
    let zones = { names.list(entries.map { names.zone(Row(Int($0.subject))) }) }
    switch entries[0].kind {
    case .entered:
      let what = stage(entries[0].value)
      let who = subjects(entries)
      return (.bad, phrase("\(what)：\(who)", "\(what): \(who)"))
    case .treated:
      let what = names.treatment(Row(Int(entries[0].object)))
      let who = subjects(entries)
      return entries[0].value == 1
        ? (.good, phrase("\(what)成功：\(who)", "\(what), done: \(who)"))
        : (.warn, phrase("\(what)未成：\(who)", "\(what), in vain: \(who)"))
    case .isolated:
      return (.warn, phrase("断网隔离：\(subjects(entries))", "isolated: \(subjects(entries))"))
    case .left:
      let threat = facts.model.drill.stages[Int(entries[0].value)].threat
      let (what, who) = (names.threat(threat), subjects(entries))
      return (.good, phrase("\(what)已清除：\(who)", "\(what) is gone: \(who)"))
    case .reconnected:
      return (.good, phrase("恢复联网：\(subjects(entries))", "reconnected: \(subjects(entries))"))
    case .zoneBlocked: return (.warn, phrase("网段阻断：\(zones())", "zones blocked: \(zones())"))
    case .zoneOpened: return (.good, phrase("网段恢复：\(zones())", "zones opened: \(zones())"))
    default: return nil
    }
  }

  /// Alarms, calls, and what the script says.
  private func noticed(_ entries: [Entry]) -> Told? {
    let entry = entries[0]
    switch entry.kind {
    case .injected:
      return (.script, phrase("情景注入：", "inject: ") + names.inject(Row(Int(entry.subject))))
    case .caseTurnedAway:
      let stream = names.stream(Row(Int(entry.subject)))
      return (.warn, phrase("事项被拒：\(stream)", "a case is turned away: \(stream)"))
    case .told:
      let text = names.inject(Row(Int(entry.subject)))
      guard let who = names.receiver(Row(Int(entry.subject))) else {
        return (.script, phrase("告知：\(text)", "told: \(text)"))
      }
      let head = phrase(ChineseSpacing.joined("告知", who), "told to \(who)")
      return (.script, phrase("\(head)：\(text)", "\(head): \(text)"))
    case .alarm:
      let false1 = entry.value == 1 ? phrase("（误报）", " (false alarm)") : ""
      return (.warn, phrase("告警：\(subjects(entries))", "alarm: \(subjects(entries))") + false1)
    case .userCall:
      let services = entries.map { names.node(service($0).node) }
      let distinct = services.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let count = entries.count
      let about = names.list(distinct)
      let calls = count == 1 ? "a user calls" : "\(count) users call"
      return (.warn, phrase("\(count) 名用户来电：\(about)", "\(calls) about \(about)"))
    default: return nil
    }
  }
}
