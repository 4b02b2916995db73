import EventKernel
import Simulator

/// Compiles the flows of a drill into the one net of its model, and names its rows.
package struct FlowCompiler {
  /// What the bits of posts and skills in `Person` and `Step` stand for, and what parts there are.
  package struct Roles: Sendable {
    /// By bit.
    package var posts: [String]
    package var skills: [String]
    package var parts: PartNames
    /// Streams of the drill, in its order, and whether all of its flows are here.
    package var streams: [String]
    package var hasAllFlows: Bool
    package var threats: ThreatNames

    package init(
      posts: [String], skills: [String], parts: PartNames = PartNames(), streams: [String] = [],
      hasAllFlows: Bool = true, threats: ThreatNames = ThreatNames()
    ) {
      self.threats = threats
      self.posts = posts
      self.skills = skills
      self.parts = parts
      self.streams = streams
      self.hasAllFlows = hasAllFlows
    }
  }

  let flows: [FlowDescription]
  let roles: Roles
  let words: FlowWords

  /// Appends the flows, in their order, to a model whose `support` is there already: flows, nodes,
  /// edges, lanes, steps, laws and conditions, and the same rows of the lexicon.
  ///
  /// - Parameter areAll: None of the drill's flows is missing, so that what none of these sends is
  ///   sent by nobody.
  /// - Returns: The drawing of each flow; with errors in the sink the model must not be used.
  package static func compile(
    _ flows: [FlowDescription], areAll: Bool = true, roles: Roles, into model: inout Model,
    lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) -> [FlowDrawing] {
    let compiler = FlowCompiler(flows: flows, roles: roles, words: FlowWords(flows))
    let before = sink.errorCount
    compiler.checkNames(&sink)
    compiler.checkCalls(&sink)
    if areAll { compiler.checkMessages(&sink) }
    guard sink.errorCount == before else { return [] }
    compiler.checkErrors(&sink)
    guard sink.errorCount == before else { return [] }
    let firstFlow = model.net.flows.count
    let names = ConditionNames(
      streams: roles.streams, tasks: compiler.tasks(from: model.net.nodes.count),
      threats: roles.threats, knowsSteps: roles.hasAllFlows)
    return flows.map { flow in
      compiler.checkStaff(flow, model.support, &sink)
      return compiler.append(flow, firstFlow: firstFlow, names, to: &model, &lexicon, &sink)
    }
  }

  private func append(
    _ flow: FlowDescription, firstFlow: Int, _ names: ConditionNames, to model: inout Model,
    _ lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) -> FlowDrawing {
    let first = model.net.nodes.count
    let firstLane = model.net.lanes.count
    let graph = flow.graph
    let writer = FlowWriter(
      flow: flow, first: first, firstLane: firstLane,
      calls: { id in flows.firstIndex { $0.processID == id }.map { Row(firstFlow + $0) } },
      skills: { skillBits($0) }, parts: roles.parts, words: words, names: names)
    let kinds = graph.nodes.indices.map { writer.kind(of: $0, &model, &sink) }
    let conditions = graph.edges.map { edge in
      edge.condition.map { writer.condition($0, &model, &sink) }
    }
    let rows = graph.append(
      to: &model.net, name: flow.name, kinds: kinds, conditions: conditions,
      startsOn: flow.startMessage.flatMap { words.signal($0) })
    for (lane, drawn) in zip(flow.lanes, graph.lanes) {
      model.net.lanes.append(
        LaneDefinition(
          name: NameHash("\(flow.name).\(drawn.id)"), role: NameHash(role: drawn.id),
          performer: performer(lane), holds: lane?.holds ?? false,
          preempts: lane?.preempts ?? false, pausesOffDuty: lane?.pausesOffDuty ?? false))
    }
    flow.name(rows, in: &lexicon)
    return flow.drawing(firstNode: first, firstLane: firstLane, edges: rows)
  }

  /// The tasks of all flows as `FLOW.STEP`, and the rows that their nodes will have.
  private func tasks(from first: Int) -> [(path: String, node: Int)] {
    var tasks: [(path: String, node: Int)] = []
    var first = first
    for flow in flows {
      for (index, node) in flow.graph.nodes.enumerated() where node.drawn.isTask {
        tasks.append((flow.name + "." + node.id, first + index))
      }
      first += flow.graph.nodes.count
    }
    return tasks
  }

  private func performer(_ lane: FlowLane?) -> Performer {
    switch lane?.performer {
    case .people(let posts, let tiers):
      .people(
        posts: bits(posts, in: roles.posts), tiers: tiers.reduce(0) { $0 | 1 << UInt8($1.bit) })
    case .vendor: .vendor
    case .outside: .outside
    case .automatic, nil: .automatic
    }
  }

  func skillBits(_ names: [Name]) -> UInt64 { bits(names, in: roles.skills) }

  func bits(_ names: [Name], in legal: [String]) -> UInt64 {
    names.reduce(0) { bits, name in
      legal.firstIndex(of: name.text).map { bits | 1 << UInt64($0) } ?? bits
    }
  }
}

extension Tier {
  /// Position in bit sets by tier.
  var bit: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension FlowDescription {
  /// The name of the message that starts it.
  var startMessage: String? {
    graph.nodes.first { $0.drawn.isStart }?.drawn.caught?.id
  }
}
