import EventKernel
import Simulator

/// Demand, and when the drill ends.
extension DrillCompiler {
  func writeDemand(
    _ model: inout Model, _ lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) {
    for stream in drill.demand {
      let flow = flow(stream.starts, lexicon, &sink)
      model.drill.streams.append(
        DemandStream(
          name: NameHash("stream:" + stream.name.text), flow: flow ?? Row(0),
          priority: stream.priority, arrivals: arrivals(stream.arrivals, &model),
          batches: stream.batches, first: stream.first.map { .zero + $0 },
          arrivalLimit: stream.arrivalLimit.map { Int64($0) },
          capacity: stream.capacity.map { Int32($0) }, atStart: Int32(stream.atStart)))
      lexicon.streams.append(Label(key: stream.name.text, title: stream.title))
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
