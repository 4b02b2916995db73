import EventKernel

/// Batteries and the heat that a room can take.
extension World {
  /// The reserve left now, in microseconds of what it lasts.
  func left(ofReserve row: Row<Reserve>) -> TimeSpan {
    let state = platform.reserves[row]
    return model.platform.reserves[row].left(
      state.left, rate: state.rate, after: now - state.since)
  }

  /// How long until a reserve is empty if nothing changes; nil: it does not drain.
  func timeLeft(ofReserve row: Row<Reserve>) -> TimeSpan? {
    model.platform.reserves[row].time(
      toDrain: left(ofReserve: row), rate: platform.reserves[row].rate)
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
    let rate = rate(ofReserve: reserve, isFed: false)
    platform.reserves[reserve].left = left
    platform.reserves[reserve].since = now
    platform.reserves[reserve].rate = rate
    platform.reserves[reserve].isDraining = true
    platform.reserves[reserve].isLow = false
    platform.reserves[reserve].isKnownLow = false
    platform.draining += 1
    _ = scheduleLook(at: node)
    forgetFullReserves()
    platform.partlyFull.insert(reserve.index)
    let root = platform.nodes[node].inputCause.row
    note(
      .onReserve, incident: incident(ofRoot: root), subject: node.index, object: root?.index,
      value: timeLeft(ofReserve: reserve)?.microseconds ?? -1)
    if rate != model.platform.reserves[reserve].fullRate { noteRate(of: reserve) }
    scheduleEnd(of: reserve)
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
    anchor(reserve, rate: -model.platform.reserves[reserve].fullRate)
    platform.reserves[reserve].isDraining = false
    platform.draining -= 1
    platform.reserves[reserve].generation.advance()
    mustTellSupply = true
    note(
      .offReserve, subject: node.index, value: platform.reserves[reserve].left.microseconds)
  }

  // MARK: Rates

  /// At which rate a reserve drains or refills as things are. Without what it needs a battery
  /// drains or rests; a room heats up by what is given off in it and not removed.
  private func rate(ofReserve row: Row<Reserve>, isFed: Bool) -> Int64 {
    let reserve = model.platform.reserves[row]
    if isFed { return -reserve.fullRate }
    let node = platform.nodes[reserve.node]
    switch reserve.kind {
    case .battery: return node.isUp ? reserve.fullRate : 0
    case .heat:
      // One that is too hot has stopped all that stands in it.
      let heat = node.isUp ? heatGivenOff(in: reserve) { _ in false } : 0
      return reserve.rate(heat: heat, units: node.starved > 0 ? 0 : node.upInputs)
    }
  }

  /// - Parameter isOff: whether a component that runs is left out.
  func heatGivenOff(in room: Reserve, without isOff: (Row<Component>) -> Bool) -> Int64 {
    guard room.heat > 0 else { return 1 }
    var heat: Int64 = 0
    for position in model.platform.nodes[room.node].dependents {
      let dependent = model.platform.dependents[Int(position)]
      guard platform.nodes[dependent].isUp, let component = componentRow(ofNode: dependent),
        !isOff(component)
      else { continue }
      heat += model.platform.components[component].heat
    }
    return heat
  }

  /// What a node needs, or what runs in a room, may have changed: its reserve goes on from here.
  mutating func followRate(ofReserve row: Row<Reserve>, isFed: Bool) {
    let rate = rate(ofReserve: row, isFed: isFed)
    guard rate != platform.reserves[row].rate else { return }
    anchor(row, rate: rate)
    noteRate(of: row)
    guard platform.reserves[row].isDraining else { return }
    platform.reserves[row].generation.advance()
    scheduleEnd(of: row)
  }

  /// A component goes on or off: the room that it stands in heats up the faster or slower.
  @inline(never)
  mutating func heatChanged(by component: Row<Component>) {
    guard let room = model.platform.components[component].room,
      let reserve = model.platform.nodes[room].reserve, platform.reserves[reserve].isDraining
    else { return }
    enqueue(room)
  }

  private mutating func anchor(_ row: Row<Reserve>, rate: Int64) {
    platform.reserves[row].left = left(ofReserve: row)
    platform.reserves[row].since = now
    platform.reserves[row].rate = rate
  }

  private mutating func noteRate(of row: Row<Reserve>) {
    note(
      .reserveRate, subject: model.platform.reserves[row].node.index,
      value: platform.reserves[row].rate)
  }

  // MARK: The end of a reserve

  /// When it will be low and empty, unless something changes before.
  private mutating func scheduleEnd(of row: Row<Reserve>) {
    guard let timeLeft = timeLeft(ofReserve: row) else {
      platform.reserves[row].isLow = false
      platform.reserves[row].isKnownLow = false
      return
    }
    if timeLeft > Self.limitMargin {
      platform.reserves[row].isLow = false
      platform.reserves[row].isKnownLow = false
    }
    let generation = platform.reserves[row].generation
    if !platform.reserves[row].isLow {
      let ahead = max(.zero, timeLeft - Self.limitMargin)
      schedule(.reserveLow, at: now + ahead, row: row, generation: generation)
    }
    schedule(.reserveEmpty, at: now + timeLeft, row: row, generation: generation)
    scheduleGaugeMarks(row)
  }

  /// Conditions about gauges are looked at when a gauge passes the value that they ask about.
  private mutating func scheduleGaugeMarks(_ row: Row<Reserve>) {
    let reserve = model.platform.reserves[row]
    let range = Double(reserve.levelFull - reserve.levelEmpty)
    guard range != 0 else { return }
    let (left, rate) = (platform.reserves[row].left, platform.reserves[row].rate)
    for mark in shared.index.gaugeMarks[reserve.kind] {
      let share = Double(mark - reserve.levelEmpty) / range
      guard share >= 0, share <= 1 else { continue }
      let leftThen = TimeSpan(
        microseconds: Int64((share * Double(reserve.lasts.microseconds)).rounded()))
      guard leftThen <= left, let wait = reserve.time(toDrain: left - leftThen, rate: rate)
      else { continue }
      // A moment later the gauge is surely past the mark, whichever way it was rounded.
      schedule(
        .gaugePassed, at: now + wait + .seconds(1), row: row,
        generation: platform.reserves[row].generation)
    }
  }

  mutating func passGauge(_ reserve: Row<Reserve>, generation: Generation) {
    if platform.reserves[reserve].generation == generation { mustCheckConditions = true }
  }

  mutating func reportLow(reserve: Row<Reserve>, generation: Generation) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    platform.reserves[reserve].isLow = true
    let node = model.platform.reserves[reserve].node
    let root = platform.nodes[node].inputCause.row
    let incident = incident(ofRoot: root)
    note(
      .reserveLow, incident: incident, subject: node.index, object: root?.index,
      value: gauge(ofReserve: reserve))
    _ = scheduleLook(at: node)
    mustCheckConditions = true
  }

  mutating func emptyReserve(_ reserve: Row<Reserve>, generation: Generation) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    let node = model.platform.reserves[reserve].node
    platform.reserves[reserve].left = .zero
    platform.reserves[reserve].since = now
    platform.reserves[reserve].rate = 0
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
