/// Names of one kind that can be referred to, for "unknown" diagnostics.
struct Names {
  /// What they are: "component".
  var kind: Bilingual
  var names: [String]
  private var known: Set<String>
  /// "components are in FILE".
  var place: Bilingual?

  init(_ kind: Bilingual, _ names: [String], in file: String? = nil) {
    self.kind = kind
    self.names = names
    known = Set(names)
    place = file.map { Bilingual(zh: "（\(kind.zh)见 \($0)）", en: "\(kind.en)s are in \($0)") }
  }

  func contains(_ name: String) -> Bool { known.contains(name) }

  /// Reports a name that is not among them; true when it is.
  @discardableResult
  func check(_ name: Name, _ sink: inout DiagnosticSink) -> Bool {
    if known.contains(name.text) { return true }
    sink.error(
      .unknownReference, name.position, zh: "未知的\(kind.zh) '\(name.text)'",
      en: "unknown \(kind.en) '\(name.text)'",
      hint: NearestName.hint(name.text, in: names, where: place))
    return false
  }
}

extension PlatformDescription {
  func siteNames(_ sink: DiagnosticSink) -> Names {
    Names(Bilingual(zh: "场地", en: "site"), sites.map(\.name.text), in: file(sink))
  }

  func componentNames(_ sink: DiagnosticSink) -> Names {
    Names(Bilingual(zh: "组件", en: "component"), components.map(\.name.text), in: file(sink))
  }

  private func file(_ sink: DiagnosticSink) -> String { sink.sources[name.position.file].path }

  /// Checks what the file says by itself: every reference within it, and cycles.
  package func check(_ sink: inout DiagnosticSink) {
    let sites = siteNames(sink)
    let zones = Names(Bilingual(zh: "区域", en: "zone"), self.zones.map(\.name.text))
    let components = componentNames(sink)
    checkRooms(components, &sink)
    for way in travel {
      for site in way.between { sites.check(site, &sink) }
    }
    let roomNames = Names(Bilingual(zh: "机房", en: "room"), rooms.map(\.name.text))
    for room in rooms { for other in room.beside { roomNames.check(other, &sink) } }
    for zone in self.zones {
      for reached in zone.reaches { zones.check(reached, &sink) }
    }
    checkComponents(sites, zones, &sink)
    for data in dataSets {
      components.check(data.on, &sink)
      if let site = data.offSite { sites.check(site, &sink) }
    }
    let supplies = supplyNames(sink)
    let sets = Names(Bilingual(zh: "数据", en: "data set"), dataSets.map(\.name.text))
    for service in services {
      if components.contains(service.name.text) {
        sink.error(
          .duplicateName, service.name.position, zh: "'\(service.name.text)' 已是组件的名称",
          en: "'\(service.name.text)' is the name of a component already")
      }
      for name in (service.needs?.names ?? []) + (service.failover?.needs.names ?? []) {
        supplies.check(name, &sink)
      }
      checkCopies(of: service, sets, &sink)
    }
    checkStandbys(components, &sink)
    DependencyCycles(self).report(&sink)
  }

  /// A fallback goes on from copies that are kept elsewhere than what they are copies of.
  private func checkCopies(
    of service: ServiceDescription, _ sets: Names, _ sink: inout DiagnosticSink
  ) {
    var seen: Set<String> = []
    for set in service.failover?.copies ?? [] where sets.check(set, &sink) {
      if !seen.insert(set.text).inserted {
        sink.error(
          .duplicateName, set.position, zh: "数据 '\(set.text)' 写了两次",
          en: "the data '\(set.text)' are named twice")
      }
      guard let data = dataSets.first(where: { $0.name.text == set.text }) else { continue }
      guard let offSite = data.offSite else {
        sink.error(
          .badTarget, set.position, zh: "数据 '\(set.text)' 没有异地副本，备用无从接续",
          en: "the data '\(set.text)' have no copy off site to go on from",
          hint: Bilingual(zh: "在它的 'backup' 中写 'off site'", en: "its 'backup' says 'off site'"))
        continue
      }
      let holder = components.first { $0.name.text == data.on.text }
      let room = rooms.first { $0.name.text == holder?.room?.text }
      guard offSite.text == holder?.site?.text ?? room?.site else { continue }
      sink.error(
        .badTarget, offSite.position,
        zh: "数据 '\(set.text)' 的异地副本与数据本身同在场地 '\(offSite.text)'",
        en: "the copy off site of the data '\(set.text)' is at the site of the data themselves, "
          + "'\(offSite.text)'")
    }
  }

  /// What may be needed: components and services.
  func supplyNames(_ sink: DiagnosticSink) -> Names {
    var names = componentNames(sink)
    names = Names(names.kind, names.names + services.map(\.name.text), in: file(sink))
    return names
  }

  private func checkRooms(_ components: Names, _ sink: inout DiagnosticSink) {
    var seen: Set<String> = []
    for room in rooms {
      if !seen.insert(room.name.text).inserted {
        sink.error(
          .duplicateName, room.name.position, zh: "房间 '\(room.name.text)' 在两个场地都有",
          en: "the room '\(room.name.text)' is in two sites")
      }
      for name in room.cooling?.needs.names ?? [] { components.check(name, &sink) }
    }
  }

  private func checkComponents(_ sites: Names, _ zones: Names, _ sink: inout DiagnosticSink) {
    let rooms = Names(Bilingual(zh: "房间", en: "room"), self.rooms.map(\.name.text))
    let siteOfRoom = Dictionary(
      self.rooms.map { ($0.name.text, $0.site) }, uniquingKeysWith: { first, _ in first })
    let supplies = supplyNames(sink)
    var placeless: SourcePosition?
    for component in components {
      if let room = component.room { rooms.check(room, &sink) }
      if let site = component.site, sites.check(site, &sink),
        let room = component.room.flatMap({ siteOfRoom[$0.text] }), room != site.text
      {
        sink.error(
          .unknownReference, site.position,
          zh: "房间 '\(component.room?.text ?? "")' 在场地 '\(room)'，不在 '\(site.text)'",
          en: "the room '\(component.room?.text ?? "")' is in '\(room)', not in '\(site.text)'")
      }
      let name = component.name
      if component.room == nil, component.site == nil, self.sites.count > 1,
        name.position != placeless
      {
        // Once for all members of a range.
        placeless = name.position
        sink.error(
          .missingKey, name.position, zh: "'\(name.text)' 需要 room 或 site",
          en: "'\(name.text)' wants a room or a site")
      }
      if let zone = component.zone { zones.check(zone, &sink) }
      for name in component.needs?.names ?? [] { supplies.check(name, &sink) }
    }
  }
}
