import EventKernel
import Scoring
import Simulator

extension DrillCompiler {
  /// An objective with rows instead of names.
  func objective(
    _ description: ObjectiveDescription, _ model: Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> Objective {
    if description.metric == .cost, model.support.costs == nil {
      sink.error(
        .badTarget, description.name.position, zh: "支持文件没有写明成本（costs），'cost' 无从计算",
        en: "the support file states no 'costs', so there is no 'cost'")
    }
    return Objective(
      name: description.name.text, metric: description.metric,
      filter: filter(description, model, lexicon, &sink), test: description.test,
      runs: description.runs)
  }

  private func filter(
    _ objective: ObjectiveDescription, _ model: Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> MetricFilter {
    let asked = objective.filter
    var filter = MetricFilter(level: asked.level)
    filter.priority = asked.priority
    filter.caseClass = asked.caseClass
    filter.tier = asked.tier
    if let name = asked.service {
      filter.service = service(name, model, lexicon, &sink)
    }
    if let steps = asked.steps {
      filter.steps = nodes(of: steps, tasks(model, lexicon), &sink)
      checkHands(at: filter.steps ?? [], steps, model, &sink)
    }
    if let part = asked.part { filter.parts = support.partNames(sink).rows(part, &sink) }
    if let tier = asked.tier, objective.metric.isOfStaff {
      checkStaff(of: tier, objective, &sink)
    }
    return filter
  }

  private func service(
    _ name: Name, _ model: Model, _ lexicon: Lexicon, _ sink: inout DiagnosticSink
  ) -> MetricFilter.ServiceScope? {
    let nodes = model.platform.services.map(\.node)
    let keys = nodes.map { lexicon.nodes[$0.index].key }
    guard Names(Bilingual(zh: "服务", en: "service"), keys).check(name, &sink),
      let row = keys.firstIndex(of: name.text)
    else { return nil }
    return MetricFilter.ServiceScope(of: nodes[row], in: model.platform)
  }

  /// What tools do takes no people's time.
  private func checkHands(
    at nodes: [Row<FlowNode>], _ steps: [Name], _ model: Model, _ sink: inout DiagnosticSink
  ) {
    let isDone = nodes.contains { node in
      guard let lane = model.net.nodes[node.index].lane else { return false }
      switch model.net.lanes[lane.index].performer {
      case .people, .vendor: return true
      case .outside, .automatic: return false
      }
    }
    guard !nodes.isEmpty, !isDone, let first = steps.first else { return }
    sink.error(
      .badTarget, first.position, zh: "'\(first.text)' 不由人员或专业机构完成，没有可测的时间",
      en: "'\(first.text)' is done by tools or outsiders, so no people's time goes into it")
  }

  /// Time at work of nobody is nothing, whatever happens.
  private func checkStaff(
    of tier: Tier, _ objective: ObjectiveDescription, _ sink: inout DiagnosticSink
  ) {
    let posts = Dictionary(
      support.posts.map { ($0.name.text, $0.tier) }, uniquingKeysWith: { first, _ in first })
    let hasPeople = support.people.contains { person in
      person.posts.first.map { posts[$0.text] == tier } ?? false
    }
    guard !hasPeople else { return }
    sink.error(
      .badTarget, objective.name.position, zh: "'\(tier.rawValue)' 没有具名人员",
      en: "there are no people of '\(tier.rawValue)'")
  }
}

extension Metric {
  /// Whether it is of people, whatever they are at.
  fileprivate var isOfStaff: Bool {
    switch self {
    case .overtime, .timeAtWork, .idleTime: true
    default: false
    }
  }
}
