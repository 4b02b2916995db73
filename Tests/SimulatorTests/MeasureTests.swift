import EventKernel
import Simulator
import Statistics
import Testing

/// Every quantity by every statistic, against the lists of tickets and of levels that they are of.
@Suite struct MeasureTests {
  /// Statistics of tickets and of levels; the bounds are in microseconds and in wholes.
  private static let ofTickets: [Measure.Statistic] =
    [.mean, .variance, .quantile(Probability(clamped: 0.5)), .quantile(Probability(clamped: 0.95))]
    + [0, 5, 12, 30].flatMap { (minutes: Int64) -> [Measure.Statistic] in
      let bound = TimeSpan.minutes(minutes).microseconds
      return [.atMost(bound), .moreThan(bound)]
    } + [.ofNumber(1), .ofNumber(3), .ofNumber(1_000_000), .last]
  private static let ofLevels: [Measure.Statistic] = [
    .mean, .total, .atMost(0), .atMost(1), .atMost(2), .moreThan(0), .moreThan(1), .moreThan(3),
  ]

  /// Two streams with patience and a limit, parts, and a component that goes down twice.
  private func world() -> CaseWorld {
    var world = CaseWorld(hours: 30)
    var platform = PlatformBuilder()
    for name in ["c", "d"] {
      platform.component(name, monitoring: .none)
      platform.mode("m", of: name)
    }
    platform.build(into: &world.model)
    for (row, minute) in [(0, 100), (1, 130), (0, 700)] as [(Int, Int64)] {
      world.model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(minute)"), cue: .at(.zero + .minutes(minute)),
          action: .fail(Row(row))))
      world.model.drill.injects.append(
        Inject(
          name: NameHash("inject:back \(minute)"), cue: .at(.zero + .minutes(minute + 200)),
          action: .restore(Row(row))))
    }
    world.person("a")
    let part = world.part("p", stock: 2, lead: 45, isOneForOne: true)
    var step = world.work(1, patience: 25, part: part)
    step.takes = world.exponential(12)
    world.flow("serve", step)
    world.flow("other", world.work(7))
    world.stream("serve", .every(world.exponential(10)), capacity: 3)
    world.stream("other", .every(world.exponential(50)), priority: 2)
    return world
  }

  @Test("when cases are over: the second, the last, the mean, and the share by an instant")
  func finishInstants() throws {
    // One after the other from 0, 4 and 30 on, ten minutes each: over at 10, 20 and 40.
    for warmUp in [0, 15] as [Int64] {
      var world = CaseWorld(hours: 2)
      world.person("a")
      world.flow("serve", world.work(10))
      let stream = world.stream("serve", every: 4, atMost: 2)
      world.one("serve", at: 30)
      world.model.drill.warmUp = .minutes(warmUp)
      let flow = world.net.flowRow("serve")
      let statistics: [Measure.Statistic] = [
        .ofNumber(2), .last, .mean, .atMost(TimeSpan.minutes(20).microseconds), .ofNumber(4),
      ]
      for statistic in statistics { world.measure(.flowEnded(flow), statistic) }
      world.measure(.finished(stream), .last)
      world.measure(.finished(stream), .mean)
      let run = try world.run()
      // The warm-up forgets the first.
      let expected: [[Double]] =
        warmUp == 0
        ? [[20, 1], [40, 1], [70, 3], [0, 0], [0, 0], [20, 1], [30, 2]]
        : [[40, 1], [40, 1], [60, 2], [0, 0], [0, 0], [20, 1], [20, 1]]
      for (row, times) in expected.enumerated() where row != 3 { #expect(run.times(row) == times) }
      #expect(run.counts(3) == (warmUp == 0 ? [2, 3] : [1, 2]))
    }
  }

  @Test("when incidents are closed")
  func closedAt() throws {
    var model = Model()
    model.drill.horizon = .zero + .hours(5)
    var platform = PlatformBuilder()
    for name in ["c", "d"] {
      platform.component(name)
      platform.mode("m", of: name)
    }
    platform.build(into: &model)
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.task("close", lane: "tools", Step(effect: .close, takes: model.laws.add(.constant(600))))
    net.task("again", lane: "tools", Step(effect: .close, takes: model.laws.add(.constant(600))))
    net.node("end", .end(.none))
    net.edge("start", "close")
    net.edge("close", "again")
    net.edge("again", "end")
    net.build(into: &model)
    model.drill.injects = [
      Inject(name: "inject:c", cue: .at(.zero + .minutes(5)), action: .fail(Row(0))),
      Inject(name: "inject:d", cue: .at(.zero + .minutes(50)), action: .fail(Row(1))),
    ]
    model.drill.measures = [
      Measure(name: "measure:last", quantity: .incidentClosed, statistic: .last),
      Measure(name: "measure:first", quantity: .incidentClosed, statistic: .ofNumber(1)),
      Measure(name: "measure:mean", quantity: .incidentClosed),
    ]
    let run = try Simulation.run(model, seed: 1)
    let closed = run.incidents.compactMap { $0[.closed]?.microseconds }
    #expect(closed.count == 2 && closed[0] < closed[1])
    #expect(run.measures.map(\.above) == [closed[1], closed[0], closed[0] + closed[1]])
    #expect(run.measures.map(\.below) == [1, 1, 2])
  }

  /// What a statistic of tickets is, of their list.
  private func expect(
    _ result: MeasureResult, is statistic: Measure.Statistic, of tickets: [Int64],
    _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var above = tickets.reduce(0, +)
    var below = Int64(tickets.count)
    switch statistic {
    case .last: (above, below) = tickets.last.map { ($0, 1) } ?? (0, 0)
    case .atMost(let bound): above = Int64(tickets.count { $0 <= bound })
    case .moreThan(let bound): above = Int64(tickets.count { $0 > bound })
    case .ofNumber(let number):
      (above, below) =
        number <= tickets.count ? (tickets[Int(number) - 1], 1) : (0, 0)
    case .mean, .total, .variance, .quantile: break
    }
    let found = [result.above, result.below]
    #expect(found == [above, below], comment, sourceLocation: sourceLocation)
    var sums = PowerSums()
    if statistic == .variance { for ticket in tickets { sums.add(ticket) } }
    #expect(result.tickets == sums, comment, sourceLocation: sourceLocation)
    var sketch: QuantileSketch?
    if case .quantile = statistic {
      sketch = QuantileSketch(largest: TimeSpan.hours(30).microseconds)
      for ticket in tickets { sketch?.add(ticket) }
    }
    #expect(result.sketch == sketch, comment, sourceLocation: sourceLocation)
  }

  /// What a statistic of a level is, of its changes.
  private func expect(
    _ result: MeasureResult, is statistic: Measure.Statistic, atEnd: Bool,
    of changes: [(SimulationTime, Int64)], until end: SimulationTime, _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    func reading(_ level: Int64) -> Int64 {
      switch statistic {
      case .atMost(let bound): level <= bound ? 1 : 0
      case .moreThan(let bound): level > bound ? 1 : 0
      default: level
      }
    }
    var level: Int64 = 0
    var since = SimulationTime.zero
    var area: Int64 = 0
    for (time, step) in changes {
      area += reading(level) * (time - since).microseconds
      (level, since) = (level + step, time)
    }
    area += reading(level) * (end - since).microseconds
    let expected =
      atEnd
      ? [reading(level), 1] : [area, statistic == .total ? 1 : end.microseconds]
    let found = [result.above, result.below]
    #expect(found == expected, comment, sourceLocation: sourceLocation)
  }

  @Test("of tickets are those of the list of all of them", arguments: [1, 2, 3] as [UInt64])
  func tickets(seed: UInt64) throws {
    var world = world()
    let (node, other) = (world.node("serve.work"), world.node("other.work"))
    let flow = world.net.flowRow("serve")
    let quantities: [Measure.Quantity] = [
      .waiting(node), .waiting(other), .timeInSystem(Row(0)), .timeInSystem(Row(1)),
      .flowTime(flow), .givenUp(node), .givenUp(other), .turnedAway(Row(0)), .turnedAway(Row(1)),
      .filledAtOnce(Row(0)),
    ]
    for quantity in quantities {
      for statistic in Self.ofTickets { world.measure(quantity, statistic) }
    }
    let run = try world.run(seed: seed)
    let lists = [
      waits(run.record, node), waits(run.record, other), times(run.record, 0),
      times(run.record, 1), flowTimes(run.record, flow), givenUp(run.record, node),
      givenUp(run.record, other), turnedAway(run.record, 0), turnedAway(run.record, 1),
      filled(run.record, node, stock: 2),
    ]
    for (row, list) in lists.enumerated() {
      for (offset, statistic) in Self.ofTickets.enumerated() {
        expect(
          run.record.measures[row * Self.ofTickets.count + offset], is: statistic, of: list,
          "\(quantities[row]) \(statistic)")
      }
    }
    #expect(lists[5].contains(1) && lists[7].contains(1) && lists[9].contains(0))
  }

  @Test(
    "of levels are those of their changes, over time and at the end",
    arguments: [1, 2, 3] as [UInt64])
  func levels(seed: UInt64) throws {
    var world = world()
    let node = world.node("serve.work")
    let quantities: [Measure.Quantity] = [
      .numberInSystem(Row(0)), .numberWaiting(node), .numberAtWork(node), .backorders(Row(0)),
      .numberDown([Row(0), Row(1)]), .numberDown([Row(1)]),
    ]
    for quantity in quantities {
      for statistic in Self.ofLevels {
        world.measure(quantity, statistic)
        world.measure(quantity, statistic, atEnd: true)
      }
    }
    let run = try world.run(seed: seed)
    let lists = [
      changes(run.record, up: [.caseOpened], down: [.caseClosed], of: [0]),
      changes(
        run.record, up: [.taskOffered], down: [.taskStarted, .taskLapsed], of: [node.index]),
      changes(run.record, up: [.taskStarted], down: [.taskDone], of: [node.index]),
      backorders(run.record, node, stock: 2),
      changes(run.record, up: [.wentDown], down: [.cameUp], of: [0, 1]),
      changes(run.record, up: [.wentDown], down: [.cameUp], of: [1]),
    ]
    for (row, list) in lists.enumerated() {
      #expect(!list.isEmpty)
      for (offset, statistic) in Self.ofLevels.enumerated() {
        for atEnd in [false, true] {
          expect(
            run.record.measures[(row * Self.ofLevels.count + offset) * 2 + (atEnd ? 1 : 0)],
            is: statistic, atEnd: atEnd, of: list, until: run.record.end,
            "\(quantities[row]) \(statistic)")
        }
      }
    }
  }
}

