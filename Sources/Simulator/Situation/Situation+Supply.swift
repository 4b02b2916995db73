import EventKernel

/// What entries about spare parts change.
extension Situation {
  mutating func part(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(parts.count) else { return .none }
    let before = parts[row].left
    // No store has a billion.
    let count = Int32(min(max(0, entry.value), 1 << 30))
    var orders: Int32 = 0
    switch entry.kind {
    case .partOrdered: orders = ordered(row, count, isForIncident: entry.incident >= 0)
    case .partArrived:
      arrived(row, left: count, isForIncident: entry.incident >= 0, object: entry.object)
      orders = -1
    default: parts[row].left = count
    }
    if orders != 0, let incident = incident(of: entry, tables) {
      incidents[incident].orders = max(0, incidents[incident].orders &+ orders)
    }
    return .part(Row(row), from: before, to: parts[row].left, orders: orders)
  }

  /// Returns how many orders it comes to: another store sends piece by piece, as it has them.
  private mutating func ordered(_ row: Int, _ count: Int32, isForIncident: Bool) -> Int32 {
    if isForIncident {
      parts[row].forIncidents = min(parts[row].forIncidents, 1 << 29) + count
    } else {
      parts[row].forStock = min(parts[row].forStock, 1 << 29) + count
    }
    guard let parent = rules.stock[row].parent?.index else { return 1 }
    if parent < parts.count {
      parts[parent].owed = min(parts[parent].owed, 1 << 29) + count
      parts[parent].serveBranches()
    }
    return count
  }

  /// An order has arrived: one piece, but for one up to the level of the stock, of which there is
  /// never a second where it goes by what is on hand.
  private mutating func arrived(
    _ row: Int, left: Int32, isForIncident: Bool, object: Int32
  ) {
    let isSingle = rules.stock[row].isOneForOne || rules.stock[row].parent != nil
    if isForIncident {
      parts[row].forIncidents = max(0, parts[row].forIncidents - 1)
    } else if rules.stock[row].isByPosition {
      parts[row].forStock = max(0, parts[row].forStock &- max(0, object))
    } else {
      parts[row].forStock = isSingle ? max(0, parts[row].forStock - 1) : 0
    }
    parts[row].left = left
    parts[row].serveBranches()
    // Then those whom it was ordered for take theirs.
    if isForIncident { parts[row].left -= min(parts[row].left, max(0, object)) }
  }
}
