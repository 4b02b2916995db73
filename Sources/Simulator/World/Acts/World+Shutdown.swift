import EventKernel

/// Orderly shutdown before a reserve runs out, guests before hosts and edge before core, and
/// starting up again the other way round.
extension World {
  // MARK: What is to go

  /// Equipment that will stop when some reserves are empty, and that can be shut down in order.
  func atRisk(of reserves: [Row<Reserve>]) -> [Row<Component>] {
    fall(with: reserves).components.filter { canBeShutDown($0) }
  }

  private func fall(with reserves: [Row<Reserve>]) -> Fall {
    var fall = Fall()
    for reserve in reserves { drop(model.platform.reserves[reserve].node, in: &fall) }
    return fall
  }

  /// What is to be shut down now, in order: what hangs on a reserve that the case is about and that
  /// nothing can hold, and of a room that has some cooling left as much as that does not carry.
  mutating func toShutDown(for incident: Row<Incident>) -> [Row<Component>] {
    var fall = Fall()
    var rooms: [Row<Reserve>] = []
    for reserve in reservesDraining(for: incident) {
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

  /// The same of a node; what is no component comes with the core.
  func repairOrder(_ node: Row<Node>) -> Int {
    componentRow(ofNode: node).map { repairOrder($0) } ?? 1
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

  /// What still hangs on a target goes before it. What is in no danger any more stays on: that is
  /// so when another reserve drains or none does, for what goes brings nothing else into danger.
  mutating func shutDown(_ act: ActInHand) {
    let root = incidents.states[primary(act.incident)].firstRoot.row
    var draining: [Row<Reserve>] = []
    var danger = Fall()
    forEachComponent(of: act.task) { world, target in
      let drainingNow = world.platform.reserves.rows.filter { world.platform.reserves[$0].rate > 0 }
      if draining != drainingNow {
        draining = drainingNow
        danger = world.fall(with: draining)
      }
      guard danger.has(target.node), world.canBeShutDown(target) else { return }
      for component in world.withItsGuests(target) {
        world.platform.nodes[component.node].isOff = true
        world.note(.shutDown, incident: act.incident, subject: component.index)
        world.recheck(component.node, cause: root)
        world.see(component.node, for: act.incident, by: .finding)
        world.note(.turnedOff, of: component.node, by: act.incident)
      }
    }
  }

  private func withItsGuests(_ component: Row<Component>) -> [Row<Component>] {
    guard platform.nodes[component.node].isUp else { return [] }
    var fall = Fall()
    drop(component.node, in: &fall)
    return dependentsFirst(fall.components.filter { canBeShutDown($0) }, ascending: true)
  }

  /// Of an activity that is done for each component, what a part needs and is off as well is
  /// started before it.
  mutating func startUp(_ act: ActInHand) {
    let isPart = !flow.tasks[act.task].component.isNone
    forEachComponent(of: act.task) { world, target in
      guard world.platform.nodes[target.node].isOff else { return }
      guard isPart else { return world.startUp(target, act.incident) }
      for component in world.withItsHosts(target, act.incident) {
        world.startUp(component, act.incident)
      }
    }
  }

  private mutating func startUp(_ component: Row<Component>, _ incident: Row<Incident>) {
    platform.nodes[component.node].isOff = false
    undo(.turnedOff, of: component.node)
    note(.startedUp, incident: incident, subject: component.index)
    recheck(component.node, cause: nil)
    see(component.node, for: incident, by: .finding)
    lookAtStrangers(component)
  }

  private func withItsHosts(
    _ component: Row<Component>, _ incident: Row<Incident>
  ) -> [Row<Component>] {
    var needed: Set<Int> = [component.index]
    var queue = [component.node]
    while let node = queue.popLast() {
      for position in shared.index.inputs.range(of: node) {
        let input = shared.index.inputs[position]
        if needed.insert(input.index).inserted { queue.append(input) }
      }
    }
    return toStartUp().filter {
      needed.contains($0.node.index) && isDeed(.turnedOff, $0.node, of: incident)
    }
  }
}
