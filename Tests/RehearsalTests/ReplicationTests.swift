import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Statistics
import Testing

/// Many replications on many threads.
@Suite("Replications")
struct ReplicationTests {
  /// A measure of each kind.
  static let statistics: [Measure.Statistic] = [
    .mean, .total, .atMost(3), .variance, .quantile(Probability(clamped: 0.9)),
  ]

  /// What the worm drill's own record comes to, so that the merging has real runs to merge.
  static func results(of replication: Replication) -> [MeasureResult] {
    var result = MeasureResult()
    let down = replication.downtime.map(\.microseconds)
    result.above = down.reduce(0, +)
    result.below = Int64(replication.eventCount)
    var sketch = QuantileSketch(largest: Moments.largestMagnitude)
    for span in down {
      result.tickets.add(span)
      sketch.add(span)
    }
    result.sketch = sketch
    return Array(repeating: result, count: statistics.count)
  }

  static func merged(
    _ model: Model, count: Int, threads: Int
  ) throws -> [MeasureAccumulator] {
    try Rehearse.merged(
      statistics, count: count, threads: threads, while: { _ in true },
      worker: {
        let own = model.separate()
        return { replication, mayGoOn in
          Self.results(
            of: try Simulation.run(
              own, seed: 7, replication: UInt64(replication), isTraced: false, while: mayGoOn))
        }
      }
    ).accumulators
  }

  @Test("of a drill come to the same for any number of threads")
  func threads() throws {
    let model = try DrillFiles("worm-in-the-service-hall").compiled().model
    let one = try Self.merged(model, count: 40, threads: 1)
    #expect(one.allSatisfy { $0.count == 40 && $0.interval() != nil })
    for threads in [2, 5] {
      let several = try Self.merged(model, count: 40, threads: threads)
      #expect(several == one, "\(threads) threads")
      #expect(several.map { $0.interval() } == one.map { $0.interval() }, "\(threads) threads")
    }
  }

  @Test("of demand with quantiles and variances are the same for any number of threads")
  func threadsOfDemand() throws {
    var model = Model()
    model.drill.horizon = .zero + .hours(30)
    model.support.pools = [Pool(name: NameHash("pool:p"), tier: .tier1, posts: 1, count: 2)]
    model.net.lanes = [
      LaneDefinition(name: NameHash("desk"), performer: .people(posts: 1, tiers: 0))
    ]
    model.net.steps = [Step(effect: .none, takes: model.laws.add(.exponential(mean: 1_500)))]
    let kinds: [FlowNode.Kind] = [.start(.none), .task(Row(0)), .end(.none)]
    for (row, kind) in kinds.enumerated() {
      let edges = Int32(row)..<Int32(min(row + 1, 2))
      model.net.nodes.append(
        FlowNode(
          name: NameHash("serve.\(row)"), flow: Row(0), lane: row == 1 ? Row(0) : nil, kind: kind,
          outgoing: edges, incomingCount: row > 0 ? 1 : 0))
      for edge in edges {
        model.net.edges.append(
          FlowEdge(
            name: NameHash("serve.edge \(edge)"), from: Row(row), to: Row(row + 1),
            condition: nil, share: nil))
      }
    }
    model.net.flows = [
      FlowDefinition(name: NameHash("serve"), nodes: 0..<3, start: Row(0), startsOn: nil)
    ]
    model.drill.streams = [
      DemandStream(
        name: NameHash("stream:s"), flow: Row(0),
        arrivals: .every(model.laws.add(.exponential(mean: 900))), capacity: 9)
    ]
    let statistics: [Measure.Statistic] = [
      .mean, .variance, .quantile(Probability(clamped: 0.9)), .atMost(600_000_000),
    ]
    let quantities: [Measure.Quantity] = [.waiting(Row(1)), .timeInSystem(Row(0))]
    for quantity in quantities {
      for statistic in statistics {
        model.drill.measures.append(
          Measure(
            name: NameHash("measure:\(quantity) \(statistic)"), quantity: quantity,
            statistic: statistic))
      }
    }
    model.drill.measures.append(Measure(name: NameHash("level"), quantity: .numberInSystem(Row(0))))
    model.drill.measures.append(Measure(name: NameHash("away"), quantity: .turnedAway(Row(0))))
    let one = try Rehearse.replications(of: model, seed: 3, count: 600, threads: 1).measures
    #expect(one.count == 10 && one.allSatisfy { $0.count == 600 && $0.interval() != nil })
    for threads in [2, 5] {
      let several = try Rehearse.replications(of: model, seed: 3, count: 600, threads: threads)
        .measures
      #expect(several == one, "\(threads) threads")
      #expect(several.map { $0.interval() } == one.map { $0.interval() }, "\(threads) threads")
    }
  }

