import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The flows that ran, drawn as BPMN from their own layout, with the path that was taken.
enum FlowsSection {
  static func make(_ context: RunContext) -> SectionView? {
    let facts = context.facts
    let ran = facts.model.net.flows.indices.filter { flow in
      facts.replication.instances.contains { $0.flow.index == flow }
    }
    if ran.isEmpty { return nil }
    let all = facts.model.net.flows.indices
    let lead = context.phrase(
      "\(all.count) 个流程中运行了 \(ran.count) 个。粗线为走过的路径，角上数字为完成次数。",
      "\(ran.count) of \(Plural.count(all.count, "flow", "flows")) ran. The thick line is the path taken, the number at a corner says how often a step was done."
    )
    let idle = all.filter { !ran.contains($0) }.map { context.names.flowWithClause(Row($0)) }
    let list = context.names.list(idle, most: 20)
    let rest =
      idle.isEmpty
      ? Markup.empty
      : Markup(html: "<p>\(context.markup("未运行：\(list)。", "Did not run: \(list)."))</p>")
    return SectionView(
      id: "flows", heading: context.markup("流程", "Flows"), lead: Markup(lead),
      content: legend(context) + ran.map { flow($0, context) }.joined() + rest)
  }

  private static func legend(_ context: RunContext) -> Markup {
    StateLegend.markup([
      StateLegend.Entry("shape-on", context.phrase("完成或走过", "done, or passed")),
      StateLegend.Entry(
        "shape-cut",
        context.phrase("走到而未完成：跳过、放弃或中断", "due, not done: left out, given up, interrupted")
      ),
      StateLegend.Entry("shape", context.phrase("未走到", "not reached")),
    ])
  }

  /// Pixels that a picture has at hand where the window is 1280 wide.
  private static let pane = 1016.0

  private static func flow(_ flow: Int, _ context: RunContext) -> Markup {
    let name = context.names.flowWithClause(Row(flow))
    let summary = self.summary(flow, context)
    let drawing = FlowPicture(flow, context).picture(name: name, summary: summary)
    var data = context.charts.flows
    data.name = "flow-\(context.run.drill.lexicon.flows[flow].key)"
    data.title = Bilingual(
      zh: context.facts.names(.zh).flowWithClause(Row(flow)),
      en: context.facts.names(.en).flowWithClause(Row(flow)))
    data.rows = context.charts.stepRows(of: [flow])
    let heading = Markup(html: "<h3>\(Markup(name))</h3><p class=\"none\">\(Markup(summary))</p>")
    let table = data.rows.isEmpty ? nil : data
    guard let drawing else {
      return heading + (table.map { PageTable($0, context.language).markup } ?? .empty)
    }
    let figure = context.figure(drawing, data: table, pane: pane)
    if doneTasks(of: flow, context) > 0 { return heading + figure }
    // Nothing was done in it: the drawing is there for those who want it.
    let show = context.markup("流程图", "Drawing of the flow")
    return heading + Markup(html: "<details><summary>\(show)</summary>\(figure)</details>")
  }

  private static func tasks(of flow: Int, _ context: RunContext) -> [Int] {
    let net = context.facts.model.net
    return net.flows[flow].nodes.map { Int($0) }.filter {
      if case .task = net.nodes[$0].kind { true } else { false }
    }
  }

  /// How many of its tasks were done at least once.
  private static func doneTasks(of flow: Int, _ context: RunContext) -> Int {
    tasks(of: flow, context).filter { node in
      context.facts.replication.tasks.contains { $0.node.index == node && $0.outcome == .done }
    }.count
  }

