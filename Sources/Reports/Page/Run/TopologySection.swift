import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The platform as nested boxes: site, room, rack, and a cell for each component by the worst that
/// befell it; and what hangs on the components at which the incidents began.
enum TopologySection {
  private static let template = PageTemplate(
    """
    {{{legend}}}
    {{#sites}}<div class="site"><h3>{{{name}}}</h3><div class="rooms">
    {{#rooms}}<div class="room"><h4>{{{name}}}</h4>
    <p>{{{counts}}}</p>{{{causes}}}
    <div class="racks">{{#racks}}<div class="rack"><span>{{{title}}}</span><div class="cells" role="img" aria-label="{{{summary}}}">{{{cells}}}</div></div>{{/racks}}</div>
    {{{touched}}}</div>
    {{/rooms}}</div></div>
    {{/sites}}
    {{{dependencies}}}
    """)

  private struct Rack: Sendable {
    var title: Markup
    var summary: Markup
    var cells: Markup
  }

  private struct Room: Sendable {
    var name: Markup
    var counts: Markup
    /// The components at which faults began, by name.
    var causes: Markup
    var racks: [Rack]
    /// The names of all that were touched.
    var touched: Markup
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

  static func make(_ context: RunContext) -> SectionView {
    let facts = context.facts
    let components = facts.model.platform.components
    let sites = (0..<facts.model.platform.siteCount).compactMap { site -> Site? in
      let rows = components.indices.filter { components[$0].site.index == site }
      return rows.isEmpty ? nil : self.site(Row(site), rows, context)
    }
    let touched = facts.touchedComponents.count
    let lead = context.phrase(
      "每格为一个组件，按其最坏状态标注；\(components.count) 个组件中 \(touched) 个受到影响。先列出发生故障的组件。",
      "Each cell is a component, by the worst that befell it; \(touched) of \(components.count) were touched. Those that failed themselves are named first."
    )
    let marks = facts.touchedComponents.map { facts.histories[$0.index].mark }
    let seen = NodeState.allCases.filter { marks.contains($0) || $0 == .up }.reversed()
    let view = View(
      legend: legend(Array(seen), context), sites: sites, dependencies: dependencies(context))
    return SectionView(
      id: "topology", heading: context.markup("波及范围", "What was hit"), lead: Markup(lead),
      content: template.render(view))
  }

  private static func legend(_ states: [NodeState], _ context: RunContext) -> Markup {
    if states.isEmpty { return .empty }
    let items = states.map { state in
      Markup(
        html: "<li><span class=\"cells\" aria-hidden=\"true\"><i class=\"c-\(state.token)\">"
          + "\(state == .up ? "" : state.sign)</i></span>\(Markup(key(state, context)))</li>"
      )
    }
    return Markup(html: "<ul class=\"legend\">\(items.joined())</ul>")
  }

  private static func key(_ state: NodeState, _ context: RunContext) -> String {
    let word = Terms.word(state)[context.language]
    guard state == .hit else { return word }
    return context.phrase("遭遇威胁（无论此后是否停止工作）", "hit by a threat, whether or not it went down")
  }

  private static func site(
    _ row: Row<Simulator.Site>, _ components: [Int], _ context: RunContext
  ) -> Site {
    let keys = components.reduce(into: [Int?]()) { keys, row in
      let room = context.facts.model.platform.components[row].room?.index
      if !keys.contains(room) { keys.append(room) }
    }
    let rooms = keys.map { key in
      room(
        key,
        components.filter {
          context.facts.model.platform.components[$0].room?.index == key
        }, context)
    }
    return Site(name: Markup(context.names.site(row)), rooms: rooms)
  }

  private static func room(_ node: Int?, _ components: [Int], _ context: RunContext) -> Room {
    let facts = context.facts
    let name =
      node.map { context.names.node(Row($0)) }
      ?? context.phrase("机房之外", "Outside the rooms")
    let state = node.map { facts.histories[$0].worst } ?? .up
    let suffix = state == .up ? "" : " \(state.sign) \(Terms.word(state)[context.language])"
    let touched = components.filter { facts.histories[$0].isTouched }
    let faulty = Set(facts.replication.faults.map(\.subject.index))
    let failed = components.filter { faulty.contains($0) }
    let counts = context.markup(
      "\(components.count) 个组件，\(touched.count) 个受影响",
      "\(touched.count) of \(components.count) touched")
    return Room(
      name: Markup(name + suffix), counts: counts, causes: chips(failed, context),
      racks: racks(components, context), touched: names(touched, context))
  }

