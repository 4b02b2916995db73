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
  private var threatRows: [String: Row<Threat>] = [:]
  private(set) var objectives: [Objective] = []

  init(
    _ drill: DrillDescription, _ platform: PlatformDescription, _ support: SupportDescription,
    knowsSteps: Bool
  ) {
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
    for threat in drill.threats { write(threat, &model, &lexicon) }
    for inject in drill.injects { write(inject, &model, &lexicon, &sink) }
    for deviation in drill.deviations { write(deviation, &model, &lexicon, &sink) }
    model.drill.endsWhen = model.add(drill.endsWhen)
    model.drill.warmUp = drill.warmUp
    writeDemand(&model, &lexicon, &sink)
    writeMeasures(&model, &lexicon, &sink)
    lexicon.objectives = drill.objectives.map {
      Label(key: $0.name.text, title: $0.title ?? Bilingual($0.name.text))
    }
    objectives = drill.objectives.map { objective($0, model, lexicon, &sink) }
  }

  private mutating func write(
    _ threat: ThreatDescription, _ model: inout Model, _ lexicon: inout Lexicon
  ) {
    threatRows[threat.name.text] = Row(model.drill.threats.count)
    let targets = ObjectClass.allCases.enumerated().reduce(UInt16(0)) { bits, item in
      threat.attacks.contains(item.element) ? bits | 1 << UInt16(item.offset) : bits
    }
    model.drill.threats.append(
      Threat(
        name: NameHash("threat:" + threat.name.text), emergencyClass: threat.emergencyClass,
        targets: targets, vulnerable: threat.vulnerable, rateWithinZone: threat.withinZone,
        rateAcrossZones: threat.acrossZones,
        harmsAfter: threat.harmsAfter.map { model.laws.add($0) }, symptom: threat.symptom,
        noticedAfter: threat.noticed.map { model.laws.add($0) }))
    lexicon.threats.append(Label(key: threat.name.text, title: threat.title))
  }

  private func write(
    _ inject: InjectDescription, _ model: inout Model, _ lexicon: inout Lexicon,
    _ sink: inout DiagnosticSink
  ) {
    guard let action = action(inject, model, lexicon, &sink) else { return }
    let cue: Inject.Cue
    switch inject.cue {
    case .at(let span): cue = .at(.zero + span)
    case .after(let law): cue = .after(model.laws.add(law))
    case .when(let expression):
      model.conditions.append(expression.compiled { _ in nil })
      cue = .when(Row(model.conditions.count - 1))
    }
    model.drill.injects.append(
      Inject(name: NameHash("inject:" + inject.name.text), cue: cue, action: action))
    var title = inject.title ?? Bilingual(inject.name.text)
    var receiver: Bilingual?
    if case .tell(let role, let text) = inject.action {
      title = text
      receiver = self.title(ofRole: role.text, lexicon)
    }
    lexicon.injects.append(Label(key: inject.name.text, title: title))
    lexicon.injectReceivers.append(receiver)
  }

  private func action(
    _ inject: InjectDescription, _ model: Model, _ lexicon: Lexicon, _ sink: inout DiagnosticSink
  ) -> Inject.Action? {
    switch inject.action {
    case .danger(let isOn): return .danger(isOn)
    case .restore(let name): return component(name, &sink).map { .restore(Row($0)) }
    case .fail(let name, let mode):
      return component(name, &sink).flatMap { self.mode(mode, of: $0, name, model, &sink) }
        .map { .fail($0) }
    case .infect(let name, let threatName):
      let threats = Names(Bilingual(zh: "威胁", en: "threat"), drill.threats.map(\.name.text))
      guard let row = component(name, &sink), threats.check(threatName, &sink),
        let threat = threatRows[threatName.text]
      else { return nil }
      let objectClass = platform.components[row].objectClass
      let attacks = drill.threats[threat.index].attacks
      guard attacks.contains(objectClass) else {
        sink.error(
          .badTarget, name.position,
          zh: "'\(threatName.text)' 不攻击 \(objectClass.rawValue)，'\(name.text)' 不会感染",
          en:
            "'\(threatName.text)' does not attack a \(objectClass.rawValue) such as '\(name.text)'",
          hint: NearestName.hint(objectClass.rawValue, in: attacks.map(\.rawValue)))
        return nil
      }
      return .infect(Row(row), threat)
    case .tell(let role, _):
      // A post, or a lane of a flow.
      var legal: [String] = support.posts.map(\.name.text)
      for lane in lexicon.lanes where !legal.contains(lane.key) { legal.append(lane.key) }
      guard Names(Bilingual(zh: "角色", en: "role"), legal).check(role, &sink) else { return nil }
      return .tell
    }
  }

  /// What a post, or a lane of that name, is called.
  private func title(ofRole name: String, _ lexicon: Lexicon) -> Bilingual? {
    support.posts.first { $0.name.text == name }?.title
      ?? lexicon.lanes.first { $0.key == name }?.title
  }

  private func component(_ name: Name, _ sink: inout DiagnosticSink) -> Int? {
    guard platform.componentNames(sink).check(name, &sink) else { return nil }
    return platform.components.firstIndex { $0.name.text == name.text }
  }

  private func mode(
    _ mode: Name?, of row: Int, _ name: Name, _ model: Model, _ sink: inout DiagnosticSink
  ) -> Row<FailureMode>? {
    let component = platform.components[row]
    let modes = component.failures.map(\.name.text)
    guard !modes.isEmpty else {
      sink.error(
        .badTarget, name.position, zh: "组件 '\(name.text)' 没有故障模式",
        en: "the component '\(name.text)' has no failure mode")
      return nil
    }
    guard let mode else {
      if modes.count == 1 {
        return Row(Int(model.platform.components[row].failureModes.lowerBound))
      }
      sink.error(
        .missingKey, name.position, zh: "缺少 mode：'\(name.text)' 有多个故障模式",
        en: "the key 'mode' is missing: '\(name.text)' fails in several ways",
        hint: NearestName.hint("", in: modes))
      return nil
    }
    guard let index = modes.firstIndex(of: mode.text) else {
      Names(Bilingual(zh: "故障模式", en: "failure mode"), modes).check(mode, &sink)
      return nil
    }
    return Row(Int(model.platform.components[row].failureModes.lowerBound) + index)
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
