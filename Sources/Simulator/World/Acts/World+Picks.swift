import EventKernel

/// What an act of a step is done to: chosen when the work begins, from what the case knows.
extension World {
  // MARK: Faults

  /// Subjects with faults that somebody saw, in the order in which they should be repaired.
  mutating func pickFaulty(of incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    isWalked.removeAll()
    while let fault = next(&cursor, of: incident) {
      let subject = platform.faults[fault].record.subject
      guard !isWalked.contains(subject.index) else { continue }
      isWalked.insert(subject.index)
      pick(.node(subject))
    }
  }

  /// Components of which the case has found out what is wrong, in the order of repair (5.2.6 c).
  mutating func pickLocated(of incident: Row<Incident>) {
    for order in 0..<3 {
      forEachBelief(of: incident) { world, belief in
        guard belief.isLocated, let component = world.componentRow(ofNode: belief.subject),
          world.repairOrder(component) == order
        else { return }
        world.pick(.node(belief.subject))
      }
    }
  }

  /// Parts that located faults of the case want and have not.
  mutating func pickPartsWanted(of incident: Row<Incident>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let part = wantedPart(for: fault), !picked.contains(.part(part)) else { continue }
      pick(.part(part))
    }
  }

  /// All parts that the store has.
  mutating func pickStore() {
    for part in model.support.stock.indices { pick(.part(Row(part))) }
  }

  // MARK: Hosts and zones

  /// Hosts that the case knows a threat to be on.
  mutating func pickHit(of incident: Row<Incident>) {
    pickInOrder(of: incident) { world, belief in
      belief.said.contains(.hit) && world.componentRow(ofNode: belief.subject) != nil
        ? .node(belief.subject) : nil
    }
  }

  /// What the case knows a threat to be on that something can be done about, by its file.
  mutating func pickToTreat(of incident: Row<Incident>) {
    pickInOrder(of: incident) { world, belief in
      world.treatment(of: belief.subject, for: incident, nil) != nil ? .node(belief.subject) : nil
    }
  }

  /// Those of them that are not cut off yet.
  mutating func pickToIsolate(of incident: Row<Incident>) {
    pickInOrder(of: incident) { world, belief in
      guard belief.said.contains(.hit),
        let host = world.componentRow(ofNode: belief.subject),
        !world.platform.components[host].isIsolated
      else { return nil }
      return .node(belief.subject)
    }
  }

  /// Every host that a threat may live on, and of which the case does not know that it is hit.
  mutating func pickHosts(unknownTo incident: Row<Incident>) {
    for component in platform.components.rows {
      let definition = model.platform.components[component]
      guard isAtRisk(definition),
        !knowledge.said(of: component.node, by: incident).contains(.hit)
      else { continue }
      pick(.node(component.node))
    }
  }

  /// A threat of the drill can live on it; where there is none, anything on a network counts: that
  /// there is none nobody knows.
  private func isAtRisk(_ component: Component) -> Bool {
    component.zone != nil
      && (!model.drill.threats.contains { $0.on == .component }
        || model.drill.threats.contains {
          $0.on == .component && $0.classes & component.objectClass.bit != 0
        })
  }

  /// Hosts that the case cut off, and those that a case which is over left so.
  mutating func pickCutOff(by incident: Row<Incident>) {
    for component in platform.components.rows
    where platform.components[component].isIsolated && isDeed(.cutOff, component.node, of: incident)
    {
      pick(.node(component.node))
    }
  }

  /// Those of them that nobody who deals with it knows to be hit, and, once the case knows of no
  /// host that is, the zones that it closed.
  mutating func pickToReconnect(of incident: Row<Incident>) {
    for component in platform.components.rows
    where platform.components[component].isIsolated
      && isDeed(.cutOff, component.node, of: incident)
      && !isInHand(component.node, said: .hit)
    {
      pick(.node(component.node))
    }
    guard knowledge.hits(for: incident) == 0 else { return }
    for zone in platform.zoneBlocked.indices
    where platform.zoneBlocked[zone] && knowledge.mayOpen(zone: Row(zone), incident)
      && !isHitKnown(in: Row(zone))
    {
      pick(.zone(Row(zone)))
    }
  }

  /// Whether anybody who deals with it knows of a threat in a zone.
  private func isHitKnown(in zone: Row<Zone>) -> Bool {
    platform.components.rows.contains {
      model.platform.components[$0].zone == zone && isInHand($0.node, said: .hit)
    }
  }

  /// Zones with hosts that the case knows a threat to be on, and that are open.
  mutating func pickZonesHit(of incident: Row<Incident>) {
    pickInOrder(of: incident) { world, belief in
      guard belief.said.contains(.hit),
        let host = world.componentRow(ofNode: belief.subject),
        let zone = world.model.platform.components[host].zone, !world.platform.zoneBlocked[zone]
      else { return nil }
      return .zone(zone)
    }
  }

  // MARK: Services, power, data

  /// Services that the case knows to be down and that have a fallback which is not in use.
  mutating func pickServicesDown(of incident: Row<Incident>) {
    for service in model.platform.services {
      if let fallback = service.failover, !platform.nodes[fallback].isClosed,
        knowledge.said(of: service.node, by: incident).contains(.down)
      {
        pick(.node(service.node))
      }
    }
  }

  /// Services that the case switched over, and those that a case which is over left so.
  mutating func pickSwitchedOver(by incident: Row<Incident>) {
    for service in model.platform.services {
      if let fallback = service.failover, platform.nodes[fallback].isClosed,
        isDeed(.switchedOver, service.node, of: incident)
      {
        pick(.node(service.node))
      }
    }
  }

  mutating func pickToShutDown(for incident: Row<Incident>) {
    for component in toShutDown(for: incident) { pick(.node(component.node)) }
  }

  /// What the case shut down, and what a case which is over left off, in the order of starting.
  mutating func pickTurnedOff(by incident: Row<Incident>) {
    for component in toStartUp() where isDeed(.turnedOff, component.node, of: incident) {
      pick(.node(component.node))
    }
  }

  /// Data sets that the case knows to be lost.
  mutating func pickDataLost(of incident: Row<Incident>) {
    for row in platform.dataSets.indices where knowledge.caseThatLost(row) == incident {
      pick(.dataSet(row))
    }
  }

  // MARK: Picking

  /// A target behind those that were picked before.
  private mutating func pick(_ target: ActTarget) { picked.append(target) }

  /// What each belief of a case comes to, each target once, in the order of rows.
  private mutating func pickInOrder(
    of incident: Row<Incident>, _ target: (borrowing World, Knowledge.BeliefState) -> ActTarget?
  ) {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      next = knowledge.nextBelief(belief)
      if let target = target(self, knowledge[belief]) { picked.append(target) }
    }
    picked.sort { $0.index < $1.index }
    var kept = 0
    for position in picked.indices where position == 0 || picked[position] != picked[kept - 1] {
      picked[kept] = picked[position]
      kept += 1
    }
    picked.removeLast(picked.count - kept)
  }

  private mutating func forEachBelief(
    of incident: Row<Incident>, _ body: (inout World, Knowledge.BeliefState) -> Void
  ) {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      next = knowledge.nextBelief(belief)
      body(&self, state)
    }
  }

  /// Whether a case may undo what was done to a node: it did that, or nobody's case has any more.
  func isDeed(_ deed: Knowledge.Deed, _ node: Row<Node>, of incident: Row<Incident>) -> Bool {
    var isOthers = false
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      let state = knowledge[belief]
      if state.deeds.contains(deed) {
        if state.incident == incident { return true }
        isOthers = true
      }
      next = knowledge.nextAbout(belief)
    }
    return !isOthers
  }
}
