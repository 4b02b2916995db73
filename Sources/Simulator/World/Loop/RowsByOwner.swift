import EventKernel

/// Lists of rows of one table, one for each row of another: each row in one list at most. Lists are
/// made as owners come.
struct RowsByOwner: ~Copyable {
  private var lists = SlotTable<RowList>()
  private var links = RowLinks()

  init() {}

  private init(lists: consuming SlotTable<RowList>, links: consuming RowLinks) {
    self.lists = lists
    self.links = links
  }

  /// Takes all rows from their owners and keeps the memory.
  mutating func removeAll() { lists.removeAll() }

  func copy() -> RowsByOwner { RowsByOwner(lists: lists.copy(), links: links.copy()) }

  /// The first row of an owner; -1: it has none.
  func first(of owner: Int) -> Int32 { owner < lists.count ? lists[owner].first : -1 }

  /// The row behind a row of an owner; -1: it is the last.
  func next(_ row: Int32) -> Int32 { links.next(row) }

  /// Adds a row behind those that an owner has. O(1) on average.
  mutating func append(_ row: Int, to owner: Int) {
    if owner >= lists.count {
      _ = lists.append(repeating: RowList(), count: owner + 1 - lists.count)
    }
    links.append(row, to: &lists[owner])
  }

  /// Takes a row from its owner. O(1).
  mutating func remove(_ row: Int, from owner: Int) {
    links.remove(row, from: &lists[owner])
  }
}
