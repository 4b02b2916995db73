import EventKernel

/// What is down for a root fault.
extension World {
  /// Keeps the counters of a root fault when a node goes down for it (`by` 1) or comes up (-1).
  mutating func countDown(_ node: Row<Node>, cause root: Row<Fault>?, by step: Int32) {
    guard let root else { return }
    var change = PlatformState.DownCounts()
    if let component = componentRow(ofNode: node) {
      change.components = step
      if model.platform.components[component].isSecurityFunction { change.security = step }
    } else if let service = serviceRow(ofNode: node) {
      change.services = step
      if model.platform.services[service].importance == .core { change.coreServices = step }
    } else {
      platform.faults[root].down.others += step
      if step < 0 { mayForget(root: root) }
      return
    }
    platform.faults[root].down.add(change)
    platform.down.add(change)
    if let incident = incident(ofRoot: root) {
      impactChanged(incident)
    } else if step < 0 {
      retireFamily(of: root)
    }
  }

  /// Nothing is down for the root any more that kept its row.
  private mutating func mayForget(root: Row<Fault>) {
    if let incident = incident(ofRoot: root) {
      mayRetire(incident)
    } else {
      retireFamily(of: root)
    }
  }

  /// Components have the first nodes; nil for a node that is none.
  func componentRow(ofNode node: Row<Node>) -> Row<Component>? {
    node.index < model.platform.components.count ? Row(node.index) : nil
  }

  /// Services have consecutive nodes; nil for a node that is none.
  func serviceRow(ofNode node: Row<Node>) -> Row<Service>? {
    guard let first = model.platform.services.first?.node.index, node.index >= first,
      node.index < first + model.platform.services.count
    else { return nil }
    return Row(node.index - first)
  }

  /// The incident that a root fault belongs to; nil: none yet, or there is no root fault.
  func incident(ofRoot root: Row<Fault>?) -> Row<Incident>? {
    guard let root else { return nil }
    return platform.faults[root].incident.row
  }
}
