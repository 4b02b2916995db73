import EventKernel

/// Acts against malware: isolate, block, clean, scan, reconnect.
extension World {
  mutating func isolate(_ act: ActInHand) {
    forEachComponent(of: act.task) { $0.isolate($1, incident: act.incident) }
  }

  mutating func block(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      guard let zone = target.zone, !world.platform.zoneBlocked[zone] else { return }
      world.platform.zoneBlocked[zone] = true
      world.knowledge.close(zone: zone, act.incident)
      world.note(.zoneBlocked, incident: act.incident, subject: zone.index)
    }
  }

  /// What was cleaned is known to be clean, and what turned out to be clean already, in every case
  /// that is about the host: it is said there. What is rebuilt from known good always is.
  mutating func clean(_ act: ActInHand) {
    let step = step(ofTask: act.task)
    let (name, ordinal) = (flow.tasks[act.task].name, flow.tasks[act.task].ordinal)
    forEachComponent(of: act.task) { world, component in
      let node = component.node
      // Somebody else may have cleaned it meanwhile.
      guard world.knowledge.said(of: node, by: act.incident).contains(.infected) else { return }
      if step.effect == .clean {
        let key = world.part(of: name, world.model.platform.nodes[node].name)
        guard world.happens(step.succeeds, Purpose.clean, key, ordinal) else { return }
      }
      world.change(by: act)
      world.cure(component)
      world.learnClean(node)
    }
  }

  private mutating func learnClean(_ node: Row<Node>) {
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      next = knowledge.nextAbout(belief)
      learn(looks(of: node), of: node, incident: knowledge[belief].incident, by: .finding)
    }
  }

  mutating func concludeCleaning(_ incident: Row<Incident>) {
    passContainment(incident)
    set(.clean, of: incident, to: knowledge.infected(for: incident) == 0)
    set(.solved, of: incident, to: isSolved(incident))
  }

  /// Of an activity that is done several times, the parts together have found what one of them has.
  mutating func scan(_ act: ActInHand) {
    var found = false
    forEachComponent(of: act.task) { if $0.finds($1, act) { found = true } }
    if let multiple = flow.tasks[act.task].multiple.row {
      if found { flow.multiples[multiple].hasFound = true }
      found = flow.multiples[multiple].hasFound
    }
    set(.moreInfected, of: act.incident, to: found)
  }

  /// Whether a search finds out that a host is infected, which nobody knew.
  private mutating func finds(_ component: Row<Component>, _ act: ActInHand) -> Bool {
    let said = knowledge.said(of: component.node, by: act.incident)
    guard let fault = threats.hosts[component].fault.row, !said.contains(.infected) else {
      return false
    }
    let (task, step) = (flow.tasks[act.task], step(ofTask: act.task))
    let name = part(of: task.name, model.platform.nodes[component.node].name)
    guard happens(step.succeeds, Purpose.scan, name, task.ordinal) else { return false }
    take(root: platform.faults[fault].record.root, for: act.incident)
    learn(
      looks(of: component.node).union(.infected), of: component.node, incident: act.incident,
      by: .finding)
    see(fault, for: act.incident)
    return true
  }

  /// Hosts are connected again, and zones opened; of an activity that is done for each host, the
  /// zones with the last that the case had cut off.
  mutating func reconnect(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      if let zone = target.zone { return world.open(zone: zone, act.incident) }
      if let host = target.node.flatMap({ world.componentRow(ofNode: $0) }) {
        world.reconnect(host, incident: act.incident)
      }
    }
    guard !flow.tasks[act.task].component.isNone else { return }
    pick(Act.reconnect.row, for: act.incident)
    guard picked.allSatisfy({ $0.zone != nil }) else { return }
    for target in picked { if let zone = target.zone { open(zone: zone, act.incident) } }
  }

  private mutating func open(zone: Row<Zone>, _ incident: Row<Incident>) {
    guard platform.zoneBlocked[zone] else { return }
    platform.zoneBlocked[zone] = false
    knowledge.open(zone: zone)
    note(.zoneOpened, incident: incident, subject: zone.index)
  }

  /// What was done to something may have curbed the harm.
  mutating func curbed(by act: ActInHand) {
    if hasTargets(act) { noteContainment(act.incident) }
  }

  /// For what does not spread, the harm is curbed when nothing more is at risk. The milestone is
  /// passed when that is so, the case believes it when all that it knows of is cut off.
  mutating func noteContainment(_ incident: Row<Incident>) {
    passContainment(incident)
    guard fact(.contained, of: incident) == 0, isBelievedContained(incident),
      atRisk(of: reservesDraining(for: incident)).isEmpty
    else { return }
    set(.contained, of: incident, to: true)
    send(.contained, toIncident: incident)
  }

  /// The harm is curbed in truth, whether or not anybody knows.
  private mutating func passContainment(_ incident: Row<Incident>) {
    if incidents.states[incident].record[.contained] == nil, isContained(incident),
      atRisk(of: reservesDraining(behind: incident)).isEmpty
    {
      pass(.contained, incident: incident)
    }
  }
}
