import EventKernel
import Simulator
import Testing

/// What the fold of a record bears, and how its parts hang together. A failure names the seed.
@Suite struct SituationRecordTests {
  static let seeds = drawnSeeds(100)

  private static func record(_ seed: UInt64) throws -> (model: Model, record: Replication) {
    let model = seed % 2 == 0 ? DrawnWorld.model(seed: seed) : DrawnDemand.model(seed: seed)
    return (model, try Simulation.run(model, seed: seed))
  }

  @Test("in two halves, the second by a copy, it comes to the same as at once; the first stays")
  func halves() throws {
    for seed in Self.seeds {
      let (model, record) = try Self.record(seed)
      var whole = Situation(model)
      for entry in record.entries { _ = whole.take(entry, of: record) }
      for part in 1..<4 {
        let middle = record.entries.count * part / 4
        var first = record
        first.entries = Array(record.entries[..<middle])
        var situation = Situation(model)
        for entry in first.entries { _ = situation.take(entry, of: first) }
        let kept = Said(situation)
        var second = situation.copy()
        for entry in record.entries[middle...] { _ = second.take(entry, of: record) }
        #expect(Said(second) == Said(whole), "seed \(seed)")
        #expect(Said(situation) == kept, "seed \(seed)")
        #expect(record.entries.count < 20 || kept != Said(whole), "seed \(seed)")
      }
    }
  }

