import EventKernel
import Simulator

/// Turns a platform into flat tables. Rows of nodes: components in file order, rooms, services,
/// then the gates of the block diagram and the switches to fallbacks, then data sets, sites and
/// people.
struct PlatformCompiler {
  /// A node and what it needs, before the tables are laid out.
  private struct Draft {
    var node: Node
    var label: Label
    var inputs: [Int] = []
  }

  let platform: PlatformDescription
  private var drafts: [Draft] = []
  private var switches: [(service: Int, failover: FailoverDescription)] = []
  private(set) var rows = PlatformRows()

  init(_ platform: PlatformDescription) { self.platform = platform }

  /// Fills `model.platform` and its names. The description passed its checks.
  mutating func compile(
    _ support: SupportRows, start: CivilTime, workingDays: WorkingDays, into model: inout Model,
    _ lexicon: inout Lexicon
  ) {
    nameRows()
    layOut(&model)
    connect(&model)
    layOutSubjects()
    writeNodes(&model, &lexicon)
    writeComponents(support, &model, &lexicon)
    writeServices(start, workingDays, &model)
    writeDataSets(start, &model, &lexicon)
    writeStandbys(&model, &lexicon)
    writePlaces(&model, &lexicon)
  }

  private mutating func nameRows() {
    for site in platform.sites { rows.sites[site.name.text] = rows.sites.count }
    for zone in platform.zones { rows.zones[zone.name.text] = rows.zones.count }
    for (row, component) in platform.components.enumerated() {
      rows.components[component.name.text] = row
      rows.nodes[component.name.text] = row
    }
    var next = platform.components.count
    for room in platform.rooms {
      rows.rooms[room.name.text] = next
      next += 1
    }
    for service in platform.services {
      rows.nodes[service.name.text] = next
      rows.services[service.name.text] = next
      next += 1
    }
  }

  // MARK: Nodes

  private mutating func layOut(_ model: inout Model) {
    for component in platform.components {
      var draft = draft(.component, "component", component.name.text, component.title)
      draft.node.startsIn = component.startsIn.map { model.laws.add($0) }
      if let battery = component.holds {
        draft.node.reserve = Row(model.platform.reserves.count)
        model.platform.reserves.append(
          Reserve(
            node: Row(drafts.count), kind: .battery, lasts: battery.lasts,
            refills: battery.recharges, levelFull: 100_000, levelEmpty: 0))
      }
      drafts.append(draft)
    }
    var heat: [String: Int64] = [:]
    for component in platform.components {
      if let room = component.room { heat[room.text, default: 0] += component.heat }
    }
    for room in platform.rooms {
      var draft = draft(.room, "room", room.name.text, room.title)
      guard let cooling = room.cooling else {
        drafts.append(draft)
        continue
      }
      draft.node.reserve = Row(model.platform.reserves.count)
      model.platform.reserves.append(
        Reserve(
          node: Row(drafts.count), kind: .heat, lasts: cooling.heatsUpIn,
          refills: cooling.coolsDownIn, levelFull: cooling.normal, levelEmpty: cooling.limit,
          heat: heat[room.name.text, default: 0], coolingUnits: Int32(cooling.units)))
      drafts.append(draft)
    }
    for service in platform.services {
      drafts.append(draft(.service, "service", service.name.text, service.title))
    }
  }

  /// What nothing hangs on, and threats live on.
  private mutating func layOutSubjects() {
    for data in platform.dataSets {
      rows.dataSets[data.name.text] = drafts.count
      drafts.append(draft(.dataSet, "data", data.name.text, data.title))
    }
    for site in platform.sites {
      rows.siteNodes[site.name.text] = drafts.count
      drafts.append(draft(.site, "site", site.name.text, site.title))
    }
  }

  /// The nodes of people, once these are in the model.
  func writePeople(_ model: inout Model, _ lexicon: inout Lexicon) {
    for (row, person) in model.support.people.enumerated() {
      model.platform.personNodes.append(Row(model.platform.nodes.count))
      model.platform.personSites.append(person.site)
      model.platform.nodes.append(
        Node(name: person.name, kind: .person, threshold: 0, inputCount: 0, dependents: 0..<0))
      lexicon.nodes.append(lexicon.people[row])
    }
  }

  private func draft(
    _ kind: Node.Kind, _ purpose: String, _ key: String, _ title: Bilingual
  ) -> Draft {
    Draft(
      node: Node(
        name: NameHash(purpose + ":" + key), kind: kind, threshold: 0, inputCount: 0,
        dependents: 0..<0),
      label: Label(key: key, title: title))
  }

