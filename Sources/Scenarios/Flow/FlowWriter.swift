import EventKernel
import Simulator

/// Turns the nodes of one flow into those of the net, with their steps, laws and conditions.
struct FlowWriter {
  let flow: FlowDescription
  /// The row of the flow's first node and lane.
  let first: Int
  let firstLane: Int
  /// The flow with a process id.
  let calls: (String) -> Row<Flow>?
  /// The bits of named skills.
  let skills: ([Name]) -> UInt64
  let parts: PartNames
  /// Messages and codes of errors by their names.
  let words: FlowWords
  /// What conditions may ask for.
  let names: ConditionNames

  func kind(
    of index: Int, _ model: inout Model, _ sink: inout DiagnosticSink
  ) -> FlowNode.Kind {
    let node = flow.graph.nodes[index]
    switch node.drawn.kind {
    case .start: return .start(trigger(node, &model, &sink))
    case .task: return .task(step(index, &model, &sink))
    case .exclusive: return .exclusive
    case .parallel: return .parallel
    case .inclusive: return .inclusive
    case .eventBased: return .eventBased
    case .catching: return .catching(trigger(node, &model, &sink))
    case .boundary(_, _, let interrupts):
      return .boundary(trigger(node, &model, &sink), interrupts: interrupts)
    case .throwing(let message):
      return .throwing(message.flatMap { words.signal($0.id) })
    case .call(let called):
      guard let target = calls(called.id) else {
        preconditionFailure("the call of '\(called.id)' was not checked")
      }
      return .call(target)
    case .end(.none): return .end(.none)
    case .end(.terminate): return .end(.terminate)
    case .end(.error(let error)): return .end(.error(words.code(error?.code)))
    case .end(.message(let message)):
      return .end(words.signal(message.id).map { .signal($0) } ?? .handOver)
    case .refused:
      preconditionFailure("'\(node.id)' was refused when the flow was read")
    }
  }

  private func trigger(
    _ node: FlowGraph.Node, _ model: inout Model, _ sink: inout DiagnosticSink
  ) -> Trigger {
    switch node.drawn.trigger {
    case .timer: .timer(model.laws.add(.constant(node.timer?.seconds ?? 0)))
    case .message(let message): words.signal(message.id).map { .signal($0) } ?? .none
    case .condition: node.condition.map { .condition(condition($0, &model, &sink)) } ?? .none
    case .error(let error): .error(words.code(error?.code))
    case .some(.none), nil: .none
    }
  }

  func condition(
    _ expression: ConditionExpression, _ model: inout Model, _ sink: inout DiagnosticSink
  ) -> Row<Condition> {
    model.conditions.append(
      expression.compiled(
        row: { id in flow.graph.node(id).map { Row(first + $0) } }, names: names, &sink))
    return Row(model.conditions.count - 1)
  }

  private func step(
    _ index: Int, _ model: inout Model, _ sink: inout DiagnosticSink
  ) -> Row<Step> {
    let described = flow.steps[index] ?? FlowStep()
    let treatment = described.treatment.map {
      names.threats.treatment($0, &sink) ?? ThreatTreatment.unused
    }
    let own = described.treatment.flatMap { names.threats.description(ofTreatment: $0) }
    let isTreatment = described.effect == .treat
    let lane = flow.graph.nodes[index].lane ?? 0
    model.net.steps.append(
      Step(
        effect: described.effect, takes: model.laws.add(flow.takes(described)),
        takesByFault: described.takesByFault || (isTreatment && described.takes == nil),
        people: Int32(described.people),
        skills: skills(described.skills), skillOfComponent: described.skillOfComponent,
        isOnSite: described.isOnSite ?? own?.isOnSite ?? false,
        isOnSiteByFault: described.isOnSite == nil
          && (described.effect.row.isWhereTheFaultIs || (isTreatment && own == nil)),
        isInstant: described.isInstant,
        scope: described.scope,
        patience: described.patience.map { model.laws.add($0) },
        part: described.part.flatMap { parts.row($0) },
        message: described.message.map {
          FlowMessage(
            from: Row(firstLane + lane), to: Row(firstLane + $0.to), within: $0.within,
            by: $0.way)
        },
        isMandatory: described.isMandatory, succeeds: described.succeeds))
    let row = Row<Step>(model.net.steps.count - 1)
    model.net.steps[row.index].treatment = OptionalRow(treatment)
    return row
  }
}
