import EventKernel
import Simulator
import Testing

@Suite struct DeterminismTests {
  @Test("the same model and seed give the same entries", arguments: [1, 2, 3, 50, 999] as [UInt64])
  func sameSeedSameEntries(seed: UInt64) throws {
    let model = DrawnWorld.model(seed: seed)
    let one = try Simulation.run(model, seed: 7)
    let other = try Simulation.run(model, seed: 7)
    #expect(one.entries == other.entries)
    #expect(one.decisions == other.decisions)
  }

  @Test("another seed gives another night")
  func otherSeedOtherNight() throws {
    let model = DrawnWorld.model(seed: 12)
    #expect(
      try Simulation.run(model, seed: 1).entries != Simulation.run(model, seed: 2).entries)
  }

  @Test("replaying the log of decisions gives the same entries")
  func replayGivesTheSame() throws {
    for seed in 1..<201 as Range<UInt64> {
      let model = DrawnWorld.model(seed: seed)
      let one = try Simulation.run(model, seed: seed)
      let other = try Simulation.run(model, seed: seed, decisions: .log(one.decisions))
      #expect(one.entries == other.entries, "seed \(seed)")
      #expect(one.decisions == other.decisions, "seed \(seed)")
    }
  }

  @Test("a log of another night is refused, with the place where they part")
  func foreignLogIsRefused() throws {
    let model = DrawnWorld.model(seed: 12)
    let one = try Simulation.run(model, seed: 1)
    #expect(!one.decisions.isEmpty)
    #expect(throws: ReplayMismatch.self) {
      try Simulation.run(model, seed: 2, decisions: .log(one.decisions))
    }
  }

  @Test("a night of too many events is stopped, and says what it had most of", arguments: [0, 40])
  func eventLimit(limit: Int) throws {
    let model = DrawnWorld.model(seed: 12)
    let whole = try Simulation.run(model, seed: 1)
    let most = max(whole.eventCount, whole.entries.count)
    #expect(most > limit)
    #expect(try Simulation.run(model, seed: 1, eventLimit: most + 1).entries == whole.entries)
    let excess = try #require(
      #expect(throws: TooManyEvents.self) {
        try Simulation.run(model, seed: 1, eventLimit: limit)
      })
    #expect(excess.limit == limit)
    #expect(excess.time <= whole.end)
    #expect(limit == 0 || excess.mostOften != nil)
  }

  @Test("a copy carried on under the same address gives the same entries as the original")
  func copyGoesOnAlike() throws {
    for seed in 1..<101 as Range<UInt64> {
      let model = DrawnWorld.model(seed: seed)
      var world = World(SharedModel(model), seed: seed)
      world.haltsAtDecision = 0
      var answers = 0
      var copy: World?
      while case .decision(let point) = world.advance() {
        answers += 1
        if answers == 5 {
          copy = world.copy()
        }
        world.answer(point.byTheFlow)
      }
      let original = world.finish()
      guard var second = copy.take() else { continue }
      while case .decision(let point) = second.advance() { second.answer(point.byTheFlow) }
      #expect(second.finish().entries == original.entries, "seed \(seed)")
    }
  }

  @Test("a copy under another address parts from the original, which goes on undisturbed")
  func copyUnderAnotherAddressParts() throws {
    let model = DrawnWorld.model(seed: 12)
    let alone = try Simulation.run(model, seed: 12)
    var world = World(SharedModel(model), seed: 12)
    world.haltsAtDecision = 0
    guard case .decision = world.advance() else {
      Issue.record("the drawn world asks nothing")
      return
    }
    var other = world.copy()
    other.source = RandomSource(seed: 12, replication: 99)
    while case .decision(let point) = other.advance() { other.answer(point.byTheFlow) }
    while case .decision(let point) = world.advance() { world.answer(point.byTheFlow) }
    #expect(other.finish().entries != alone.entries)
    #expect(world.finish().entries == alone.entries)
  }

  @Test("a component, a person, a task and a gateway that nothing touches change no entry")
  func untouchedAdditionsChangeNothing() throws {
    for seed in 1..<101 as Range<UInt64> {
      let model = DrawnWorld.model(seed: seed)
      var wider = model
      wider.support.people.append(
        Person(
          name: "person:new", tier: .management, posts: 1 << 60, skills: 0, site: Row(0),
          shift: nil, callOut: nil, answers: nil))
      wider.net.flows.append(
        FlowDefinition(
          name: "new", nodes: Int32(wider.net.nodes.count)..<Int32(wider.net.nodes.count + 1),
          start: Row(wider.net.nodes.count), startsOn: .emergencyReport))
      wider.net.nodes.append(
        FlowNode(
          name: "new.start", flow: Row(wider.net.flows.count - 1), lane: nil,
          kind: .start(.signal(.emergencyReport)), outgoing: 0..<0, incomingCount: 0))
      let before = try Simulation.run(model, seed: seed)
      let after = try Simulation.run(wider, seed: seed)
      #expect(before.entries == after.entries, "seed \(seed)")
      #expect(before.decisions == after.decisions, "seed \(seed)")
    }
  }
}
