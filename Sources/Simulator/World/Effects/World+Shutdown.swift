import EventKernel

/// Orderly shutdown before a reserve runs out, edge before core, and starting up again.
extension World {
  /// Equipment that will stop when the reserves that drain now are empty: edge before core.
  func atRisk() -> [Int] {
    var lost = [Int: Int32]()
    var queue = model.platform.reserves.indices.filter { platform.reserves[$0].isDraining }
      .map { model.platform.reserves[$0].node.index }
    var falling: [Int] = []
    while let row = queue.popLast() {
      for position in model.platform.nodes[row].dependents {
        let next = model.platform.dependents[Int(position)].index
        guard platform.nodes[next].isUp else { continue }
        let before = lost[next, default: 0]
        lost[next] = before + 1
        let threshold = model.platform.nodes[next].threshold
        let inputs = platform.nodes[next].upInputs
        // Once, when the last input that it can spare is lost.
        guard inputs - before >= threshold, inputs - before - 1 < threshold else { continue }
        queue.append(next)
        if next < model.platform.components.count { falling.append(next) }
      }
    }
    return falling.filter {
      let objectClass = model.platform.components[$0].objectClass
      return objectClass != .physicalEnvironment && objectClass != .network
    }.sorted { (repairOrder($1), $0) < (repairOrder($0), $1) }
  }

  func repairOrder(_ component: Int) -> Int {
    let definition = model.platform.components[component]
    return definition.isSecurityFunction ? 0 : definition.importance == .core ? 1 : 2
  }

  mutating func shutDown(_ incident: Int) {
    let root = incidents.states[primary(incident)].firstRoot
    for component in atRisk() {
      platform.nodes[component].isOff = true
      note(.shutDown, incident: incident, subject: component)
      recheck(component, cause: root)
    }
    noteContainment(incident)
  }

  mutating func startUp(_ incident: Int) {
    let off = model.platform.components.indices.filter { platform.nodes[$0].isOff }
    for component in off.sorted(by: { (repairOrder($0), $0) < (repairOrder($1), $1) }) {
      platform.nodes[component].isOff = false
      note(.startedUp, incident: incident, subject: component)
      recheck(component, cause: -1)
    }
  }
}
