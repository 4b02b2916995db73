import EventKernel

/// Branch stores, which are filled piece by piece from a parent store.
extension World {
  /// A branch store wants a piece of its parent: it is sent at once, or when the parent has one.
  mutating func request(order row: Row<StockState.Order>, from parent: Row<Part>) {
    let isThere = stock.items[parent].left > 0 && stock.owedToBranches[parent] == 0
    stock.owedToBranches[parent] += 1
    noteWant(ofPart: parent, isThere: isThere)
    stock.ordersOfParent.append(row, to: &stock.requests[parent.index])
    countBackorders(of: parent)
    if model.support.stock[parent].isOneForOne {
      order(part: parent, quantity: 1, incident: nil)
    }
    if model.support.stock[parent].isByPosition { reorder(part: parent) }
    serveBranches(of: parent)
  }

  /// What the parent has goes to the branches, in the order of their requests.
  mutating func serveBranches(of parent: Row<Part>) {
    while stock.items[parent].left > 0,
      let row = stock.requests[parent.index].firstRow(of: StockState.Order.self)
    {
      stock.ordersOfParent.remove(row, from: &stock.requests[parent.index])
      stock.owedToBranches[parent] -= 1
      take(part: parent)
      send(order: row)
    }
  }

  /// The order is on its way.
  mutating func send(order row: Row<StockState.Order>) {
    let order = stock.orders[row]
    let item = model.support.stock[order.part]
    let lead =
      item.leadTime.map { span($0, Purpose.leadTime, item.name, order.ordinal) } ?? .zero
    schedule(.partArrived, at: now + lead, row: row)
  }
}
