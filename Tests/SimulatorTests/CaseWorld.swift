import EventKernel
import Simulator
import Testing

/// A small world of cases that come by themselves, for tests: streams, staff and stores, without a
/// platform. Times are in minutes.
struct CaseWorld {
  var model = Model()
  var net = NetBuilder()

  init(hours: Int64 = 10) {
    model.drill.horizon = .zero + .hours(hours)
    net.lane("desk", .people(posts: 1, tiers: 0))
    net.lane("tools", .automatic)
  }

  // MARK: Laws, staff, stores

  mutating func law(_ minutes: Double) -> LawRow { model.laws.add(.constant(minutes * 60)) }

  mutating func exponential(_ minutes: Double) -> LawRow {
    model.laws.add(.exponential(mean: minutes * 60))
  }

  /// A shift of a day of so many minutes that is on between each two of these minutes.
  mutating func shift(_ edges: Int64..., cycle: Int64 = 24 * 60) -> Row<ShiftPattern> {
    let intervals = stride(from: 0, to: edges.count, by: 2).map {
      ShiftPattern.Interval(start: .minutes(edges[$0]), end: .minutes(edges[$0 + 1]))
    }
    model.support.shifts.append(
      ShiftPattern(cycle: .minutes(cycle), phase: .zero, intervals: intervals))
    return Row(model.support.shifts.count - 1)
  }

  mutating func person(
    _ name: String, posts: UInt64 = 1, skills: UInt64 = 0, shift: Row<ShiftPattern>? = nil,
    callOut: Double? = nil, answers: Double? = nil, absence: (every: Double?, lasts: Double)? = nil
  ) {
    let away = absence.map { absence in
      Absence(every: absence.every.map { law($0) }, lasts: law(absence.lasts))
    }
    model.support.people.append(
      Person(
        name: NameHash("person:\(name)"), tier: .tier1, posts: posts, skills: skills, site: Row(0),
        shift: shift, callOut: callOut.map { law($0) }, answers: answers.map { law($0) },
        absence: away))
  }

  mutating func pool(
    _ name: String, count: Int32?, posts: UInt64 = 1, skills: UInt64 = 0,
    shift: Row<ShiftPattern>? = nil
  ) {
    model.support.pools.append(
      Pool(
        name: NameHash("pool:\(name)"), tier: .tier1, posts: posts, skills: skills, shift: shift,
        count: count))
  }

  @discardableResult
  mutating func part(
    _ name: String, stock: Int32, reorderAt: Int32 = 0, upTo: Int32? = nil, lead: Double? = nil,
    dead: Double = 0, isOneForOne: Bool = false, parent: Row<Part>? = nil
  ) -> Row<Part> {
    model.support.stock.append(
      StockItem(
        name: NameHash("part:\(name)"), initialStock: stock, reorderAt: reorderAt,
        upTo: upTo ?? stock, leadTime: lead.map { law($0) },
        deadOnTest: Probability(clamped: dead), isOneForOne: isOneForOne, parent: parent))
    return Row(model.support.stock.count - 1)
  }

  // MARK: Flows and streams

  mutating func work(
    _ minutes: Double, people: Int32 = 1, skills: UInt64 = 0, patience: Double? = nil,
    part: Row<Part>? = nil
  ) -> Step {
    Step(
      effect: .none, takes: law(minutes), people: people, skills: skills,
      patience: patience.map { law($0) }, part: part)
  }

  /// A flow of one task "work".
  mutating func flow(_ name: String, lane: String = "desk", _ step: Step) {
    flow(name, [("work", lane, step)])
  }

  /// A flow of tasks one after the other.
  mutating func flow(_ name: String, _ tasks: [(name: String, lane: String, step: Step)]) {
    net.flow(name)
    net.node("start", .start(.none))
    var last = "start"
    for task in tasks {
      net.task(task.name, lane: task.lane, task.step)
      net.edge(last, task.name)
      last = task.name
    }
    net.node("end", .end(.none))
    net.edge(last, "end")
  }

  func node(_ name: String) -> Row<FlowNode> { net.nodeRow(name) }

  /// Cases that come every so many minutes, the first at once unless said otherwise.
  @discardableResult
  mutating func stream(
    _ flow: String, every minutes: Double, first: Double? = 0, atMost limit: Int64? = nil,
    priority: Int = 5, batches: [BatchSize] = [], capacity: Int32? = nil, atStart: Int32 = 0
  ) -> Row<DemandStream> {
    stream(
      flow, .every(law(minutes)), first: first, atMost: limit, priority: priority,
      batches: batches, capacity: capacity, atStart: atStart)
  }

  @discardableResult
  mutating func stream(
    _ flow: String, _ arrivals: DemandStream.Arrivals, first: Double? = nil,
    atMost limit: Int64? = nil, priority: Int = 5, batches: [BatchSize] = [],
    capacity: Int32? = nil, atStart: Int32 = 0
  ) -> Row<DemandStream> {
    model.drill.streams.append(
      DemandStream(
        name: NameHash("stream:\(model.drill.streams.count)"), flow: net.flowRow(flow),
        priority: priority, arrivals: arrivals, batches: batches,
        first: first.map { .zero + TimeSpan(seconds: $0 * 60) }, arrivalLimit: limit,
        capacity: capacity, atStart: atStart))
    return Row(model.drill.streams.count - 1)
  }

  /// One case at a minute.
  @discardableResult
  mutating func one(_ flow: String, at minute: Double, priority: Int = 5) -> Row<DemandStream> {
    stream(flow, every: 1, first: minute, atMost: 1, priority: priority)
  }

  mutating func measure(
    _ quantity: Measure.Quantity, _ statistic: Measure.Statistic = .mean, atEnd: Bool = false
  ) {
    model.drill.measures.append(
      Measure(
        name: NameHash("measure:\(model.drill.measures.count)"), quantity: quantity,
        statistic: statistic, isAtEnd: atEnd))
  }

  // MARK: Running

  func built() -> Model {
    var model = model
    net.build(into: &model)
    return model
  }

  func run(seed: UInt64 = 1, replication: UInt64 = 0) throws -> CaseRun {
    CaseRun(
      net: net,
      record: try Simulation.run(built(), seed: seed, replication: replication))
  }
}

/// What came of a small world.
struct CaseRun {
  var net: NetBuilder
  var record: Replication

  /// When entries of a kind were made, of one node or row or of all.
  func minutes(_ kind: Entry.Kind, _ node: String? = nil, row: Int? = nil) -> [Double] {
    let subject = node.map { net.nodeRow($0).index } ?? row
    return record.entries.filter {
      $0.kind == kind && (subject == nil || Int($0.subject) == subject)
    }.map { Double($0.time.microseconds) / 60e6 }
  }

  /// Hits and tries, or minutes and tickets, of a measure.
  func counts(_ measure: Int) -> [Int64] {
    [record.measures[measure].above, record.measures[measure].below]
  }

  /// What a measure of times came to in minutes and tickets.
  func times(_ measure: Int) -> [Double] {
    [Double(record.measures[measure].above) / 60e6, Double(record.measures[measure].below)]
  }

  var busy: [Double] { record.busy.map { Double($0.microseconds) / 60e6 } }
  var overtime: [Double] { record.overtime.map { Double($0.microseconds) / 60e6 } }
  var outcomes: [FlowTask.Outcome] { record.tasks.map(\.outcome) }
}
