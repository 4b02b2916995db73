import EventKernel

/// Orders of parts, from the rule of a store or for an incident, and what arrives.
extension World {
  /// The reorder rule of the store: at the point, up to the level. It is looked at whenever what it
  /// counts changes: by what is on hand, once at a time; by the inventory position, each time.
  mutating func reorder(part: Row<Part>) {
    let item = model.support.stock[part]
    guard !item.isOneForOne else { return }
    let level =
      item.isByPosition
      ? stock.items[part].left + stock.onOrderForStock[part] - stock.wanted[part]
        - stock.owedToBranches[part] : stock.items[part].left
    guard level <= Int(item.reorderAt), item.isByPosition || stock.onOrderForStock[part] == 0
    else { return }
    order(part: part, quantity: Int(item.upTo) - level, incident: nil)
  }

  /// Pieces on their way for an incident.
  func onOrder(part: Row<Part>, for incident: Row<Incident>) -> Int {
    var quantity = 0
    var next = stock.ordersOfIncident.first(of: incident)
    while let row = next {
      if stock.orders[row].part == part { quantity += stock.orders[row].quantity }
      next = stock.ordersOfIncident.next(row)
    }
    return quantity
  }

  mutating func order(part: Row<Part>, quantity: Int, incident: Row<Incident>?) {
    guard quantity > 0 else { return }
    note(.partOrdered, incident: incident, subject: part.index, value: Int64(quantity))
    guard let parent = model.support.stock[part].parent else {
      return send(order: enter(part: part, quantity: quantity, incident: incident))
    }
    // Another store sends piece by piece, as it has them.
    for _ in 0..<quantity {
      request(order: enter(part: part, quantity: 1, incident: incident), from: parent)
    }
  }

  /// Puts an order in the record. Returns its row.
  private mutating func enter(
    part: Row<Part>, quantity: Int, incident: Row<Incident>?
  ) -> Row<StockState.Order> {
    if let incident { incidents.states[incident].orders += 1 }
    let ordinal = stock.ordered[part]
    stock.ordered[part] += 1
    stock.onOrder[part] += quantity
    if incident == nil { stock.onOrderForStock[part] += quantity }
    let row = Row<StockState.Order>(
      stock.orders.insert(
        StockState.Order(
          part: part, quantity: quantity, incident: OptionalRow(incident), ordinal: ordinal)))
    if let incident { stock.ordersOfIncident.append(row, to: incident) }
    return row
  }

  /// An order arrives. What nobody waits for any more (a vendor brought one, the fault is repaired)
  /// goes on the stock up to its level; what is more goes back (own).
  mutating func receive(order row: Row<StockState.Order>) {
    let order = stock.orders[row]
    stock.orders[row].isOpen = false
    if let incident = order.incident.row { stock.ordersOfIncident.remove(row, from: incident) }
    if !isTraced { stock.orders.release(row.index) }
    stock.onOrder[order.part] -= order.quantity
    if order.incident.isNone { stock.onOrderForStock[order.part] -= order.quantity }
    let incident = order.incident.row
    let waiting = incident.map { faultCount(of: $0, lacking: order.part) } ?? 0
    let level = Int(model.support.stock[order.part].upTo)
    let wanted =
      max(0, level - stock.items[order.part].left) + waiting + stock.wanted[order.part]
      + stock.owedToBranches[order.part]
    let kept = min(order.quantity, wanted)
    stock.items[order.part].bought += kept
    stock.items[order.part].left += kept
    note(
      .partArrived, incident: incident, subject: order.part.index,
      object: incident == nil ? order.quantity : waiting,
      value: Int64(stock.items[order.part].left))
    countBackorders(of: order.part)
    serveBranches(of: order.part)
    mustDispatch = true
    hand(order, to: incident)
    // The stock may be at its reorder point still.
    reorder(part: order.part)
  }

  /// Faults of the incident that an order was for take a piece each.
  private mutating func hand(_ order: StockState.Order, to incident: Row<Incident>?) {
    guard let incident else { return }
    incidents.states[incident].orders -= 1
    mayRetire(incident)
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      guard wantedPart(for: fault) == order.part, stock.items[order.part].left > 0 else {
        continue
      }
      stock.items[order.part].left -= 1
      stock.items[order.part].used += 1
      platform.faults[fault].partInHand = true
    }
    set(.spare, of: incident, to: SpareState.drawn.value)
    send(.partArrived, toIncident: incident)
  }
}
