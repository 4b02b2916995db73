import EventKernel

/// State spreads through the reliability block diagram by counters, touching only what changes.
extension World {
  /// Something about the node itself changed: look at it, and at what follows from it.
  mutating func recheck(_ row: Int, cause: Int32) {
    if cause >= 0 { platform.nodes[row].inputCause = cause }
    enqueue(row)
    var next = 0
    while next < platform.changed.count {
      let row = Int(platform.changed[next])
      next += 1
      platform.nodes[row].isQueued = false
      evaluate(row)
    }
    platform.changed.removeAll()
  }

  private mutating func enqueue(_ row: Int) {
    guard !platform.nodes[row].isQueued else { return }
    platform.nodes[row].isQueued = true
    platform.changed.append(Int32(row))
  }

  private mutating func evaluate(_ row: Int) {
    let state = platform.nodes[row]
    let node = model.platform.nodes[row]
    let works =
      state.stops == 0 && state.hotRooms == 0 && !state.isOff
      && (node.kind != .failoverSwitch || state.isClosed)
    let isFed = state.upInputs >= node.threshold
    if !works {
      stopDraining(row)
      goDown(row)
    } else if isFed {
      stopDraining(row)
      comeBack(row, node)
    } else if state.isUp {
      if !startDraining(row, node) { goDown(row) }
    } else if state.isStarting {
      cancelStart(row)
    }
  }

  private mutating func goDown(_ row: Int) {
    if platform.nodes[row].isStarting { cancelStart(row) }
    guard platform.nodes[row].isUp else { return }
    platform.nodes[row].isUp = false
    platform.downNodes.insert(row)
    platform.nodes[row].downSince = now
    meters.change(by: 1, at: .numberDown, row, now: now)
    platform.nodes[row].cause = platform.nodes[row].inputCause
    let cause = platform.nodes[row].cause
    countDown(row, cause: cause, by: 1)
    if model.platform.nodes[row].kind != .gate {
      note(.wentDown, incident: incident(ofRoot: cause), subject: row, object: Int(cause))
    }
    feedDependents(row, up: false, cause: cause)
    if row < model.platform.components.count {
      componentWentDown(row, cause: cause)
    } else if model.platform.nodes[row].kind == .service {
      serviceWentDown(row)
    }
    mustCheckConditions = true
  }

  private mutating func comeBack(_ row: Int, _ node: Node) {
    guard !platform.nodes[row].isUp, !platform.nodes[row].isStarting else { return }
    var delay = TimeSpan.zero
    if let law = node.startsIn {
      let ordinal = Int(platform.nodes[row].startOrdinal)
      platform.nodes[row].startOrdinal += 1
      delay = span(law, Purpose.start, node.name, ordinal)
    } else if let reserve = node.reserve, model.platform.reserves[reserve.index].kind == .heat {
      // A room is fit for work again when half of its heat is gone.
      delay = TimeSpan(
        microseconds: model.platform.reserves[reserve.index].refills.microseconds / 2)
    }
    if delay == .zero {
      goUp(row)
    } else {
      platform.nodes[row].isStarting = true
      schedule(
        .started, at: now + delay, row: row, generation: platform.nodes[row].generation)
    }
  }

  private mutating func cancelStart(_ row: Int) {
    platform.nodes[row].isStarting = false
    platform.nodes[row].generation = (platform.nodes[row].generation &+ 1) & 0xFF_FFFF
  }

  mutating func finishStart(_ row: Int, generation: UInt32) {
    guard platform.nodes[row].isStarting, platform.nodes[row].generation == generation else {
      return
    }
    platform.nodes[row].isStarting = false
    goUp(row)
    recheck(row, cause: -1)
  }

  private mutating func goUp(_ row: Int) {
    let cause = platform.nodes[row].cause
    platform.nodes[row].isUp = true
    platform.downNodes.remove(row)
    meters.change(by: -1, at: .numberDown, row, now: now)
    platform.nodes[row].cause = -1
    platform.nodes[row].inputCause = -1
    platform.downtime[row] = platform.downtime[row] + (now - platform.nodes[row].downSince)
    if model.platform.nodes[row].kind != .gate {
      note(.cameUp, incident: incident(ofRoot: cause), subject: row, object: Int(cause))
    }
    if model.platform.nodes[row].kind == .service { serviceCameUp(row) }
    if model.platform.nodes[row].reserve != nil { mustTellSupply = true }
    feedDependents(row, up: true, cause: -1)
    countDown(row, cause: cause, by: -1)
    mustCheckConditions = true
  }

