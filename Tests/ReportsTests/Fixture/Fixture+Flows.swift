import EventKernel
import Scenarios
import Simulator

extension Fixture {
  /// One element of a flow as the fixture writes it, with its place in the drawing.
  private struct Element {
    var id: String
    var zh: String
    var en: String
    var lane: Int
    var column: Double
    var kind: Kind
    var next: [(to: String, zh: String, en: String)]

    enum Kind {
      case start
      case task(Act, message: Bool)
      case choice
      case parallel
      case timer(on: String)
      case wait
      case end(FlowNode.End)
    }
  }

  private static func to(_ id: String, _ zh: String = "", _ en: String = "")
    -> (to: String, zh: String, en: String)
  {
    (id, zh, en)
  }

  private static let eventFlow: [Element] = [
    Element(
      id: "occur", zh: "事件发生", en: "Event occurs", lane: 0, column: 0, kind: .start,
      next: [to("accept")]),
    Element(
      id: "accept", zh: "检测与记录", en: "Detect and log", lane: 0, column: 1,
      kind: .task(.accept, message: false), next: [to("classify")]),
    Element(
      id: "classify", zh: "事件分类", en: "Classify the event", lane: 1, column: 2,
      kind: .task(.classify, message: false), next: [to("exception")]),
    Element(
      id: "exception", zh: "异常类？", en: "Exception?", lane: 1, column: 3, kind: .choice,
      next: [to("raise", "是", "yes"), to("done", "否", "no")]),
    Element(
      id: "done", zh: "关闭", en: "Closed", lane: 0, column: 4, kind: .end(.none), next: []),
    Element(
      id: "raise", zh: "转应急处置", en: "Hand to the emergency flow", lane: 1, column: 4,
      kind: .end(.signal(.emergencyReport)), next: []),
  ]

  private static let planFlow: [Element] = [
    Element(
      id: "reported", zh: "接到报告", en: "Reported", lane: 0, column: 0, kind: .start,
      next: [to("tell")]),
    Element(
      id: "tell", zh: "向应急联系人报告", en: "Report to the emergency contact", lane: 0, column: 1,
      kind: .task(.report, message: true), next: [to("split")]),
    Element(
      id: "split", zh: "", en: "", lane: 0, column: 2, kind: .parallel,
      next: [to("grade"), to("locate")]),
    Element(
      id: "grade", zh: "确定事件级别", en: "Decide the level", lane: 3, column: 3,
      kind: .task(.grade, message: false), next: [to("order")]),
    Element(
      id: "order", zh: "下达启动命令", en: "Give the start order", lane: 3, column: 4,
      kind: .task(.startOrder, message: false), next: [to("join")]),
    Element(
      id: "locate", zh: "定位故障", en: "Locate the fault", lane: 1, column: 3,
      kind: .task(.diagnose, message: false), next: [to("through")]),
    Element(
      id: "limit", zh: "30 分钟未定位", en: "not located in 30 min", lane: 1, column: 3.35,
      kind: .timer(on: "locate"), next: [to("expert")]),
    Element(
      id: "expert", zh: "专家会诊", en: "Ask the experts", lane: 2, column: 4,
      kind: .task(.diagnose, message: false), next: [to("through")]),
    Element(
      id: "through", zh: "先抢通", en: "Get service through", lane: 1, column: 5,
      kind: .task(.restoreService, message: false), next: [to("join")]),
    Element(
      id: "join", zh: "", en: "", lane: 0, column: 6, kind: .parallel, next: [to("alone")]),
    Element(
      id: "alone", zh: "能否自行解决？", en: "Can we do it alone?", lane: 2, column: 6.4, kind: .choice,
      next: [to("swap", "是", "yes"), to("vendor", "否", "no")]),
    Element(
      id: "swap", zh: "更换模块", en: "Swap the module", lane: 1, column: 7.2,
      kind: .task(.repair, message: false), next: [to("verify")]),
    Element(
      id: "vendor", zh: "厂商到场更换模块", en: "Vendor comes and swaps the module", lane: 2, column: 7.4,
      kind: .task(.repair, message: false), next: [to("verify")]),
    Element(
      id: "verify", zh: "验证并切回", en: "Verify and switch back", lane: 1, column: 8.6,
      kind: .task(.verify, message: false), next: [to("ended")]),
    Element(
      id: "ended", zh: "响应终止", en: "Response ended", lane: 3, column: 9, kind: .end(.none),
      next: []),
  ]

  static func flows(
    _ model: inout Model, _ lexicon: inout Lexicon, _ drawings: inout [FlowDrawing], mark: String
  ) {
    lexicon.flows = [
      label("event-management", "事件管理流程", "Event management", mark),
      label("plan-b5-facility", "设备设施故障预案", "Device and facility failure", mark),
    ]
    lexicon.flowClauses = ["6.2.2", "B.5"]
    let lanes: [[(zh: String, en: String, tiers: [Tier])]] = [
      [("服务台", "Service desk", [.hotline]), ("一线", "Tier 1", [.tier1])],
      [
        ("发现人", "Finder", [.hotline, .tier1]), ("一线", "Tier 1", [.tier1]),
        ("二线", "Tier 2", [.tier2]), ("应急领导小组", "Leading group", [.management]),
      ],
    ]
    for (flow, elements) in [eventFlow, planFlow].enumerated() {
      let firstLane = model.net.lanes.count
      for lane in lanes[flow] {
        model.net.lanes.append(
          LaneDefinition(
            name: NameHash("\(flow)-\(lane.en)"), role: NameHash("role:" + lane.en),
            performer: .people(posts: 0, tiers: lane.tiers.reduce(0) { $0 | $1.bit })))
        lexicon.lanes.append(label(lane.en, lane.zh, lane.en, mark))
      }
      add(elements, flow, firstLane, &model, &lexicon, mark)
      drawings.append(draw(elements, model, flow, firstLane, lanes[flow].count))
    }
  }

