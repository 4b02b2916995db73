import EventKernel

/// Cold standby: of a group so many components run, and only those can fail by law.
extension World {
  mutating func startStandbys() {
    for (group, standby) in model.platform.standbys.enumerated() {
      for (position, member) in standby.members.enumerated() {
        platform.components[member.index].standby = Int32(group)
        platform.components[member.index].runs = position < Int(standby.running)
      }
    }
  }

  /// Whether the component's failures by law may strike now.
  func isRunning(_ component: Int) -> Bool { platform.components[component].runs }

  /// Tells a component's turn of running from earlier ones; always the same for what never rests.
  func turn(of component: Int) -> UInt32 { platform.components[component].turn }

  /// A component of a group has failed: the next one that works takes its place.
  mutating func stopRunning(_ component: Int) {
    let group = Int(platform.components[component].standby)
    guard group >= 0, platform.components[component].runs else { return }
    platform.components[component].runs = false
    platform.components[component].turn = (platform.components[component].turn &+ 1) & 0xFF_FFFF
    let members = model.platform.standbys[group].members
    let next = members.first {
      !platform.components[$0.index].runs && platform.nodes[$0.index].stops == 0
    }
    if let next { run(next.index) }
  }

  /// A component of a group is repaired: it runs when too few do, else it stands by.
  mutating func startRunning(_ component: Int) {
    let group = Int(platform.components[component].standby)
    guard group >= 0, !platform.components[component].runs,
      platform.nodes[component].stops == 0
    else { return }
    let standby = model.platform.standbys[group]
    let running = standby.members.count { platform.components[$0.index].runs }
    if running < Int(standby.running) { run(component) }
  }

  private mutating func run(_ component: Int) {
    platform.components[component].runs = true
    guard model.drill.randomFailures else { return }
    for row in model.platform.components[component].failureModes
    where !isOpen(mode: Int(row), of: component) { scheduleFailure(Int(row)) }
  }

  /// Whether a failure mode has struck and is not repaired; it is scheduled anew when it is.
  private func isOpen(mode: Int, of component: Int) -> Bool {
    var fault = platform.components[component].firstFault
    while fault >= 0 {
      if platform.faults[Int(fault)].record.mode?.index == mode { return true }
      fault = platform.faults[Int(fault)].nextOfComponent
    }
    return false
  }
}
