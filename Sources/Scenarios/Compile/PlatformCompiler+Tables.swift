import EventKernel
import Simulator

/// What stands on the nodes: components with their failures, services, data sets, places.
extension PlatformCompiler {
  func writeComponents(
    _ support: SupportRows, _ model: inout Model, _ lexicon: inout Lexicon
  ) {
    let siteOfRoom = Dictionary(
      platform.rooms.map { ($0.name.text, $0.site) }, uniquingKeysWith: { first, _ in first })
    for (row, component) in platform.components.enumerated() {
      let first = model.platform.failureModes.count
      for failure in component.failures {
        write(failure, of: component, Row(row), support, &model, &lexicon)
      }
      let modes = Int32(first)..<Int32(model.platform.failureModes.count)
      let site = component.room.flatMap { siteOfRoom[$0.text] } ?? component.site?.text
      let hardStop = component.hardStop.flatMap { stop in
        component.failures.firstIndex { $0.name.text == stop.fails.text }
      }
      model.platform.components.append(
        Component(
          objectClass: component.objectClass,
          site: Row(site.flatMap { rows.sites[$0] } ?? 0),
          room: component.room.flatMap { rows.rooms[$0.text] }.map { Row($0) },
          zone: component.zone.flatMap { rows.zones[$0.text] }.map { Row($0) },
          importance: component.importance, isSecurityFunction: component.isSecurityFunction,
          skill: support.skillBit(component.skill), failureModes: modes,
          hardStop: hardStop.map { Row(first + $0) },
          hardStopChance: component.hardStop?.chance ?? .never,
          monitoring: component.monitoring, heat: component.heat,
          destroyed: component.failures.firstIndex { $0.name.text == FailureDescription.destroyed }
            .map { Row(first + $0) }))
      lexicon.rooms.append(component.room?.text ?? "")
      lexicon.racks.append(component.rack)
    }
  }

  private func write(
    _ failure: FailureDescription, of component: ComponentDescription, _ row: Row<Component>,
    _ support: SupportRows, _ model: inout Model, _ lexicon: inout Lexicon
  ) {
    let key = component.name.text + "/" + failure.name.text
    model.platform.failureModes.append(
      FailureMode(
        name: NameHash("mode:" + key), component: row, kind: failure.kind,
        every: failure.every.map { model.laws.add($0) }, symptom: failure.symptom,
        repair: failure.repair, part: failure.part.flatMap { support.parts.row($0) },
        takes: failure.takes.map { model.laws.add($0) }, solvedBy: failure.solvedBy,
        automatic: failure.automatic, canBypass: failure.canBypass,
        destroysData: failure.destroysData, isOnSite: failure.isOnSite,
        agesWhileUp: failure.ages == .whileUp))
    lexicon.failureModes.append(
      Label(key: key, title: failure.title ?? Bilingual(failure.name.text)))
  }

  func writeServices(
    _ start: CivilTime, _ calendar: WorkingDays, _ model: inout Model
  ) {
    // A table for each day of a century is made once, and only where it is asked for.
    let workingDays =
      platform.services.contains { $0.open.contains(where: \.onWorkingDaysOnly) }
      ? calendar.table : []
    for service in platform.services {
      guard let row = rows.services[service.name.text] else { continue }
      var open: Row<OpeningHours>?
      if !service.open.isEmpty {
        open = Row(model.platform.openingHours.count)
        model.platform.openingHours.append(
          OpeningHours(
            timeOfDay: .minutes(Int64(start.minuteOfDay)),
            workingDays: service.open.contains(where: \.onWorkingDaysOnly) ? workingDays : [],
            intervals: service.open.map(\.interval)))
      }
      var compiled = Service(
        node: Row(row), importance: service.importance, users: Int32(service.users),
        callRate: service.callRate,
        failover: rows.switches[service.name.text].map { Row($0) }, open: open,
        callsWhenClosed: service.callsWhenClosed)
      compiled.capacity = service.capacity
      compiled.load = service.load
      let first = Int32(model.platform.copiesInUse.count)
      for name in service.failover?.copies ?? [] {
        let row = platform.dataSets.firstIndex { $0.name.text == name.text }
        if let row { model.platform.copiesInUse.append(Row(row)) }
      }
      compiled.copies = first..<Int32(model.platform.copiesInUse.count)
      model.platform.services.append(compiled)
    }
  }

