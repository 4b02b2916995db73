import EventKernel
import Scoring
import Simulator

/// Turns the script of a drill into tables, and checks what it names in the files that it uses.
struct DrillCompiler {
  let drill: DrillDescription
  let platform: PlatformDescription
  let support: SupportDescription
  /// False when flows are missing, so that none of their steps can be called unknown.
  let knowsSteps: Bool
  /// What threats the drill has.
  let threats: ThreatNames
  /// What they can live on beside components.
  let subjects: SubjectNames
  private(set) var objectives: [Objective] = []
  /// What injects may name, and by name the row.
  let componentNames: Names
  let componentRows: [String: Int]

  init(
    _ drill: DrillDescription, _ platform: PlatformDescription, _ support: SupportDescription,
    knowsSteps: Bool, threats: ThreatNames, subjects: SubjectNames, _ sink: DiagnosticSink
  ) {
    self.threats = threats
    self.subjects = subjects
    // Not looked through for each of the names of a list.
    componentNames =
      drill.injects.isEmpty
      ? Names(Bilingual(zh: "组件", en: "component"), []) : platform.componentNames(sink)
    componentRows = Dictionary(
      componentNames.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.drill = drill
    self.platform = platform
    self.support = support
    self.knowsSteps = knowsSteps
  }

  /// Fills `model.drill` and its names, after platform, support and flows are in the model.
  mutating func compile(
    into model: inout Model, _ lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) {
    model.drill.horizon = .zero + drill.horizon
    model.drill.randomFailures = drill.randomFailures
    model.drill.falseAlarms = drill.falseAlarms
    let names = conditionNames(model, lexicon)
    for inject in drill.injects { write(inject, names, &model, &lexicon, &sink) }
    for deviation in drill.deviations { write(deviation, &model, &lexicon, &sink) }
    model.drill.endsWhen = model.add(drill.endsWhen, names, &sink)
    model.drill.warmUp = drill.warmUp
    model.drill.coolDown = drill.coolDown
    writeDemand(&model, &lexicon, &sink)
    writeMeasures(names, &model, &lexicon, &sink)
    lexicon.objectives = drill.objectives.map {
      Label(key: $0.name.text, title: $0.title ?? Bilingual($0.name.text))
    }
    objectives = drill.objectives.map { objective($0, &model, lexicon, &sink) }
  }

  /// What conditions of the drill may ask for.
  private func conditionNames(_ model: Model, _ lexicon: Lexicon) -> ConditionNames {
    ConditionNames(
      streams: drill.demand.map(\.name.text),
      tasks: tasks(model, lexicon).map { ($0.path, $0.node) }, lanes: lexicon.lanes.map(\.key),
      threats: threats, knowsSteps: knowsSteps)
  }

  private func write(
    _ deviation: DeviationDescription, _ model: inout Model, _ lexicon: inout Lexicon,
    _ sink: inout DiagnosticSink
  ) {
    let kind: Deviation.Kind
    switch deviation.kind {
    case .skip: kind = .skip
    case .late(let law): kind = .late(model.laws.add(law))
    case .wrongReceiver(let law): kind = .wrongReceiver(model.laws.add(law))
    }
    model.drill.deviations.append(
      Deviation(
        name: NameHash("deviation:" + deviation.name.text), kind: kind, share: deviation.share,
        nodes: nodes(of: deviation, model, lexicon, &sink)))
    lexicon.deviations.append(
      Label(
        key: deviation.name.text, title: deviation.title ?? Bilingual(deviation.name.text)))
  }

  /// The rows of the tasks that a deviation names, ascending.
  private func nodes(
    of deviation: DeviationDescription, _ model: Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> [Row<FlowNode>] {
    let tasks = tasks(model, lexicon)
    guard let steps = deviation.steps else {
      // Tools are never late, and outsiders are not ours to judge.
      return tasks.filter { isDoneByPeople($0.node, model) }.map { Row($0.node) }
    }
    return nodes(of: steps, tasks, &sink)
  }

  /// The rows of the tasks that are named, one by one or by their flow, ascending.
  func nodes(of steps: [Name], _ tasks: [Task], _ sink: inout DiagnosticSink) -> [Row<FlowNode>] {
    var found: Set<Int> = []
    for step in steps {
      let hits = tasks.filter { $0.path == step.text || $0.flow == step.text }
      if hits.isEmpty, knowsSteps { unknownStep(step, tasks, &sink) }
      found.formUnion(hits.map(\.node))
    }
    return found.sorted().map { Row($0) }
  }

  /// A task of a flow, and what it is called: `FLOW.ELEMENT`.
  struct Task {
    var node: Int
    var flow: String
    var path: String
  }

  func tasks(_ model: Model, _ lexicon: Lexicon) -> [Task] {
    model.net.nodes.indices.compactMap { node in
      guard case .task = model.net.nodes[node].kind else { return nil }
      let flow = lexicon.flows[model.net.nodes[node].flow.index].key
      return Task(node: node, flow: flow, path: flow + "." + lexicon.flowNodes[node].key)
    }
  }

  func unknownStep(_ step: Name, _ tasks: [Task], _ sink: inout DiagnosticSink) {
    sink.error(
      .unknownReference, step.position, zh: "未知的步骤 '\(step.text)'",
      en: "unknown step '\(step.text)'", hint: NearestName.hint(step.text, in: tasks.map(\.path)))
  }

  private func isDoneByPeople(_ node: Int, _ model: Model) -> Bool {
    guard let lane = model.net.nodes[node].lane,
      case .people = model.net.lanes[lane.index].performer
    else { return false }
    return true
  }
}
