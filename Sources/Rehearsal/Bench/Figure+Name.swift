import EventKernel
import Scenarios
import Scoring
import Simulator

extension Figure {
  /// What it is called in files: stable while the drill's own names are, and unlike every other's.
  /// `objective/answered`, `response time/p95`, `waiting time/event.accept`.
  package func name(in drill: CompiledDrill) -> String {
    let subject = subjectName(in: drill)
    switch statistic {
    case .quantile(let probability):
      if case .objective = self.subject { return subject }
      return "\(subject)/p\(Figure.percent(probability))"
    case .mean:
      if case .metric = self.subject { return subject + "/mean" }
      return subject
    case .met: return subject + "/met"
    case .share, .runs, .total, .asked: return subject
    }
  }

  private func subjectName(in drill: CompiledDrill) -> String {
    switch subject {
    case .objective(let row): FigureName.objective + drill.objectives[row].name
    case .metric(let metric, .all): metric.rawValue
    case .metric(let metric, .step(let node)):
      metric.rawValue + "/" + Figure.step(node, drill)
    case .metric(let metric, .tier(let tier)): metric.rawValue + "/" + tier.rawValue
    case .measure(let row): "measure/" + drill.lexicon.measures[row].key
    }
  }

  /// What its values are of, beside its name: of an objective and of a measure, whose names stay
  /// when they are given another metric or limit. nil: the name says it all.
  func definition(in drill: CompiledDrill) -> String? {
    switch subject {
    case .objective(let row):
      ObjectiveQuestion(drill.objectives[row], in: drill).definition
    case .measure(let row): Figure.words(row, in: drill)
    default: nil
    }
  }

  static func words(_ filter: MetricFilter, _ drill: CompiledDrill) -> [String] {
    var words = [filter.level?.rawValue, filter.priority.map { "priority \($0)" }]
    switch filter.caseClass {
    case .object(let objectClass): words.append(objectClass.rawValue)
    case .emergency(let emergency): words.append(emergency.rawValue)
    case nil: break
    }
    words += [filter.tier?.rawValue, filter.service.map { drill.lexicon.nodes[$0.node.index].key }]
    words += (filter.steps ?? []).map { step($0, drill) }
    words += (filter.parts ?? []).map { drill.lexicon.parts[$0.index].key }
    words.append(filter.stream.map { drill.lexicon.streams[$0.index].key })
    words.append(filter.flow.map { drill.lexicon.flows[$0.index].key })
    words.append(filter.hours.map { "hours \($0.from)-\($0.to)" })
    return words.compactMap(\.self)
  }

  static func step(_ node: Row<FlowNode>, _ drill: CompiledDrill) -> String {
    let flow = drill.model.net.nodes[node.index].flow
    return drill.lexicon.flows[flow.index].key + "." + drill.lexicon.flowNodes[node.index].key
  }

  /// `95`, `99.9`.
  static func percent(_ probability: Probability) -> String {
    // To a millionth of a per cent, whole numbers without a point.
    let scaled = (probability.value * 1e8).rounded() / 1e6
    return scaled == scaled.rounded() ? "\(Int(scaled))" : "\(scaled)"
  }

  /// The same of a figure that a file names, whose drill may have it no more.
  package static func isGate(named name: String) -> Bool {
    !Metric.allCases.contains { $0.explains && name.hasPrefix($0.rawValue + "/") }
  }

  /// Whether a change of it for the worse is a regression; the others explain one.
  package var isGate: Bool {
    switch subject {
    case .objective, .measure: true
    case .metric(let metric, _): !metric.explains
    }
  }

  /// The metric of the catalogue that it is of; nil: of an objective or a measure.
  package var metric: Metric? {
    if case .metric(let metric, _) = subject { metric } else { nil }
  }

  /// The step that it is of.
  package var step: Row<FlowNode>? {
    if case .metric(_, of: .step(let node)) = subject { node } else { nil }
  }
}

extension Metric {
  /// Whether figures of it tell why others changed: where people wait, and how busy they are.
  fileprivate var explains: Bool {
    switch self {
    case .waitingTime, .handlingTime, .timeAtWork, .overtime: true
    default: false
    }
  }
}

/// How the names of figures begin.
enum FigureName {
  static let objective = "objective/"
}
