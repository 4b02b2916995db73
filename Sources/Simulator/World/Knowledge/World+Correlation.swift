import EventKernel

/// Whether what is observed belongs to a case that is open already: by what is observed, never by
/// the cause behind it.
extension World {
  /// An open case that an observation of a node would be joined to: one that knows of trouble with
  /// it, or with what is down beside it in the diagram; else one about a threat in the network zone
  /// of the component, or, of a threat, in one connected with it; else one about a component
  /// that feeds the same node as this one. nil: none.
  ///
  /// - Parameters:
  ///   - isHit: a threat was observed.
  ///   - own: a case that looks for an earlier one about the same.
  mutating func relatedCase(
    to node: Row<Node>, isHit: Bool = false, before own: Row<Incident>? = nil
  ) -> Row<Incident>? {
    guard knowledge.beliefCount > 0 else { return nil }
    if let incident = caseBeside(node, before: own) { return incident }
    guard let component = componentRow(ofNode: node) else { return nil }
    return outbreak(at: component, isHit: isHit, before: own)
      ?? sibling(of: component, before: own)
  }

  /// The case that knows of the nearest trouble, from a node over what is down around it.
  private mutating func caseBeside(
    _ node: Row<Node>, before own: Row<Incident>?
  ) -> Row<Incident>? {
    beginWalk(at: node)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if let incident = caseAbout(node, before: own) ?? caseAboutPlace(of: node, before: own) {
        return incident
      }
      walkAround(node)
    }
    return nil
  }

  /// The case that knows of a threat on the room or the site that a component stands in.
  private func caseAboutPlace(of node: Row<Node>, before own: Row<Incident>?) -> Row<Incident>? {
    guard knowledge.hitSubjects > 0, let component = componentRow(ofNode: node) else { return nil }
    let definition = model.platform.components[component]
    if let room = definition.room, let incident = caseAbout(room, before: own) { return incident }
    guard definition.site.index < model.platform.siteNodes.count else { return nil }
    return caseAbout(model.platform.siteNodes[definition.site.index], before: own)
  }

  /// Whether a case knows of trouble with a node, or with what is down around it in the diagram.
  /// More than one case may.
  mutating func isAbout(_ node: Row<Node>, _ incident: Row<Incident>) -> Bool {
    beginWalk(at: node)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if !knowledge.said(of: node, by: incident).isDisjoint(with: .trouble) { return true }
      walkAround(node)
    }
    return false
  }

  /// Goes on to what a node needs and to what needs it, where that seems to be down.
  private mutating func walkAround(_ node: Row<Node>) {
    for position in shared.index.inputs.range(of: node) {
      walkOver(shared.index.inputs[position])
    }
    for position in model.platform.nodes[node].dependents {
      walkOver(model.platform.dependents[Int(position)])
    }
  }

  private mutating func walkOver(_ node: Row<Node>) {
    guard !isWalked.contains(node.index), seemsDown(node) else { return }
    isWalked.insert(node.index)
    walked.append(node)
  }

  /// Whether a node looks down to whoever asks the screens. Of what nothing watches one sees what
  /// hangs on it: it seems to be down when all of that is, whether or not it is.
  private func seemsDown(_ node: Row<Node>) -> Bool {
    guard let component = componentRow(ofNode: node),
      model.platform.components[component].monitoring == .none
    else { return !platform.nodes[node].isUp }
    var isAnythingWatched = false
    for position in model.platform.nodes[node].dependents {
      let dependent = model.platform.dependents[Int(position)]
      if let other = componentRow(ofNode: dependent),
        model.platform.components[other].monitoring == .none
      {
        continue
      }
      if platform.nodes[dependent].isUp { return false }
      isAnythingWatched = true
    }
    return isAnythingWatched
  }

  /// Whether somebody deals with a case; where another one looks for it, one that was opened before
  /// that and is not about another failure of what that is about.
  private func isInHand(_ incident: Row<Incident>, before other: Row<Incident>?) -> Bool {
    guard isInHand(incident) else { return false }
    guard let other else { return true }
    return incidents.states[incident].ordinal < incidents.states[other].ordinal
      && !haveEachAFailure(incident, other)
  }

  /// Whether two cases have each seen a fault of one component, and not the same: a second failure
  /// is another piece of work.
  private func haveEachAFailure(_ one: Row<Incident>, _ other: Row<Incident>) -> Bool {
    let (mine, theirs) = (incidents.states[one].ordinal, incidents.states[other].ordinal)
    var next = knowledge.firstBelief(of: other)
    while let belief = next {
      next = knowledge.nextBelief(belief)
      var (isMine, isTheirs) = (false, false)
      var open = platform.nodes[knowledge[belief].subject].firstFault.row
      while let fault = open {
        let seenBy = platform.faults[fault].seenBy
        open = platform.faults[fault].nextOfSubject.row
        if seenBy.has(mine) != seenBy.has(theirs) {
          if seenBy.has(mine) { isMine = true } else { isTheirs = true }
        }
      }
      if isMine, isTheirs { return true }
    }
    return false
  }

  /// The first case in hand that believes something is wrong with a node.
  private func caseAbout(_ node: Row<Node>, before own: Row<Incident>?) -> Row<Incident>? {
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      let state = knowledge[belief]
      if !state.said.isDisjoint(with: .trouble), isInHand(state.incident, before: own) {
        return state.incident
      }
      next = knowledge.nextAbout(belief)
    }
    return nil
  }

  /// The open case that knows of a threat in the zone of a component; else, of a threat,
  /// the first that knows of one in a zone which reaches it or is reached from it.
  private func outbreak(
    at component: Row<Component>, isHit: Bool, before own: Row<Incident>?
  ) -> Row<Incident>? {
    guard knowledge.hitSubjects > 0, let zone = model.platform.components[component].zone
    else { return nil }
    var connected: Row<Incident>?
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      guard knowledge.hits(for: incident) > 0, isInHand(incident, before: own) else {
        continue
      }
      var belief = knowledge.firstBelief(of: incident)
      while let row = belief {
        let state = knowledge[row]
        if state.said.contains(.hit), let host = componentRow(ofNode: state.subject),
          let other = model.platform.components[host].zone
        {
          if other == zone { return incident }
          if isHit, connected == nil, model.platform.areConnected(zone, other) {
            connected = incident
          }
        }
        belief = knowledge.nextBelief(row)
      }
    }
    return connected
  }

  /// An open case about a component that feeds the same node as this one: two modules of one UPS
  /// belong together, two servers of one rack do not.
  private func sibling(of component: Row<Component>, before own: Row<Incident>?) -> Row<Incident>? {
    // Most feed nothing that can do without one of its inputs; then nobody is looked at.
    let feedsSpare = model.platform.nodes[component.node].dependents
      .contains { hasSpare(model.platform.dependents[Int($0)]) }
    guard feedsSpare else { return nil }
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      guard isInHand(incident, before: own), knowledge.troubles(of: incident) > 0,
        let other = componentRow(ofNode: incidents.states[incident].record.subject),
        incidents.states[incident].record.stream == nil, other != component,
        model.platform.components[other].objectClass
          == model.platform.components[component].objectClass,
        model.platform.components[other].room == model.platform.components[component].room
      else { continue }
      if feedTheSame(component, other) { return incident }
    }
    return nil
  }

  /// Whether a node can do without one of its inputs.
  private func hasSpare(_ node: Row<Node>) -> Bool {
    model.platform.nodes[node].threshold < model.platform.nodes[node].inputCount
  }

  private func feedTheSame(_ one: Row<Component>, _ other: Row<Component>) -> Bool {
    let mine = model.platform.nodes[one.node].dependents
    let theirs = model.platform.nodes[other.node].dependents
    for position in mine {
      let node = model.platform.dependents[Int(position)]
      guard hasSpare(node) else { continue }
      if theirs.contains(where: { model.platform.dependents[Int($0)] == node }) { return true }
    }
    return false
  }

  // MARK: Who answers for it in truth

  /// A case answers in truth for what is behind something that it has observed, unless another
  /// one does.
  mutating func take(root: Row<Fault>, for incident: Row<Incident>) {
    if self.incident(ofRoot: root) == nil { join(root: root, to: primary(incident)) }
  }

  /// One case answers for all that is behind another, and for what that one answered for.
  mutating func answerFor(_ incident: Row<Incident>, by successor: Row<Incident>) {
    // Another one answers for it already.
    guard incidents.states[incident].duplicateOf.isNone else { return }
    var other = primary(successor)
    if other == incident {
      incidents.duplicates.remove(successor, from: &incidents.states[incident].duplicates)
      incidents.states[successor].duplicateOf = .none
      other = successor
    }
    var next = incidents.states[incident].firstRoot.row
    incidents.states[incident].firstRoot = .none
    while let duplicate = incidents.states[incident].duplicates.firstRow(of: Incident.self) {
      incidents.duplicates.remove(duplicate, from: &incidents.states[incident].duplicates)
      incidents.duplicates.append(duplicate, to: &incidents.states[other].duplicates)
      incidents.states[duplicate].duplicateOf = OptionalRow(other)
    }
    incidents.duplicates.append(incident, to: &incidents.states[other].duplicates)
    incidents.states[incident].duplicateOf = OptionalRow(other)
    while let fault = incidents.states[incident].faults.firstRow(of: Fault.self) {
      platform.family.remove(fault, from: &incidents.states[incident].faults)
      platform.family.append(fault, to: &incidents.states[other].faults)
      platform.faults[fault].record.incident = other
    }
    incidents.states[incident].impact = 0
    while let root = next {
      next = platform.faults[root].nextRoot.row
      platform.faults[root].incident = .none
      join(root: root, to: other)
    }
  }

  /// A second root fault is found to belong to an incident that is already open.
  private mutating func join(root: Row<Fault>, to incident: Row<Incident>) {
    let state = platform.faults[root]
    let hasEffect = state.openFaults + state.down.components + state.down.services > 0
    note(
      .faultJoined, incident: incident, subject: state.record.subject.index,
      object: root.index, value: hasEffect ? 1 : 0)
    adopt(root: root, by: incident)
    platform.faults[root].nextRoot = incidents.states[incident].firstRoot
    incidents.states[incident].firstRoot = OptionalRow(root)
    if incidents.states[incident].record.fault == nil {
      // It began as a false alarm, and something is behind it now.
      incidents.states[incident].record.fault = root
      incidents.states[incident].record[.occurred] = platform.faults[root].record.began
    }
    impactChanged(incident)
  }
}
