import EventKernel
import Testing

@testable import Simulator

/// Played roles: what they are asked waits in rows, and the world goes on meanwhile.
@Suite struct QuestionTests {
  // MARK: By the book

  /// Plays every role by the book: each question gets the flow's answer, and each step its word, at
  /// the instant at which it comes.
  static func byTheBook(_ model: Model, seed: UInt64) -> Replication? {
    var world = World(SharedModel(model), seed: seed)
    for role in 0..<world.roleCount {
      world.perform(.take(Row(role), answersWithin: nil), by: nil)
    }
    var answered = 0
    while true {
      switch world.advance() {
      case .news:
        for question in answered..<world.questions.count {
          let role = world.questions[question].role
          let option = world.questions[question].byTheFlow
          world.perform(.answer(question: question, option: option), by: role)
        }
        answered = world.questions.count
        for task in world.offeredSteps { world.perform(.begin(task, by: nil), by: nil) }
      case .finished: return world.finish()
      default: return nil
      }
    }
  }

  private static func isOfPlay(_ entry: Entry) -> Bool {
    [.questionAsked, .questionAnswered, .commanded].contains(entry.kind)
  }

  @Test("played by the book, the record is that of stand-ins but for what was asked and answered")
  func asByStandIns() throws {
    var (asked, begun) = (0, 0)
    for seed in drawnSeeds(400) {
      let model = Self.asking(FreePeopleTests.model(seed: seed), seed: seed)
      let plain = try Simulation.run(model, seed: seed)
      let played = try #require(Self.byTheBook(model, seed: seed), "seed \(seed)")
      asked += played.entries.count { $0.kind == .questionAsked }
      begun += played.entries.count { $0.kind == .commanded }
      #expect(
        played.entries.filter { !Self.isOfPlay($0) } == plain.entries, "seed \(seed)")
      #expect(played.busy == plain.busy && played.downtime == plain.downtime, "seed \(seed)")
    }
    #expect(asked > 1_000 && begun > 10_000)
  }

  /// The same world with every gateway and boundary event in some lane.
  private static func asking(_ model: Model, seed: UInt64) -> Model {
    var model = model
    var draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "questions", entity: "lanes", ordinal: 0)
    for row in model.net.nodes.indices {
      model.net.nodes[row].lane =
        model.net.nodes[row].lane ?? Row(Int(draws.below(UInt64(model.net.lanes.count))))
    }
    return model
  }

  // MARK: Three at once

  /// What somebody does about one question: answers it after a while, or never.
  private struct Plan {
    /// Minutes after it was asked; nil: never.
    var after: Int64?
    var option: Int
  }

  /// A case that asks three roles at once, and a machine that works on, whatever they say.
  private static func world() -> CaseWorld {
    var world = CaseWorld(hours: 10)
    for role in 0..<3 { world.net.lane("role \(role)", .people(posts: 1, tiers: 0)) }
    world.net.flow("f")
    world.net.node("start", .start(.none))
    world.net.node("split", .parallel)
    world.net.edge("start", "split")
    for role in 0..<3 {
      world.net.node("ask \(role)", .exclusive, lane: "role \(role)")
      world.net.edge("split", "ask \(role)")
      for option in 0..<2 {
        let task = "work \(role) \(option)"
        world.net.task(task, lane: "tools", world.work(Double(10 + option)))
        world.net.edge("ask \(role)", task, isDefault: option == role % 2)
        world.net.node("end \(role) \(option)", .end(.none))
        world.net.edge(task, "end \(role) \(option)")
      }
    }
    world.flow("tick", lane: "tools", world.work(1))
    world.stream("f", every: 1, first: 5, atMost: 1)
    world.stream("tick", every: 7)
    return world
  }

  @Test("three are open at once, answered in any order, late or never, as a plain model has it")
  func threeAtOnce() throws {
    let world = Self.world()
    let model = SharedModel(world.built())
    var (late, never, outOfOrder) = (0, 0, 0)
    for seed in drawnSeeds(1_000) {
      var draws = RandomSource(seed: seed, replication: 0)
        .draws(purpose: "questions", entity: "plans", ordinal: 0)
      let within: TimeSpan? = draws.bernoulli(0.5) ? .minutes(60) : nil
      let plans = (0..<3).map { _ in
        Plan(
          after: draws.bernoulli(0.2) ? nil : Int64(draws.below(120)), option: Int(draws.below(2)))
      }
      let run = try Self.play(model, plans, within: within, seed: seed)
      // The plain model: when each token goes on, and by which way.
      for (role, plan) in plans.enumerated() {
        let due: Int64? = within == nil ? nil : 60
        // At the very instant at which the time is over the stand-in has spoken already.
        let standIn = plan.after.map { due != nil && $0 >= 60 } ?? (due != nil)
        let after = standIn ? due : plan.after
        let option = standIn ? role % 2 : plan.option
        for other in 0..<2 {
          let node = world.node("f.work \(role) \(other)")
          let done = run.entries.filter {
            $0.kind == .taskDone && Int($0.subject) == node.index
          }.map { $0.time.microseconds / 60_000_000 }
          let expected = after.flatMap { other == option ? [5 + $0 + 10 + Int64(other)] : nil }
          #expect(done == expected ?? [], "seed \(seed), role \(role)")
        }
        if standIn { late += 1 } else if plan.after == nil { never += 1 }
      }
      let times = plans.compactMap(\.after)
      if times != times.sorted() { outOfOrder += 1 }
      // The world went on meanwhile.
      let ticks = run.entries.filter {
        $0.kind == .taskDone && Int($0.subject) == world.node("tick.work").index
      }
      #expect(ticks.count == 10 * 60 / 7 + 1, "seed \(seed)")
    }
    #expect(late > 100 && never > 100 && outOfOrder > 100)
  }

  /// Plays the three roles as planned. What comes too late is refused.
  private static func play(
    _ model: SharedModel, _ plans: [Plan], within: TimeSpan?, seed: UInt64
  ) throws -> Replication {
    var world = World(model, seed: seed)
    for role in 2..<5 { world.perform(.take(Row(role), answersWithin: within), by: nil) }
    let order = plans.indices.filter { plans[$0].after != nil }
      .sorted { plans[$0].after ?? 0 < plans[$1].after ?? 0 }
    for number in order {
      let time = SimulationTime.zero + .minutes(5 + (plans[number].after ?? 0))
      while case .news = world.advance(until: time) {}
      #expect(world.now == time)
      let command = Command.answer(question: number, option: plans[number].option)
      let role = Row<Role>(2 + number)
      if let refusal = world.refusal(of: command, by: role) {
        #expect(refusal == .tooLate(.answered(number % 2, byStandIn: true)))
        #expect(world.refusal(of: command, by: Row(1)) == .notYours(role))
      } else {
        world.perform(command, by: role)
      }
    }
    while case .news = world.advance() {}
    return world.finish()
  }

  // MARK: Rules

  @Test("an answer is refused that is another's, no option, given twice, or about what is over")
  func refusals() throws {
    let world = Self.world()
    var one = World(SharedModel(world.built()), seed: 1)
    for role in 2..<5 { one.perform(.take(Row(role), answersWithin: nil), by: nil) }
    while case .news = one.advance(until: .zero + .minutes(6)) {}
    #expect(one.questions.count == 3)
    let answer = { Command.answer(question: $0, option: $1) }
    #expect(one.refusal(of: answer(0, 0), by: Row(3)) == .notYours(Row(2)))
    #expect(one.refusal(of: answer(0, 2), by: Row(2)) == .noSuchOption(of: 2))
    #expect(one.refusal(of: answer(3, 0), by: Row(2)) == .unknown)
    #expect(one.refusal(of: .take(Row(2), answersWithin: nil), by: nil) == .isPlayed)
    one.perform(answer(0, 1), by: Row(2))
    #expect(
      one.refusal(of: answer(0, 1), by: Row(2)) == .tooLate(.answered(1, byStandIn: false)))
    // The stand-in answers what is open at once.
    one.perform(.handBack(Row(3)), by: Row(3))
    #expect(one.questions[1].standing == .answered(1, byStandIn: true))
    #expect(one.refusal(of: .handBack(Row(3)), by: Row(3)) == .notYours(Row(3)))
  }
}