  @Test("of a model in memory of its own are those of the model")
  func separate() throws {
    for drill in EditTests.drills {
      let model = try DrillFiles(drill).compiled().model
      let one = try Simulation.run(model, seed: 3)
      let other = try Simulation.run(model.separate(), seed: 3)
      #expect(one.entries == other.entries)
      #expect(one.decisions == other.decisions)
    }
  }

  @Test("of a model in memory of its own share no table with others")
  func unshared() throws {
    for drill in EditTests.drills {
      let model = try DrillFiles(drill).compiled().model
      let (tables, others) = (Self.objects(in: model), Self.objects(in: model.separate()))
      #expect(tables.count > 30)
      #expect(tables.keys.allSatisfy { others[$0] == nil }, "\(drill)")
    }
  }

  /// The objects that a value refers to, in its properties and in the rows of its tables, each with
  /// the property that leads to it.
  private static func objects(in value: Any, at path: String = "") -> [ObjectIdentifier: String] {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class { return [ObjectIdentifier(value as AnyObject): path] }
    var objects: [ObjectIdentifier: String] = [:]
    for child in mirror.children {
      objects.merge(Self.objects(in: child.value, at: "\(path).\(child.label ?? "")")) { $1 }
    }
    guard let rows = value as? any Collection, !(value is String) else { return objects }
    for row in rows { objects.merge(Self.objects(in: row, at: path + "[]")) { $1 } }
    return objects
  }

  @Test("of a drill without measures are counted all the same")
  func none() throws {
    let model = try DrillFiles("worm-in-the-service-hall").compiled().model
    let found = try Rehearse.replications(of: model, seed: 1, count: 3)
    #expect(found.done == 3 && found.planned == 3 && !found.isPartial)
    #expect(found.measures.isEmpty)
  }

  struct Refused: Error, Equatable {
    var replication: Int
  }

  @Test("that fail are told by the first one, whoever ran it", arguments: [1, 2, 5])
  func failure(threads: Int) throws {
    #expect(throws: Refused(replication: 300)) {
      try Rehearse.merged(
        [], count: 1_000, threads: threads, while: { _ in true },
        worker: {
          { replication, _ in
            if replication >= 300, replication % 50 == 0 {
              throw Refused(replication: replication)
            }
            return []
          }
        })
    }
  }

  @Test("are each run once", arguments: [1, 2, 5, 1_000])
  func once(threads: Int) throws {
    for count in [1, 2, 255, 256, 257, 10_000] {
      let (done, accumulators) = try Rehearse.merged(
        [.mean], count: count, threads: threads, while: { _ in true },
        worker: {
          { replication, _ in
            var result = MeasureResult()
            (result.above, result.below) = (Int64(replication), 1)
            return [result]
          }
        })
      #expect(done == count)
      var expected = MeasureAccumulator(.mean, planned: count)
      for replication in 0..<count {
        var result = MeasureResult()
        (result.above, result.below) = (Int64(replication), 1)
        expected.add(result, ofReplication: replication)
      }
      #expect(accumulators == [expected])
    }
  }

  @Test("stop when the caller says so, and keep what was done")
  func interrupted() throws {
    let (done, accumulators) = try Rehearse.merged(
      [.mean], count: 1_000, threads: 2, while: { _ in false },
      worker: {
        { replication, mayGoOn in
          if replication < 10 { return [MeasureResult()] }
          while mayGoOn() {}
          throw RunInterrupted(
            partial: Replication(seed: 1, replication: UInt64(replication), end: .zero))
        }
      })
    #expect(done < 1_000)
    #expect(accumulators[0].count == Int64(done))
  }
}