  /// By rack; what stands in none, by object class.
  private static func racks(_ components: [Int], _ context: RunContext) -> [Rack] {
    let titles = components.map { row -> String in
      let rack = context.facts.run.drill.lexicon.racks[row]
      if !rack.isEmpty { return rack }
      let objectClass = context.facts.model.platform.components[row].objectClass
      return Terms.word(objectClass)[context.language]
    }
    let distinct = titles.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return distinct.map { title in
      let rows = zip(components, titles).filter { $0.1 == title }.map(\.0)
      let histories = rows.map { context.facts.histories[$0] }
      let touched = histories.filter(\.isTouched).count
      let summary = context.phrase(
        "\(title)：\(rows.count) 个组件，\(touched) 个受影响",
        "\(title): \(touched) of \(rows.count) touched")
      return Rack(
        title: Markup(title), summary: Markup(summary),
        cells: rows.map { cell($0, context) }.joined())
    }
  }

  private static func cell(_ row: Int, _ context: RunContext) -> Markup {
    let history = context.facts.histories[row]
    let state = history.mark
    let name = context.names.node(Row(row))
    let words = words(history, context)
    let tip = context.phrase("\(name)：\(words)", "\(name): \(words)")
    let sign = state == .up ? "" : state.sign
    return Markup(html: "<i class=\"c-\(state.token)\" title=\"\(Markup(tip))\">\(sign)</i>")
  }

  private static func chips(_ rows: [Int], _ context: RunContext) -> Markup {
    if rows.isEmpty { return .empty }
    let shown = rows.count > 8 ? rows.prefix(6) : rows[...]
    let items = shown.map { row in
      let faults = context.facts.replication.faults.filter { $0.subject.index == row }
      let causes = faults.map(context.names.cause).joined(separator: context.phrase("、", ", "))
      let isHit = faults.allSatisfy { $0.threat != nil }
      return Markup(html: "<li class=\"\(isHit ? "c-hit" : "c-down")\">")
        + Markup(
          context.phrase(
            "\(context.names.node(Row(row)))：\(causes)",
            "\(context.names.node(Row(row))): \(causes)")) + Markup(html: "</li>")
    }
    let rest = rows.count - shown.count
    let more = context.markup("另有 \(rest) 个", "\(rest) more")
    let last = rest > 0 ? [Markup(html: "<li>\(more)</li>")] : []
    return Markup(html: "<ul class=\"chips\">\((items + last).joined())</ul>")
  }

  private static func names(_ rows: [Int], _ context: RunContext) -> Markup {
    if rows.isEmpty { return .empty }
    let items = rows.map { row -> Markup in
      let history = context.facts.histories[row]
      let words = words(history, context)
      let name = context.names.node(Row(row))
      let head =
        "<li class=\"c-\(history.mark.token)\"><span aria-hidden=\"true\">\(history.mark.sign)</span> "
      let text = context.phrase("\(name)（\(words)）", "\(name) (\(words))")
      return Markup(html: head) + Markup(text) + Markup(html: "</li>")
    }
    let count = context.markup(
      "受影响的 \(rows.count) 个组件",
      rows.count == 1 ? "The one that was touched" : "The \(rows.count) that were touched")
    return Markup(
      html:
        "<details><summary>\(count)</summary><ul class=\"chips\">\(items.joined())</ul></details>")
  }

  /// `hit; down, 2 h`.
  private static func words(_ history: NodeHistory, _ context: RunContext) -> String {
    let out =
      history.out > .zero ? context.phrase("，", ", ") + context.duration(history.out) : ""
    let worst = Terms.word(history.worst)[context.language] + (history.worst.isOut ? out : "")
    guard history.wasHit, history.worst != .hit else { return worst }
    return Terms.word(NodeState.hit)[context.language] + context.phrase("；", "; ") + worst
  }

