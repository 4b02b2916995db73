import EventKernel
import Simulator
import Testing

/// The fold of the record against the worlds that wrote it. A failure names the seed.
@Suite struct SituationTests {
  static let seeds = drawnSeeds(150)

  @Test("at every look, what a world's entries come to is what the world has: nodes and stores")
  func platformAgrees() throws {
    var (down, ordered, draining) = (0, 0, 0)
    for seed in Self.seeds {
      try Played.both(seed) { world, situation in
        let platform = world.model.platform
        let rows = platform.nodes.indices.filter { platform.nodes[$0].kind != .gate }
        let told = rows.filter { situation.nodes[$0].flags.contains(.down) }
        #expect(told == rows.filter { !world.isUp(Row($0)) }, "seed \(seed)")
        down += told.count
        for row in situation.reserves.indices {
          let left = platform.reserves[row].left(situation.reserves[row], at: world.now)
          #expect(left == world.left(of: Row(row)), "reserve \(row), seed \(seed)")
          if situation.reserves[row].rate > 0 { draining += 1 }
        }
        let pieces = situation.parts.indices.map { world.pieces(of: Row($0)).onOrder }
        let left = situation.parts.indices.map { world.pieces(of: Row($0)).left }
        #expect(left == left.indices.map { Int(situation.parts[$0].left) }, "seed \(seed)")
        #expect(
          situation.parts.indices.map { situation.parts[$0].onOrder } == pieces, "seed \(seed)")
        ordered += pieces.reduce(0, +)
      }
    }
    #expect(down > 1000 && ordered > 1000 && draining > 20)
  }

  @Test("at every look, people are on duty and at the tasks that the world has them at")
  func peopleAgree() throws {
    var (atWork, offDuty) = (0, 0)
    for seed in Self.seeds {
      try Played.both(seed) { world, situation in
        let rows = situation.people.indices
        let tasks = rows.map { world.task(of: Row($0)) }
        #expect(rows.map { situation.people[$0].task } == tasks, "seed \(seed)")
        let duty = rows.map { world.isOnDuty(Row($0)) }
        #expect(rows.map { situation.people[$0].isOnDuty } == duty, "seed \(seed)")
        atWork += tasks.count { $0 != nil }
        offDuty += duty.count { !$0 }
      }
    }
    #expect(atWork > 1000 && offDuty > 1000)
  }

  @Test("at every look, tasks are waiting, on the way, at work, resting and over as in the world")
  func tasksAgree() throws {
    var counts: [TaskPhase: Int] = [:]
    for seed in Self.seeds {
      try Played.both(seed) { world, situation in
        let phases = situation.allTasks.map { $0.phase == .lackingPart ? .waiting : $0.phase }
        #expect(phases == phases.indices.map { world.phase(of: Row($0)) }, "seed \(seed)")
        for task in situation.allTasks { counts[task.phase, default: 0] += 1 }
      }
    }
    for phase in TaskPhase.allCases { #expect(counts[phase, default: 0] > 50, "\(phase)") }
  }

  @Test("at every look, each case has the milestones that the world has, and none taken back")
  func milestonesAgree() throws {
    var (passed, takenBack) = (0, 0)
    for seed in Self.seeds {
      for model in [DrawnWorld.model(seed: seed), DrawnDemand.model(seed: seed)] {
        var recovered: Set<Int> = []
        _ = try Played.play(model, seed: seed, every: 7) { world, situation in
          for milestone in Milestone.allCases {
            let rows = situation.incidents.indices.filter {
              Self.isTold(milestone, isDuplicate: world.isDuplicate(Row($0)))
            }
            let told = rows.map { situation.incidents[$0][milestone] }
            let held = rows.map { world.passed(milestone, of: Row($0)) }
            #expect(told == held, "\(milestone), seed \(seed)")
            passed += told.count { $0 != nil }
          }
          let now = situation.incidents.indices.filter {
            situation.incidents[$0][.recovered] != nil
          }
          takenBack += recovered.subtracting(now).count
          recovered = Set(now)
        }
      }
    }
    #expect(passed > 1000 && takenBack > 5)
  }

  /// The second incident of one cause is over with the first: no entry says so.
  private static func isTold(_ milestone: Milestone, isDuplicate: Bool) -> Bool {
    !isDuplicate || ![.recovered, .resolved, .serviceRestored].contains(milestone)
  }

  @Test("who works on site is at the site where the world has them")
  func sitesAgree() throws {
    var moved = 0
    for seed in drawnSeeds(40) {
      var model = DrawnWorld.model(seed: seed)
      model.platform.siteCount = 3
      let way = model.laws.add(.constant(600))
      model.platform.travel = Table((0..<9).map { $0 % 4 == 0 ? nil : way })
      for row in model.platform.components.indices {
        model.platform.components[row].site = Row(row % 3)
      }
      for row in model.support.people.indices { model.support.people[row].site = Row(row % 2) }
      // One event at a time: where an incident is believed to be is read when work begins.
      _ = try Played.play(model, seed: seed, every: 1) { world, situation in
        for row in situation.people.indices {
          guard let task = situation.people[row].task, situation.task(task).phase == .working,
            case .task(let step) = world.model.net.nodes[Int(situation.task(task).node)].kind,
            world.model.net.steps[step.index].isOnSite
          else { continue }
          let site = world.site(of: Row(row))
          #expect(situation.whereabouts(of: Row(row)) == .at(site), "seed \(seed)")
          if site != world.model.support.people[row].site { moved += 1 }
        }
      }
    }
    #expect(moved > 100)
  }

  @Test("taken from the finished record, entry by entry, it ends as it did beside the world")
  func recordAgrees() throws {
    for seed in Self.seeds {
      for model in [DrawnWorld.model(seed: seed), DrawnDemand.model(seed: seed)] {
        var beside: Said?
        let record = try Played.play(model, seed: seed, every: 5) { _, situation in
          beside = Said(situation)
        }
        var situation = Situation(model)
        for entry in record.entries { _ = situation.take(entry, of: record) }
        let other = try #require(beside)
        let said = Said(situation)
        #expect(said.nodes == other.nodes, "seed \(seed)")
        #expect(said.tasks == other.tasks, "seed \(seed)")
        #expect(said.parts == other.parts, "seed \(seed)")
        #expect(said.parts.map { Int($0.left) } == record.stock.map(\.left), "seed \(seed)")
        #expect(said.people.map(\.task) == other.people.map(\.task), "seed \(seed)")
        #expect(said.milestones == other.milestones, "seed \(seed)")
        #expect(said.counts == other.counts, "seed \(seed)")
      }
    }
  }
}

/// Plays drawn worlds and looks at them on the way.
enum Played {
  typealias Look = (borrowing World, borrowing Situation) throws -> Void

  struct Stopped: Error {}

  /// A world of faults and one of demand.
  static func both(_ seed: UInt64, _ look: Look) throws {
    _ = try play(DrawnWorld.model(seed: seed), seed: seed, every: 7, look)
    _ = try play(DrawnDemand.model(seed: seed), seed: seed, every: 7, look)
  }

  /// Plays a world as its flows would, and tells a fold every so many events what has happened
  /// since.
  static func play(_ model: Model, seed: UInt64, every: Int, _ look: Look) throws -> Replication {
    var world = World(SharedModel(model), seed: seed)
    var situation = Situation(model)
    var taken = 0
    var next = every
    while true {
      let progress = world.advance(pausingAt: next)
      for position in taken..<world.entryCount {
        _ = situation.take(world.entry(position), of: world)
      }
      taken = world.entryCount
      try look(world, situation)
      switch progress {
      case .paused: next = world.eventCount + every
      case .finished: return world.finish()
      default: throw Stopped()
      }
    }
  }
}
