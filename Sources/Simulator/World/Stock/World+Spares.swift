import EventKernel

/// Spares are drawn, tested, ordered and delivered (8.3).
extension World {
  /// The part that repairs a fault; nil: none is needed.
  func part(for fault: Row<Fault>) -> Row<Part>? {
    guard let mode = platform.faults[fault].record.mode else { return nil }
    return model.platform.failureModes[mode].part
  }

  /// The part that a fault is known to want and has not: nil: none.
  func wantedPart(for fault: Row<Fault>) -> Row<Part>? {
    platform.faults[fault].isLocated && !platform.faults[fault].partInHand ? part(for: fault) : nil
  }

  /// Whether every open fault of the incident that is known to need a part has it.
  func hasAllParts(_ incident: Row<Incident>) -> Bool {
    allOpenFaults(of: incident) { wantedPart(for: $0) == nil }
  }

  /// How many of an incident's open faults wait for a part.
  func faultCount(of incident: Row<Incident>, lacking part: Row<Part>) -> Int {
    var count = 0
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if wantedPart(for: fault) == part { count += 1 }
    }
    return count
  }

  /// Takes a part for each fault that needs one of those that are fetched; a vendor brings it
  /// along.
  mutating func drawSpares(_ act: ActInHand) {
    guard hasTargets(act) else { return }
    let incident = act.incident
    let fromVendor = flow.tasks[act.task].record.vendor != nil
    var state = SpareState.drawn
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let part = wantedPart(for: fault), isTarget(part, of: act.task) else { continue }
      if fromVendor {
        bring(part: part, for: fault, of: incident)
        continue
      }
      let result = draw(part: part, incident: incident)
      if !platform.faults[fault].hasAskedForPart {
        platform.faults[fault].hasAskedForPart = true
        noteWant(ofPart: part, isThere: result == .drawn)
      }
      if result == .drawn { platform.faults[fault].partInHand = true }
      if result == .none || (result == .dead && state == .drawn) { state = result }
    }
    set(.spare, of: incident, to: state.value)
  }

  /// One piece for each fault that waits for it and has none on the way.
  mutating func orderSpares(_ act: ActInHand) {
    guard hasTargets(act) else { return }
    forEachTarget(of: act.task) { world, target in
      guard let part = target.part else { return }
      let lacking = world.faultCount(of: act.incident, lacking: part)
      for _ in 0..<max(0, lacking - world.onOrder(part: part, for: act.incident)) {
        world.order(part: part, quantity: 1, incident: act.incident)
      }
    }
    set(.spare, of: act.incident, to: SpareState.ordered.value)
  }

  mutating func refillStore(_ act: ActInHand) {
    forEachTarget(of: act.task) { world, target in
      if let part = target.part { world.reorder(part: part) }
    }
  }

  private func isTarget(_ part: Row<Part>, of task: Row<FlowTask>) -> Bool {
    flow.targets.range(of: task).contains { flow.targets[$0].part == part }
  }

  /// A vendor brings the part that a fault wants along.
  private mutating func bring(part: Row<Part>, for fault: Row<Fault>, of incident: Row<Incident>) {
    stock.items[part].bought += 1
    stock.items[part].used += 1
    platform.faults[fault].partInHand = true
    note(
      .partDrawn, incident: incident, subject: part.index, value: Int64(stock.items[part].left))
  }

  /// A vendor who repairs has brought along what the faults that are located want; who is not there
  /// has brought nothing.
  mutating func bringSpares(for incident: Row<Incident>, task: Row<FlowTask>) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard let part = wantedPart(for: fault), isWithinReach(fault, task: task),
        isTarget(platform.faults[fault].record.subject, of: task)
      else { continue }
      bring(part: part, for: fault, of: incident)
    }
  }

  private mutating func draw(part: Row<Part>, incident: Row<Incident>) -> SpareState {
    guard stock.items[part].left > 0 else {
      note(.partMissing, incident: incident, subject: part.index)
      return .none
    }
    let item = model.support.stock[part]
    let ordinal = stock.drawn[part]
    stock.drawn[part] += 1
    stock.items[part].left -= 1
    stock.items[part].used += 1
    let isDead = happens(item.deadOnTest, Purpose.deadOnTest, item.name, ordinal)
    if isDead { stock.items[part].dead += 1 }
    countBackorders(of: part)
    note(
      isDead ? .partDead : .partDrawn, incident: incident, subject: part.index,
      value: Int64(stock.items[part].left))
    reorder(part: part)
    if item.isOneForOne { order(part: part, quantity: 1, incident: nil) }
    return isDead ? .dead : .drawn
  }
}