  /// For each incident: what failed, what needs that directly, and what went down with it. Those
  /// that turned out to be about another one are named once, below.
  private static func dependencies(_ context: RunContext) -> Markup {
    let facts = context.facts
    let incidents = facts.replication.incidents.indices
    let own = incidents.filter {
      facts.primary(of: Row($0)) == nil && facts.replication.incidents[$0].stream == nil
    }
    let wakes = wakes(facts)
    let rows = own.map { row -> [Markup] in
      let incident = facts.replication.incidents[row]
      let failed = failed(incident, facts.roots(of: Row(row)), facts)
      var seen: Set<Int> = Set(failed)
      let feeds = failed.flatMap { facts.model.platform.feeds(of: $0) }
        .filter { seen.insert($0).inserted }
      func list(_ rows: [Int], most: Int) -> Markup {
        Markup(
          rows.isEmpty
            ? "–" : context.names.list(rows.map { context.names.node(Row($0)) }, most: most))
      }
      return [
        Markup(context.names.incident(Row(row))), list(failed, most: 8), list(feeds, most: 8),
        list(wake(of: Row(row), failed, wakes, facts), most: 12),
      ]
    }
    if rows.isEmpty { return .empty }
    return PageTable(
      context.phrase("事故组件的依赖关系", "What hangs on the components of the incidents"),
      [
        (context.phrase("事故", "incident"), false), (context.phrase("故障组件", "what failed"), false),
        (context.phrase("直接依赖它的", "needed directly by"), false),
        (
          context.phrase("先后随之停止的（含有序关机）", "went down with it at some time, by order too"), false
        ),
      ], rows, context.language, wide: [1, 2, 3]
    ).markup + joined(context)
  }

  /// `Joined to incident 2: incident 4 (Tape drive 3), ...`, a line for each.
  private static func joined(_ context: RunContext) -> Markup {
    let facts = context.facts
    let incidents = facts.replication.incidents
    var joined: [Int: [Int]] = [:]
    for row in incidents.indices {
      guard let primary = facts.primary(of: Row(row)) else { continue }
      joined[primary.index, default: []].append(row)
    }
    return incidents.indices.map { primary -> Markup in
      guard let others = joined[primary] else { return .empty }
      let name = context.names.incident(Row(primary))
      let list = others.map { row in
        let about = context.names.subject(incidents[row])
        let incident = context.names.incident(Row(row))
        return context.phrase("\(incident)（\(about)）", "\(incident) (\(about))")
      }
      let text = context.phrase(
        "已并入\(name)：\(context.names.list(list, most: 12))。",
        "Joined to \(name): \(context.names.list(list, most: 12)).")
      return Markup(html: "<p class=\"none\">\(Markup(text))</p>")
    }.joined()
  }

  /// By root fault: the entries of what went down for it, in order.
  private static func wakes(_ facts: RunFacts) -> [Int: [Int]] {
    var wakes: [Int: [Int]] = [:]
    for (row, entry) in facts.replication.entries.enumerated() where entry.kind == .wentDown {
      wakes[Int(entry.object), default: []].append(row)
    }
    return wakes
  }

  /// The components with a fault that the incident is about, as they failed: one did not bring down
  /// the other. Of a false alarm what it was about.
  private static func failed(
    _ incident: Incident, _ roots: [Row<Fault>], _ facts: RunFacts
  ) -> [Int] {
    var seen: Set<Int> = []
    let failed = roots.map { facts.replication.faults[$0.index].subject.index }
      .filter { seen.insert($0).inserted }
    return failed.isEmpty ? [incident.subject.index] : failed
  }

  private static func wake(
    of row: Row<Incident>, _ failed: [Int], _ wakes: [Int: [Int]], _ facts: RunFacts
  ) -> [Int] {
    var seen: Set<Int> = Set(failed)
    return facts.roots(of: row).flatMap { wakes[$0.index] ?? [] }.sorted().compactMap { position in
      let row = Int(facts.replication.entries[position].subject)
      let kind = facts.model.platform.nodes[row].kind
      let isThing = kind == .component || kind == .room || kind == .service
      return isThing && seen.insert(row).inserted ? row : nil
    }
  }
}

extension Platform {
  /// The components, rooms and services that need a node, through gates and switches only.
  func feeds(of row: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [row]
    var waiting = [row]
    while let next = waiting.popLast() {
      for dependent in dependents[
        Int(nodes[next].dependents.lowerBound)..<Int(nodes[next].dependents.upperBound)]
      {
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
