import EventKernel
import Scoring
import Simulator

/// Measures, and what is known of them.
extension DrillCompiler {
  func writeMeasures(
    _ names: ConditionNames, _ model: inout Model, _ lexicon: inout Lexicon,
    _ sink: inout DiagnosticSink
  ) {
    guard !drill.measures.isEmpty else { return }
    let tasks = tasks(model, lexicon)
    let nodes = nodes(model, lexicon)
    for measure in drill.measures {
      let quantity: Measure.Quantity?
      switch measure.subject {
      case .name(let name):
        quantity = self.quantity(measure.quantity, of: name, tasks, lexicon, &sink)
      case .nodes(let names):
        let known = platform.supplyNames(sink)
        let rows = names.compactMap { known.check($0, &sink) ? nodes[$0.text] : nil }
        quantity = .numberDown(Table(rows))
      case .incidents: quantity = .incidentClosed
      case .all: quantity = .total(total(measure.quantity))
      case .condition(let expression):
        quantity = model.add(expression, names, &sink).map { .timeUntil($0) }
      }
      guard let quantity else { continue }
      model.drill.measures.append(
        Measure(
          name: NameHash("measure:" + measure.name.text), quantity: quantity,
          statistic: measure.statistic, isAtEnd: measure.isAtEnd))
      lexicon.measures.append(Label(key: measure.name.text, title: measure.title))
    }
  }

  /// What is measured, by row.
  ///
  /// - Precondition: it is asked of a step, a stream, a flow or a part.
  func quantity(
    _ quantity: Metric, of name: Name, _ tasks: [Task], _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> Measure.Quantity? {
    switch quantity {
    case .waitingTime: return task(name, tasks, &sink).map { .waiting($0) }
    case .givenUp: return task(name, tasks, &sink).map { .givenUp($0) }
    case .numberWaiting: return task(name, tasks, &sink).map { .numberWaiting($0) }
    case .numberAtWork: return task(name, tasks, &sink).map { .numberAtWork($0) }
    case .flowTime: return flow(name, lexicon, &sink).map { .flowTime($0) }
    case .flowEndedAt: return flow(name, lexicon, &sink).map { .flowEnded($0) }
    case .finishedAt: return stream(name, &sink).map { .finished($0) }
    case .timeInSystem: return stream(name, &sink).map { .timeInSystem($0) }
    case .turnedAway: return stream(name, &sink).map { .turnedAway($0) }
    case .numberInSystem: return stream(name, &sink).map { .numberInSystem($0) }
    case .fillRate: return part(name, &sink).map { .filledAtOnce($0) }
    case .backorders: return part(name, &sink).map { .backorders($0) }
    case .serviceLoss: return service(name, &sink).map { .total(.serviceLoss($0)) }
    case .longestOutage: return service(name, &sink).map { .total(.longestOutage($0)) }
    case .dataLost: return dataSet(name, &sink).map { .total(.dataLost($0)) }
    default: preconditionFailure("'\(quantity.rawValue)' is not asked of a name")
    }
  }

  /// What a run comes to in the end.
  private func total(_ quantity: Metric) -> Measure.RunTotal {
    switch quantity {
    case .serviceLoss: .serviceLoss(nil)
    case .longestOutage: .longestOutage(nil)
    case .dataLeaked: .dataLeaked
    case .peopleExposed: .peopleExposed
    case .peopleHurt: .peopleHurt
    case .peopleEvacuated: .peopleEvacuated
    case .harmTime: .harmTime
    case .destroyed: .destroyed
    case .spread: .spread
    default: preconditionFailure("'\(quantity.rawValue)' is not asked of the whole run")
    }
  }

  private func service(_ name: Name, _ sink: inout DiagnosticSink) -> Row<Service>? {
    guard subjects.names(of: .service).check(name, &sink) else { return nil }
    return platform.services.firstIndex { $0.name.text == name.text }.map { Row($0) }
  }

  private func dataSet(_ name: Name, _ sink: inout DiagnosticSink) -> Row<DataSet>? {
    guard subjects.names(of: .data).check(name, &sink) else { return nil }
    return platform.dataSets.firstIndex { $0.name.text == name.text }.map { Row($0) }
  }

  private func task(
    _ name: Name, _ tasks: [Task], _ sink: inout DiagnosticSink
  ) -> Row<FlowNode>? {
    if let task = tasks.first(where: { $0.path == name.text }) { return Row(task.node) }
    if knowsSteps { unknownStep(name, tasks, &sink) }
    return nil
  }

  func stream(_ name: Name, _ sink: inout DiagnosticSink) -> Row<DemandStream>? {
    let names = drill.demand.map(\.name.text)
    guard Names(Bilingual(zh: "需求流", en: "stream"), names).check(name, &sink) else { return nil }
    return names.firstIndex(of: name.text).map { Row($0) }
  }

  private func part(_ name: Name, _ sink: inout DiagnosticSink) -> Row<Part>? {
    let parts = support.partNames(sink)
    parts.check(name, &sink)
    return parts.row(name)
  }

  /// The rows of components and services.
  private func nodes(_ model: Model, _ lexicon: Lexicon) -> [String: Row<Node>] {
    var rows: [String: Row<Node>] = [:]
    for (row, node) in model.platform.nodes.enumerated() {
      switch node.kind {
      case .component, .service: rows[lexicon.nodes[row].key] = Row(row)
      case .room, .gate, .failoverSwitch, .dataSet, .site, .person: continue
      }
    }
    return rows
  }

  /// What is known, by the row of its measure: measures are rows in the order of the drill.
  var knownValues: [KnownValue] {
    drill.knownValues.compactMap { known in
      drill.measures.firstIndex { $0.name.text == known.measure.text }.map { row in
        KnownValue(
          name: known.name.text, measure: row, value: known.value, formula: known.formula,
          source: known.source, isExact: known.isExact, isSlow: known.isSlow)
      }
    }
  }
}
