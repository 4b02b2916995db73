import EventKernel

/// Stores that are filled from others.
extension World {
  /// A branch store wants a piece of its parent: it is sent at once, or when the parent has one.
  mutating func request(order row: Int, from parent: Int) {
    let isThere = stock.items[parent].left > 0 && stock.owedToBranches[parent] == 0
    stock.owedToBranches[parent] += 1
    noteWant(ofPart: parent, isThere: isThere)
    stock.ordersOfParent.append(row, to: &stock.requests[parent])
    countBackorders(of: parent)
    if model.support.stock[parent].isOneForOne {
      order(part: parent, quantity: 1, incident: -1)
    }
    serveBranches(of: parent)
  }

  /// What the parent has goes to the branches, in the order of their requests.
  mutating func serveBranches(of parent: Int) {
    while stock.items[parent].left > 0, stock.requests[parent].first >= 0 {
      let row = Int(stock.requests[parent].first)
      stock.ordersOfParent.remove(row, from: &stock.requests[parent])
      stock.owedToBranches[parent] -= 1
      take(part: parent)
      send(order: row)
    }
  }

  /// The order is on its way.
  mutating func send(order row: Int) {
    let order = stock.orders[row]
    let item = model.support.stock[order.part]
    let lead =
      item.leadTime.map { span($0, Purpose.leadTime, item.name, order.ordinal) } ?? .zero
    schedule(.partArrived, at: now + lead, row: row)
  }
}
