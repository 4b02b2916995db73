import EventKernel

/// What is in the store, and what is on order.
struct StockState: ~Copyable {
  /// By part.
  var items: [StockRecord]
  /// By part: pieces on order; and of these, those that no incident waits for.
  var onOrder: [Int]
  var onOrderForStock: [Int]
  var orders: SlotTable<Order>
  /// Those that are open, by the incident that waits for them.
  var ordersOfIncident: RowsByOwner<Order, Incident>
  /// By part: orders so far, for addresses.
  var ordered: [Int]
  /// By part: draws so far, for addresses.
  var drawn: [Int]
  /// By part: tasks that want a piece and have not started.
  var wanted: [Int]
  /// By part: pieces that branch stores wait for, their orders, and wants without a piece.
  var owedToBranches: [Int]
  var requests: SlotTable<RowList>
  var ordersOfParent: RowLinks
  var backorders: [Int]
  /// Pieces taken since the last look at the queues that want the same, of all parts.
  var takes: UInt64 = 0

  struct Order {
    var part: Row<Part>
    var quantity: Int
    /// The incident that waits for it; none: for the stock.
    var incident: OptionalRow<Incident>
    /// Which of its part, for addresses.
    var ordinal: Int
    var isOpen = true
  }

  init(_ support: Support) {
    orders = SlotTable()
    ordersOfIncident = RowsByOwner()
    ordersOfParent = RowLinks()
    items = []
    onOrder = []
    onOrderForStock = []
    ordered = []
    drawn = []
    wanted = []
    owedToBranches = []
    requests = SlotTable(minimumCapacity: support.stock.count)
    backorders = []
    restart(support)
  }

  /// The stores hold what they begin with, and nothing is on order; in the memory that there is.
  mutating func restart(_ support: Support) {
    items.removeAll(keepingCapacity: true)
    items += support.stock.lazy.map {
      StockRecord(left: Int($0.initialStock), bought: 0, used: 0, dead: 0)
    }
    onOrder.refill(0, count: items.count)
    onOrderForStock.refill(0, count: items.count)
    ordered.refill(0, count: items.count)
    drawn.refill(0, count: items.count)
    wanted.refill(0, count: items.count)
    owedToBranches.refill(0, count: items.count)
    backorders.refill(0, count: items.count)
    orders.removeAll()
    ordersOfIncident.removeAll()
    takes = 0
    requests.fill(repeating: RowList(), count: support.stock.count)
  }

  private init(copying other: borrowing StockState) {
    items = other.items
    onOrder = other.onOrder
    onOrderForStock = other.onOrderForStock
    orders = other.orders.copy()
    ordered = other.ordered
    drawn = other.drawn
    wanted = other.wanted
    owedToBranches = other.owedToBranches
    requests = other.requests.copy()
    ordersOfParent = other.ordersOfParent.copy()
    ordersOfIncident = other.ordersOfIncident.copy()
    backorders = other.backorders
    takes = other.takes
  }

  func copy() -> StockState { StockState(copying: self) }
}

extension Array {
  /// Holds copies of an element from now on, in the memory that there is.
  mutating func refill(_ element: Element, count: Int) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(element, count: count))
  }
}
