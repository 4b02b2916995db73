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
    platform.nodes[node].inputCause =
      placeReason(of: node) ?? inputReason(of: node, before: platform.nodes[node].inputCause)
  }

  private func reasonToBeDown(_ node: Row<Node>) -> OptionalRow<Fault> {
    let state = platform.nodes[node]
    // Whoever shut it down or cut it off did so for a case.
    if state.isOff { return state.cause }
    guard state.stops > 0, let component = componentRow(ofNode: node) else {
      if model.platform.nodes[node].kind == .failoverSwitch, !state.isClosed { return state.cause }
      return placeReason(of: node) ?? inputReason(of: node, before: state.cause)
    }
    if platform.components[component].isIsolated { return state.cause }
    var oldest = OptionalRow<Fault>.none
    var open = platform.nodes[component.node].firstFault.row
    while let fault = open {
      if platform.faults[fault].stops {
        oldest = OptionalRow(platform.faults[fault].record.root)
        if oldest == state.cause { return state.cause }
      }
      open = platform.faults[fault].nextOfSubject.row
    }
    let input = inputReason(of: node, before: state.cause)
    return input == state.cause && !input.isNone ? input : oldest
  }

  /// The root of the threat that holds a node down by the place that it stands in; nil: none does.
  private func placeReason(of node: Row<Node>) -> OptionalRow<Fault>? {
    let state = platform.nodes[node]
    let isInBadPlace =
      state.hotRooms > 0
      && !shared.index.inputs.range(of: node).contains {
        let input = shared.index.inputs[$0]
        return model.platform.nodes[input].kind == .room && !platform.nodes[input].isUp
      }
    guard state.starved > 0 || isInBadPlace else { return nil }
    return state.inputCause.isNone ? state.cause : state.inputCause
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
