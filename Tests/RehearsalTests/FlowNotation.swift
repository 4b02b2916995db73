import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// Flows as lines of text, turned into the two files of each, so that what is tested goes through
/// the readers, the compiler and the simulator. A case of demand starts the flow `main` at 0 min.
///
///     S > A:10 > end:end          a task of 10 min; the start is S
///     g:+  x:X  o:O  e:E          parallel, exclusive, inclusive, event-based gateway
///     x >[count(A)<2] A           a condition; `>*` is the default
///     A:10par3  A:10seq3          three times, all at once or one after the other
///     Q:call=sub  Q:call=sub,par3 a call of the flow `sub`, and several
///     z:end  z:stop  z:err  z:err=E1  z:say=go     ends: plain, terminate, error, message
///     t:send=go  c:get=go  c:wait5  c:when=solved  throwing and catching events
///     A!t:wait5 > B  A~t:wait5 > B  a boundary event on A that interrupts, or does not
///
/// A flow whose first line is `on go` starts with that message.
struct FlowNotation {
  private struct Node {
    var spec = ""
    var host: (id: String, interrupts: Bool)?
  }

  private struct Edge {
    var from: String
    var to: String
    var condition: String?
    var isDefault = false
  }

  private let name: String
  private var startsOn: String?
  private var ids: [String] = []
  private var nodes: [String: Node] = [:]
  private var edges: [Edge] = []

  private init(_ name: String, _ text: String) {
    self.name = name
    for line in text.split(separator: "\n") { read(line) }
  }

  private mutating func read(_ line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    if words.first == "on" {
      startsOn = words.last
      return
    }
    var from: String?
    var edge: Edge?
    for word in words {
      if word.hasPrefix(">") {
        edge = Edge(from: from ?? "", to: "")
        if word == ">*" { edge?.isDefault = true }
        if word.hasPrefix(">[") { edge?.condition = String(word.dropFirst(2).dropLast()) }
        continue
      }
      let id = node(word)
      if var next = edge {
        next.to = id
        edges.append(next)
      }
      edge = nil
      from = id
    }
  }

  /// The node of a word, which says what it is where it comes first.
  private mutating func node(_ word: String) -> String {
    let halves = word.split(separator: ":", maxSplits: 1).map(String.init)
    var id = halves[0]
    var node = Node(spec: halves.count > 1 ? halves[1] : "")
    if let mark = id.firstIndex(where: { $0 == "!" || $0 == "~" }) {
      node.host = (String(id[..<mark]), id[mark] == "!")
      id = String(id[id.index(after: mark)...])
    }
    if nodes[id] == nil {
      ids.append(id)
      nodes[id] = node
    }
    return id
  }

  // MARK: BPMN

  private var bpmn: String {
    let members = ids.map { "<flowNodeRef>\($0)</flowNodeRef>" }.joined()
    let elements = ids.map { element($0, nodes[$0] ?? Node()) }.joined(separator: "\n")
    let flows = edges.enumerated().map { index, edge in
      let condition = edge.condition.map {
        "<conditionExpression>\(Self.escaped($0))</conditionExpression>"
      }
      return "<sequenceFlow id=\"f\(index)\" sourceRef=\"\(edge.from)\" targetRef=\"\(edge.to)\">"
        + (condition ?? "") + "</sequenceFlow>"
    }.joined(separator: "\n")
    let words = ids.compactMap { nodes[$0]?.spec }
    let messages = Set(
      words.compactMap { Self.value(of: ["get", "send", "say"], in: $0) } + [startsOn ?? "none"])
    let errors = Set(words.compactMap { Self.value(of: ["err"], in: $0) })
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:x">
      \(messages.sorted().map { "<message id=\"m-\($0)\" name=\"\($0)\"/>" }.joined())
      \(errors.sorted().map { "<error id=\"e-\($0)\" errorCode=\"\($0)\"/>" }.joined())
      <process id="\(name)">
      <laneSet id="ls"><lane id="l" name="l">\(members)</lane></laneSet>
      \(elements)
      \(flows)
      </process>
      </definitions>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
  }