  /// `ran twice; 8 of 9 steps done; ended 1 time at "Response ended"`.
  private static func summary(_ flow: Int, _ context: RunContext) -> String {
    let facts = context.facts
    let instances = facts.replication.instances.filter { $0.flow.index == flow }
    let tasks = tasks(of: flow, context)
    let done = doneTasks(of: flow, context)
    let open = instances.filter { $0.ended == nil }.count
    let ends = instances.compactMap(\.endNode).reduce(into: [Int]()) { rows, node in
      if !rows.contains(node.index) { rows.append(node.index) }
    }.map { context.names.flowNode(Row($0)) }.filter { !$0.isEmpty }
    var text = context.phrase(
      "运行 \(instances.count) 次", "Ran \(Plural.times(instances.count))")
    if !tasks.isEmpty {
      text += context.phrase(
        "；\(tasks.count) 个步骤中完成 \(done) 个",
        "; \(done) of \(Plural.count(tasks.count, "step was", "steps were")) done")
    }
    if !ends.isEmpty {
      let list = context.names.list(ends)
      text += context.phrase("；终于：\(list)", "; ended at: \(list)")
    }
    if open > 0 { text += context.phrase("；\(open) 次未结束", "; \(open) still running at the end") }
    return text + context.phrase("。", ".")
  }
}

/// One flow as a picture.
private struct FlowPicture {
  private let flow: Int
  private let context: RunContext
  private let drawing: FlowDrawing
  private let counts: [Int32]
  /// As small as keeps a text of 11 units at 10 pixels.
  private static let scale = 10.0 / 11

  init(_ flow: Int, _ context: RunContext) {
    self.flow = flow
    self.context = context
    let drawings = context.run.drill.drawings
    drawing = Self.moved(flow < drawings.count ? drawings[flow] : FlowDrawing())
    counts = context.facts.replication.edgeCounts
  }

  /// nil when the flow's file has no layout.
  func picture(name: String, summary: String) -> Picture? {
    guard !drawing.shapes.isEmpty else { return nil }
    let boxes = drawing.shapes.map(\.box) + drawing.lanes.map(\.box)
    let corners = drawing.lines.flatMap(\.points)
    let right = max(boxes.map { $0.x + $0.width }.max() ?? 0, corners.map(\.x).max() ?? 0)
    let bottom = max(boxes.map { $0.y + $0.height }.max() ?? 0, corners.map(\.y).max() ?? 0)
    var picture = Picture(
      id: "flow-\(flow)-picture", width: right + 12, height: bottom + 34, title: name,
      summary: summary, style: "flowpic", scale: Self.scale)
    for lane in drawing.lanes { picture.lane(lane.box, name: context.names.lane(lane.lane)) }
    for line in drawing.lines.sorted(by: { taken($0) < taken($1) }) {
      let label = context.run.drill.lexicon.edges[line.edge.index].title[context.language]
      picture.sequenceFlow(
        line.points, isTaken: taken(line) > 0,
        tip: context.phrase(
          "\(label) 走过 \(taken(line)) 次", "\(label) taken \(Plural.times(taken(line)))"))
    }
    for line in drawing.lines { picture.lines.take(along: line.points.map { ($0.x, $0.y) }) }
    for shape in drawing.shapes {
      picture.labels.take(
        LabelPlacer.Box(
          x: shape.box.x, y: shape.box.y, width: shape.box.width, height: shape.box.height))
    }
    elements(&picture)
    labels(&picture)
    return picture
  }

  private func elements(_ picture: inout Picture) {
    for shape in drawing.shapes {
      let node = context.facts.model.net.nodes[shape.node.index]
      let name = context.names.flowNode(shape.node)
      let done = doneCount(shape.node)
      picture.element(
        node.kind, shape.box, name: name, trace: trace(shape.node), tip: name,
        multiplicity: node.multiplicity)
      switch node.kind {
      case .task, .call: if done > 0 { picture.badge(done, shape.box) }
      default: break
      }
    }
  }

  /// Names of events, gateways and conditions, last, so that they find what room is left.
  private func labels(_ picture: inout Picture) {
    for shape in drawing.shapes {
      switch context.facts.model.net.nodes[shape.node.index].kind {
      case .task, .call: break
      default: picture.caption(context.names.flowNode(shape.node), shape.box)
      }
    }
    for line in drawing.lines {
      let label = context.run.drill.lexicon.edges[line.edge.index].title[context.language]
      guard !label.isEmpty, line.points.count >= 2 else { continue }
      let fitted = TextWidth.fitted(label, width: 120, size: 11)
      picture.place(fitted, at: Self.places(line.points), style: taken(line) > 0 ? "th" : "ts")
    }
  }

