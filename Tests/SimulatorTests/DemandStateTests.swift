import EventKernel
import Testing

@testable import Simulator

/// What must hold in every world of demand after every event, checked on the state itself.
@Suite struct DemandStateTests {
  static let seeds = drawnSeeds(100)

  /// Plays drawn worlds and looks at each after every event, until something does not hold.
  private func expect(
    inAll holds: (borrowing World, Model) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for seed in DemandStateTests.seeds {
      let model = DrawnDemand.model(seed: seed)
      var world = World(SharedModel(model), seed: seed, isTraced: false)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .paused:
          guard !holds(world, model) else { continue }
          Issue.record("seed \(seed) at \(world.now)", sourceLocation: sourceLocation)
          isOver = true
        case .decision(let point): world.answer(point.byTheFlow)
        default: isOver = true
        }
      }
    }
  }

  private static func tasks(_ world: borrowing World) -> [Row<FlowTask>] {
    var rows: [Row<FlowTask>] = []
    for row in world.flow.tasks.rows where world.flow.tasks[row].phase != .over {
      rows.append(row)
    }
    return rows
  }

  private static func crew(
    of task: Row<FlowTask>, _ world: borrowing World
  ) -> [Row<Person>] {
    var crew: [Row<Person>] = []
    var next = world.flow.tasks[task].crew.row
    while let person = next {
      crew.append(person)
      next = world.people.people[person].nextOfCrew.row
    }
    return crew
  }

  @Test("nobody is at two tasks at once, and who is at one is of its crew")
  func oneTask() {
    expect { world, _ in
      var tasks = Array(
        repeating: OptionalRow<FlowTask>.none, count: world.people.people.count)
      for task in Self.tasks(world) {
        for person in Self.crew(of: task, world) {
          guard tasks[person].isNone else { return false }
          tasks[person] = OptionalRow(task)
        }
      }
      return world.people.people.indices.allSatisfy {
        world.people.people[$0].task == tasks[$0]
      }
    }
  }

  @Test("of a pool so many are busy as its tasks take, and never more than there are")
  func pools() {
    expect { world, model in
      var busy = Array(repeating: Int32(0), count: model.support.pools.count)
      for task in Self.tasks(world) {
        guard let pool = world.flow.tasks[task].pool.row else { continue }
        busy[pool] += world.flow.tasks[task].crewCount
      }
      return busy.indices.allSatisfy {
        world.people.pools[$0].busy == busy[$0]
          && busy[$0] <= model.support.pools[$0].count ?? .max
      }
    }
  }

  @Test("where the lane pauses nobody works off duty, and who rests has somebody off duty")
  func pauses() {
    expect { world, _ in
      Self.tasks(world).allSatisfy { task in
        let isOnDuty = world.isCrewOnDuty(ofTask: task)
        let pauses = world.flow.queues.queues[world.queue(ofTask: task)].pausesOffDuty
        return switch world.flow.tasks[task].phase {
        // What is done at this very instant is done.
        case .working: isOnDuty || !pauses || world.flow.tasks[task].isDoneAt <= world.now
        case .paused: !isOnDuty && pauses
        default: true
        }
      }
    }
  }

  @Test("wants, debts to branches, backorders and orders are those of tasks and orders")
  func stores() {
    expect { world, model in
      var wanted = Array(repeating: 0, count: model.support.stock.count)
      for task in Self.tasks(world) where world.flow.tasks[task].phase == .queued {
        guard world.flow.tasks[task].record.started == nil else { continue }
        if let part = world.step(ofTask: task).part { wanted[part.index] += 1 }
      }
      var onOrder = Array(repeating: 0, count: model.support.stock.count)
      for row in world.stock.orders.indices where world.stock.orders[row].isOpen {
        onOrder[world.stock.orders[row].part] += world.stock.orders[row].quantity
      }
      guard world.stock.wanted == wanted, world.stock.onOrder == onOrder else { return false }
      return model.support.stock.indices.allSatisfy { row in
        let item = model.support.stock[row]
        let (left, owed) = (world.stock.items[row].left, world.stock.owedToBranches[row])
        let position = left + onOrder[row] - wanted[row] - owed
        return left >= 0 && owed >= 0 && (left == 0 || owed == 0)
          && world.stock.backorders[row] == max(0, wanted[row] + owed - left)
          && (!item.isOneForOne || position >= Int(item.initialStock))
      }
    }
  }

  @Test("cases in the system are those with a flow that runs, and no limit is passed")
  func streams() {
    expect { world, model in
      var inSystem = Array(repeating: Int32(0), count: model.drill.streams.count)
      var row = world.incidents.live.first
      while row >= 0 {
        if let stream = world.incidents.states[Int(row)].record.stream {
          inSystem[stream.index] += 1
        }
        row = world.incidents.liveLinks.next(row)
      }
      return inSystem.indices.allSatisfy { row in
        let stream = model.drill.streams[row]
        let state = world.demand.streams[row]
        return state.inSystem == inSystem[row] && state.inSystem <= stream.capacity ?? .max
          && state.arrivals <= stream.arrivalLimit ?? .max
      }
    }
  }

  /// Whether a task that waits lacks nothing but somebody to do it, and may be begun.
  private static func lacksOnlyStaff(
    _ task: Row<FlowTask>, _ world: borrowing World
  ) -> Bool {
    guard world.flow.tasks[task].phase == .queued else { return false }
    let queue = world.flow.queues.queues[world.queue(ofTask: task)]
    let step = world.step(ofTask: task)
    guard queue.holdingRole < 0, !step.skillOfComponent else { return false }
    guard let part = step.part, world.flow.tasks[task].record.started == nil else { return true }
    return world.stock.items[part.index].left > 0
  }

  @Test("nobody stands idle while a task waits that they could do")
  func workIsConserved() {
    expect { world, model in
      guard world.pending.isEmpty else { return true }
      for task in Self.tasks(world) where Self.lacksOnlyStaff(task, world) {
        let queue = world.flow.queues.queues[world.queue(ofTask: task)]
        let needed = world.step(ofTask: task).people
        var idle = Int32(0)
        for position in queue.fitting {
          let person = world.people.people[world.flow.queues.fitting[Int(position)]]
          if person.isOnDuty, person.task.isNone { idle += 1 }
        }
        guard idle < needed else { return false }
        for position in queue.pools {
          let pool = world.flow.queues.fittingPools[Int(position)]
          guard world.people.pools[pool].isOnDuty else { continue }
          guard let count = model.support.pools[pool].count,
            count - world.people.pools[pool].busy < needed
          else { return false }
        }
      }
      return true
    }
  }

  @Test("nobody is at something less urgent while a task waits that would take them over")
  func takingOver() {
    expect { world, _ in
      guard world.pending.isEmpty else { return true }
      for task in Self.tasks(world) where Self.lacksOnlyStaff(task, world) {
        let queue = world.flow.queues.queues[world.queue(ofTask: task)]
        let incident = world.incident(ofTask: task)
        guard queue.preempts, world.step(ofTask: task).people <= 1,
          world.incidents.states[incident].record.stream != nil
        else { continue }
        let people = Set(queue.fitting.map { world.flow.queues.fitting[Int($0)] })
        let pools = Set(queue.pools.map { world.flow.queues.fittingPools[Int($0)] })
        let isOneDone = Self.tasks(world).contains {
          world.flow.tasks[$0].phase == .working && world.flow.tasks[$0].isDoneAt <= world.now
        }
        // Whoever gets free at this instant takes it up.
        if isOneDone { continue }
        for other in Self.tasks(world) {
          let state = world.flow.tasks[other]
          if state.phase == .onTheWay || state.phase == .working && state.isDoneAt > world.now,
            state.crewCount == 1,
            world.flow.queues.queues[world.queue(ofTask: other)].preempts,
            state.crew.row.map(people.contains) ?? state.pool.row.map(pools.contains) ?? false,
            world.isCrewOnDuty(ofTask: other),
            state.priority > world.flow.tasks[task].priority
          {
            return false
          }
        }
      }
      return true
    }
  }

  @Test("of one queue none starts before one that is more urgent, or as urgent and offered before")
  func discipline() throws {
    for seed in DemandStateTests.seeds {
      let model = DrawnDemand.model(seed: seed)
      let queues = QueuePlan(model)
      let record = try Simulation.run(model, seed: seed)
      // By queue: tasks that were offered and never started yet. Rows are in the order of offers.
      var waiting: [Int32: Set<Int32>] = [:]
      for entry in record.entries {
        guard
          [.taskOffered, .taskStarted, .taskLapsed, .taskInterrupted].contains(entry.kind)
        else { continue }
        let queue = queues.queueOfNode[Int(entry.subject)]
        if entry.kind == .taskOffered {
          waiting[queue, default: []].insert(entry.object)
          continue
        }
        waiting[queue]?.remove(entry.object)
        guard entry.kind == .taskStarted, queues.queues[Int(queue)].isUniform,
          queues.queues[Int(queue)].kinds.count == 1,
          isOfStream(entry.object, record)
        else { continue }
        let own = (priority(of: entry.object, record), entry.object)
        let isFirst = waiting[queue, default: []].allSatisfy {
          !isOfStream($0, record) || own < (priority(of: $0, record), $0)
        }
        if !isFirst { Issue.record("seed \(seed) at \(entry.time)") }
      }
    }
  }

  private func incident(of task: Int32, _ record: Replication) -> Incident {
    record.incidents[record.instances[record.tasks[Int(task)].instance.index].incident.index]
  }

  private func isOfStream(_ task: Int32, _ record: Replication) -> Bool {
    incident(of: task, record).stream != nil
  }

  private func priority(of task: Int32, _ record: Replication) -> Int {
    incident(of: task, record).priority
  }
}
