import EventKernel

/// Acts that no step asks for, or not now. They are done by a step of the role's own plans: of one
/// that the case is in, else of any. No token waits for them, so no plan goes on by them; but they
/// are in the record like any task, where conformance finds them.
extension World {
  /// The acts that a role's plans know, in the order of the table.
  package func acts(of role: Row<Role>) -> [Act] {
    var known: Set<Act> = []
    for node in model.net.nodes.indices {
      if let act = act(ofNode: node, role), act != .none { known.insert(act) }
    }
    return Act.allCases.filter(known.contains)
  }

  private func act(ofNode node: Int, _ role: Row<Role>) -> Act? {
    guard case .task(let step) = model.net.nodes[node].kind,
      let lane = model.net.nodes[node].lane, self.role(of: lane) == role
    else { return nil }
    return model.net.steps[step].effect
  }

  /// The step by which a role does an act for a case, and the instance of its flow that runs.
  private func step(
    of act: Act, for incident: Row<Incident>, _ role: Row<Role>
  ) -> (node: Row<FlowNode>, instance: Row<FlowInstance>?)? {
    for instance in flow.instances.rows
    where flow.instances[instance].isRunning
      && flow.instances[instance].record.incident == incident
    {
      let nodes = model.net.flows[flow.instances[instance].record.flow].nodes
      if let node = nodes.first(where: { self.act(ofNode: Int($0), role) == act }) {
        return (Row(Int(node)), instance)
      }
    }
    return model.net.nodes.indices.first { self.act(ofNode: $0, role) == act }
      .map { (Row($0), nil) }
  }

  /// Why an act would not be done; nil: it would.
  func refusal(
    of act: Act, on targets: [ActTarget], of incident: Row<Incident>, by person: Row<Person>?,
    _ role: Row<Role>?
  ) -> Refusal? {
    guard let role, isPlayed(role), incident.index < incidents.states.count else {
      return .unknown
    }
    guard incidents.states[incident].isLive else { return .tooLate(.void) }
    guard let step = step(of: act, for: incident, role) else { return .noStep(act) }
    for target in targets where !canBeDone(act, to: target) { return .noSuchTarget(target) }
    let queue = Int(flow.queues.queueOfNode[step.node.index])
    if flow.queues.queues[queue].isOnSite, act != .treat, isClosed(for: incident) {
      return .placeClosed
    }
    return person.flatMap { refusal(of: $0, queue: queue, incident: incident) }
  }

  private func canBeDone(_ act: Act, to target: ActTarget) -> Bool {
    let objects = act.row.objects
    switch target.kind {
    case .zone: return target.index < model.platform.zoneCount && objects.contains(.zone)
    case .dataSet:
      return target.index < model.platform.dataSets.count && objects.contains(.dataSet)
    case .part: return target.index < model.support.stock.count && objects.contains(.part)
    case .node:
      guard let node = target.node, node.index < model.platform.nodes.count else { return false }
      if objects.contains(.subject) { return true }
      if componentRow(ofNode: node) != nil {
        return !objects.isDisjoint(with: [.component, .host])
      }
      return objects.contains(.service)
        && model.platform.services.indices.contains { model.platform.services[$0].node == node }
    }
  }

  /// Does an act that is not refused.
  mutating func doByHand(
    _ act: Act, on targets: [ActTarget], of incident: Row<Incident>, by person: Row<Person>?,
    _ role: Row<Role>
  ) {
    guard let step = step(of: act, for: incident, role),
      case .task(let work) = model.net.nodes[step.node].kind
    else { return }
    let instance =
      step.instance
      ?? openInstance(
        of: model.net.nodes[step.node].flow, incident: incident, parent: nil, callNode: nil)
    play.byHand += 1
    let row = openTask(work, node: step.node, instance: instance)
    flow.tasks[row].isByHand = true
    flow.tasks[row].number(byHand: play.byHand)
    for target in targets { flow.targets.append(target, of: row) }
    note(
      .taskOffered, incident: incident, instance: instance, subject: step.node.index,
      object: row.index)
    changeWaiting(at: step.node, by: 1)
    if let part = model.net.steps[work].part { want(part: part) }
    flow.tasks[row].phase = .held
    begin(task: row, by: person)
  }

  /// The instance whose task was done by hand is over with it, if nothing else goes on in it.
  mutating func endByHand(instance: Row<FlowInstance>) {
    guard flow.instances[instance].isRunning, flow.instances[instance].tokens == 0,
      flow.instances[instance].tasks.firstRow(of: FlowTask.self) == nil
    else { return }
    end(instance: instance, at: nil)
  }
}