  private static func value(of keys: [String], in spec: String) -> String? {
    let halves = spec.split(separator: "=", maxSplits: 1).map(String.init)
    return halves.count == 2 && keys.contains(halves[0]) ? halves[1] : nil
  }

  private func element(_ id: String, _ node: Node) -> String {
    if id == "S" {
      return "<startEvent id=\"S\">\(startsOn.map { message($0) } ?? "")</startEvent>"
    }
    let gateways = [
      "+": "parallelGateway", "X": "exclusiveGateway", "O": "inclusiveGateway",
      "E": "eventBasedGateway",
    ]
    if let gateway = gateways[node.spec] {
      let position = edges.firstIndex { $0.from == id && $0.isDefault }
      return "<\(gateway) id=\"\(id)\"\(position.map { " default=\"f\($0)\"" } ?? "")/>"
    }
    let halves = node.spec.split(separator: "=", maxSplits: 1).map(String.init)
    switch halves[0] {
    case "end", "say": return event("endEvent", id, node, halves)
    case "stop":
      return "<endEvent id=\"\(id)\"><terminateEventDefinition/></endEvent>"
    case "err" where node.host == nil: return event("endEvent", id, node, halves)
    case "send": return event("intermediateThrowEvent", id, node, halves)
    case "call":
      let parts = halves[1].split(separator: ",").map(String.init)
      return "<callActivity id=\"\(id)\" calledElement=\"\(parts[0])\">"
        + (parts.count > 1 ? marker(parts[1]) : "") + "</callActivity>"
    case let word where word == "get" || word == "when" || word == "err" || word.hasPrefix("wait"):
      return event(node.host == nil ? "intermediateCatchEvent" : "boundaryEvent", id, node, halves)
    default:
      return "<userTask id=\"\(id)\">\(marker(node.spec))</userTask>"
    }
  }

  private func event(_ element: String, _ id: String, _ node: Node, _ halves: [String]) -> String {
    let host = node.host.map {
      " attachedToRef=\"\($0.id)\"" + ($0.interrupts ? "" : " cancelActivity=\"false\"")
    }
    var definition = ""
    switch halves[0] {
    case "say", "send", "get": definition = message(halves[1])
    case "when":
      definition =
        "<conditionalEventDefinition><condition>\(Self.escaped(halves[1]))</condition>"
        + "</conditionalEventDefinition>"
    case "err":
      let reference = halves.count > 1 ? " errorRef=\"e-\(halves[1])\"" : ""
      definition = "<errorEventDefinition\(reference)/>"
    case let word where word.hasPrefix("wait"):
      definition =
        "<timerEventDefinition><timeDuration>PT\(word.dropFirst(4))M</timeDuration>"
        + "</timerEventDefinition>"
    default: break
    }
    return "<\(element) id=\"\(id)\"\(host ?? "")>\(definition)</\(element)>"
  }

  private func message(_ name: String) -> String {
    "<messageEventDefinition messageRef=\"m-\(name)\"/>"
  }

  /// `10par3`, `seq3`: the marker of multi-instance; nothing for a plain number.
  private func marker(_ spec: String) -> String {
    let number = spec.drop { $0.isNumber }
    guard number.hasPrefix("par") || number.hasPrefix("seq") else { return "" }
    return "<multiInstanceLoopCharacteristics isSequential=\"\(number.hasPrefix("seq"))\">"
      + "<loopCardinality>\(number.dropFirst(3))</loopCardinality>"
      + "</multiInstanceLoopCharacteristics>"
  }

  private var yaml: String {
    let tasks = ids.filter { nodes[$0]?.spec.first?.isNumber == true }
    let steps = tasks.map { id in
      "  \(id): {takes: \(nodes[id]?.spec.prefix { $0.isNumber } ?? "") min}"
    }
    return """
      flow: \(name)
      title: {zh: 流程, en: Flow}
      lanes: {l: {post: p}}
      default: {takes: 0 s}
      steps: \(steps.isEmpty ? "{}" : "\n" + steps.joined(separator: "\n"))

      """
  }

  // MARK: A drill

  /// A drill of one case that starts the flow `main`.
  ///
  /// - Parameter staff: how many can work at once; nil: enough.
  static func sources(_ flows: [(name: String, text: String)], staff: Int? = nil) throws
    -> [SourceFile]
  {
    let shipped = try DrillFiles("ordinary-year").sources
    func text(_ end: String) throws -> String {
      try #require(shipped.first { $0.path.hasSuffix(end) }).text
    }
    var sources = [
      SourceFile(
        path: "drills/d.yaml",
        text: """
          drill: d
          title: {zh: 推演, en: Drill}
          start: 2026-01-05 00:00
          horizon: 10 h
          uses: {platform: ../platform.yaml, support: ../support.yaml, agreement: ../agreement.yaml, rubric: ../rubric.yaml, flows: ../flows}
          demand: {cases: {title: {zh: 事项, en: Case}, starts: main, every: 1 d, first: 0 min, arrivals at most: 1, priority: 3}}

          """),
      SourceFile(
        path: "platform.yaml",
        text: """
          platform: p
          title: {zh: 平台, en: Platform}
          sites: {main: {title: {zh: 主, en: Main}}}

          """),
      SourceFile(
        path: "support.yaml",
        text: """
          support: s
          title: {zh: 支持, en: Support}
          skills: {}
          posts: {p: {title: {zh: 岗, en: Post}, tier: hotline}}
          pools: {p: {title: {zh: 组, en: Pool}, posts: [p], count: \(staff.map(String.init) ?? "unlimited")}}

          """),
      SourceFile(path: "agreement.yaml", text: try text("agreements/standard.yaml")),
      SourceFile(path: "rubric.yaml", text: try text("rubrics/planner.yaml")),
    ]
    for flow in flows {
      let notation = FlowNotation(flow.name, flow.text)
      sources.append(SourceFile(path: "flows/\(flow.name).bpmn", text: notation.bpmn))
      sources.append(SourceFile(path: "flows/\(flow.name).yaml", text: notation.yaml))
    }
    return sources
  }

  /// What happened, in minutes: each task from its offer (and, where it waited, its start) to its
  /// end, in the order of being offered; `!` was interrupted, `?` is open. Then when the case was
  /// over, and whether a flow failed.
  static func times(_ flows: [(name: String, text: String)], staff: Int? = nil) throws -> String {
    let reading = ScenarioReader.drill(sources: try sources(flows, staff: staff))
    let faults = reading.diagnostics.filter { $0.rule != .flowNotDrawn }
    let drill = try #require(reading.drill, "\(faults.map(\.message.en))")
    #expect(faults.map(\.message.en) == [])
    let run = try Rehearse.run(drill, seed: 1)
    let plain = try Simulation.run(drill.model, seed: 1, isTraced: false)
    #expect(plain.eventCount == run.replication.eventCount, "without a record it is another run")
    return times(run)
  }

  static func times(_ run: Run) -> String {
    let replication = run.replication
    var words = replication.tasks.map { task in
      let name = run.drill.lexicon.flowNodes[task.node.index].key
      let began = task.started.flatMap { $0 == task.offered ? nil : "/" + minute($0) } ?? ""
      let mark = task.outcome == .interrupted ? "!" : ""
      return "\(name) \(minute(task.offered))\(began)-"
        + (task.ended.map { minute($0) } ?? "?") + mark
    }
    let closed = replication.incidents.first?[.closed].map { minute($0) } ?? "?"
    let hasFailed = replication.entries.contains { $0.kind == .flowFailed }
    words.append("over \(closed)\(hasFailed ? " failed" : "")")
    return words.joined(separator: ", ")
  }

  private static func minute(_ time: SimulationTime) -> String {
    let micros = time.microseconds
    return micros % 60_000_000 == 0 ? "\(micros / 60_000_000)" : "\(Double(micros) / 60e6)"
  }
}
