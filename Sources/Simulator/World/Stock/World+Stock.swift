import EventKernel

/// Parts that tasks take out of stock when they start, and what is wanted of them.
extension World {
  /// A task wants a piece from now on; it gets one when it starts.
  mutating func want(part: Row<Part>) {
    let isThere = stock.items[part].left > stock.wanted[part]
    stock.wanted[part] += 1
    noteWant(ofPart: part, isThere: isThere)
    countBackorders(of: part)
    if model.support.stock[part].isOneForOne { order(part: part, quantity: 1, incident: nil) }
    if model.support.stock[part].isByPosition { reorder(part: part) }
  }

  /// Counts a want of a piece: it is filled at once, or has to wait.
  mutating func noteWant(ofPart part: Row<Part>, isThere: Bool) {
    stock.items[part].wanted += 1
    if isThere { stock.items[part].filledAtOnce += 1 }
    meters.take(isThere ? 1 : 0, at: .filledAtOnce, part.index)
  }

  /// A task that wanted a piece is over without having started.
  mutating func wantNoLonger(part: Row<Part>) {
    stock.wanted[part] -= 1
    countBackorders(of: part)
  }

  /// Whether there is a piece that works: those on top that fail their test are thrown away.
  mutating func hasGoodPiece(of part: Row<Part>) -> Bool {
    let item = model.support.stock[part]
    while stock.items[part].left > 0 {
      guard item.deadOnTest.value > 0,
        happens(item.deadOnTest, Purpose.deadOnTest, item.name, stock.drawn[part])
      else { return true }
      stock.items[part].dead += 1
      take(part: part)
      note(.partDead, subject: part.index, value: Int64(stock.items[part].left))
      if item.isOneForOne { order(part: part, quantity: 1, incident: nil) }
    }
    return false
  }

  /// The task takes its piece.
  mutating func takePiece(of part: Row<Part>, incident: Row<Incident>) {
    stock.wanted[part] -= 1
    take(part: part)
    note(
      .partDrawn, incident: incident, subject: part.index, value: Int64(stock.items[part].left))
  }

  mutating func take(part: Row<Part>) {
    stock.drawn[part] += 1
    stock.takes &+= 1
    stock.items[part].left -= 1
    stock.items[part].used += 1
    countBackorders(of: part)
    reorder(part: part)
  }

  /// Wants that no piece on the stock is there for.
  mutating func countBackorders(of part: Row<Part>) {
    let backorders = max(
      0, stock.wanted[part] + stock.owedToBranches[part] - stock.items[part].left)
    let change = backorders - stock.backorders[part]
    guard change != 0 else { return }
    stock.backorders[part] = backorders
    meters.change(by: Int64(change), at: .backorders, part.index, now: now)
  }
}
