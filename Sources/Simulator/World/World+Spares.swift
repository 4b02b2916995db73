import EventKernel

/// Spares are drawn, tested, ordered and delivered (8.3).
extension World {
  /// The part that mends a fault; nil: none is needed.
  func part(for fault: Int) -> Int? {
    guard let mode = record.faults[fault].mode else { return nil }
    return model.platform.failureModes[mode.index].part?.index
  }

  /// Whether every open fault of the incident that needs a part has it.
  func hasAllParts(_ incident: Int) -> Bool {
    openFaults(of: incident).allSatisfy {
      part(for: $0) == nil || platform.faults[$0].partInHand
    }
  }

  /// The open faults of an incident that wait for a part.
  func faults(of incident: Int, lacking part: Int) -> [Int] {
    openFaults(of: incident).filter {
      self.part(for: $0) == part && !platform.faults[$0].partInHand
    }
  }

  /// Takes a part for each fault that needs one; a vendor brings it along.
  mutating func drawSpares(for incident: Int, fromVendor: Bool) -> SpareState {
    var state = SpareState.drawn
    for fault in openFaults(of: incident) where !platform.faults[fault].partInHand {
      guard let part = part(for: fault) else { continue }
      if fromVendor {
        stock.items[part].bought += 1
        stock.items[part].used += 1
        platform.faults[fault].partInHand = true
        note(.partDrawn, incident: incident, subject: part, value: Int64(stock.items[part].left))
        continue
      }
      let result = draw(part: part, incident: incident)
      if result == .drawn { platform.faults[fault].partInHand = true }
      if result == .none || (result == .dead && state == .drawn) { state = result }
    }
    return state
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
    note(
      isDead ? .partDead : .partDrawn, incident: incident, subject: part,
      value: Int64(stock.items[part].left))
    reorder(part: part)
    return isDead ? .dead : .drawn
  }

  /// The reorder rule of the store: at the point, up to the level, once.
  mutating func reorder(part: Int) {
    let item = model.support.stock[part]
    guard stock.items[part].left <= Int(item.reorderAt), stock.onOrder[part] == 0 else { return }
    order(part: part, quantity: Int(item.upTo) - stock.items[part].left, incident: -1)
  }

  /// Pieces on their way for an incident.
  func onOrder(part: Int, for incident: Int) -> Int {
    stock.orders.reduce(0) {
      let isMeant = $1.isOpen && $1.part == part && $1.incident == incident
      return $0 + (isMeant ? $1.quantity : 0)
    }
  }

  mutating func order(part: Int, quantity: Int, incident: Int) {
    guard quantity > 0 else { return }
    let item = model.support.stock[part]
    let row = stock.orders.count
    stock.orders.append(StockState.Order(part: part, quantity: quantity, incident: incident))
    stock.onOrder[part] += quantity
    note(.partOrdered, incident: incident, subject: part, value: Int64(quantity))
    let lead = item.leadTime.map { span($0, Purpose.leadTime, item.name, row) } ?? .zero
    schedule(.partArrived, at: now + lead, row: row)
  }

  /// An order arrives. What nobody waits for any more (a vendor brought one, the fault is mended)
  /// goes on the shelf up to its level; what is more goes back (own).
  mutating func receive(order row: Int) {
    let order = stock.orders[row]
    stock.orders[row].isOpen = false
    stock.onOrder[order.part] -= order.quantity
    let waiting = order.incident < 0 ? 0 : faults(of: order.incident, lacking: order.part).count
    let level = Int(model.support.stock[order.part].upTo)
    let wanted = max(0, level - stock.items[order.part].left) + waiting
    let kept = min(order.quantity, wanted)
    stock.items[order.part].bought += kept
    stock.items[order.part].left += kept
    note(
      .partArrived, incident: order.incident, subject: order.part,
      value: Int64(stock.items[order.part].left))
    guard order.incident >= 0 else { return }
    for fault in faults(of: order.incident, lacking: order.part)
    where stock.items[order.part].left > 0 {
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
