import EventKernel

/// Orderly shutdown before a reserve runs out, guests before hosts and edge before core, and
/// starting up again the other way round.
extension World {
  // MARK: What is to go

  /// Equipment that will stop when the reserves that drain now are empty, and that can be shut down
  /// in order.
  func atRisk() -> [Row<Component>] {
    var fall = Fall()
    for reserve in platform.reserves.rows where platform.reserves[reserve].rate > 0 {
      drop(model.platform.reserves[reserve].node, in: &fall)
    }
    return fall.components.filter { canBeShutDown($0) }
  }

  /// What is to be shut down now, in order: what hangs on a reserve that nothing can hold, and of a
  /// room that has some cooling left as much as that does not carry.
  func toShutDown() -> [Row<Component>] {
    var fall = Fall()
    var rooms: [Row<Reserve>] = []
    for reserve in platform.reserves.rows where platform.reserves[reserve].rate > 0 {
      let definition = model.platform.reserves[reserve]
      if definition.coolingUnits > 1, platform.nodes[definition.node].upInputs > 0 {
        rooms.append(reserve)
      } else {
        drop(definition.node, in: &fall)
      }
    }
    for room in rooms { relieve(model.platform.reserves[room], in: &fall) }
    return dependentsFirst(fall.components.filter { canBeShutDown($0) }, ascending: true)
  }

  /// Takes equipment off a room until the cooling that is left carries the rest: edge before core,
  /// and of each first what no service misses. If that is not enough, everything goes.
  private func relieve(_ room: Reserve, in fall: inout Fall) {
    let units = platform.nodes[room.node].upInputs
    let standing = standing(in: room)
    var relieved = fall
    func isCarried() -> Bool {
      room.rate(heat: heatGivenOff(in: room) { relieved.has($0.node) }, units: units) <= 0
    }
    if isCarried() { return }
    for order in [2, 1, 0] {
      for isSparing in [true, false] {
        for component in standing where repairOrder(component) == order {
          guard canBeShutDown(component), !relieved.has(component.node) else { continue }
          var next = relieved
          drop(component.node, in: &next)
          if isSparing, next.services > relieved.services { continue }
          relieved = next
          guard isCarried() else { continue }
          fall = relieved
          return
        }
      }
    }
    drop(room.node, in: &fall)
  }

  /// What gives off heat in a room and runs, in the order of rows.
  private func standing(in room: Reserve) -> [Row<Component>] {
    model.platform.nodes[room.node].dependents.compactMap {
      let node = model.platform.dependents[Int($0)]
      guard platform.nodes[node].isUp, let component = componentRow(ofNode: node),
        model.platform.components[component].heat > 0
      else { return nil }
      return component
    }
  }

  /// Nobody shuts down supplies and the network, which all the others hang on.
  private func canBeShutDown(_ component: Row<Component>) -> Bool {
    let objectClass = model.platform.components[component].objectClass
    return objectClass != .physicalEnvironment && objectClass != .network
      && model.platform.nodes[component.node].reserve == nil
  }

  /// Security first, then the core, then the edge.
  func repairOrder(_ component: Row<Component>) -> Int {
    let definition = model.platform.components[component]
    return definition.isSecurityFunction ? 0 : definition.importance == .core ? 1 : 2
  }

  /// Everything that is off, in the order in which it is started.
  func toStartUp() -> [Row<Component>] {
    let off = platform.components.rows.filter { platform.nodes[$0.node].isOff }
    return dependentsFirst(off, ascending: false).reversed()
  }

  // MARK: What is done

  /// - Parameter one: of an activity for each component, that of this part; what still hangs on it
  ///   goes before it. It stays on when it is in no danger any more.
  mutating func shutDown(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    let root = incidents.states[primary(incident)].firstRoot.row
    let going = one.row.map { withItsGuests($0) } ?? toShutDown()
    for component in going {
      platform.nodes[component.node].isOff = true
      note(.shutDown, incident: incident, subject: component.index)
      recheck(component.node, cause: root)
      see(component.node, for: incident, by: .finding)
    }
    noteContainment(incident)
  }

  private func withItsGuests(_ component: Row<Component>) -> [Row<Component>] {
    guard atRisk().contains(component) else { return [] }
    var fall = Fall()
    drop(component.node, in: &fall)
    return dependentsFirst(fall.components.filter { canBeShutDown($0) }, ascending: true)
  }

  /// - Parameter one: of an activity for each component, that of this part; what it needs and is
  ///   off as well is started before it.
  mutating func startUp(_ incident: Row<Incident>, only one: OptionalRow<Component>) {
    let coming = one.row.map { withItsHosts($0) } ?? toStartUp()
    for component in coming {
      platform.nodes[component.node].isOff = false
      note(.startedUp, incident: incident, subject: component.index)
      recheck(component.node, cause: nil)
      see(component.node, for: incident, by: .finding)
      lookAtStrangers(component)
    }
  }

  private func withItsHosts(_ component: Row<Component>) -> [Row<Component>] {
    guard platform.nodes[component.node].isOff else { return [] }
    var needed: Set<Int> = [component.index]
    var queue = [component.node]
    while let node = queue.popLast() {
      for position in shared.index.inputs.range(of: node) {
        let input = shared.index.inputs[position]
        if needed.insert(input.index).inserted { queue.append(input) }
      }
    }
    return toStartUp().filter { needed.contains($0.node.index) }
  }
}
