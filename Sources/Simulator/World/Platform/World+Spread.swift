import EventKernel

/// State spreads through the reliability block diagram by counters, touching only what changes.
extension World {
  /// Something about the node itself changed: look at it, and at what follows from it.
  mutating func recheck(_ node: Row<Node>, cause: Row<Fault>?) {
    if let cause { platform.nodes[node].inputCause = OptionalRow(cause) }
    enqueue(node)
    var next = 0
    while next < platform.changed.count {
      let node = platform.changed[next]
      next += 1
      platform.nodes[node].isQueued = false
      evaluate(node)
    }
    platform.changed.removeAll()
  }

  mutating func enqueue(_ node: Row<Node>) {
    guard !platform.nodes[node].isQueued else { return }
    platform.nodes[node].isQueued = true
    platform.changed.append(node)
  }

  private mutating func evaluate(_ node: Row<Node>) {
    let state = platform.nodes[node]
    let definition = model.platform.nodes[node]
    let works =
      state.stops == 0 && state.hotRooms == 0 && !state.isOff
      && (definition.kind != .failoverSwitch || state.isClosed)
    let isFed = state.upInputs >= definition.threshold && state.starved == 0
    if !works {
      stopDraining(node)
      if state.isUp || state.isStarting { goDown(node) }
      if !state.isUp { keepDown(node) }
    } else if isFed {
      stopDraining(node)
      comeBack(node, definition)
    } else if state.isUp {
      if !startDraining(node, definition) { goDown(node) } else { keepDraining(node) }
    } else {
      if state.isStarting { cancelStart(node) }
      keepDown(node)
    }
    if let reserve = definition.reserve { followRate(ofReserve: reserve, isFed: isFed) }
    if state.degraded > 0 || state.slowInputs > 0 || state.speed != NodeSpeed.full {
      followSpeed(node, definition)
    }
    if !threats.live.isEmpty { circumstancesChanged(of: node) }
  }

  private mutating func goDown(_ node: Row<Node>) {
    if platform.nodes[node].isStarting { cancelStart(node) }
    guard platform.nodes[node].isUp else { return }
    platform.nodes[node].isUp = false
    platform.downNodes.insert(node.index)
    platform.nodes[node].downSince = now
    meters.change(by: 1, at: .numberDown, node.index, now: now)
    platform.nodes[node].cause = platform.nodes[node].inputCause
    let cause = platform.nodes[node].cause.row
    countDown(node, cause: cause, by: 1)
    if model.platform.nodes[node].kind != .gate {
      note(
        .wentDown, incident: incident(ofRoot: cause), subject: node.index,
        object: cause?.index)
    }
    if model.platform.nodes[node].reserve != nil { _ = scheduleLook(at: node) }
    feedDependents(node, up: false, cause: cause)
    if let component = componentRow(ofNode: node) {
      if platform.draining > 0 { heatChanged(by: component) }
      restFailures(of: component)
      componentWentDown(component, cause: cause)
    } else if model.platform.nodes[node].kind == .service {
      serviceWentDown(node)
    }
    mustCheckConditions = true
  }

  private mutating func comeBack(_ node: Row<Node>, _ definition: Node) {
    guard !platform.nodes[node].isUp, !platform.nodes[node].isStarting else { return }
    var delay = TimeSpan.zero
    if let law = definition.startsIn {
      let ordinal = Int(platform.nodes[node].startOrdinal)
      platform.nodes[node].startOrdinal += 1
      delay = span(law, Purpose.start, definition.name, ordinal)
    } else if let reserve = definition.reserve, model.platform.reserves[reserve].kind == .heat {
      delay = timeUntilFit(reserve)
    }
    if delay == .zero {
      goUp(node)
    } else {
      platform.nodes[node].isStarting = true
      schedule(
        .started, at: now + delay, row: node, generation: platform.nodes[node].generation)
    }
  }

  /// A room is fit for work again when half of its heat is gone.
  private func timeUntilFit(_ reserve: Row<Reserve>) -> TimeSpan {
    let room = model.platform.reserves[reserve]
    let half = TimeSpan(microseconds: room.lasts.microseconds / 2)
    let lacking = max(.zero, half - left(ofReserve: reserve))
    return room.time(toRefill: lacking, rate: -room.fullRate) ?? .zero
  }

  private mutating func cancelStart(_ node: Row<Node>) {
    platform.nodes[node].isStarting = false
    platform.nodes[node].generation.advance()
  }

  mutating func finishStart(_ node: Row<Node>, generation: Generation) {
    guard platform.nodes[node].isStarting, platform.nodes[node].generation == generation else {
      return
    }
    platform.nodes[node].isStarting = false
    goUp(node)
    recheck(node, cause: nil)
  }

  private mutating func goUp(_ node: Row<Node>) {
    let cause = platform.nodes[node].cause.row
    platform.nodes[node].isUp = true
    platform.downNodes.remove(node.index)
    meters.change(by: -1, at: .numberDown, node.index, now: now)
    platform.nodes[node].cause = .none
    platform.nodes[node].inputCause = .none
    platform.downtime[node] = platform.downtime[node] + countedDown(node)
    if model.platform.nodes[node].kind != .gate {
      note(
        .cameUp, incident: incident(ofRoot: cause), subject: node.index,
        object: cause?.index)
    }
    if let component = componentRow(ofNode: node) {
      if platform.draining > 0 { heatChanged(by: component) }
      resumeFailures(of: component)
    } else if model.platform.nodes[node].kind == .service {
      serviceCameUp(node, cause: cause)
    }
    if model.platform.nodes[node].reserve != nil { mustTellSupply = true }
    looksBetter(node)
    feedDependents(node, up: true, cause: cause)
    countDown(node, cause: cause, by: -1)
    mustCheckConditions = true
  }

  /// How long a node that is down has been, since the end of the warm-up.
  @inline(__always)
  func countedDown(_ node: Row<Node>) -> TimeSpan {
    now - max(platform.nodes[node].downSince, platform.countedSince)
  }

  private mutating func feedDependents(_ node: Row<Node>, up: Bool, cause: Row<Fault>?) {
    let isRoom = model.platform.nodes[node].kind == .room
    for position in model.platform.nodes[node].dependents {
      let dependent = model.platform.dependents[Int(position)]
      if isRoom {
        platform.nodes[dependent].hotRooms += up ? -1 : 1
      } else {
        platform.nodes[dependent].upInputs += up ? 1 : -1
      }
      if !up {
        if let cause { platform.nodes[dependent].inputCause = OptionalRow(cause) }
      } else if platform.nodes[dependent].isUp,
        platform.nodes[dependent].inputCause == OptionalRow(cause)
      {
        platform.nodes[dependent].inputCause = .none
      }
      enqueue(dependent)
    }
  }
}