  @Test("what changed is told from what it was to what it is, without a gap")
  func changes() throws {
    for seed in Self.seeds {
      let (model, record) = try Self.record(seed)
      var situation = Situation(model)
      var nodes = situation.nodes.indices.map { situation.nodes[$0].flags }
      var parts = situation.parts.indices.map { situation.parts[$0].left }
      var phases: [Int: TaskPhase] = [:]
      for entry in record.entries {
        switch situation.take(entry, of: record) {
        case .node(let row, let before, let now):
          #expect(nodes[row.index] == before, "seed \(seed)")
          nodes[row.index] = now
        case .task(let move):
          #expect(phases[move.task.index, default: .none] == move.from, "seed \(seed)")
          phases[move.task.index] = move.to
        case .part(let row, let before, let now, _):
          #expect(parts[row.index] == before || model.support.stock.contains { $0.parent == row })
          parts[row.index] = now
        default: break
        }
      }
      #expect(nodes == situation.nodes.indices.map { situation.nodes[$0].flags }, "seed \(seed)")
      for (row, phase) in phases { #expect(situation.task(Row(row)).phase == phase) }
      #expect(phases.count == situation.allTasks.count { $0.phase != .none }, "seed \(seed)")
    }
  }

  @Test("what waits by node, by lane and by case is the tasks that wait")
  func queues() throws {
    var most = 0
    for seed in Self.seeds {
      let (model, record) = try Self.record(seed)
      var situation = Situation(model)
      for (position, entry) in record.entries.enumerated() {
        _ = situation.take(entry, of: record)
        guard position % 50 == 0 || position == record.entries.count - 1 else { continue }
        var byNode = model.net.nodes.map { _ in Int32(0) }
        var byLane = model.net.lanes.map { _ in 0 }
        var byCase = situation.incidents.indices.map { _ in 0 }
        for task in situation.allTasks where task.phase.isWaiting {
          byNode[Int(task.node)] += 1
          if let lane = model.net.nodes[Int(task.node)].lane { byLane[lane.index] += 1 }
          if task.incident >= 0 { byCase[Int(task.incident)] += 1 }
        }
        #expect(byNode.indices.map { situation.waitingOfNode[$0] } == byNode, "seed \(seed)")
        #expect(byLane.indices.map { situation.waiting(ofLane: Row($0)) } == byLane)
        let counted = situation.incidents.indices.map {
          situation.incidents[$0].tasks(.waiting) + situation.incidents[$0].tasks(.lackingPart)
            + situation.incidents[$0].tasks(.resting)
        }
        #expect(counted == byCase, "seed \(seed)")
        most = max(most, byCase.reduce(0, +))
      }
    }
    #expect(most > 5)
  }

  @Test("a record cut, shuffled, of wild rows or without its tables is taken, and never traps")
  func hostile() throws {
    for seed in Self.seeds {
      let (model, record) = try Self.record(seed)
      for way in 0..<5 {
        var draws = RandomSource(seed: seed, replication: 0)
          .draws(purpose: "hostile record", entity: "entries", ordinal: UInt64(way))
        var other = record
        switch way {
        case 0: other.entries = other.entries.filter { _ in draws.below(3) > 0 }
        case 1: Self.shuffle(&other.entries, &draws)
        case 2:
          for row in other.entries.indices { Self.spoil(&other.entries[row], &draws) }
        case 3:
          other.tasks.removeLast(other.tasks.count / 2)
          other.incidents = []
          other.faults = []
          other.assignments = []
        default:
          Self.shuffle(&other.entries, &draws)
          for row in other.tasks.indices { other.tasks[row].people = 0..<Int32.max }
        }
        var situation = Situation(model)
        for entry in other.entries {
          _ = situation.take(entry, of: other)
          if draws.below(20) == 0 { Self.readAll(situation, other) }
        }
        Self.readAll(situation, other)
      }
    }
  }

  private static func shuffle(_ entries: inout [Entry], _ draws: inout RandomDraws) {
    for row in entries.indices.reversed() where row > 0 {
      entries.swapAt(row, Int(draws.below(UInt64(row + 1))))
    }
  }

  private static func spoil(_ entry: inout Entry, _ draws: inout RandomDraws) {
    let rows: [Int32] = [.min, -1, 0, 1, 7, 1_000_000, .max]
    let values: [Int64] = [.min, -1, 0, 3, 1 << 40, .max]
    switch draws.below(8) {
    case 0: entry.subject = rows[Int(draws.below(7))]
    case 1: entry.object = rows[Int(draws.below(7))]
    case 2: entry.incident = rows[Int(draws.below(7))]
    case 3: entry.value = values[Int(draws.below(6))]
    case 4: entry.time = SimulationTime(microseconds: values[Int(draws.below(6))])
    case 5:
      entry.kind = Entry.Kind.allCases[Int(draws.below(UInt64(Entry.Kind.allCases.count)))]
    default: break
    }
  }

  private static func readAll(_ situation: borrowing Situation, _ record: Replication) {
    for row in situation.people.indices { _ = situation.whereabouts(of: Row(row)) }
    for row in situation.tasks.indices {
      var count = 0
      var person = situation.firstOfCrew(Row(row))
      while let member = person, count <= situation.people.count {
        count += 1
        person = situation.people[member.index].next
      }
      let size = situation.people.count
      #expect(count <= size, "a crew goes round in a circle")
    }
    let said = Said(situation)
    #expect(said.tasks.count <= record.tasks.count)
    #expect(said.waiting.allSatisfy { $0 >= 0 })
    #expect(said.counts.allSatisfy { $0 >= 0 })
    #expect(said.parts.allSatisfy { $0.left >= 0 && $0.onOrder >= 0 && $0.owed >= 0 })
  }
}

/// All that a fold says, to be compared.
struct Said: Equatable {
  var nodes: [NodeStanding]
  var reserves: [ReserveStanding]
  var data: [DataStanding]
  var parts: [PartStanding]
  var tasks: [TaskStanding]
  var people: [PersonStanding]
  var whereabouts: [Whereabouts]
  var milestones: [[SimulationTime?]]
  var waiting: [Int32]
  /// By incident: orders, and tasks by phase.
  var counts: [Int]
  var isDanger: Bool

  init(_ situation: borrowing Situation) {
    nodes = situation.nodes.indices.map { situation.nodes[$0] }
    reserves = situation.reserves.indices.map { situation.reserves[$0] }
    data = situation.dataSets.indices.map { situation.dataSets[$0] }
    parts = situation.parts.indices.map { situation.parts[$0] }
    tasks = situation.allTasks
    people = situation.people.indices.map { situation.people[$0] }
    whereabouts = situation.people.indices.map { situation.whereabouts(of: Row($0)) }
    milestones = situation.incidents.indices.map { row in
      Milestone.allCases.map { situation.incidents[row][$0] }
    }
    waiting = situation.waitingOfNode.indices.map { situation.waitingOfNode[$0] }
    counts = []
    for row in situation.incidents.indices {
      counts.append(Int(situation.incidents[row].orders))
      counts += TaskPhase.allCases.map { situation.incidents[row].tasks($0) }
    }
    isDanger = situation.isDanger
  }
}

extension Situation {
  var allTasks: [TaskStanding] { tasks.indices.map { tasks[$0] } }
}