  private static func add(
    _ elements: [Element], _ flow: Int, _ firstLane: Int, _ model: inout Model,
    _ lexicon: inout Lexicon, _ mark: String
  ) {
    let first = model.net.nodes.count
    let rows = Dictionary(uniqueKeysWithValues: elements.enumerated().map { ($1.id, first + $0) })
    for element in elements {
      let edges = Int32(model.net.edges.count)
      for way in element.next {
        model.net.edges.append(
          FlowEdge(
            name: NameHash("\(element.id)-\(way.to)"), from: Row(rows[element.id] ?? 0),
            to: Row(rows[way.to] ?? 0), condition: nil, share: nil))
        lexicon.edges.append(
          Label(
            key: "\(element.id)-\(way.to)",
            title: way.zh.isEmpty ? Bilingual("") : title(way.zh, way.en, mark)))
      }
      var node = FlowNode(
        name: NameHash("\(flow).\(element.id)"), flow: Row(flow),
        lane: Row(firstLane + element.lane), kind: kind(element, firstLane, &model),
        outgoing: edges..<Int32(model.net.edges.count), incomingCount: 1)
      if case .timer(let host) = element.kind { node.attachedTo = Row(rows[host] ?? 0) }
      model.net.nodes.append(node)
      lexicon.flowNodes.append(
        Label(
          key: element.id,
          title: element.zh.isEmpty ? Bilingual("") : title(element.zh, element.en, mark)))
    }
    model.net.flows.append(
      FlowDefinition(
        name: NameHash("flow-\(flow)"), nodes: Int32(first)..<Int32(model.net.nodes.count),
        start: Row(first), startsOn: flow == 0 ? .eventOccurred : .emergencyReport))
  }

  private static func kind(_ element: Element, _ firstLane: Int, _ model: inout Model)
    -> FlowNode.Kind
  {
    switch element.kind {
    case .start: return .start(.signal(.eventOccurred))
    case .task(let effect, let message):
      model.net.steps.append(
        Step(
          effect: effect, takes: law, isOnSite: element.id == "vendor",
          message: message
            ? FlowMessage(
              from: Row(firstLane), to: Row(firstLane + 3), within: .minutes(15)) : nil))
      return .task(Row(model.net.steps.count - 1))
    case .choice: return .exclusive
    case .parallel: return .parallel
    case .timer: return .boundary(.timer(law), interrupts: true)
    case .wait: return .catching(.signal(.partArrived))
    case .end(let end): return .end(end)
    }
  }

  private static func draw(
    _ elements: [Element], _ model: Model, _ flow: Int, _ firstLane: Int, _ laneCount: Int
  ) -> FlowDrawing {
    var drawing = FlowDrawing()
    let first = Int(model.net.flows[flow].nodes.lowerBound)
    let width = 150 * ((elements.map(\.column).max() ?? 0) + 1) + 60
    for lane in 0..<laneCount {
      drawing.lanes.append(
        FlowDrawing.LaneShape(
          lane: Row(firstLane + lane),
          box: FlowDrawing.Box(x: 0, y: Double(lane) * 130, width: width, height: 130)))
    }
    for (number, element) in elements.enumerated() {
      drawing.shapes.append(FlowDrawing.Shape(node: Row(first + number), box: box(element)))
    }
    for row in model.net.edges.indices {
      let edge = model.net.edges[row]
      guard model.net.nodes[edge.from.index].flow.index == flow else { continue }
      let from = box(elements[edge.from.index - first])
      let to = box(elements[edge.to.index - first])
      drawing.lines.append(FlowDrawing.Line(edge: Row(row), points: way(from, to)))
    }
    return drawing
  }

  private static func box(_ element: Element) -> FlowDrawing.Box {
    let centre = FlowDrawing.Point(
      x: 100 + 150 * element.column, y: 65 + 130 * Double(element.lane))
    let size: (Double, Double) =
      switch element.kind {
      case .task: (110, 76)
      case .choice, .parallel: (50, 50)
      case .timer, .start, .end, .wait: (36, 36)
      }
    var y = centre.y - size.1 / 2
    if case .timer = element.kind { y += 38 }
    return FlowDrawing.Box(x: centre.x - size.0 / 2, y: y, width: size.0, height: size.1)
  }

  private static func way(_ from: FlowDrawing.Box, _ to: FlowDrawing.Box) -> [FlowDrawing.Point] {
    let start = FlowDrawing.Point(x: from.x + from.width, y: from.y + from.height / 2)
    let end = FlowDrawing.Point(x: to.x, y: to.y + to.height / 2)
    if start.y == end.y { return [start, end] }
    let middle = end.x > start.x ? (start.x + end.x) / 2 : start.x + 20
    return [
      start, FlowDrawing.Point(x: middle, y: start.y), FlowDrawing.Point(x: middle, y: end.y), end,
    ]
  }
}