  func writeDataSets(
    _ start: CivilTime, _ model: inout Model, _ lexicon: inout Lexicon
  ) {
    for data in platform.dataSets {
      // Copies are made every so often, counted from a time of day.
      let sinceMidnight = TimeSpan.minutes(Int64(start.minuteOfDay - data.copyAt))
      let period = data.copyEvery.microseconds
      let since = (sinceMidnight.microseconds % period + period) % period
      let offset = since == 0 ? 0 : period - since
      model.platform.dataSets.append(
        DataSet(
          name: NameHash("data:" + data.name.text), node: Row(rows.dataSets[data.name.text] ?? 0),
          component: Row(rows.components[data.on.text] ?? 0), copyEvery: data.copyEvery,
          copyOffset: TimeSpan(microseconds: offset), recoveryPoint: data.recoveryPoint))
      lexicon.dataSets.append(Label(key: data.name.text, title: data.title))
    }
  }

  func writeStandbys(_ model: inout Model, _ lexicon: inout Lexicon) {
    for standby in platform.standbys {
      model.platform.standbys.append(
        Standby(
          name: NameHash("standby:" + standby.name.text),
          members: standby.members.compactMap { rows.components[$0.text].map { Row($0) } },
          running: Int32(standby.running)))
      lexicon.standbys.append(Label(key: standby.name.text, title: standby.title))
    }
  }

  func writePlaces(_ model: inout Model, _ lexicon: inout Lexicon) {
    lexicon.sites = platform.sites.map { Label(key: $0.name.text, title: $0.title) }
    lexicon.zones = platform.zones.map { Label(key: $0.name.text, title: $0.title) }
    let (sites, zones) = (platform.sites.count, platform.zones.count)
    model.platform.siteCount = sites
    model.platform.siteNodes = Table(
      platform.sites.map { Row(rows.siteNodes[$0.name.text] ?? 0) })
    writeRooms(&model)
    model.platform.zones = Table(platform.zones.map { NameHash("zone:" + $0.name.text) })
    model.platform.reaches = Table(repeating: false, count: zones * zones)
    for (row, zone) in platform.zones.enumerated() {
      for name in zone.reaches {
        if let other = rows.zones[name.text] { model.platform.reaches[row * zones + other] = true }
      }
    }
    model.platform.travel = Table(repeating: nil, count: sites * sites)
    for way in platform.travel {
      guard let from = rows.sites[way.between[0].text], let to = rows.sites[way.between[1].text]
      else { continue }
      let law = model.laws.add(way.takes)
      model.platform.travel[from * sites + to] = law
      model.platform.travel[to * sites + from] = law
    }
  }
}

extension PlatformCompiler {
  /// Rooms, and which are beside each other, whichever of the two says so.
  private func writeRooms(_ model: inout Model) {
    let positions = Dictionary(
      platform.rooms.enumerated().map { ($1.name.text, $0) },
      uniquingKeysWith: { first, _ in first })
    var beside = [Set<Int>](repeating: [], count: platform.rooms.count)
    for (row, room) in platform.rooms.enumerated() {
      for other in room.beside.compactMap({ positions[$0.text] }) where other != row {
        beside[row].insert(other)
        beside[other].insert(row)
      }
    }
    for (row, room) in platform.rooms.enumerated() {
      let first = Int32(model.platform.besides.count)
      for other in beside[row].sorted() { model.platform.besides.append(Row(other)) }
      model.platform.rooms.append(
        Room(
          node: Row(rows.rooms[room.name.text] ?? 0), site: Row(rows.sites[room.site] ?? 0),
          beside: first..<Int32(model.platform.besides.count)))
    }
  }
}

extension OpenDescription {
  fileprivate var interval: OpeningHours.Interval {
    OpeningHours.Interval(
      start: .minutes(Int64(minutes.lowerBound)), end: .minutes(Int64(minutes.upperBound)),
      onWorkingDaysOnly: onWorkingDaysOnly)
  }
}
