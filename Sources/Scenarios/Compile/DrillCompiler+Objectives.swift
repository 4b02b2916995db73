import EventKernel
import Scoring
import Simulator

extension DrillCompiler {
  /// An objective with rows instead of names. What the record does not keep is measured for it.
  func objective(
    _ description: ObjectiveDescription, _ model: inout Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> Objective {
    let metric: Metric
    var filter = MetricFilter()
    var measure: Int?
    switch description.subject {
    case .measure(let name):
      measure = drill.measures.firstIndex { $0.name.text == name.text }
      metric = measure.map { drill.measures[$0].quantity } ?? .timeUntil
      if let row = measure, let read = recorded(drill.measures[row], model, lexicon) {
        // Told by the record, too, which knows what is open at the end.
        measure = nil
        filter = read
      }
    case .metric(let asked):
      metric = asked
      check(metric, description, model, &sink)
      filter = self.filter(description, metric, model, lexicon, &sink)
      if metric.isLevel { measure = level(metric, description, &model, lexicon, &sink) }
    }
    checkBrought(metric, description, &sink)
    return Objective(
      name: description.name.text, metric: metric, unit: description.unit, filter: filter,
      test: description.test, runs: description.runs, counting: description.counting,
      measure: measure)
  }

  /// By what the record's values are picked that a measure takes in, where an objective on its mean
  /// can be read from there.
  private func recorded(
    _ measure: MeasureDescription, _ model: Model, _ lexicon: Lexicon
  ) -> MetricFilter? {
    guard measure.statistic == .mean, case .name(let name) = measure.subject else { return nil }
    // What is wrong with the name is told of the measure.
    var quiet = DiagnosticSink()
    var filter = MetricFilter()
    switch measure.quantity {
    case .waitingTime, .givenUp:
      let tasks = tasks(model, lexicon)
      guard let task = tasks.first(where: { $0.path == name.text }),
        isByHand(Row(task.node), model)
      else { return nil }
      filter.steps = [Row(task.node)]
    case .timeInSystem, .finishedAt, .turnedAway: filter.stream = stream(name, &quiet)
    case .flowTime, .flowEndedAt: filter.flow = flow(name, lexicon, &quiet)
    default: return nil
    }
    return filter
  }

  /// Whether people or a vendor do what a node is.
  private func isByHand(_ node: Row<FlowNode>, _ model: Model) -> Bool {
    guard let lane = model.net.nodes[node.index].lane else { return false }
    switch model.net.lanes[lane.index].performer {
    case .people, .vendor: return true
    case .outside, .automatic: return false
    }
  }

  private func check(
    _ metric: Metric, _ description: ObjectiveDescription, _ model: Model,
    _ sink: inout DiagnosticSink
  ) {
    if metric == .cost, model.support.costs == nil {
      sink.error(
        .badTarget, description.name.position, zh: "支持文件没有写明成本（costs），'cost' 无从计算",
        en: "the support file states no 'costs', so there is no 'cost'")
    }
    if metric == .score || metric == .conformance, drill.warmUp > .zero {
      sink.warning(
        .scoreOfAll, description.name.position,
        zh: "'\(metric.rawValue)' 评的是整次演练，预热期也在内",
        en: "'\(metric.rawValue)' judges the whole drill, its warm-up included")
    }
  }

  /// What only a threat moves is put to the test.
  private func checkBrought(
    _ metric: Metric, _ description: ObjectiveDescription, _ sink: inout DiagnosticSink
  ) {
    // Where something is wrong, it may be what would bring one.
    if let ways = metric.impacts, !sink.hasErrors, !isBrought(ways) {
      sink.warning(
        .nothingBrought, description.name.position,
        zh: "演练注入的威胁都不会使 '\(metric.rawValue)' 变化：未经考验，此目标也会达到",
        en: "no threat that the drill brings moves '\(metric.rawValue)': "
          + "the objective is met though nothing is put to the test")
    }
  }

  /// Whether an inject brings a threat that does one of these, or, of none, any threat.
  private func isBrought(_ impacts: Set<Impact>) -> Bool {
    drill.injects.contains { inject in
      guard case .hit(_, let name) = inject.action,
        let threat = threats.described.first(where: { $0.name.text == name.text })
      else { return false }
      return impacts.isEmpty
        || threat.stages.contains { $0.impacts.contains { impacts.contains($0.impact) } }
    }
  }

  /// The row of the measure that follows a level for an objective; nil after a diagnostic.
  ///
  /// Of the mean it is the mean over time; of a share or a quantile the share of the time within
  /// the bound; of every value the time beyond it.
  private func level(
    _ metric: Metric, _ description: ObjectiveDescription, _ model: inout Model,
    _ lexicon: Lexicon, _ sink: inout DiagnosticSink
  ) -> Int? {
    let filter = description.filter
    let names = [filter.stream, filter.part].compactMap(\.self) + (filter.steps ?? [])
    guard let name = names.first, names.count == 1 else {
      let key = metric.filters.first?.rawValue ?? ""
      sink.error(
        .missingKey, description.name.position,
        zh: "'\(metric.rawValue)' 须用 '\(key)' 写明是哪一个的",
        en: "'\(metric.rawValue)' is of one thing: name it by '\(key)'")
      return nil
    }
    let found = quantity(metric, of: name, tasks(model, lexicon), lexicon, &sink)
    guard let found else { return nil }
    model.drill.measures.append(
      Measure(
        name: NameHash("objective:" + description.name.text), quantity: found,
        statistic: description.test.levelStatistic, isAtEnd: false))
    return model.drill.measures.count - 1
  }

  private func filter(
    _ objective: ObjectiveDescription, _ metric: Metric, _ model: Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> MetricFilter {
    let asked = objective.filter
    var filter = MetricFilter(level: asked.level)
    filter.priority = asked.priority
    filter.caseClass = asked.caseClass
    filter.tier = asked.tier
    filter.hours = asked.hours
    if let name = asked.service { filter.service = service(name, model, lexicon, &sink) }
    if let name = asked.stream { filter.stream = stream(name, &sink) }
    if let name = asked.flow { filter.flow = flow(name, lexicon, &sink) }
    // Of a level the measure names it.
    if metric.isLevel { return filter }
    if let steps = asked.steps {
      filter.steps = nodes(of: steps, tasks(model, lexicon), &sink)
      checkHands(at: filter.steps ?? [], steps, model, &sink)
    }
    if let part = asked.part { filter.parts = support.partNames(sink).rows(part, &sink) }
    if let tier = asked.tier, metric.isOfStaff {
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
    let isDone = nodes.contains { isByHand($0, model) }
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

extension Objective.Test {
  /// What a level is asked for its objective: within a bound, from a bound on, or beyond it.
  fileprivate var levelStatistic: Measure.Statistic {
    switch self {
    case .mean: .mean
    case .share(let within, _): .atMost(within / 1_000_000)
    case .quantile(_, let comparison, let bound):
      comparison.isFloor
        ? .moreThan(bound / 1_000_000 - (comparison == .greaterOrEqual ? 1 : 0))
        : .atMost(bound / 1_000_000 - (comparison == .less ? 1 : 0))
    case .every(let comparison, let bound):
      comparison.isFloor
        ? .atMost(bound / 1_000_000 - (comparison == .greaterOrEqual ? 1 : 0))
        : .moreThan(bound / 1_000_000 - (comparison == .less ? 1 : 0))
    }
  }
}

extension Metric {
  /// The impacts of threats without one of which it stays 0: an empty set, if a threat by itself is
  /// enough; nil: it needs none.
  fileprivate var impacts: Set<Impact>? {
    switch self {
    case .spread: []
    case .harmTime: Set(Impact.allCases)
    case .dataLeaked: [.leaks]
    case .peopleExposed: [.dangerous]
    case .peopleHurt: [.hurt]
    case .peopleEvacuated: [.closed]
    case .destroyed: [.destroys]
    default: nil
    }
  }
}
