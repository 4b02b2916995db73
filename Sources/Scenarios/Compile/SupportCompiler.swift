import EventKernel
import Simulator

/// The rows of a support file's names, for what refers to them: components, flows, injects.
package struct SupportRows: Sendable {
  package var skills: [String: Int] = [:]
  package var posts: [String: Row<Post>] = [:]
  package var parts = PartNames()

  package init() {}

  /// The bit of a skill; 0 for one that is unknown, which was reported.
  package func skillBit(_ name: Name) -> UInt64 { skills[name.text].map { 1 << UInt64($0) } ?? 0 }

  /// The bits of several skills.
  package func skillBits(_ names: [Name]) -> UInt64 { names.reduce(0) { $0 | skillBit($1) } }

  /// The bit of a post; 0 for one that is unknown.
  package func postBit(_ name: Name) -> UInt64 {
    posts[name.text].map { 1 << UInt64($0.index) } ?? 0
  }

  /// The bits of several posts.
  package func postBits(_ names: [Name]) -> UInt64 { names.reduce(0) { $0 | postBit($1) } }
}

/// Turns a support organisation into flat tables.
struct SupportCompiler {
  private let support: SupportDescription
  private(set) var rows = SupportRows()
  /// `SHIFT/TEAM` to the row of its pattern.
  private var patterns: [String: Row<ShiftPattern>] = [:]

  init(_ support: SupportDescription) {
    self.support = support
    for (index, skill) in support.skills.enumerated() where index < 64 {
      rows.skills[skill.name.text] = index
    }
    for (index, post) in support.posts.enumerated() where index < 64 {
      rows.posts[post.name.text] = Row(index)
    }
    rows.parts = PartNames(support)
  }

  /// Fills `model.support` and its names. The description passed its checks.
  mutating func compile(
    sites: [String: Int], start: CivilTime, into model: inout Model, _ lexicon: inout Lexicon
  ) {
    writeShifts(start, &model)
    writePeople(sites, &model, &lexicon)
    writePools(&model, &lexicon)
    writeVendors(&model, &lexicon)
    writeStock(&model, &lexicon)
    writeDetection(start, &model)
    writeCosts(&model, &lexicon)
    lexicon.skills = support.skills.map { Label(key: $0.name.text, title: $0.title) }
    lexicon.posts = support.posts.map { Label(key: $0.name.text, title: $0.title) }
  }

  private mutating func writeShifts(_ start: CivilTime, _ model: inout Model) {
    for (shift, team) in support.teams {
      patterns[shift.name.text + "/" + team.name.text] = Row(model.support.shifts.count)
      let cycle = TimeSpan.days(Int64(shift.cycle))
      let minutes = start.minuteNumber - shift.from * 1440
      let length = shift.cycle * 1440
      model.support.shifts.append(
        ShiftPattern(
          cycle: cycle, phase: .minutes(Int64((minutes % length + length) % length)),
          intervals: team.intervals.map {
            ShiftPattern.Interval(
              start: .minutes(Int64($0.lowerBound)), end: .minutes(Int64($0.upperBound)))
          }))
    }
  }

  private func writePeople(
    _ sites: [String: Int], _ model: inout Model, _ lexicon: inout Lexicon
  ) {
    for person in support.people {
      let posts = posts(of: person)
      guard let first = posts.first else { continue }
      model.support.people.append(
        Person(
          name: NameHash("person:" + person.name.text), tier: first.tier,
          posts: rows.postBits(person.posts),
          skills: rows.skillBits(posts.flatMap(\.skills) + person.skills),
          site: Row(sites[person.site.text] ?? 0), shift: shift(of: person),
          callOut: person.arrives.map { model.laws.add($0) },
          callRemote: person.byTelephone.map { model.laws.add($0) },
          answers: person.answers.map { model.laws.add($0) },
          absence: person.absence.map { absence in
            Absence(
              every: absence.every.map { model.laws.add($0) }, lasts: model.laws.add(absence.lasts))
          }))
      lexicon.people.append(label(of: person, first))
      lexicon.peoplePosts.append(rows.posts[first.name.text] ?? Row(0))
    }
  }