// MARK: Lists, from the entries and the records

/// Waits in the order in which they were over.
private func waits(_ record: Replication, _ node: Row<FlowNode>) -> [Int64] {
  record.entries.filter {
    ($0.kind == .taskStarted || $0.kind == .taskLapsed) && Int($0.subject) == node.index
  }.map { ($0.time - record.tasks[Int($0.object)].offered).microseconds }
}

private func givenUp(_ record: Replication, _ node: Row<FlowNode>) -> [Int64] {
  record.entries.filter {
    ($0.kind == .taskStarted || $0.kind == .taskLapsed) && Int($0.subject) == node.index
  }.map { $0.kind == .taskLapsed ? 1 : 0 }
}

private func times(_ record: Replication, _ stream: Int32) -> [Int64] {
  record.entries.filter { $0.kind == .caseClosed && $0.subject == stream }.map {
    ($0.time - (record.incidents[Int($0.incident)][.occurred] ?? .zero)).microseconds
  }
}

private func flowTimes(_ record: Replication, _ flow: Row<Flow>) -> [Int64] {
  record.entries.filter {
    $0.kind == .flowEnded && record.instances[Int($0.instance)].flow == flow
  }.map { ($0.time - record.instances[Int($0.instance)].started).microseconds }
}

private func turnedAway(_ record: Replication, _ stream: Int32) -> [Int64] {
  record.entries.filter {
    ($0.kind == .caseOpened || $0.kind == .caseTurnedAway) && $0.subject == stream
  }.map { $0.kind == .caseTurnedAway ? 1 : 0 }
}

