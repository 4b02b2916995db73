import EventKernel

/// Whether what is noticed belongs to an incident that is open already.
extension World {
  /// An open incident about a component that feeds the same node as this one: two modules of one
  /// UPS belong together, two servers of one rack do not.
  func relatedIncident(of component: Row<Component>) -> Row<Incident>? {
    // Most feed nothing that can do without one of its inputs; then nobody is looked at.
    let feedsSpare = model.platform.nodes[component.node].dependents
      .contains {
        let node = model.platform.nodes[model.platform.dependents[Int($0)]]
        return node.threshold < node.inputCount
      }
    guard feedsSpare else { return nil }
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      let other = incidents.states[incident].record.component
      guard incidents.states[incident].record.fault != nil,
        incidents.states[incident].record[.closed] == nil,
        incidents.states[incident].duplicateOf.isNone, other != component,
        model.platform.components[other].objectClass
          == model.platform.components[component].objectClass,
        model.platform.components[other].room == model.platform.components[component].room
      else { continue }
      let mine = model.platform.nodes[component.node].dependents
      let theirs = model.platform.nodes[other.node].dependents
      for position in mine {
        let node = model.platform.dependents[Int(position)]
        guard
          model.platform.nodes[node].threshold < model.platform.nodes[node].inputCount
        else { continue }
        if theirs.contains(where: { model.platform.dependents[Int($0)] == node }) {
          return incident
        }
      }
    }
    return nil
  }

  /// A second root fault is found to belong to an incident that is already open.
  mutating func join(root: Row<Fault>, to incident: Row<Incident>) {
    adopt(root: root, by: incident)
    platform.faults[root].nextRoot = incidents.states[incident].firstRoot
    incidents.states[incident].firstRoot = OptionalRow(root)
    impactChanged(incident)
  }
}
