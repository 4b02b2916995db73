import EventKernel
import Simulator

/// The rows of a support file's names, for what refers to them: components, flows, injects.
package struct SupportRows: Sendable {
  package var skills: [String: Int] = [:]
  package var posts: [String: Row<Post>] = [:]
  package var parts: [String: Row<Part>] = [:]

  package init() {}

  /// The bit of a skill; 0 for one that is unknown, which was reported.
  package func skillBit(_ name: Name) -> UInt64 { skills[name.text].map { 1 << UInt64($0) } ?? 0 }

  /// The bits of several skills.
  package func skillBits(_ names: [Name]) -> UInt64 { names.reduce(0) { $0 | skillBit($1) } }

  /// The bit of a post; 0 for one that is unknown.
  package func postBit(_ name: Name) -> UInt64 {
    posts[name.text].map { 1 << UInt64($0.index) } ?? 0
  }
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
    for (index, part) in support.parts.enumerated() { rows.parts[part.name.text] = Row(index) }
  }

  /// Fills `model.support` and its names. The description passed its checks.
  mutating func compile(
    sites: [String: Int], start: CivilTime, into model: inout Model, _ lexicon: inout Lexicon
  ) {
    writeShifts(start, &model)
    writePeople(sites, &model, &lexicon)
    writeVendors(&model, &lexicon)
    writeStock(&model, &lexicon)
    writeDetection(start, &model)
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
      let posts = person.posts.compactMap { name in
        support.posts.first { $0.name.text == name.text }
      }
      guard let first = posts.first else { continue }
      let shift = support.team(of: person).flatMap {
        patterns[$0.shift.name.text + "/" + $0.team.name.text]
      }
      model.support.people.append(
        Person(
          name: NameHash("person:" + person.name.text), tier: first.tier,
          posts: person.posts.reduce(0) { $0 | rows.postBit($1) },
          skills: rows.skillBits(posts.flatMap(\.skills) + person.skills),
          site: Row(sites[person.site.text] ?? 0), shift: shift,
          callOut: person.arrives.map { model.laws.add($0) },
          callRemote: person.byTelephone.map { model.laws.add($0) },
          answers: person.answers.map { model.laws.add($0) }))
      lexicon.people.append(
        Label(
          key: person.name.text, title: person.title ?? first.title.numbered(person.number)))
      lexicon.peoplePosts.append(rows.posts[first.name.text] ?? Row(0))
    }
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
    for part in support.parts {
      model.support.stock.append(
        StockItem(
          name: NameHash("part:" + part.name.text), initialStock: Int32(part.stock),
          reorderAt: Int32(part.reorderAt), upTo: Int32(part.upTo),
          leadTime: part.leadTime.map { model.laws.add($0) }, deadOnTest: part.deadOnTest))
      lexicon.parts.append(Label(key: part.name.text, title: part.title))
    }
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
