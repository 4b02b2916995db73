import EventKernel

/// Rounds past everything.
extension World {
  /// A round past everything: what shows and is not known yet becomes known, and so does what was
  /// closed unrepaired.
  mutating func patrol() {
    var next = 0
    while let component = firstNotWell(from: next) {
      next = component.index + 1
      _ = raiseAlarms(at: component, channel: .patrol)
    }
    if knowledge.beliefCount > 0 {
      for component in model.platform.components.indices { refresh(Row(component), by: .patrol) }
    }
    schedule(.patrol, at: now + .days(1), row: 0)
  }

  /// The first component from a row on that is down or has an open fault.
  private func firstNotWell(from row: Int) -> Row<Component>? {
    let down = platform.downNodes.first(from: row) ?? .max
    let first = min(down, platform.faulty.first(from: row) ?? .max)
    return first < model.platform.components.count ? Row(first) : nil
  }
}
