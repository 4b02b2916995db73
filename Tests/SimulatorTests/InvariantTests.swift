import EventKernel
import Simulator
import Testing

/// What must hold in every world, checked over drawn ones. A failure names the seed.
@Suite struct InvariantTests {
  static let seeds: Range<UInt64> = 1..<1001

  private func run(_ seed: UInt64) throws -> (model: Model, replication: Replication) {
    let model = DrawnWorld.model(seed: seed)
    return (model, try Simulation.run(model, seed: seed))
  }

  @Test("the drawn worlds are worth checking: most have incidents, work and down time")
  func worldsAreLively() throws {
    var incidents = 0
    var tasks = 0
    var outages = 0
    var infections = 0
    for seed in Self.seeds {
      let (_, replication) = try run(seed)
      incidents += replication.incidents.isEmpty ? 0 : 1
      tasks += replication.tasks.count { $0.outcome == .done }
      outages += replication.entries.contains { $0.kind == .wentDown } ? 1 : 0
      infections += replication.hitCount > 1 ? 1 : 0
    }
    #expect(incidents > 700)
    #expect(tasks > 5000)
    #expect(outages > 500)
    #expect(infections > 100)
  }

  @Test("the clock never goes back and nothing happens after the horizon")
  func clockGoesForward() throws {
    for seed in Self.seeds {
      let (model, replication) = try run(seed)
      var last = SimulationTime.zero
      for entry in replication.entries {
        #expect(entry.time >= last, "seed \(seed)")
        last = entry.time
      }
      #expect(last <= model.drill.horizon, "seed \(seed)")
    }
  }

  @Test("nobody is at two tasks at once")
  func nobodyIsInTwoPlaces() throws {
    for seed in Self.seeds {
      let (_, replication) = try run(seed)
      var work: [Int: [(SimulationTime, SimulationTime)]] = [:]
      for task in replication.tasks {
        guard let started = task.started else { continue }
        for position in task.people {
          work[replication.assignments[Int(position)].index, default: []]
            .append((started, task.ended ?? replication.end))
        }
      }
      for (person, spans) in work {
        let sorted = spans.sorted { $0 < $1 }
        for (one, next) in zip(sorted, sorted.dropFirst()) {
          #expect(one.1 <= next.0, "person \(person), seed \(seed)")
        }
      }
    }
  }

  @Test("time at work is the sum of the tasks, and overtime is part of it")
  func workIsTheSumOfTasks() throws {
    for seed in Self.seeds {
      let (model, replication) = try run(seed)
      var busy = Array(repeating: TimeSpan.zero, count: model.support.people.count)
      for task in replication.tasks {
        guard let started = task.started else { continue }
        for position in task.people {
          let person = replication.assignments[Int(position)].index
          busy[person] = busy[person] + ((task.ended ?? replication.end) - started)
        }
      }
      #expect(busy == replication.busy, "seed \(seed)")
      for (over, busy) in zip(replication.overtime, replication.busy) {
        #expect(over >= .zero && over <= busy, "seed \(seed)")
      }
    }
  }

  @Test("people start work on duty, or are called in")
  func peopleWorkOnDuty() throws {
    for seed in Self.seeds {
      let (model, replication) = try run(seed)
      for task in replication.tasks {
        guard let started = task.started else { continue }
        for position in task.people {
          let person = model.support.people[replication.assignments[Int(position)].index]
          let isOnDuty = person.shift.map {
            model.support.shifts[$0.index].isOn(at: started)
          }
          #expect(isOnDuty ?? true || person.callOut != nil, "seed \(seed)")
        }
      }
    }
  }

  @Test("stock left is what was there, plus bought, less used, and never negative")
  func stockAddsUp() throws {
    for seed in Self.seeds {
      let (model, replication) = try run(seed)
      for (item, stock) in zip(model.support.stock, replication.stock) {
        #expect(stock.left == Int(item.initialStock) + stock.bought - stock.used, "seed \(seed)")
        #expect(stock.left >= 0 && stock.dead <= stock.used, "seed \(seed)")
        #expect(stock.left <= max(Int(item.initialStock), Int(item.upTo)), "seed \(seed)")
        #expect((0...stock.wanted).contains(stock.filledAtOnce), "seed \(seed)")
        #expect(stock.filledAtOnce <= stock.used, "seed \(seed)")
      }
    }
  }

