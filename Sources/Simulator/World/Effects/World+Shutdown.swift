import EventKernel

/// Orderly shutdown before a reserve runs out, edge before core, and starting up again.
extension World {
  /// Equipment that will stop when the reserves that drain now are empty: edge before core.
  func atRisk() -> [Row<Component>] {
    // By node; numbers, since these hash faster than rows.
    var lost = [Int: Int32]()
    var queue = platform.reserves.rows.filter { platform.reserves[$0].isDraining }
      .map { model.platform.reserves[$0].node }
    var falling: [Row<Component>] = []
    while let node = queue.popLast() {
      for position in model.platform.nodes[node].dependents {
        let next = model.platform.dependents[Int(position)]
        guard platform.nodes[next].isUp else { continue }
        let before = lost[next.index, default: 0]
        lost[next.index] = before + 1
        let threshold = model.platform.nodes[next].threshold
        let inputs = platform.nodes[next].upInputs
        // Once, when the last input that it can spare is lost.
        guard inputs - before >= threshold, inputs - before - 1 < threshold else { continue }
        queue.append(next)
        if let component = componentRow(ofNode: next) { falling.append(component) }
      }
    }
    return falling.filter {
      let objectClass = model.platform.components[$0].objectClass
      return objectClass != .physicalEnvironment && objectClass != .network
    }.sorted { (repairOrder($1), $0) < (repairOrder($0), $1) }
  }

  func repairOrder(_ component: Row<Component>) -> Int {
    let definition = model.platform.components[component]
    return definition.isSecurityFunction ? 0 : definition.importance == .core ? 1 : 2
  }

  mutating func shutDown(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    let root = incidents.states[primary(incident)].firstRoot.row
    for component in atRisk() where one.isNone || one == component {
      platform.nodes[component.node].isOff = true
      note(.shutDown, incident: incident, subject: component.index)
      recheck(component.node, cause: root)
      see(component.node, for: incident, by: .finding)
    }
    noteContainment(incident)
  }

  mutating func startUp(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    let off = platform.components.rows.filter {
      platform.nodes[$0.node].isOff && (one.isNone || one == $0)
    }
    for component in off.sorted(by: { (repairOrder($0), $0) < (repairOrder($1), $1) }) {
      platform.nodes[component.node].isOff = false
      note(.startedUp, incident: incident, subject: component.index)
      recheck(component.node, cause: nil)
      see(component.node, for: incident, by: .finding)
      lookAtStrangers(component)
    }
  }
}