/// Stock and wants as each task is offered.
private func filled(_ record: Replication, _ node: Row<FlowNode>, stock: Int64) -> [Int64] {
  var (left, wanted) = (stock, Int64(0))
  var list: [Int64] = []
  for entry in record.entries {
    switch entry.kind {
    case .partDrawn: (left, wanted) = (entry.value, wanted - 1)
    case .partArrived: left = entry.value
    case .taskLapsed where Int(entry.subject) == node.index: wanted -= 1
    case .taskOffered where Int(entry.subject) == node.index:
      list.append(left > wanted ? 1 : 0)
      wanted += 1
    default: break
    }
  }
  return list
}

private func backorders(
  _ record: Replication, _ node: Row<FlowNode>, stock: Int64
) -> [(SimulationTime, Int64)] {
  var (left, wanted, before) = (stock, Int64(0), Int64(0))
  var list: [(SimulationTime, Int64)] = []
  for entry in record.entries {
    switch entry.kind {
    case .partDrawn: (left, wanted) = (entry.value, wanted - 1)
    case .partArrived: left = entry.value
    case .taskLapsed where Int(entry.subject) == node.index: wanted -= 1
    case .taskOffered where Int(entry.subject) == node.index: wanted += 1
    default: break
    }
    let level = max(0, wanted - left)
    if level != before { list.append((entry.time, level - before)) }
    before = level
  }
  return list
}

private func changes(
  _ record: Replication, up: [Entry.Kind], down: [Entry.Kind], of subjects: Set<Int>
) -> [(SimulationTime, Int64)] {
  record.entries.compactMap { entry in
    guard subjects.contains(Int(entry.subject)) else { return nil }
    return up.contains(entry.kind)
      ? (entry.time, 1) : down.contains(entry.kind) ? (entry.time, -1) : nil
  }
}
