import EventKernel

/// For which root fault a node is down, when several hold it down at once.
extension World {
  /// A node stays down, although something that held it down may be gone: it is down for the root
  /// that it went down for as long as that holds it, and then for another that does.
  mutating func keepDown(_ node: Row<Node>) {
    let before = platform.nodes[node].cause
    let cause = reasonToBeDown(node)
    guard cause != before else { return }
    countDown(node, cause: before.row, by: -1)
    platform.nodes[node].cause = cause
    platform.nodes[node].inputCause = cause
    countDown(node, cause: cause.row, by: 1)
    if model.platform.nodes[node].kind != .gate {
      note(
        .stillDown, incident: incident(ofRoot: cause.row), subject: node.index,
        object: cause.row?.index)
    }
    for position in model.platform.nodes[node].dependents {
      enqueue(model.platform.dependents[Int(position)])
    }
    if let component = componentRow(ofNode: node) { lookAtStrangers(component) }
    mustCheckConditions = true
  }

  /// What feeds a node that goes on from its reserve may be down for another root by now.
  mutating func keepDraining(_ node: Row<Node>) {
    let before = platform.nodes[node].inputCause
    let place = placeReason(of: node, before: before)
    platform.nodes[node].inputCause =
      place.isNone ? inputReason(of: node, before: before) : place
  }

  private func reasonToBeDown(_ node: Row<Node>) -> OptionalRow<Fault> {
    let state = platform.nodes[node]
    // Whoever shut it down or cut it off did so for a case.
    if state.isOff { return state.cause }
    var own = OptionalRow<Fault>.none
    if state.stops > 0 {
      if let component = componentRow(ofNode: node), platform.components[component].isIsolated {
        return state.cause
      }
      own = ownReason(of: node, before: state.cause)
      if own == state.cause, !own.isNone { return own }
    } else if model.platform.nodes[node].kind == .failoverSwitch, !state.isClosed {
      return state.cause
    }
    let place = placeReason(of: node, before: state.cause)
    if place == state.cause, !place.isNone { return place }
    let input = inputReason(of: node, before: state.cause)
    if input == state.cause, !input.isNone { return input }
    return !own.isNone ? own : !place.isNone ? place : input
  }

  /// The root of a fault of its own that stops a node: the one before if it is among them, else
  /// that of the last.
  private func ownReason(
    of node: Row<Node>, before: OptionalRow<Fault>
  ) -> OptionalRow<Fault> {
    var last = OptionalRow<Fault>.none
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      if platform.faults[fault].stops {
        last = OptionalRow(platform.faults[fault].record.root)
        if last == before { return last }
      }
      open = platform.faults[fault].nextOfSubject.row
    }
    return last
  }

  /// The root of a threat that holds a node down by the place that it stands in: the one before if
  /// it is among them, else that of the first; none: no threat does.
  private func placeReason(
    of node: Row<Node>, before: OptionalRow<Fault>
  ) -> OptionalRow<Fault> {
    let state = platform.nodes[node]
    guard state.starved > 0 || state.hotRooms > 0 else { return .none }
    var first = OptionalRow<Fault>.none
    for place in [room(of: node), siteNode(of: node)] {
      guard let place else { continue }
      var open = platform.nodes[place].firstFault.row
      while let fault = open {
        open = platform.faults[fault].nextOfSubject.row
        guard holdsDown(fault, what: model.platform.nodes[node].kind) else { continue }
        let root = OptionalRow(platform.faults[fault].record.root)
        if root == before { return root }
        if first.isNone { first = root }
      }
    }
    return first
  }

  /// Whether a threat on a place stops the components there, or starves them or the room.
  private func holdsDown(_ fault: Row<Fault>, what kind: Node.Kind) -> Bool {
    guard let instance = platform.faults[fault].instance.row else { return false }
    return model.drill.stages[threats.instances[instance].stage].impacts.contains {
      switch model.drill.impacts[Int($0)].impact {
      case .down, .unpowered: kind == .component
      case .uncooled: kind == .room
      default: false
      }
    }
  }

  private func room(of node: Row<Node>) -> Row<Node>? {
    if model.platform.nodes[node].kind == .room { return node }
    return componentRow(ofNode: node).flatMap { model.platform.components[$0].room }
  }

  private func siteNode(of node: Row<Node>) -> Row<Node>? {
    guard let site = shared.index.sites[node.index].row,
      site.index < model.platform.siteNodes.count
    else { return nil }
    return model.platform.siteNodes[site.index]
  }

  /// The root fault that a node's inputs are down for, or its room is too hot for: the one before
  /// if that still holds one of them down, else that of the first; none: they hold nothing down.
  private func inputReason(
    of node: Row<Node>, before: OptionalRow<Fault>
  ) -> OptionalRow<Fault> {
    let isUnfed = platform.nodes[node].upInputs < model.platform.nodes[node].threshold
    var first = OptionalRow<Fault>.none
    for position in shared.index.inputs.range(of: node) {
      let input = shared.index.inputs[position]
      guard !platform.nodes[input].isUp,
        isUnfed || model.platform.nodes[input].kind == .room
      else { continue }
      let cause = platform.nodes[input].cause
      if cause == before, !cause.isNone { return cause }
      if first.isNone { first = cause }
    }
    return first
  }
}
