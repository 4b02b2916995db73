import EventKernel

/// Acts against threats: isolate, block, clean, treat, scan, reconnect.
extension World {
  mutating func isolate(_ act: ActInHand) {
    forEachComponent(of: act.task) { $0.isolate($1, incident: act.incident) }
  }

  mutating func block(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      guard let zone = target.zone, !world.platform.zoneBlocked[zone] else { return }
      world.platform.zoneBlocked[zone] = true
      world.knowledge.close(zone: zone, act.incident)
      world.allNeedsChanged()
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
      guard world.knowledge.said(of: node, by: act.incident).contains(.hit) else { return }
      let key = world.part(of: name, world.model.platform.nodes[node].name)
      if step.effect == .clean {
        guard world.happens(step.succeeds, Purpose.clean, key, ordinal) else { return }
      }
      guard world.endThreats(at: node, by: step.effect, key, ordinal) else { return }
      world.change(by: act)
      world.learnClean(node)
    }
  }

  /// Ends the threats on a node that an act ends, as their files say. Whether none is left.
  mutating func endThreats(
    at node: Row<Node>, by act: Act, _ key: NameHash, _ ordinal: Int
  ) -> Bool {
    var isClean = true
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      guard let instance = platform.faults[fault].instance.row else { continue }
      let state = threats.instances[instance]
      let stage = model.drill.stages[state.stage]
      let ending = model.drill.ending(of: state.threat, by: act, in: stage)
      let name = part(of: key, model.drill.threats[state.threat].name)
      guard let ending,
        ending.succeeds.value >= 1 || happens(ending.succeeds, Purpose.treat, name, ordinal)
      else {
        isClean = false
        continue
      }
      if ending.isPatched { threats[state.threat, node].isImmune = true }
      end(fault: fault)
    }
    return isClean
  }

  /// A data set is restored: what a threat's file says to end with that ends.
  mutating func endThreats(onData set: Row<DataSet>, for act: ActInHand) {
    let node = model.platform.dataSets[set].node
    guard knowledge.said(of: node, by: act.incident).contains(.hit) else { return }
    let key = part(of: flow.tasks[act.task].name, model.platform.nodes[node].name)
    if endThreats(at: node, by: .restoreData, key, flow.tasks[act.task].ordinal) {
      learnClean(node)
    }
  }

  /// What the threats' own files say can be done about them is done, to each target the first that
  /// its stage allows, or the one that the step names.
  mutating func treat(_ act: ActInHand) {
    let step = step(ofTask: act.task)
    let (name, ordinal) = (flow.tasks[act.task].name, flow.tasks[act.task].ordinal)
    forEachTarget(of: act.task) { world, target in
      guard let node = target.node,
        let row = world.treatment(of: node, for: act.incident, step.treatment.row)
      else { return }
      let treatment = world.model.drill.treatments[row]
      let key = world.part(of: name, world.model.platform.nodes[node].name)
      let succeeds =
        world.happens(step.succeeds, Purpose.clean, key, ordinal)
        && world.happens(
          treatment.succeeds, Purpose.treat, world.part(of: key, treatment.name), ordinal)
      world.knowledge.tried(world.model.drill, row, at: node, by: act.incident)
      let instance = world.threats[treatment.threat, node].instance.row
      let isDone =
        succeeds
        && instance.map {
          treatment.from & world.model.drill.stages[world.threats.instances[$0].stage].bit != 0
        } ?? true
      world.note(
        .treated, incident: act.incident, subject: node.index, object: row.index,
        value: isDone ? 1 : 0)
      guard isDone else { return }
      world.change(by: act)
      if treatment.isPatched { world.threats[treatment.threat, node].isImmune = true }
      if let instance { world.move(instance, to: treatment.to) }
      world.lookAround(at: node, for: act.incident)
      if !world.isHit(node) { world.learnClean(node) }
    }
  }

  /// Who does something in a place sees what is down there, and which services hang on it.
  private mutating func lookAround(at place: Row<Node>, for incident: Row<Incident>) {
    forEachComponent(at: place) { world, component in
      let node = component.node
      guard
        !world.platform.nodes[node].isUp || world.knowledge.belief(of: node, by: incident) != nil
      else { return }
      world.see(node, for: incident, by: .finding)
      world.watchServices(behind: node)
    }
  }

  /// What can be done about the threat that a case knows of on a node, in the stage that it knows
  /// of; nil: nothing.
  ///
  /// - Parameter named: only this.
  func treatment(
    of node: Row<Node>, for incident: Row<Incident>, _ named: Row<ThreatTreatment>?
  ) -> Row<ThreatTreatment>? {
    guard let belief = knowledge.belief(of: node, by: incident),
      knowledge[belief].said.contains(.hit), let known = knowledge[belief].stage.row
    else { return nil }
    let stage = model.drill.stages[known]
    // What was tried in vain in this stage comes again when all has been tried.
    let tried = knowledge[belief].tried
    var again: Row<ThreatTreatment>?
    for (number, position) in model.drill.threats[stage.threat].treatments.enumerated() {
      guard named == nil || named?.index == Int(position),
        model.drill.treatments[Int(position)].from & stage.bit != 0
      else { continue }
      if number >= 32 || tried & 1 << UInt32(number) == 0 { return Row(Int(position)) }
      if again == nil { again = Row(Int(position)) }
    }
    return again
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
    set(.clean, of: incident, to: knowledge.hits(for: incident) == 0)
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
    set(.moreFound, of: act.incident, to: found)
  }

  /// Whether a search finds out that a threat is on a component, which the case did not know.
  private mutating func finds(_ component: Row<Component>, _ act: ActInHand) -> Bool {
    let node = component.node
    guard !knowledge.said(of: node, by: act.incident).contains(.hit) else { return false }
    let (task, step) = (flow.tasks[act.task], step(ofTask: act.task))
    let name = part(of: task.name, model.platform.nodes[node].name)
    var found = false
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      guard let instance = platform.faults[fault].instance.row else { continue }
      let state = threats.instances[instance]
      let shows = model.drill.stages[state.stage].scan
      let ownName = part(of: name, model.drill.threats[state.threat].name)
      guard happens(step.succeeds, Purpose.scan, name, task.ordinal),
        shows.value >= 1 || happens(shows, Purpose.scan, ownName, task.ordinal)
      else { continue }
      found = true
      take(root: platform.faults[fault].record.root, for: act.incident)
      learn(looks(of: node).union(.hit), of: node, incident: act.incident, by: .finding)
      see(fault, for: act.incident)
    }
    return found
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
    allNeedsChanged()
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
