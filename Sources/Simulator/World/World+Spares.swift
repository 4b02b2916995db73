import EventKernel

/// Spares are drawn, tested, ordered and delivered (8.3).
extension World {
  /// The part that mends a fault; nil: none is needed.
  func part(for fault: Int) -> Int? {
    guard let mode = platform.faults[fault].record.mode else { return nil }
    return model.platform.failureModes[mode.index].part?.index
  }

  /// Whether every open fault of the incident that needs a part has it.
  func hasAllParts(_ incident: Int) -> Bool {
    allOpenFaults(of: incident) {
      part(for: $0) == nil || platform.faults[$0].partInHand
    }
  }

  /// How many of an incident's open faults wait for a part.
  func faultCount(of incident: Int, lacking part: Int) -> Int {
    var count = 0
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if self.part(for: fault) == part, !platform.faults[fault].partInHand { count += 1 }
    }
    return count
  }

  /// Takes a part for each fault that needs one; a vendor brings it along.
  mutating func drawSpares(for incident: Int, fromVendor: Bool) -> SpareState {
    var state = SpareState.drawn
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard !platform.faults[fault].partInHand else { continue }
      guard let part = part(for: fault) else { continue }
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
    return state
  }

  /// A vendor brings the part that a fault wants along.
  private mutating func bring(part: Int, for fault: Int, of incident: Int) {
    stock.items[part].bought += 1
    stock.items[part].used += 1
    platform.faults[fault].partInHand = true
    note(.partDrawn, incident: incident, subject: part, value: Int64(stock.items[part].left))
  }

  /// A vendor who mends has brought along what the faults that are located want.
  mutating func bringSpares(for incident: Int) {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard platform.faults[fault].isLocated, !platform.faults[fault].partInHand,
        let part = part(for: fault)
      else { continue }
      bring(part: part, for: fault, of: incident)
    }
  }

  private mutating func draw(part: Int, incident: Int) -> SpareState {
    guard stock.items[part].left > 0 else {
      note(.partMissing, incident: incident, subject: part)
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
      isDead ? .partDead : .partDrawn, incident: incident, subject: part,
      value: Int64(stock.items[part].left))
    reorder(part: part)
    if item.isOneForOne { order(part: part, quantity: 1, incident: -1) }
    return isDead ? .dead : .drawn
  }

  /// The reorder rule of the store: at the point, up to the level, once.
  mutating func reorder(part: Int) {
    let item = model.support.stock[part]
    guard !item.isOneForOne else { return }
    guard stock.items[part].left <= Int(item.reorderAt), stock.onOrder[part] == 0 else { return }
    order(part: part, quantity: Int(item.upTo) - stock.items[part].left, incident: -1)
  }

  /// Pieces on their way for an incident.
  func onOrder(part: Int, for incident: Int) -> Int {
    var quantity = 0
    for row in stock.orders.indices {
      let order = stock.orders[row]
      if order.isOpen, order.part == part, order.incident == incident {
        quantity += order.quantity
      }
    }
    return quantity
  }

  mutating func order(part: Int, quantity: Int, incident: Int) {
    guard quantity > 0 else { return }
    note(.partOrdered, incident: incident, subject: part, value: Int64(quantity))
    guard let parent = model.support.stock[part].parent?.index else {
      return send(order: enter(part: part, quantity: quantity, incident: incident))
    }
    // Another store sends piece by piece, as it has them.
    for _ in 0..<quantity {
      request(order: enter(part: part, quantity: 1, incident: incident), from: parent)
    }
  }

  /// Puts an order in the books. Returns its row.
  private mutating func enter(part: Int, quantity: Int, incident: Int) -> Int {
    if incident >= 0 { incidents.states[incident].orders += 1 }
    let ordinal = stock.ordered[part]
    stock.ordered[part] += 1
    stock.onOrder[part] += quantity
    return stock.orders.insert(
      StockState.Order(part: part, quantity: quantity, incident: incident, ordinal: ordinal))
  }

  /// An order arrives. What nobody waits for any more (a vendor brought one, the fault is mended)
  /// goes on the shelf up to its level; what is more goes back (own).
  mutating func receive(order row: Int) {
    let order = stock.orders[row]
    stock.orders[row].isOpen = false
    if !isTraced { stock.orders.release(row) }
    stock.onOrder[order.part] -= order.quantity
    let waiting = order.incident < 0 ? 0 : faultCount(of: order.incident, lacking: order.part)
    let level = Int(model.support.stock[order.part].upTo)
    let wanted =
      max(0, level - stock.items[order.part].left) + waiting + stock.wanted[order.part]
      + stock.owedToBranches[order.part]
    let kept = min(order.quantity, wanted)
    stock.items[order.part].bought += kept
    stock.items[order.part].left += kept
    note(
      .partArrived, incident: order.incident, subject: order.part, object: waiting,
      value: Int64(stock.items[order.part].left))
    countBackorders(of: order.part)
    serveBranches(of: order.part)
    mustDispatch = true
    guard order.incident >= 0 else { return }
    incidents.states[order.incident].orders -= 1
    mayRetire(order.incident)
    var cursor = openFaults(of: order.incident)
    while let fault = next(&cursor, of: order.incident) {
      guard part(for: fault) == order.part, !platform.faults[fault].partInHand,
        stock.items[order.part].left > 0
      else { continue }
      stock.items[order.part].left -= 1
      stock.items[order.part].used += 1
      platform.faults[fault].partInHand = true
    }
    set(.spare, of: order.incident, to: SpareState.drawn.value)
    send(.partArrived, toIncident: order.incident)
  }
}

extension SpareState {
  /// The value of the fact `spare`.
  var value: Int64 {
    switch self {
    case .unasked: 0
    case .drawn: 1
    case .none: 2
    case .dead: 3
    case .ordered: 4
    }
  }
}
