import EventKernel

/// What is down for a root fault.
extension World {
  /// Keeps the counters of a root fault when a node goes down for it (`by` 1) or comes up (-1).
  mutating func countDown(_ row: Int, cause: Int32, by step: Int32) {
    guard cause >= 0 else { return }
    let root = Int(cause)
    var change = PlatformState.DownCounts()
    if row < model.platform.components.count {
      change.components = step
      if model.platform.components[row].isSecurityFunction { change.security = step }
    } else if let service = serviceRow(ofNode: row) {
      change.services = step
      if model.platform.services[service].importance == .core { change.coreServices = step }
    } else {
      return
    }
    platform.faults[root].down.add(change)
    platform.down.add(change)
    let incident = incident(ofRoot: cause)
    if incident >= 0 { impactChanged(incident) } else if step < 0 { retireFamily(of: root) }
  }

  /// Services have consecutive nodes; nil for a node that is none.
  func serviceRow(ofNode row: Int) -> Int? {
    guard let first = model.platform.services.first?.node.index, row >= first,
      row < first + model.platform.services.count
    else { return nil }
    return row - first
  }

  /// The incident that a root fault belongs to; -1: none yet.
  func incident(ofRoot root: Int32) -> Int {
    root >= 0 ? Int(platform.faults[Int(root)].incident) : -1
  }
}
