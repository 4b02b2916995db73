import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The platform as nested boxes: site, room, rack, component, each by the worst that befell it; and
/// what hangs on the components at which the incidents began.
enum TopologySection {
  static let template = """
    {{{legend}}}
    {{#sites}}<div class="site"><h3>{{{name}}}</h3><div class="rooms">
    {{#rooms}}<div class="room"><h4>{{{name}}}</h4>
    {{#racks}}<div class="rack">{{#title}}<h5>{{{.}}}</h5>{{/title}}<ul class="chips">{{{chips}}}</ul></div>{{/racks}}
    {{{rest}}}</div>
    {{/rooms}}</div></div>
    {{/sites}}
    {{{dependencies}}}
    """

  private struct Rack: Sendable {
    var title: Markup?
    var chips: Markup
  }

  private struct Room: Sendable {
    var name: Markup
    var racks: [Rack]
    var rest: Markup
  }

  private struct Site: Sendable {
    var name: Markup
    var rooms: [Room]
  }

  private struct View: Sendable {
    var legend: Markup
    var sites: [Site]
    var dependencies: Markup
  }

  static func make(_ context: PageContext) -> SectionView {
    let facts = context.facts
    let components = facts.model.platform.components
    let sites = (0..<facts.model.platform.siteCount).compactMap { site -> Site? in
      let rows = components.indices.filter { components[$0].site.index == site }
      return rows.isEmpty ? nil : self.site(Row(site), rows, context)
    }
    let touched = facts.touchedComponents.count
    let lead = context.phrase(
      "每个部件按其最坏状态标注；\(components.count) 个部件中 \(touched) 个受到影响，其余折叠。",
      "Each component by the worst that befell it; \(touched) of \(components.count) were touched, the others are folded."
    )
    let worst = facts.touchedComponents.map { facts.histories[$0.index].worst }
    let seen = NodeState.allCases.filter { worst.contains($0) }.reversed()
    let view = View(
      legend: legend(Array(seen), context), sites: sites, dependencies: dependencies(context))
    return SectionView(
      id: "topology", heading: context.markup("波及范围", "What was hit"), lead: Markup(lead),
      content: PageTemplates.render(view, "topology"))
  }

  private static func legend(_ states: [NodeState], _ context: PageContext) -> Markup {
    if states.isEmpty { return .empty }
    let items = states.map { state in
      Markup(html: "<li class=\"c-\(state.token)\"><span aria-hidden=\"true\">\(state.sign)</span> ")
        + Markup(Texts.word(state)[context.language]) + Markup(html: "</li>")
    }
    return Markup(html: "<ul class=\"chips legendchips\">\(items.joined())</ul>")
  }

  private static func site(
    _ row: Row<Simulator.Site>, _ components: [Int], _ context: PageContext
  ) -> Site {
    let keys = components.reduce(into: [Int?]()) { keys, row in
      let room = context.facts.model.platform.components[row].room?.index
      if !keys.contains(room) { keys.append(room) }
    }
    let rooms = keys.map { key in
      room(key, components.filter {
        context.facts.model.platform.components[$0].room?.index == key
      }, context)
    }
    return Site(name: Markup(context.names.site(row)), rooms: rooms)
  }

  private static func room(_ node: Int?, _ components: [Int], _ context: PageContext) -> Room {
    let facts = context.facts
    let name = node.map { context.names.node(Row($0)) }
      ?? context.phrase("未设机房", "Outside the modelled rooms")
    let state = node.map { facts.histories[$0].worst } ?? .up
    let suffix = state == .up ? "" : " \(state.sign) \(Texts.word(state)[context.language])"
    let touched = components.filter { facts.histories[$0].isTouched }
    let others = components.filter { !facts.histories[$0].isTouched }
    let racks = touched.reduce(into: [String]()) { racks, row in
      let rack = facts.run.drill.lexicon.racks[row]
      if !racks.contains(rack) { racks.append(rack) }
    }
    return Room(
      name: Markup(name + suffix),
      racks: racks.map { rack in
        let rows = touched.filter { facts.run.drill.lexicon.racks[$0] == rack }
        return Rack(
          title: rack.isEmpty ? nil : Markup(context.phrase("机柜 \(rack)", "Rack \(rack)")),
          chips: rows.map { chip($0, context) }.joined())
      }, rest: rest(others, context))
  }

  private static func chip(_ row: Int, _ context: PageContext) -> Markup {
    let history = context.facts.histories[row]
    let state = history.worst
    let word = Texts.word(state)[context.language]
    let detail = state.isOut ? ", \(context.duration(history.out))" : ""
    return Markup(html: "<li class=\"c-\(state.token)\"><span aria-hidden=\"true\">\(state.sign)</span> ")
      + Markup("\(context.names.node(Row(row))) (\(word)\(detail))") + Markup(html: "</li>")
  }

  private static func rest(_ rows: [Int], _ context: PageContext) -> Markup {
    if rows.isEmpty { return .empty }
    let names = rows.map { context.names.node(Row($0)) }
    let chips = names.map { Markup(html: "<li class=\"c-up\">") + Markup($0) + Markup(html: "</li>") }
    let count = context.markup("\(rows.count) 个未受影响", "\(rows.count) untouched")
    return Markup(
      html: "<details><summary>\(count)</summary><ul class=\"chips\">\(chips.joined())</ul></details>")
  }

  /// For each incident: what needs the component directly, and what went down in its wake.
  private static func dependencies(_ context: PageContext) -> Markup {
    let facts = context.facts
    let rows = facts.replication.incidents.indices.map { row -> [Markup] in
      let incident = facts.replication.incidents[row]
      let feeds = facts.model.platform.feeds(of: incident.component.index)
        .map { context.names.node(Row($0)) }
      return [
        Markup(context.names.incident(Row(row))), Markup(context.names.component(incident.component)),
        Markup(feeds.isEmpty ? "–" : context.names.list(feeds, most: 8)),
        Markup(wake(of: incident, context)),
      ]
    }
    if rows.isEmpty { return .empty }
    return PageTable(
      context.phrase("事故部件的依赖关系", "What hangs on the components of the incidents"),
      [
        (context.phrase("事故", "incident"), false), (context.phrase("部件", "component"), false),
        (context.phrase("直接依赖它的", "needed directly by"), false),
        (context.phrase("随之停止的", "went down in its wake"), false),
      ], rows
    ).markup
  }

  private static func wake(of incident: IncidentRecord, _ context: PageContext) -> String {
    let facts = context.facts
    guard let fault = incident.fault else { return "–" }
    var rows: [Int] = []
    for entry in facts.replication.entries
    where entry.kind == .wentDown && Int(entry.object) == fault.index {
      let row = Int(entry.subject)
      let kind = facts.model.platform.nodes[row].kind
      let isThing = kind == .component || kind == .room || kind == .service
      if isThing, row != incident.component.index, !rows.contains(row) { rows.append(row) }
    }
    return rows.isEmpty ? "–" : context.names.list(rows.map { context.names.node(Row($0)) }, most: 12)
  }
}

extension Platform {
  /// The components, rooms and services that need a node, through gates and switches only.
  func feeds(of row: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [row]
    var waiting = [row]
    while let next = waiting.popLast() {
      for dependent in dependents[Int(nodes[next].dependents.lowerBound)..<Int(nodes[next].dependents.upperBound)] {
        guard seen.insert(dependent.index).inserted else { continue }
        let kind = nodes[dependent.index].kind
        if kind == .gate || kind == .failoverSwitch {
          waiting.append(dependent.index)
        } else {
          found.append(dependent.index)
        }
      }
    }
    return found.sorted()
  }
}
