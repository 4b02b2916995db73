import EventKernel

/// Lists of rows of one table, one for each row of another: each row in one list at most. Lists are
/// made as owners come.
struct RowsByOwner<Member, Owner>: ~Copyable {
  private var lists: SlotTable<RowList>
  private var links: RowLinks

  /// - Parameter minimumCapacity: for how many rows in lists there is room at first.
  init(minimumCapacity: Int = 16) {
    lists = SlotTable()
    links = RowLinks(minimumCapacity: minimumCapacity)
  }

  private init(lists: consuming SlotTable<RowList>, links: consuming RowLinks) {
    self.lists = lists
    self.links = links
  }

  /// Takes all rows from their owners and keeps the memory.
  mutating func removeAll() { lists.removeAll() }

  func copy() -> RowsByOwner { RowsByOwner(lists: lists.copy(), links: links.copy()) }

  /// The first row of an owner; nil: it has none.
  func first(of owner: Row<Owner>) -> Row<Member>? {
    owner.index < lists.count ? lists[owner.index].firstRow() : nil
  }

  /// The row behind a row of an owner; nil: it is the last.
  func next(_ row: Row<Member>) -> Row<Member>? { OptionalRow(number: links.next(row)).row }

  /// Adds a row behind those that an owner has. O(1) on average.
  mutating func append(_ row: Row<Member>, to owner: Row<Owner>) {
    if owner.index >= lists.count {
      _ = lists.append(repeating: RowList(), count: owner.index + 1 - lists.count)
    }
    links.append(row, to: &lists[owner.index])
  }

  /// Takes a row from its owner. O(1).
  mutating func remove(_ row: Row<Member>, from owner: Row<Owner>) {
    links.remove(row, from: &lists[owner.index])
  }
}