  @Test("down time is the integral of the state that the entries tell")
  func downtimeIsTheIntegral() throws {
    for seed in Self.seeds {
      let (model, replication) = try run(seed)
      var since: [Int: SimulationTime] = [:]
      var total = Array(repeating: TimeSpan.zero, count: model.platform.nodes.count)
      for entry in replication.entries {
        let node = Int(entry.subject)
        if entry.kind == .wentDown {
          #expect(since[node] == nil, "node \(node) went down twice, seed \(seed)")
          since[node] = entry.time
        } else if entry.kind == .cameUp {
          let start = try #require(since[node], "node \(node) came up twice, seed \(seed)")
          total[node] = total[node] + (entry.time - start)
          since[node] = nil
        }
      }
      for (node, start) in since { total[node] = total[node] + (replication.end - start) }
      #expect(total == replication.downtime, "seed \(seed)")
    }
  }

  @Test("offered tasks are done, given up, interrupted, left out or open, and flows end once")
  func tasksAddUp() throws {
    for seed in Self.seeds {
      let (_, replication) = try run(seed)
      for task in replication.tasks {
        #expect((task.ended == nil) == (task.outcome == .open), "seed \(seed)")
        if task.outcome == .done { #expect(task.arrived != nil, "seed \(seed)") }
        if let started = task.started { #expect(started >= task.offered, "seed \(seed)") }
      }
      var offered = replication.entries.count { $0.kind == .taskOffered }
      offered += replication.entries.count { $0.kind == .taskSkipped }
      #expect(offered == replication.tasks.count, "seed \(seed)")
      let ended = replication.instances.count { $0.ended != nil }
      #expect(
        replication.entries.count { $0.kind == .flowEnded } == ended, "seed \(seed)")
    }
  }

  @Test("a node is down at the end exactly when a plain evaluation of the diagram says so")
  func stateMatchesPlainEvaluation() throws {
    for seed in Self.seeds {
      var model = DrawnWorld.model(seed: seed)
      // Without delays the state is a function of the open faults alone.
      model.platform.reserves = []
      for row in model.platform.nodes.indices {
        model.platform.nodes[row].reserve = nil
        model.platform.nodes[row].startsIn = nil
      }
      model.drill.injects.removeAll { if case .hit = $0.action { true } else { false } }
      let replication = try Simulation.run(model, seed: seed)
      #expect(
        downAtEnd(replication) == plainlyDown(model, replication), "seed \(seed)")
    }
  }

  private func downAtEnd(_ replication: Replication) -> Set<Int> {
    var down: Set<Int> = []
    for entry in replication.entries {
      if entry.kind == .wentDown { down.insert(Int(entry.subject)) }
      if entry.kind == .cameUp { down.remove(Int(entry.subject)) }
    }
    return down
  }

  private func plainlyDown(_ model: Model, _ replication: Replication) -> Set<Int> {
    var down: Set<Int> = []
    for fault in replication.faults where fault.ended == nil && fault.bypassed == nil {
      guard let mode = fault.mode, model.platform.failureModes[mode.index].symptom == .down
      else { continue }
      down.insert(fault.subject.index)
    }
    var inputs: [Int: [Int]] = [:]
    for (row, node) in model.platform.nodes.enumerated() {
      for position in node.dependents {
        inputs[model.platform.dependents[Int(position)].index, default: []].append(row)
      }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (row, node) in model.platform.nodes.enumerated() where !down.contains(row) {
        let up = inputs[row, default: []].count { !down.contains($0) }
        if up < Int(node.threshold) {
          down.insert(row)
          isSettled = false
        }
      }
    }
    return down
  }
}