  /// Beside the beginning of the way, then further along it.
  private static func places(_ points: [FlowDrawing.Point])
    -> [(x: Double, y: Double, anchor: Picture.Anchor)]
  {
    let parts = Array(zip(points, points.dropFirst()))
    return parts.map { first(of: $0.0, $0.1) } + parts.flatMap { others(of: $0.0, $0.1) }
  }

  private typealias LabelSpot = (x: Double, y: Double, anchor: Picture.Anchor)

  /// Where the part begins, above it or to its right.
  private static func first(of start: FlowDrawing.Point, _ end: FlowDrawing.Point) -> LabelSpot {
    if abs(end.x - start.x) < abs(end.y - start.y) {
      return (x: start.x + 6, y: start.y + (end.y > start.y ? 16 : -8), anchor: .start)
    }
    return end.x > start.x
      ? (x: start.x + 4, y: start.y - 5, anchor: .start)
      : (x: start.x - 4, y: start.y - 5, anchor: .end)
  }

  private static func others(of start: FlowDrawing.Point, _ end: FlowDrawing.Point) -> [LabelSpot] {
    let middle = (x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
    if abs(end.x - start.x) < abs(end.y - start.y) {
      return [
        (x: middle.x + 6, y: middle.y + 4, anchor: .start),
        (x: middle.x - 6, y: middle.y + 4, anchor: .end),
      ]
    }
    return [
      (x: middle.x, y: middle.y - 5, anchor: .middle),
      (x: middle.x, y: middle.y + 14, anchor: .middle),
    ]
  }

  private func taken(_ line: FlowDrawing.Line) -> Int {
    line.edge.index < counts.count ? Int(counts[line.edge.index]) : 0
  }

  private func doneCount(_ node: Row<FlowNode>) -> Int {
    let net = context.facts.model.net
    if case .call = net.nodes[node.index].kind {
      return net.nodes[node.index].outgoing.reduce(0) { $0 + Int(counts[Int($1)]) }
    }
    return context.facts.replication.tasks.filter { $0.node == node && $0.outcome == .done }.count
  }

  private func trace(_ node: Row<FlowNode>) -> Picture.Trace {
    let replication = context.facts.replication
    let net = context.facts.model.net
    if case .task = net.nodes[node.index].kind {
      if doneCount(node) > 0 { return .passed }
      return replication.tasks.contains { $0.node == node } ? .cut : .untouched
    }
    let left = net.nodes[node.index].outgoing.contains { counts[Int($0)] > 0 }
    let reached = net.edges.indices.contains { net.edges[$0].to == node && counts[$0] > 0 }
    let ended = replication.instances.contains { $0.endNode == node }
    return left || reached || ended ? .passed : .untouched
  }

  /// The layout, moved so that it begins at the picture's corner.
  private static func moved(_ drawing: FlowDrawing) -> FlowDrawing {
    let boxes = drawing.shapes.map(\.box) + drawing.lanes.map(\.box)
    let corners = drawing.lines.flatMap(\.points)
    let left = (boxes.map(\.x) + corners.map(\.x)).min() ?? 0
    let top = (boxes.map(\.y) + corners.map(\.y)).min() ?? 0
    func moved(_ box: FlowDrawing.Box) -> FlowDrawing.Box {
      FlowDrawing.Box(
        x: box.x - left + 10, y: box.y - top + 10, width: box.width, height: box.height)
    }
    var result = drawing
    for index in result.shapes.indices {
      result.shapes[index].box = moved(result.shapes[index].box)
    }
    for index in result.lanes.indices { result.lanes[index].box = moved(result.lanes[index].box) }
    for index in result.lines.indices {
      result.lines[index].points = result.lines[index].points.map {
        FlowDrawing.Point(x: $0.x - left + 10, y: $0.y - top + 10)
      }
    }
    return result
  }
}
