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
}
