import EventKernel
import Statistics
import Synchronization

/// What the measures of a drill have counted so far.
///
/// A meter hangs on the rows of the model that it looks at; what happens there finds its meters by
/// row, in a chain.
struct Meters: ~Copyable {
  /// As in `World`: it stays where it is.
  private let pin = Atomic<UInt8>(0)
  /// Where something happens that meters look at.
  enum Place: UInt8, CaseIterable {
    // Tickets.
    case waiting
    case timeInSystem
    case flowTime
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
    var condition: Int32
    var reached = SimulationTime.zero
    var isReached = false
  }

  /// One meter of a row, and the next of that row.
  private struct Hook {
    var meter: Int32
    var next: Int32
  }

  private var tickets = SlotTable<TicketMeter>()
  private var levels = SlotTable<LevelMeter>()
  private(set) var watches = SlotTable<Watch>()
  private var sketches: [QuantileSketch] = []
  private var hooks: Table<Hook> = []
  /// The first hook of each row of each place that has meters; -1: none.
  private var heads: Table<Int32> = []
  /// The places that have meters, as bits.
  private var used: UInt16 = 0
  /// By place: where its rows begin in `heads`; -1: it has no meters.
  private var firsts = Table<Int32>(repeating: -1, count: Place.allCases.count)

  init(_ model: Model) {
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
  mutating func take(_ value: Int64, at place: Place, _ row: Int) {
    guard used & 1 &<< place.rawValue != 0 else { return }
    takeByAll(value, at: place, row)
  }

  private mutating func takeByAll(_ value: Int64, at place: Place, _ row: Int) {
    let first = Int(firsts[Int(place.rawValue)])
    var hook = heads[first + row]
    while hook >= 0 {
      take(value, by: Int(hooks[Int(hook)].meter))
      hook = hooks[Int(hook)].next
    }
  }

  private mutating func take(_ value: Int64, by meter: Int) {
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
    }
    tickets[meter].below += 1
    if tickets[meter].keepsSums { tickets[meter].sums.add(value) }
    let sketch = Int(tickets[meter].sketch)
    if sketch >= 0 { sketches[sketch].add(value) }
  }

  /// A level changes.
  @inline(__always)
  mutating func change(by step: Int64, at place: Place, _ row: Int, now: SimulationTime) {
    guard used & 1 &<< place.rawValue != 0 else { return }
    changeAll(by: step, at: place, row, now: now)
  }

  private mutating func changeAll(
    by step: Int64, at place: Place, _ row: Int, now: SimulationTime
  ) {
    let first = Int(firsts[Int(place.rawValue)])
    var hook = heads[first + row]
    while hook >= 0 {
      let meter = Int(hooks[Int(hook)].meter)
      levels[meter].level += step
      levels[meter].integral.change(to: reading(of: meter), at: now)
      hook = hooks[Int(hook)].next
    }
  }

