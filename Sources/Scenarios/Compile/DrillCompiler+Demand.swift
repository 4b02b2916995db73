import EventKernel
import Simulator

/// Demand, and when the drill ends.
extension DrillCompiler {
  func writeDemand(
    _ model: inout Model, _ lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) {
    for stream in drill.demand {
      let flow = flow(stream.starts, lexicon, &sink)
      if let flow { checkParts(of: flow, stream.starts, model, lexicon, &sink) }
      var compiled = DemandStream(
        name: NameHash("stream:" + stream.name.text), flow: flow ?? Row(0),
        priority: stream.priority, arrivals: arrivals(stream.arrivals, &model),
        batches: stream.batches, first: stream.first.map { .zero + $0 },
        arrivalLimit: stream.arrivalLimit.map { Int64($0) },
        capacity: stream.capacity.map { Int32($0) }, atStart: Int32(stream.atStart))
      compiled.constantRate = stream.constantRate
      model.drill.streams.append(compiled)
      lexicon.streams.append(Label(key: stream.name.text, title: stream.title))
      if let flow { checkTime(of: stream, flow, model, &sink) }
    }
  }

  /// A source that sends its next case at once, of a flow that takes no time, sends them without an
  /// end while the clock stands still.
  private func checkTime(
    of stream: DemandDescription, _ flow: Row<Flow>, _ model: Model, _ sink: inout DiagnosticSink
  ) {
    guard case .sources(_, let law) = stream.arrivals, law.mean == 0, stream.arrivalLimit == nil,
      takesNoTime(flow, model)
    else { return }
    sink.error(
      .badLaw, stream.name.position,
      zh: "'\(stream.name.text)' 的来源在 0 s 之后发出下一单，而流程 '\(stream.starts.text)' 不花时间：没有尽头",
      en: "the sources of '\(stream.name.text)' send the next case after 0 s, and the flow "
        + "'\(stream.starts.text)' takes no time: there is no end")
  }

  /// Whether every way through a flow is gone in an instant, once there is somebody to do it.
  private func takesNoTime(_ flow: Row<Flow>, _ model: Model) -> Bool {
    guard model.net.flows.indices.contains(flow.index) else { return false }
    return model.net.flows[flow.index].nodes.allSatisfy { node in
      switch model.net.nodes[Int(node)].kind {
      case .start, .end, .exclusive, .parallel, .inclusive, .throwing: true
      case .task(let step):
        !model.net.steps[step.index].takesByFault && model.net.steps[step.index].part == nil
          && model.laws.mean(model.net.steps[step.index].takes) == 0
      default: false
      }
    }
  }

  /// A case that comes by itself has no fault and no component: what is done for each of these is
  /// not done at all.
  private func checkParts(
    of flow: Row<Flow>, _ name: Name, _ model: Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) {
    guard model.net.flows.indices.contains(flow.index) else { return }
    for node in model.net.flows[flow].nodes
    where model.net.nodes[Int(node)].multiplicity?.count == .components {
      if case .task(let step) = model.net.nodes[Int(node)].kind,
        model.net.steps[step.index].effect.row.isOfPlatform
      {
        continue
      }
      let task = lexicon.flowNodes[Int(node)].key
      sink.warning(
        .flowMultiInstance, name.position,
        zh: "自来事项没有组件：'\(name.text)' 中对每个组件做的任务 '\(task)' 一次也不做",
        en: "a case of demand has no component: the task '\(task)' of '\(name.text)', which is for "
          + "each, is never done",
        hint: Bilingual(zh: "请给出 loopCardinality", en: "give it a loopCardinality"))
    }
  }

  private func arrivals(
    _ arrivals: DemandDescription.Arrivals, _ model: inout Model
  ) -> DemandStream.Arrivals {
    switch arrivals {
    case .recurring(.every(let law)): return .every(model.laws.add(law))
    case .recurring(.rate(let function)): return .rate(model.drill.add(function))
    case .sources(let count, let law): return .sources(Int32(count), model.laws.add(law))
    }
  }

  /// The flow of a name; nil, with a diagnostic when all flows could be read, when there is none.
  func flow(_ name: Name, _ lexicon: Lexicon, _ sink: inout DiagnosticSink) -> Row<Flow>? {
    let names = lexicon.flows.map(\.key)
    if let row = names.firstIndex(of: name.text) { return Row(row) }
    // A key that is missing was told.
    if knowsSteps, !name.text.isEmpty {
      Names(Bilingual(zh: "流程", en: "flow"), names).check(name, &sink)
    }
    return nil
  }
}

extension DrillScript {
  /// The row of a rate that is added.
  mutating func add(_ rate: RateFunction) -> Row<RateFunction> {
    rates.append(rate)
    return Row(rates.count - 1)
  }
}

extension DemandDescription {
  /// Arrivals an hour of a Poisson process that never changes; 0: it is none.
  fileprivate var constantRate: Double {
    guard case .recurring(.every(.exponential(let mean))) = arrivals, mean > 0 else { return 0 }
    return 3_600 / mean
  }
}
