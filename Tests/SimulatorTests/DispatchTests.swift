import EventKernel
import Testing

@testable import Simulator

/// Tasks that wait in queues of their kinds, against a try of every one of them.
@Suite struct DispatchTests {
  /// A drawn world in which much sets tasks apart: skills of components, people who are called,
  /// work that is stopped and has its part, professional bodies, parts for what tools do.
  private static func model(seed: UInt64) -> Model {
    var model = FreePeopleTests.model(seed: seed)
    var draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "dispatch", entity: "model", ordinal: 0)
    for row in model.net.lanes.indices {
      if case .people = model.net.lanes[row].performer {
        model.net.lanes[row].preempts = draws.bernoulli(0.6)
        model.net.lanes[row].holds = draws.bernoulli(0.15)
        if draws.bernoulli(0.15) { model.net.lanes[row].performer = .vendor }
      }
    }
    for row in 0..<2 {
      model.support.vendors.append(
        Vendor(
          name: NameHash("vendor:drawn \(row)"), skills: 1 + draws.below(7), cover: nil,
          answers: nil, onSite: nil, capacity: 1))
    }
    for row in model.net.steps.indices where !model.support.stock.isEmpty {
      guard model.net.steps[row].part == nil, draws.bernoulli(0.3) else { continue }
      model.net.steps[row].part = Row(Int(draws.below(UInt64(model.support.stock.count))))
    }
    // Half of what takes part in a case makes it graded, located or neither.
    for row in model.net.steps.indices where model.net.steps[row].effect == .none {
      let effects: [Act] = [.none, .none, .classify, .diagnose]
      model.net.steps[row].effect = effects[Int(draws.below(4))]
    }
    // More than can be done.
    for row in model.drill.streams.indices where draws.bernoulli(0.5) {
      model.drill.streams[row].capacity = nil
      model.drill.streams[row].arrivalLimit = 200
      model.drill.streams[row].arrivals = .every(model.laws.add(.exponential(mean: 240)))
    }
    return model
  }

  @Test("the same comes out as when each task that waits is tried", arguments: [true, false])
  func asByTryingEach(isTraced: Bool) throws {
    var kinds = 0
    for seed in drawnSeeds(400) {
      let model = Self.model(seed: seed)
      let plan = QueuePlan(model)
      for queue in plan.queues where queue.kinds.count > 1 { kinds += 1 }
      let split = try Simulation.run(SharedModel(model), seed: seed, isTraced: isTraced)
      let whole = try Simulation.run(
        SharedModel(model, isSplit: false), seed: seed, isTraced: isTraced)
      let isSame = "\(split)" == "\(whole)"
      #expect(isSame, "seed \(seed)")
    }
    #expect(kinds > 1_000)
  }

  @Test("every task that waits stands where its kind does, by priority and seniority")
  func places() {
    for seed in drawnSeeds(60) {
      var world = World(SharedModel(Self.model(seed: seed)), seed: seed)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .paused:
          if !Self.areInPlace(world) {
            Issue.record("seed \(seed) at \(world.now)")
            isOver = true
          }
        default: isOver = true
        }
      }
    }
  }

  /// Whether putting all tasks in anew gives the same queues.
  private static func areInPlace(_ original: borrowing World) -> Bool {
    var world = original.copy()
    for row in original.flow.tasks.rows where original.flow.tasks[row].phase == .queued {
      world.requeue(task: row, incident: world.incident(ofTask: row))
    }
    for queue in original.flow.queues.queues.indices {
      var (one, other) = (original.flow.queues.first(of: queue), world.flow.queues.first(of: queue))
      while let task = one {
        guard other == one else { return false }
        let priority = Int(original.flow.tasks[task].priority)
        guard priority == Int(world.flow.tasks[task].priority) else { return false }
        one = original.flow.queues.next(after: task, of: queue, priority: priority)
        other = world.flow.queues.next(after: task, of: queue, priority: priority)
      }
      guard other == nil else { return false }
    }
    return true
  }

  @Test("a backlog that lacks a part, in a lane that takes over, is over in time")
  func backlog() throws {
    var world = CaseWorld(hours: 100)
    world.net.lane("front", .people(posts: 1, tiers: 0), preempts: true)
    world.person("one")
    let part = world.part("p", stock: 1, lead: 60_000)
    world.flow("long", lane: "front", world.work(30, part: part))
    world.stream("long", every: 0.25, atMost: 20_000)
    let run = try world.run()
    #expect(run.minutes(.taskStarted, "long.work") == [0])
    #expect(run.minutes(.taskOffered).count == 20_000)
  }
}