  /// What a meter adds up of its level.
  private func reading(of meter: Int) -> Int64 {
    let level = levels[meter].level
    return switch levels[meter].rule {
    case .atMost: level <= levels[meter].bound ? 1 : 0
    case .moreThan: level > levels[meter].bound ? 1 : 0
    case .sum, .ofNumber: level
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

  // MARK: Results

  /// What each measure came to.
  func results(of drill: DrillScript, at end: SimulationTime) -> [MeasureResult] {
    var results = Array(repeating: MeasureResult(), count: drill.measures.count)
    for meter in tickets.indices {
      let state = tickets[meter]
      let row = Int(state.measure)
      results[row].above = state.above
      results[row].below = state.below
      results[row].tickets = state.sums
      if state.sketch >= 0 { results[row].sketch = sketches[Int(state.sketch)] }
    }
    for meter in levels.indices {
      let state = levels[meter]
      let row = Int(state.measure)
      if state.isAtEnd {
        results[row].above = reading(of: meter)
        results[row].below = 1
      } else {
        results[row].above = Int64(clamping: state.integral.area(until: end))
        results[row].below = state.isTotal ? 1 : (end - state.integral.start).microseconds
      }
    }
    for watch in watches.indices where watches[watch].isReached {
      let row = Int(watches[watch].measure)
      results[row] = Meters.result(
        of: watches[watch].reached.microseconds, for: drill.measures[row],
        horizon: drill.horizon)
    }
    return results
  }

  /// A measure that has one value in a replication.
  private static func result(
    of value: Int64, for measure: Measure, horizon: SimulationTime
  ) -> MeasureResult {
    var result = MeasureResult()
    result.below = 1
    switch measure.statistic {
    case .atMost(let bound): result.above = value <= bound ? 1 : 0
    case .moreThan(let bound): result.above = value > bound ? 1 : 0
    case .variance:
      result.above = value
      result.tickets.add(value)
    case .quantile:
      result.above = value
      var sketch = QuantileSketch(largest: max(1, horizon.microseconds))
      sketch.add(value)
      result.sketch = sketch
    case .mean, .ofNumber, .total: result.above = value
    }
    return result
  }
}

extension Meters {
  // MARK: Setting up

  private mutating func add(_ measure: Measure, row: Int32, _ model: Model) {
    switch measure.quantity {
    case .waiting(let node): addTickets(measure, row, .waiting, node.index, model)
    case .timeInSystem(let stream): addTickets(measure, row, .timeInSystem, stream.index, model)
    case .flowTime(let flow): addTickets(measure, row, .flowTime, flow.index, model)
    case .givenUp(let node): addTickets(measure, row, .givenUp, node.index, model)
    case .turnedAway(let stream): addTickets(measure, row, .turnedAway, stream.index, model)
    case .filledAtOnce(let part): addTickets(measure, row, .filledAtOnce, part.index, model)
    case .numberInSystem(let stream):
      addLevel(measure, row, .numberInSystem, [stream.index], model)
    case .numberWaiting(let node): addLevel(measure, row, .numberWaiting, [node.index], model)
    case .numberAtWork(let node): addLevel(measure, row, .numberAtWork, [node.index], model)
    case .backorders(let part): addLevel(measure, row, .backorders, [part.index], model)
    case .numberDown(let nodes): addLevel(measure, row, .numberDown, nodes.map(\.index), model)
    case .timeUntil(let condition):
      _ = watches.append(Watch(measure: row, condition: Int32(condition.index)))
    }
  }

  private static func rule(of statistic: Measure.Statistic) -> (rule: Rule, bound: Int64) {
    switch statistic {
    case .mean, .variance, .quantile, .total: (.sum, 0)
    case .atMost(let bound): (.atMost, bound)
    case .moreThan(let bound): (.moreThan, bound)
    case .ofNumber(let number): (.ofNumber, number)
    }
  }

  private mutating func addTickets(
    _ measure: Measure, _ row: Int32, _ place: Place, _ of: Int, _ model: Model
  ) {
    let (rule, bound) = Meters.rule(of: measure.statistic)
    var sketch: Int32 = -1
    if case .quantile = measure.statistic {
      sketch = Int32(sketches.count)
      sketches.append(QuantileSketch(largest: max(1, model.drill.horizon.microseconds)))
    }
    let meter = tickets.append(
      TicketMeter(
        measure: row, rule: rule, keepsSums: measure.statistic == .variance, sketch: sketch,
        bound: bound))
    hang(meter, on: place, of, model)
  }

  private mutating func addLevel(
    _ measure: Measure, _ row: Int32, _ place: Place, _ rows: [Int], _ model: Model
  ) {
    let (rule, bound) = Meters.rule(of: measure.statistic)
    let meter = levels.append(
      LevelMeter(
        measure: row, rule: rule, isTotal: measure.statistic == .total,
        isAtEnd: measure.isAtEnd, bound: bound))
    levels[meter].integral = LevelIntegral(level: reading(of: meter))
    for row in rows { hang(meter, on: place, row, model) }
  }

  private mutating func hang(_ meter: Int, on place: Place, _ row: Int, _ model: Model) {
    if used & 1 &<< place.rawValue == 0 {
      used |= 1 &<< place.rawValue
      firsts[Int(place.rawValue)] = Int32(heads.count)
      for _ in 0..<Meters.rowCount(of: place, model) { heads.append(-1) }
    }
    let head = Int(firsts[Int(place.rawValue)]) + row
    hooks.append(Hook(meter: Int32(meter), next: heads[head]))
    heads[head] = Int32(hooks.count - 1)
  }

  private static func rowCount(of place: Place, _ model: Model) -> Int {
    switch place {
    case .waiting, .givenUp, .numberWaiting, .numberAtWork: model.net.nodes.count
    case .timeInSystem, .turnedAway, .numberInSystem: model.drill.streams.count
    case .flowTime: model.net.flows.count
    case .filledAtOnce, .backorders: model.support.stock.count
    case .numberDown: model.platform.nodes.count
    }
  }
}
