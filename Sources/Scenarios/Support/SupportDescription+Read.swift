import EventKernel
import Simulator

extension SupportDescription {
  /// Reads a support file; nil only when the file is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("support", &sink)?.name(&sink) ?? Name("", at: root.position)
    self.init(
      name: name, title: map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text))
    for entry in map.require("skills", &sink)?.named(&sink) ?? [] {
      let title = entry.value.title(&sink) ?? Bilingual(entry.name.text)
      skills.append(SkillDescription(name: entry.name, title: title.numbered(entry.number)))
    }
    shifts = map.take("shifts")?.named(&sink).compactMap { ShiftDescription($0, &sink) } ?? []
    posts = map.require("posts", &sink)?.named(&sink).compactMap { Self.post($0, &sink) } ?? []
    let crowd = map.take("pools")
    let named = crowd == nil ? map.require("people", &sink) : map.take("people")
    people = named?.named(&sink).compactMap { PersonDescription($0, &sink) } ?? []
    pools = crowd?.named(&sink).compactMap { PoolDescription($0, &sink) } ?? []
    vendors = map.take("vendors")?.named(&sink).compactMap { Self.vendor($0, &sink) } ?? []
    stores = map.take("stores")?.named(&sink).compactMap { StoreDescription($0, &sink) } ?? []
    if let value = map.take("detection") { detection = DetectionDescription(value, &sink) }
    costs = map.take("costs").map { CostsDescription($0, &sink) }
    map.finish(&sink)
  }

  private static func post(_ entry: NamedEntry, _ sink: inout DiagnosticSink) -> PostDescription? {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let tierValue = map.require("tier", &sink)
    let tier = tierValue?.word(Tier.self, &sink)
    let skills = map.take("skills")?.names(&sink) ?? []
    let isKey = map.take("key")?.flag(&sink) ?? false
    map.finish(&sink)
    if tier == .vendor, let tierValue {
      sink.error(
        .unknownWord, tierValue.position, zh: "专业机构写在 vendors 里，不是岗位",
        en: "vendors are listed under 'vendors'; they hold no posts")
    }
    return PostDescription(
      name: entry.name, title: title, tier: tier ?? .tier1, skills: skills, isKey: isKey)
  }

  private static func vendor(
    _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> VendorDescription? {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let skills = map.require("skills", &sink)?.names(&sink) ?? []
    let cover = map.require("cover", &sink)
    let answers = map.take("answers")?.law(&sink)
    let onSite = map.take("on site")?.law(&sink)
    let capacity = map.take("capacity")?.integer(from: 1, to: 1_000, &sink) ?? 1
    map.finish(&sink)
    guard let cover, let text = cover.text(&sink) else { return nil }
    var vendor = VendorDescription(
      name: entry.name, title: title, skills: skills, answers: answers, onSite: onSite,
      capacity: capacity)
    if text == "7x24" { return vendor }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      sink.error(
        .badShift, cover.position, zh: "'\(text)' 不是服务时段", en: "'\(text)' is no cover",
        hint: Bilingual(zh: "7x24 或 班次/班组", en: "7x24 or SHIFT/TEAM"))
      return vendor
    }
    vendor.cover = (
      Name(String(parts[0]), at: cover.position), Name(String(parts[1]), at: cover.position)
    )
    return vendor
  }
}

extension DetectionDescription {
  fileprivate init(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    self.init()
    guard var map = value.map(&sink) else { return }
    if var monitoring = map.take("monitoring")?.map(&sink) {
      if let span = monitoring.take("real time")?.duration(&sink) { realTime = span }
      if let span = monitoring.take("hourly")?.duration(&sink) { hourly = span }
      monitoring.finish(&sink)
    }
    patrols = map.take("patrols")?.list().compactMap { $0.timeOfDay(&sink) } ?? []
    if let share = map.take("correlated")?.share(&sink) { correlated = share }
    falseAlarms = map.take("false alarms")?.rate(upTo: RateLimit.falseAlarms, &sink) ?? 0
    callTakes = map.take("call takes")?.law(&sink)
    map.finish(&sink)
  }
}