  private func writePools(_ model: inout Model, _ lexicon: inout Lexicon) {
    for pool in support.pools {
      let posts = posts(of: pool)
      guard let first = posts.first else { continue }
      model.support.pools.append(
        Pool(
          name: NameHash("pool:" + pool.name.text), tier: first.tier,
          posts: rows.postBits(pool.posts),
          skills: rows.skillBits(posts.flatMap(\.skills) + pool.skills), shift: shift(of: pool),
          count: pool.heads.map { Int32($0) }))
      lexicon.pools.append(label(of: pool, first))
    }
  }

  private func posts(of holder: any StaffDescription) -> [PostDescription] {
    holder.posts.compactMap { name in support.posts.first { $0.name.text == name.text } }
  }

  private func shift(of holder: any StaffDescription) -> Row<ShiftPattern>? {
    support.team(of: holder).flatMap { patterns[$0.shift.name.text + "/" + $0.team.name.text] }
  }

  private func label(of holder: any StaffDescription, _ first: PostDescription) -> Label {
    Label(key: holder.name.text, title: holder.title ?? first.title.numbered(holder.number))
  }

  private func writeVendors(_ model: inout Model, _ lexicon: inout Lexicon) {
    for vendor in support.vendors {
      model.support.vendors.append(
        Vendor(
          name: NameHash("vendor:" + vendor.name.text), skills: rows.skillBits(vendor.skills),
          cover: vendor.cover.flatMap { patterns[$0.shift.text + "/" + $0.team.text] },
          answers: vendor.answers.map { model.laws.add($0) },
          onSite: vendor.onSite.map { model.laws.add($0) }, capacity: Int32(vendor.capacity)))
      lexicon.vendors.append(Label(key: vendor.name.text, title: vendor.title))
    }
  }

  private func writeStock(_ model: inout Model, _ lexicon: inout Lexicon) {
    for store in support.stores {
      for part in store.parts {
        let row = model.support.stock.count
        let isAmbiguous = rows.parts.isInSeveralStores(row)
        let full = rows.parts.full[row]
        // The first keeps the name that it has by itself, so that another store changes no draw.
        let name = rows.parts.isFirst(row) ? part.name.text : full
        model.support.stock.append(
          StockItem(
            name: NameHash("part:" + name), initialStock: Int32(part.stock),
            reorderAt: Int32(part.reorderAt), upTo: Int32(part.upTo),
            leadTime: part.leadTime.map { model.laws.add($0) }, deadOnTest: part.deadOnTest,
            isOneForOne: part.isOneForOne, isByPosition: part.isByPosition,
            parent: store.from.flatMap {
              rows.parts.row(Name($0.text + "/" + part.name.text, at: $0.position))
            }))
        let place = Bilingual(zh: "（\(store.name.text)）", en: " (\(store.name.text))")
        lexicon.parts.append(
          Label(
            key: isAmbiguous ? full : part.name.text,
            title: isAmbiguous
              ? Bilingual(zh: part.title.zh + place.zh, en: part.title.en + place.en) : part.title))
      }
    }
  }

  private func writeCosts(_ model: inout Model, _ lexicon: inout Lexicon) {
    guard let costs = support.costs else { return }
    func rates(_ rate: (CostsDescription.Vendor) -> Int64) -> [Int64] {
      support.vendors.map { vendor in
        costs.vendors.first { $0.name.text == vendor.name.text }.map(rate) ?? 0
      }
    }
    lexicon.currency = costs.currency
    model.support.costs = Costs(
      hours: Tier.allCases.map { costs.hours[$0] ?? 0 }, overtime: costs.overtime,
      vendorCalls: rates(\.call), vendorHours: rates(\.hour),
      parts: support.parts.map { part in
        costs.parts.first { $0.name.text == part.name.text }?.price ?? 0
      }, downtime: costs.downtime)
  }

  private func writeDetection(_ start: CivilTime, _ model: inout Model) {
    let detection = support.detection
    // From the start to the next such time of day.
    let patrols = detection.patrols.map { minute in
      TimeSpan.minutes(Int64(((minute - start.minuteOfDay) % 1440 + 1440) % 1440))
    }
    model.support.detection = Detection(
      realTimeEvery: detection.realTime, hourlyEvery: detection.hourly, patrols: patrols.sorted(),
      correlated: detection.correlated, falseAlarmRate: detection.falseAlarms,
      callTakes: detection.callTakes.map { model.laws.add($0) })
  }
}