  private mutating func connect(_ model: inout Model) {
    let cooled = Set(platform.rooms.lazy.filter { $0.cooling != nil }.map(\.name.text))
    for (row, component) in platform.components.enumerated() {
      // A cooled room is needed besides what is written.
      let room = component.room.flatMap { cooled.contains($0.text) ? rows.rooms[$0.text] : nil }
      connect(row, component.needs, besides: room)
    }
    for room in platform.rooms {
      guard let row = rows.rooms[room.name.text] else { continue }
      connect(row, room.cooling?.needs, besides: nil)
    }
    for service in platform.services {
      guard let row = rows.services[service.name.text] else { continue }
      guard let failover = service.failover, let needs = service.needs else {
        connect(row, service.needs, besides: nil)
        continue
      }
      // Up by its own needs, or by the switch once that is closed and the fallback is up.
      set(row, threshold: 1, inputs: [gate(needs, of: row)])
      switches.append((row, failover))
    }
    for index in switches.indices {
      let (service, failover) = switches[index]
      let row = drafts.count
      let label = drafts[service].label
      let title = Bilingual(zh: "\(label.title.zh)的备用", en: "fallback of \(label.title.en)")
      var draft = draft(.failoverSwitch, "switch", label.key, title)
      draft.node.startsIn = failover.startsIn.map { model.laws.add($0) }
      drafts.append(draft)
      rows.switches[label.key] = row
      set(service, threshold: 1, inputs: drafts[service].inputs + [row])
    }
    // Gates of fallbacks come after the switches, so that a switch's row is known at once.
    for (service, failover) in switches {
      guard let row = rows.switches[drafts[service].label.key] else { continue }
      connect(row, failover.needs, besides: nil)
    }
  }

  private mutating func set(_ row: Int, threshold: Int, inputs: [Int]) {
    drafts[row].node.threshold = Int32(threshold)
    drafts[row].inputs = inputs
  }

  /// A node needs `needs`, and the row `besides` too.
  private mutating func connect(_ row: Int, _ needs: Needs?, besides: Int?) {
    guard let needs else {
      set(row, threshold: besides == nil ? 0 : 1, inputs: besides.map { [$0] } ?? [])
      return
    }
    if case .some(let least, let parts, _) = needs, besides == nil || least == parts.count {
      let inputs = parts.map { input($0, of: row) } + (besides.map { [$0] } ?? [])
      set(row, threshold: least + (besides == nil ? 0 : 1), inputs: inputs)
    } else {
      let inputs = [input(needs, of: row)] + (besides.map { [$0] } ?? [])
      set(row, threshold: inputs.count, inputs: inputs)
    }
  }

  private mutating func input(_ needs: Needs, of owner: Int) -> Int {
    if case .name(let name) = needs { return rows.nodes[name.text] ?? owner }
    return gate(needs, of: owner)
  }

  /// A gate of the block diagram, named by its owner and its place among the owner's gates.
  private mutating func gate(_ needs: Needs, of owner: Int) -> Int {
    let label = drafts[owner].label
    let key = drafts[owner].node.name
    rows.gateCounts[key, default: 0] += 1
    let ordinal = UInt64(rows.gateCounts[key] ?? 1)
    let row = drafts.count
    var draft = draft(.gate, "gate", label.key, label.title)
    draft.node.name = NameHash("gate").combined(with: key).combined(with: ordinal)
    drafts.append(draft)
    connect(row, needs, besides: nil)
    return row
  }

  /// Lays the dependents of every node out one after the other.
  private func writeNodes(_ model: inout Model, _ lexicon: inout Lexicon) {
    var dependents: [[Row<Node>]] = drafts.map { _ in [] }
    for (row, draft) in drafts.enumerated() {
      for input in draft.inputs { dependents[input].append(Row(row)) }
    }
    for (row, draft) in drafts.enumerated() {
      var node = draft.node
      let start = Int32(model.platform.dependents.count)
      model.platform.dependents += dependents[row]
      node.dependents = start..<Int32(model.platform.dependents.count)
      node.inputCount = Int32(draft.inputs.count)
      model.platform.nodes.append(node)
      lexicon.nodes.append(draft.label)
    }
  }
}

/// The rows of a platform's names, for what refers to them.
struct PlatformRows {
  var components: [String: Int] = [:]
  var rooms: [String: Int] = [:]
  var dataSets: [String: Int] = [:]
  var siteNodes: [String: Int] = [:]
  var services: [String: Int] = [:]
  /// Components and services: what may be needed.
  var nodes: [String: Int] = [:]
  /// By service.
  var switches: [String: Int] = [:]
  var sites: [String: Int] = [:]
  var zones: [String: Int] = [:]
  fileprivate(set) var gateCounts: [NameHash: Int] = [:]
}
