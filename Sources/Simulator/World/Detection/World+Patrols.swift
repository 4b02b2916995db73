import EventKernel

/// Rounds past everything.
extension World {
  /// A round past everything: what shows and is not known yet becomes known, and so does what was
  /// closed unrepaired.
  mutating func patrol() {
    lookAround { world in
      var next = 0
      while let component = world.firstNotWell(from: next) {
        next = component.index + 1
        _ = world.raiseAlarms(at: component, channel: .patrol)
      }
      world.patrolThreats()
      guard world.knowledge.beliefCount > 0 else { return }
      for component in world.platform.components.rows {
        world.refresh(component.node, by: .patrol)
      }
    }
    for reserve in platform.reserves.rows { lookAtReserve(reserve) }
    schedule(.patrol, at: now + .days(1), row: 0)
  }

  /// The first component from a row on that is down or has an open fault.
  private func firstNotWell(from row: Int) -> Row<Component>? {
    let down = platform.downNodes.first(from: row) ?? .max
    let first = min(down, platform.faulty.first(from: row) ?? .max)
    return first < model.platform.components.count ? Row(first) : nil
  }
}
