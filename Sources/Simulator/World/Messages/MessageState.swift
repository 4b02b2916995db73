import EventKernel

/// Messages that are sent and not there yet, and which roles have ever been told something.
struct MessageState: ~Copyable {
  private let pin = Pin()
  /// Arrays, since most worlds have none under way and an empty one costs nothing.
  private var underWay: [MessageUnderWay] = []
  /// Rows of `underWay` that are free again.
  private var free: [Int32] = []
  /// Rows of `underWay` that wait until somebody of their lane comes on duty, in the order in which
  /// they began to.
  private var waiting: [Row<MessageUnderWay>] = []
  /// By role, as `QueuePlan.roleOfLane` numbers them.
  private var isTold: [Bool]

  init(roles: Int) { isTold = Array(repeating: false, count: roles) }

  /// Nothing was ever sent; in the memory that there is.
  mutating func restart() {
    underWay.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    for role in isTold.indices { isTold[role] = false }
  }

  private init(copying other: borrowing MessageState) {
    underWay = other.underWay
    free = other.free
    waiting = other.waiting
    isTold = other.isTold
  }

  func copy() -> MessageState { MessageState(copying: self) }

  /// How many rows there ever were at once.
  var rowCount: Int { underWay.count }

  // MARK: Under way

  mutating func add(_ message: MessageUnderWay) -> Row<MessageUnderWay> {
    guard let row = free.popLast() else {
      underWay.append(message)
      return Row(underWay.count - 1)
    }
    underWay[Int(row)] = message
    return Row(Int(row))
  }

  /// Gives up the row of a message and hands the message over.
  mutating func take(_ row: Row<MessageUnderWay>) -> MessageUnderWay {
    free.append(Int32(row.index))
    return underWay[row.index]
  }

  // MARK: Waiting for a shift

  var waitingCount: Int { waiting.count }

  mutating func wait(_ message: MessageUnderWay) { waiting.append(add(message)) }

  /// Takes out the first message that waits for somebody; nil: none does. O(those that wait).
  mutating func takeWaiting(where isFor: (Row<Lane>) -> Bool) -> MessageUnderWay? {
    guard let position = waiting.firstIndex(where: { isFor(underWay[$0.index].to) }) else {
      return nil
    }
    return take(waiting.remove(at: position))
  }

  // MARK: Roles

  func isTold(role: Int) -> Bool { isTold[role] }

  /// A role has a message. Whether it is its first.
  mutating func tell(role: Int) -> Bool {
    defer { isTold[role] = true }
    return !isTold[role]
  }
}

/// A message between its sending and its arrival.
struct MessageUnderWay {
  var to: Row<Lane>
  var way: MessageWay
  /// It went to somebody else, and is sent again when that is noticed.
  var isAstray: Bool
  /// The task that sent it, for the addresses of draws.
  var task: NameHash
  var ordinal: Int
  /// Its row in the record; none: nothing is put down.
  var record: OptionalRow<MessageRecord>
}