  private mutating func feedDependents(_ row: Int, up: Bool, cause: Int32) {
    let isRoom = model.platform.nodes[row].kind == .room
    for position in model.platform.nodes[row].dependents {
      let dependent = model.platform.dependents[Int(position)].index
      if isRoom {
        platform.nodes[dependent].hotRooms += up ? -1 : 1
      } else {
        platform.nodes[dependent].upInputs += up ? 1 : -1
      }
      if cause >= 0 { platform.nodes[dependent].inputCause = cause }
      enqueue(dependent)
    }
  }

  // MARK: Reserves

  /// The reserve left now, in microseconds of what it lasts.
  func left(ofReserve row: Int) -> TimeSpan {
    let state = platform.reserves[row]
    return model.platform.reserves[row].left(
      state.left, isDraining: state.isDraining, after: now - state.since)
  }

  /// What the gauge shows: milli-degrees of a room, milli-per-cent of a battery.
  func gauge(ofReserve row: Int) -> Int64 {
    let reserve = model.platform.reserves[row]
    let share =
      reserve.lasts > .zero
      ? Double(left(ofReserve: row).microseconds) / Double(reserve.lasts.microseconds) : 0
    let range = Double(reserve.levelFull - reserve.levelEmpty)
    return reserve.levelEmpty + Int64((share * range).rounded())
  }

  /// Goes on from the reserve; false when there is none left.
  private mutating func startDraining(_ row: Int, _ node: Node) -> Bool {
    guard let reserve = node.reserve?.index else { return false }
    if platform.reserves[reserve].isDraining { return true }
    let left = left(ofReserve: reserve)
    guard left > .zero else { return false }
    platform.reserves[reserve].left = left
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = true
    platform.draining += 1
    forgetFullReserves()
    platform.partlyFull.insert(reserve)
    let generation = platform.reserves[reserve].generation
    note(
      .onReserve, incident: incident(ofRoot: platform.nodes[row].inputCause), subject: row,
      object: Int(platform.nodes[row].inputCause), value: left.microseconds)
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
      let isFull =
        !platform.reserves[next].isDraining
        && left(ofReserve: next) == model.platform.reserves[next].lasts
      if isFull { platform.partlyFull.remove(next) }
    }
  }

  private mutating func stopDraining(_ row: Int) {
    guard let reserve = model.platform.nodes[row].reserve?.index,
      platform.reserves[reserve].isDraining
    else { return }
    platform.reserves[reserve].left = left(ofReserve: reserve)
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = false
    platform.draining -= 1
    platform.reserves[reserve].generation =
      (platform.reserves[reserve].generation &+ 1) & 0xFF_FFFF
    mustTellSupply = true
    note(
      .offReserve, subject: row, value: platform.reserves[reserve].left.microseconds)
  }

  /// Conditions about gauges are looked at when a gauge passes the value that they ask about.
  private mutating func scheduleGaugeMarks(_ row: Int) {
    let reserve = model.platform.reserves[row]
    let range = Double(reserve.levelFull - reserve.levelEmpty)
    guard range != 0 else { return }
    let left = platform.reserves[row].left
    for mark in threats.gaugeMarks(reserve.kind) {
      let share = Double(mark - reserve.levelEmpty) / range
      guard share >= 0, share <= 1 else { continue }
      let leftThen = TimeSpan(
        microseconds: Int64((share * Double(reserve.lasts.microseconds)).rounded()))
      guard leftThen <= left else { continue }
      // A moment later the gauge is surely past the mark, whichever way it was rounded.
      schedule(.gaugePassed, at: now + (left - leftThen) + .seconds(1), row: row)
    }
  }

  mutating func reportLow(reserve: Int, generation: UInt32) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    let node = model.platform.reserves[reserve].node.index
    let root = platform.nodes[node].inputCause
    note(
      .reserveLow, incident: incident(ofRoot: root), subject: node, object: Int(root),
      value: gauge(ofReserve: reserve))
    if root >= 0 { send(.limitNear, toIncident: incident(ofRoot: root)) }
    mustCheckConditions = true
  }

  mutating func emptyReserve(_ reserve: Int, generation: UInt32) {
    guard platform.reserves[reserve].isDraining,
      platform.reserves[reserve].generation == generation
    else { return }
    let node = model.platform.reserves[reserve].node.index
    platform.reserves[reserve].left = .zero
    platform.reserves[reserve].since = now
    platform.reserves[reserve].isDraining = false
    platform.draining -= 1
    platform.reserves[reserve].generation = (generation &+ 1) & 0xFF_FFFF
    note(
      .reserveEmpty, incident: incident(ofRoot: platform.nodes[node].inputCause),
      subject: node, object: Int(platform.nodes[node].inputCause))
    recheck(node, cause: -1)
  }
}
