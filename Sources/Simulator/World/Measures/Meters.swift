import EventKernel
import Statistics

/// What the measures of a drill have counted so far.
///
/// A meter hangs on the rows of the model that it looks at; what happens there finds its meters by
/// row, in a chain.
struct Meters: ~Copyable {
  private let pin = Pin()
  /// Where something happens that meters look at.
  enum Point: UInt8, CaseIterable {
    // Tickets.
    case waiting
    case timeInSystem
    case flowTime
    case finished
    case flowEnded
    case incidentClosed
    case givenUp
    case turnedAway
    case filledAtOnce
    // Levels.
    case numberInSystem
    case numberWaiting
    case numberAtWork
    case backorders
    case numberDown
  }

  /// What a meter keeps of a value.
  enum Rule: UInt8 {
    case sum
    case atMost
    case moreThan
    case ofNumber
    case last
  }

  struct TicketMeter {
    var measure: Int32
    var rule: Rule
    var keepsSums: Bool
    /// In `sketches`; -1: none.
    var sketch: Int32
    var bound: Int64
    var above: Int64 = 0
    var below: Int64 = 0
    var seen: Int64 = 0
    var sums = PowerSums()
  }

  struct LevelMeter {
    var measure: Int32
    var rule: Rule
    var isTotal: Bool
    var isAtEnd: Bool
    var bound: Int64
    var level: Int64 = 0
    /// Of the level, or of its being within bounds.
    var integral = LevelIntegral()
  }

  /// A condition that is waited for.
  struct Watch {
    var measure: Int32
    var condition: Row<Condition>
    var reached = SimulationTime.zero
    var isReached = false
  }

  /// One meter of a row, and the next of that row.
  struct Hook {
    var meter: Int32
    var next: Int32
  }

  var tickets: SlotTable<TicketMeter>
  var levels: SlotTable<LevelMeter>
  var watches: SlotTable<Watch>
  var sketches: [QuantileSketch] = []
  var hooks: Table<Hook> = []
  /// The first hook of each row of each point that has meters; -1: none.
  var heads: Table<Int32> = []
  /// The points that have meters, as bits.
  var used: UInt16 = 0
  /// By point: where its rows begin in `heads`; -1: it has no meters.
  var firsts = Table<Int32>(repeating: -1, count: Point.allCases.count)

  init(_ model: Model) {
    tickets = SlotTable()
    levels = SlotTable()
    watches = SlotTable()
    for (row, measure) in model.drill.measures.enumerated() {
      add(measure, row: Int32(row), model)
    }
  }

  private init(copying other: borrowing Meters) {
    tickets = other.tickets.copy()
    levels = other.levels.copy()
    watches = other.watches.copy()
    sketches = other.sketches
    hooks = other.hooks
    heads = other.heads
    firsts = other.firsts
    used = other.used
  }

  func copy() -> Meters { Meters(copying: self) }

  // MARK: Reading what happens

  /// A ticket has come to a value: microseconds, or 1 for yes and 0 for no.
  @inline(__always)
  mutating func take(_ value: Int64, at point: Point, _ row: Int) {
    guard used & 1 &<< point.rawValue != 0 else { return }
    takeByAll(value, at: point, row)
  }

  @inline(__always)
  mutating func take<Entity>(_ value: Int64, at point: Point, _ row: Row<Entity>) {
    take(value, at: point, row.index)
  }

  /// Something is over that took a time, at an instant: both are looked at by meters of their own.
  @inline(__always)
  mutating func take(
    _ span: TimeSpan, until now: SimulationTime, at point: Point, and instants: Point, _ row: Int
  ) {
    guard used & (1 &<< point.rawValue | 1 &<< instants.rawValue) != 0 else { return }
    take(span.microseconds, at: point, row)
    take(now.microseconds, at: instants, row)
  }

  private mutating func takeByAll(_ value: Int64, at point: Point, _ row: Int) {
    let first = Int(firsts[Int(point.rawValue)])
    var hook = heads[first + row]
    while hook >= 0 {
      take(value, by: Int(hooks[Int(hook)].meter))
      hook = hooks[Int(hook)].next
    }
  }

  mutating func take(_ value: Int64, by meter: Int) {
    let rule = tickets[meter].rule
    let bound = tickets[meter].bound
    tickets[meter].seen += 1
    switch rule {
    case .sum: tickets[meter].above = tickets[meter].above.addingClamped(value)
    case .atMost: tickets[meter].above += value <= bound ? 1 : 0
    case .moreThan: tickets[meter].above += value > bound ? 1 : 0
    case .ofNumber:
      guard tickets[meter].seen == bound else { return }
      tickets[meter].above = value
    case .last:
      tickets[meter].above = value
      tickets[meter].below = 0
    }
    tickets[meter].below += 1
    if tickets[meter].keepsSums { tickets[meter].sums.add(value) }
    let sketch = Int(tickets[meter].sketch)
    if sketch >= 0 { sketches[sketch].add(value) }
  }

  /// A level changes.
  @inline(__always)
  mutating func change(by step: Int64, at point: Point, _ row: Int, now: SimulationTime) {
    guard used & 1 &<< point.rawValue != 0 else { return }
    changeAll(by: step, at: point, row, now: now)
  }

  @inline(__always)
  mutating func change<Entity>(
    by step: Int64, at point: Point, _ row: Row<Entity>, now: SimulationTime
  ) {
    change(by: step, at: point, row.index, now: now)
  }

  private mutating func changeAll(
    by step: Int64, at point: Point, _ row: Int, now: SimulationTime
  ) {
    let first = Int(firsts[Int(point.rawValue)])
    var hook = heads[first + row]
    while hook >= 0 {
      let meter = Int(hooks[Int(hook)].meter)
      levels[meter].level += step
      levels[meter].integral.change(to: reading(of: meter), at: now)
      hook = hooks[Int(hook)].next
    }
  }

  /// What a meter adds up of its level.
  func reading(of meter: Int) -> Int64 {
    let level = levels[meter].level
    return switch levels[meter].rule {
    case .atMost: level <= levels[meter].bound ? 1 : 0
    case .moreThan: level > levels[meter].bound ? 1 : 0
    case .sum, .ofNumber, .last: level
    }
  }

  /// A condition that is waited for holds.
  mutating func reach(_ watch: Int, at time: SimulationTime) {
    watches[watch].isReached = true
    watches[watch].reached = time
  }

  /// As when the drill was made: nothing has happened, and every level is 0.
  mutating func restart() {
    for meter in levels.indices { levels[meter].level = 0 }
    for watch in watches.indices { watches[watch].isReached = false }
    restart(at: .zero)
  }

  /// Everything counts from now on only; levels are what they are.
  mutating func restart(at time: SimulationTime) {
    for meter in tickets.indices {
      tickets[meter].above = 0
      tickets[meter].below = 0
      tickets[meter].seen = 0
      tickets[meter].sums = PowerSums()
    }
    for sketch in sketches.indices { sketches[sketch].removeAll() }
    for meter in levels.indices {
      levels[meter].integral = LevelIntegral(level: reading(of: meter), from: time)
    }
  }
}
