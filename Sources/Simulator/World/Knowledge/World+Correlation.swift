import EventKernel

/// Whether what is observed belongs to a case that is open already: by what is observed, never by
/// the cause behind it.
extension World {
  /// An open case that an observation of a node would be joined to: one that knows of trouble with
  /// it, or with what is down beside it in the diagram; else one about malware in the network zone
  /// of the component; else one about a component that feeds the same node as this one. nil: none.
  ///
  /// - Parameter own: a case that looks for another about the same.
  mutating func relatedCase(
    to node: Row<Node>, besides own: Row<Incident>? = nil
  ) -> Row<Incident>? {
    guard knowledge.beliefCount > 0 else { return nil }
    if let incident = caseBeside(node, besides: own) { return incident }
    guard let component = componentRow(ofNode: node) else { return nil }
    return outbreak(at: component, besides: own) ?? sibling(of: component, besides: own)
  }

  /// The case that knows of the nearest trouble, from a node over what is down around it.
  private mutating func caseBeside(
    _ node: Row<Node>, besides own: Row<Incident>?
  ) -> Row<Incident>? {
    beginWalk(at: node)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if let incident = caseAbout(node, besides: own) { return incident }
      walkAround(node)
    }
    return nil
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

  /// The first case in hand that believes something is wrong with a node.
  private func caseAbout(_ node: Row<Node>, besides own: Row<Incident>?) -> Row<Incident>? {
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      let state = knowledge[belief]
      if !state.said.isDisjoint(with: .trouble), state.incident != own, isInHand(state.incident) {
        return state.incident
      }
      next = knowledge.nextAbout(belief)
    }
    return nil
  }

  /// The open case that knows of an infected host in the zone of a component.
  private func outbreak(
    at component: Row<Component>, besides own: Row<Incident>?
  ) -> Row<Incident>? {
    guard knowledge.infectedSubjects > 0, let zone = model.platform.components[component].zone
    else { return nil }
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      guard incident != own, knowledge.infected(for: incident) > 0, isInHand(incident) else {
        continue
      }
      var belief = knowledge.firstBelief(of: incident)
      while let row = belief {
        let state = knowledge[row]
        if state.said.contains(.infected), let host = componentRow(ofNode: state.subject),
          model.platform.components[host].zone == zone
        {
          return incident
        }
        belief = knowledge.nextBelief(row)
      }
    }
    return nil
  }

  /// An open case about a component that feeds the same node as this one: two modules of one UPS
  /// belong together, two servers of one rack do not.
  private func sibling(of component: Row<Component>, besides own: Row<Incident>?) -> Row<Incident>?
  {
    // Most feed nothing that can do without one of its inputs; then nobody is looked at.
    let feedsSpare = model.platform.nodes[component.node].dependents
      .contains { hasSpare(model.platform.dependents[Int($0)]) }
    guard feedsSpare else { return nil }
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      let other = incidents.states[incident].record.component
      guard incident != own, isInHand(incident), knowledge.troubles(of: incident) > 0,
        incidents.states[incident].duplicateOf.isNone,
        incidents.states[incident].record[.closed] == nil, other != component,
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

  /// A second root fault is found to belong to an incident that is already open.
  mutating func join(root: Row<Fault>, to incident: Row<Incident>) {
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
