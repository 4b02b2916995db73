import EventKernel
import Simulator

extension PlatformDescription {
  /// Reads a platform file. What is wrong goes to the sink, and what is right is kept, so that
  /// later checks can say more; nil only when the file is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("platform", &sink)?.name(&sink) ?? Name("", at: root.position)
    self.init(
      name: name, title: map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text))
    let places = map.require("sites", &sink)
    sites = places?.named(&sink).map { Self.site($0, &sink) } ?? []
    if let places, places.isEmpty || places.isEmptyMap {
      sink.error(
        .missingKey, places.position, zh: "至少要有一个场地", en: "one site at least is wanted")
    }
    travel = map.take("travel")?.list().compactMap { Self.travel($0, &sink) } ?? []
    zones = map.take("zones")?.named(&sink).map { Self.zone($0, &sink) } ?? []
    var templates = Templates(map.take("templates"), &sink)
    for range in map.take("components")?.namedRanges(&sink) ?? [] {
      components += Self.components(range, &templates, &sink)
    }
    templates.reportUnused(&sink)
    dataSets = map.take("data")?.named(&sink).compactMap { Self.data($0, &sink) } ?? []
    services = map.take("services")?.named(&sink).compactMap { Self.service($0, &sink) } ?? []
    standbys =
      map.take("standby")?.named(&sink).compactMap { StandbyDescription($0, &sink) } ?? []
    map.finish(&sink)
  }

  private static func site(_ entry: NamedEntry, _ sink: inout DiagnosticSink) -> SiteDescription {
    var site = SiteDescription(name: entry.name, title: Bilingual(entry.name.text), rooms: [])
    guard var map = entry.value.map(&sink) else { return site }
    site.title = map.title(of: entry, &sink)
    for room in map.take("rooms")?.named(&sink) ?? [] {
      site.rooms.append(Self.room(room, site: entry.name.text, &sink))
    }
    map.finish(&sink)
    return site
  }

  private static func room(
    _ entry: NamedEntry, site: String, _ sink: inout DiagnosticSink
  ) -> RoomDescription {
    var room = RoomDescription(name: entry.name, title: Bilingual(entry.name.text), site: site)
    guard !entry.value.isEmpty, var map = entry.value.map(&sink) else { return room }
    room.title = map.title(of: entry, &sink)
    room.cooling = map.take("cooling").flatMap { cooling($0, &sink) }
    room.beside = map.take("beside")?.names(&sink) ?? []
    map.finish(&sink)
    return room
  }

  private static func cooling(
    _ value: YAMLValue, _ sink: inout DiagnosticSink
  ) -> CoolingDescription? {
    guard var map = value.map(&sink) else { return nil }
    let needs = map.require("needs", &sink)?.needs(&sink)
    let normal = map.require("normal", &sink)?.temperature(&sink)
    let limitValue = map.require("limit", &sink)
    let limit = limitValue?.temperature(&sink)
    let heats = map.require("heats up in", &sink)?.positiveDuration(&sink)
    let cools = map.require("cools down in", &sink)?.positiveDuration(&sink)
    map.finish(&sink)
    guard let needs, let normal, let limit, let heats, let cools else { return nil }
    guard normal < limit else {
      sink.error(
        .outOfRange, limitValue?.position ?? value.position, zh: "上限应高于正常温度",
        en: "the limit must be above the normal temperature")
      return nil
    }
    return CoolingDescription(
      needs: needs, normal: normal, limit: limit, heatsUpIn: heats, coolsDownIn: cools)
  }

  private static func travel(
    _ value: YAMLValue, _ sink: inout DiagnosticSink
  ) -> TravelDescription? {
    guard var map = value.map(&sink) else { return nil }
    let between = map.require("between", &sink)
    let names = between?.names(&sink) ?? []
    let takes = map.require("takes", &sink)?.law(&sink)
    map.finish(&sink)
    if let between, names.count != 2 {
      sink.error(
        .wrongType, between.position, zh: "between 应为两个场地",
        en: "'between' takes two sites")
      return nil
    }
    guard names.count == 2, let takes else { return nil }
    return TravelDescription(between: names, takes: takes)
  }

  private static func zone(_ entry: NamedEntry, _ sink: inout DiagnosticSink) -> ZoneDescription {
    var zone = ZoneDescription(name: entry.name, title: Bilingual(entry.name.text), reaches: [])
    guard var map = entry.value.map(&sink) else { return zone }
    zone.title = map.title(of: entry, &sink)
    zone.reaches = map.take("reaches")?.names(&sink) ?? []
    map.finish(&sink)
    return zone
  }

  private static func data(_ entry: NamedEntry, _ sink: inout DiagnosticSink) -> DataDescription? {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let dataClass = map.require("class", &sink)?.word(DataClass.self, &sink)
    let on = map.require("on", &sink)?.name(&sink)
    if let updated = map.take("updated"), let text = updated.text(&sink), text != "real time" {
      _ = updated.positiveDuration(&sink)
    }
    let backup = map.require("backup", &sink)?.map(&sink)
    let recoveryPoint = map.require("rpo", &sink)?.duration(&sink)
    map.finish(&sink)
    guard var backup else { return nil }
    let every = backup.require("every", &sink)?.positiveDuration(&sink)
    let at = backup.take("at").map { $0.timeOfDay(&sink) } ?? 0
    let copies = backup.take("copies").map { $0.integer(from: 1, to: 100, &sink) } ?? 1
    let offSite = backup.take("off site")?.name(&sink)
    backup.finish(&sink)
    guard let dataClass, let on, let recoveryPoint, let every, let at, let copies else {
      return nil
    }
    if copies < 2 || offSite == nil {
      sink.warning(
        .fewCopies, entry.name.position,
        zh: "数据 '\(entry.name.text)' 的归档少于两份或没有异地存放（5.3.6 b）",
        en: "the data '\(entry.name.text)' have fewer than two copies, or none off site (5.3.6 b)")
    }
    return DataDescription(
      name: entry.name, title: title, dataClass: dataClass, on: on, copyEvery: every, copyAt: at,
      copies: copies, offSite: offSite, recoveryPoint: recoveryPoint)
  }

  private static func service(
    _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> ServiceDescription? {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let function = map.require("function", &sink)?.word(PlatformFunction.self, &sink)
    let importance = map.take("importance").map { $0.word(Importance.self, &sink) } ?? .edge
    let users = map.take("users").map { $0.integer(from: 0, to: 100_000_000, &sink) } ?? 0
    let calls = map.take("calls").map { $0.rate(upTo: RateLimit.calls, &sink) } ?? 0
    let open = map.take("open")?.list().compactMap { $0.openHours(&sink) }
    let whenClosed = map.entry("calls when closed")
    if open == nil, let whenClosed {
      sink.error(
        .unknownKey, whenClosed.keyPosition, zh: "'calls when closed' 只与 'open' 同用",
        en: "'calls when closed' goes with 'open' only")
    }
    let callsWhenClosed = whenClosed?.value.share(&sink)
    let capacity = map.entry("capacity")
    let load = map.entry("load")
    if let load, capacity == nil {
      sink.error(
        .unknownKey, load.keyPosition, zh: "'load' 只与 'capacity' 同用",
        en: "'load' goes with 'capacity' only")
    }
    let bearable = capacity?.value.rate(upTo: RateLimit.requests, &sink).map { $0 / 3600 }
    let asked = load?.value.rate(upTo: RateLimit.requests, &sink).map { $0 / 3600 }
    let needs = map.require("needs", &sink)?.needs(&sink)
    var failover: FailoverDescription?
    if var over = map.take("fails over to")?.map(&sink) {
      let startsIn = over.take("starts in")?.law(&sink)
      let copies = over.take("copies of")?.names(&sink) ?? []
      if let needs = over.require("needs", &sink)?.needs(&sink) {
        failover = FailoverDescription(needs: needs, startsIn: startsIn, copies: copies)
      }
      over.finish(&sink)
    }
    map.finish(&sink)
    guard let function, let importance, let users, let calls else { return nil }
    return ServiceDescription(
      name: entry.name, title: title, function: function, importance: importance, users: users,
      callRate: calls, open: open ?? [],
      callsWhenClosed: callsWhenClosed ?? .never, needs: needs, failover: failover,
      capacity: bearable ?? 0, load: asked ?? 0)
  }
}

extension YAMLMap {
  /// The title of a named thing: its `title` with the number of the member, else its name.
  mutating func title(of entry: NamedEntry, _ sink: inout DiagnosticSink) -> Bilingual {
    take("title")?.title(&sink)?.numbered(entry.number) ?? Bilingual(entry.name.text)
  }
}
