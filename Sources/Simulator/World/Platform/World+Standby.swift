import EventKernel

/// Cold standby: of a group so many components run, and only those can fail by law.
extension World {
  mutating func startStandbys() {
    for (group, standby) in model.platform.standbys.enumerated() {
      for (position, member) in standby.members.enumerated() {
        platform.components[member].standby = OptionalRow(Row(group))
        platform.components[member].runs = position < Int(standby.running)
      }
    }
  }

  /// Whether the component's failures by law may strike now.
  func isRunning(_ component: Row<Component>) -> Bool { platform.components[component].runs }

  /// A component of a group has failed: the next one that works takes its place.
  mutating func stopRunning(_ component: Row<Component>) {
    guard let group = platform.components[component].standby.row,
      platform.components[component].runs
    else { return }
    platform.components[component].runs = false
    cancelFailures(of: component)
    let members = model.platform.standbys[group].members
    let next = members.first {
      !platform.components[$0].runs && platform.nodes[$0.node].stops == 0
    }
    if let next { run(next) }
  }

  /// A component of a group is repaired: it runs when too few do, else it stands by.
  mutating func startRunning(_ component: Row<Component>) {
    guard let group = platform.components[component].standby.row,
      !platform.components[component].runs, platform.nodes[component.node].stops == 0
    else { return }
    let standby = model.platform.standbys[group]
    let running = standby.members.count { platform.components[$0].runs }
    if running < Int(standby.running) { run(component) }
  }

  private mutating func run(_ component: Row<Component>) {
    platform.components[component].runs = true
    for row in model.platform.components[component].failureModes {
      let mode = Row<FailureMode>(Int(row))
      if !isOpen(mode: mode, of: component) { scheduleFailure(mode) }
    }
  }

  /// Whether a failure mode has struck and is not repaired; it is scheduled anew when it is.
  private func isOpen(mode: Row<FailureMode>, of component: Row<Component>) -> Bool {
    var open = platform.nodes[component.node].firstFault.row
    while let fault = open {
      if platform.faults[fault].record.mode == mode { return true }
      open = platform.faults[fault].nextOfSubject.row
    }
    return false
  }
}
