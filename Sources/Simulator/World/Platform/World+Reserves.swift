import EventKernel

/// Batteries and the heat that a room can take.
extension World {
  /// The reserve left now, in microseconds of what it lasts.
  func left(ofReserve row: Row<Reserve>) -> TimeSpan {
    let state = platform.reserves[row]
    return model.platform.reserves[row].left(
      state.left, isDraining: state.isDraining, after: now - state.since)
  }

  /// What the gauge shows: milli-degrees of a room, milli-per-cent of a battery.
  func gauge(ofReserve row: Row<Reserve>) -> Int64 {
    let reserve = model.platform.reserves[row]
    let share =
      reserve.lasts > .zero
      ? Double(left(ofReserve: row).microseconds) / Double(reserve.lasts.microseconds) : 0
    let range = Double(reserve.levelFull - reserve.levelEmpty)
    return reserve.levelEmpty + Int64((share * range).rounded())
  }

  /// Goes on from the reserve; false when there is none left.
  mutating func startDraining(_ node: Row<Node>, _ definition: Node) -> Bool {
    guard let reserve = definition.reserve else { return false }
    if platform.reserves[reserve].isDraining { return true }
    let left = left(ofReserve: reserve)
    guard left > .zero else { return false }
    platform.reserves[reserve].left = left
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = true
    platform.draining += 1
    forgetFullReserves()
    platform.partlyFull.insert(reserve.index)
    let generation = platform.reserves[reserve].generation
    let root = platform.nodes[node].inputCause.row
    note(
      .onReserve, incident: incident(ofRoot: root), subject: node.index, object: root?.index,
      value: left.microseconds)
    let ahead = max(.zero, left - Self.limitMargin)
    schedule(.reserveLow, at: now + ahead, row: reserve, generation: generation)
    schedule(.reserveEmpty, at: now + left, row: reserve, generation: generation)
    scheduleGaugeMarks(reserve)
    return true
  }

  /// Those that are full again need no look any more.
  private mutating func forgetFullReserves() {
    var row = 0
    while let next = platform.partlyFull.first(from: row) {
      row = next + 1
      let reserve = Row<Reserve>(next)
      let isFull =
        !platform.reserves[reserve].isDraining
        && left(ofReserve: reserve) == model.platform.reserves[reserve].lasts
      if isFull { platform.partlyFull.remove(next) }
    }
  }

  mutating func stopDraining(_ node: Row<Node>) {
    guard let reserve = model.platform.nodes[node].reserve,
      platform.reserves[reserve].isDraining
    else { return }
    platform.reserves[reserve].left = left(ofReserve: reserve)
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = false
    platform.draining -= 1
    platform.reserves[reserve].generation.advance()
    mustTellSupply = true
    note(
      .offReserve, subject: node.index, value: platform.reserves[reserve].left.microseconds)
  }

  /// Conditions about gauges are looked at when a gauge passes the value that they ask about.
  private mutating func scheduleGaugeMarks(_ row: Row<Reserve>) {
    let reserve = model.platform.reserves[row]
    let range = Double(reserve.levelFull - reserve.levelEmpty)
    guard range != 0 else { return }
    let left = platform.reserves[row].left
    for mark in shared.index.gaugeMarks[reserve.kind] {
      let share = Double(mark - reserve.levelEmpty) / range
      guard share >= 0, share <= 1 else { continue }
      let leftThen = TimeSpan(
        microseconds: Int64((share * Double(reserve.lasts.microseconds)).rounded()))
      guard leftThen <= left else { continue }
      // A moment later the gauge is surely past the mark, whichever way it was rounded.
      schedule(.gaugePassed, at: now + (left - leftThen) + .seconds(1), row: row)
    }
  }

  mutating func reportLow(reserve: Row<Reserve>, generation: Generation) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    let node = model.platform.reserves[reserve].node
    let root = platform.nodes[node].inputCause.row
    let incident = incident(ofRoot: root)
    note(
      .reserveLow, incident: incident, subject: node.index, object: root?.index,
      value: gauge(ofReserve: reserve))
    if let known = relatedCase(to: node) { send(.limitNear, toIncident: known) }
    mustCheckConditions = true
  }

  mutating func emptyReserve(_ reserve: Row<Reserve>, generation: Generation) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    let node = model.platform.reserves[reserve].node
    platform.reserves[reserve].left = .zero
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = false
    platform.draining -= 1
    platform.reserves[reserve].generation.advance()
    let root = platform.nodes[node].inputCause.row
    note(
      .reserveEmpty, incident: incident(ofRoot: root), subject: node.index,
      object: root?.index)
    recheck(node, cause: nil)
  }
}
