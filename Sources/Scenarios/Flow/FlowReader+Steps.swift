import EventKernel
import Simulator

extension FlowReader {
  mutating func readSteps(_ value: YAMLValue?, _ sink: inout DiagnosticSink) {
    let tasks = graph.nodes.filter(\.drawn.isTask).map(\.id)
    for entry in value?.entries(&sink) ?? [] {
      guard let index = graph.node(entry.key), graph.nodes[index].drawn.isTask else {
        stale(entry, tasks, &sink)
        continue
      }
      steps[index] = step(entry.value, of: graph.nodes[index].drawn, &sink)
    }
  }

  private func stale(_ entry: YAMLEntry, _ tasks: [String], _ sink: inout DiagnosticSink) {
    guard let node = graph.node(entry.key) else {
      return sink.error(
        .flowStaleEntry, entry.keyPosition, zh: "图中没有任务 '\(entry.key)'",
        en: "the drawing has no task '\(entry.key)'", hint: NearestName.hint(entry.key, in: tasks))
    }
    guard !graph.nodes[node].drawn.isRefused else { return }
    sink.error(
      .flowStaleEntry, entry.keyPosition, zh: "'\(entry.key)' 不是有工作的任务",
      en: "'\(entry.key)' is no task with work of its own",
      hint: Bilingual(
        zh: "网关、事件、调用活动、带消息的收发任务没有条目",
        en: "gateways, events, calls and send or receive tasks with a message have no entry"))
  }

  /// An entry that is wrong still counts as one.
  private func step(
    _ value: YAMLValue, of node: BPMNNode, _ sink: inout DiagnosticSink
  ) -> FlowStep {
    var step = FlowStep()
    guard var map = value.map(&sink) else { return step }
    if let effect = map.take("effect") {
      (step.effect, step.treatment) = act(effect, &sink)
      checkParts(step.effect, effect.position, of: node, &sink)
    }
    readTime(of: &step, &map, &sink)
    if let people = map.take("people") {
      step.people = people.integer(from: 1, to: 1000, &sink) ?? 1
      step.peoplePosition = people.position
    }
    readSkill(of: &step, map.take("skill"), &sink)
    step.isOnSite = map.take("on site").flatMap { $0.flag(&sink) }
    if let scope = map.take("scope") { step.scope = self.scope(scope, of: node, &sink) }
    step.patience = map.take("patience").flatMap { $0.law(&sink) }
    step.part = map.take("part")?.name(&sink)
    step.message = map.take("message").flatMap { message($0, &sink) }
    if let force = map.take("force")?.word(Force.self, &sink) { step.isMandatory = force == .must }
    if let share = map.take("succeeds")?.share(&sink) { step.succeeds = share }
    map.finish(&sink)
    return step
  }

  /// A word of the table of acts, or `THREAT.ACT`.
  private func act(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> (Act, Name?) {
    if let name = value.content.text.flatMap({ $0.contains(".") ? $0 : nil }) {
      return (.treat, Name(name, at: value.position))
    }
    return (value.word(Act.self, &sink) ?? .none, nil)
  }

  /// What is done neither to components nor to the case is not done for each component.
  private func checkParts(
    _ effect: Act, _ position: SourcePosition, of node: BPMNNode, _ sink: inout DiagnosticSink
  ) {
    guard let multiple = node.multiple, multiple.cardinality == nil, !effect.row.isForComponents
    else { return }
    sink.error(
      .flowMultiInstance, position,
      zh: "图中任务 '\(node.id)' 对每个组件各做一次，而 '\(effect.rawValue)' 不是对组件做的",
      en: "the drawing says of the task '\(node.id)' that it is done for each component, and "
        + "'\(effect.rawValue)' is not done to components",
      hint: Bilingual(
        zh: "请从图中删去多实例标记，或给出 loopCardinality",
        en: "take the multi-instance marker out of the drawing, or give it a loopCardinality"))
  }

  /// What a task that the drawing repeats has no say in: how often it is done.
  private func scope(
    _ value: YAMLValue, of node: BPMNNode, _ sink: inout DiagnosticSink
  ) -> StepScope {
    guard let scope = value.word(StepScope.self, &sink) else { return .one }
    guard let multiple = node.multiple else { return scope }
    // `each` is one task for all, and the marker one for each: not both.
    let drawn = multiple.cardinality.map {
      Bilingual(zh: "做 \($0) 次", en: "it is done \($0) times")
    }
    if let drawn {
      sink.error(
        .flowMultiInstance, value.position,
        zh: "图中任务 '\(node.id)' 已写明\(drawn.zh)，不能再写 scope",
        en: "the drawing says of the task '\(node.id)' that \(drawn.en); it has no scope",
        hint: Bilingual(
          zh: "要对每个组件各做一次，请从图中删去 loopCardinality",
          en: "to do it for each component, take loopCardinality out of the drawing"))
    } else {
      sink.error(
        .flowMultiInstance, value.position,
        zh: "图中任务 '\(node.id)' 是多实例：对每个组件各做一次",
        en: "the drawing says of the task '\(node.id)' that it is done for each component",
        hint: Bilingual(
          zh: "请从图中删去多实例标记，或删去 scope",
          en: "take the multi-instance marker out of the drawing, or the scope out here"))
    }
    return .one
  }

  /// 必须 and 应 bind, 宜 recommends, 可 permits.
  private enum Force: String, CaseIterable {
    case must
    case should
    case may
  }

  private func readTime(
    of step: inout FlowStep, _ map: inout YAMLMap, _ sink: inout DiagnosticSink
  ) {
    let takes = map.take("takes")
    let or = map.entry("or")
    if let takes, case .text("by the fault") = takes.content {
      step.takesByFault = true
      step.takes = or.flatMap { $0.value.law(&sink) }
      return
    }
    step.takes = takes.flatMap { $0.law(&sink) }
    guard let or else { return }
    sink.error(
      .unknownKey, or.keyPosition, zh: "'or' 只与 'takes: by the fault' 同用",
      en: "'or' goes with 'takes: by the fault' only")
  }

  private func readSkill(
    of step: inout FlowStep, _ value: YAMLValue?, _ sink: inout DiagnosticSink
  ) {
    guard let value else { return }
    if case .text("of the component") = value.content {
      step.skillOfComponent = true
    } else {
      step.skills = value.names(&sink)
    }
  }

  private func message(
    _ value: YAMLValue, _ sink: inout DiagnosticSink
  ) -> FlowStep.Message? {
    guard var map = value.map(&sink) else { return nil }
    let receiver = map.require("to", &sink)?.name(&sink)
    let within = map.take("within").flatMap { $0.positiveDuration(&sink) }
    let way = map.take("by").flatMap { $0.word(MessageWay.self, &sink) } ?? .call
    map.finish(&sink)
    guard let receiver else { return nil }
    let ids = graph.lanes.map(\.id)
    guard let lane = ids.firstIndex(of: receiver.text) else {
      sink.error(
        .unknownReference, receiver.position, zh: "未知的泳道 '\(receiver.text)'",
        en: "unknown lane '\(receiver.text)'", hint: NearestName.hint(receiver.text, in: ids))
      return nil
    }
    return FlowStep.Message(to: lane, within: within, way: way)
  }
}
