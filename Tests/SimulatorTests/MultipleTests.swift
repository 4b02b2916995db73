import EventKernel
import Simulator
import Testing

/// Activities that are done for each component of a case, or a number of times, held to the minute.
@Suite("An activity done several times")
struct MultipleTests {
  /// Three components that fail at minutes 0, 1 and 2 as one case, and a flow that works on them
  /// from minute 10 on; enough people.
  private func model(
    _ multiplicity: Multiplicity, effect: Act, takes: Law = .constant(600), people: Int = 9,
    solvedBy: [Double] = [1, 1, 1, 1]
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    for name in ["a", "b", "c"] {
      platform.component(name)
      platform.mode("m", of: name, solvedBy: solvedBy)
    }
    platform.service("s", needs: .some(1, ["a", "b", "c"]))
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .certain
    for number in 0..<people {
      model.support.people.append(
        Person(
          name: NameHash("person:\(number)"), tier: .tier1, posts: 1, skills: 1, site: Row(0),
          shift: nil, callOut: nil, answers: nil))
    }
    var net = NetBuilder()
    net.lane("engineers", .people(posts: 1, tiers: 0))
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.task(
      "find", lane: "engineers", Step(effect: .diagnose, takes: model.laws.add(.constant(600))))
    net.task(
      "each", lane: "engineers", Step(effect: effect, takes: model.laws.add(takes)),
      multiplicity: multiplicity)
    net.node("end", .end(.none))
    net.edge("start", "find")
    net.edge("find", "each")
    net.edge("each", "end")
    net.build(into: &model)
    for number in 0..<3 {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .at(.zero + .minutes(Int64(number))),
          action: .fail(Row(number))))
    }
    return model
  }

  private func minute(_ time: SimulationTime?) -> Double? {
    time.map { Double($0.microseconds) / 60e6 }
  }

  private func parts(_ replication: Replication) -> [FlowTask] {
    replication.tasks.filter { $0.node.index == 2 }
  }

  @Test("has a task for each component, and each is mended when its own work is done")
  func byComponent() throws {
    for (isSequential, ends) in [(false, [20.0, 20, 20]), (true, [20, 30, 40])] {
      let replication = try Simulation.run(
        model(Multiplicity(.components, isSequential: isSequential), effect: .repair), seed: 1)
      #expect(parts(replication).map { minute($0.ended) } == ends)
      #expect(replication.faults.map { minute($0.ended) } == ends)
      let about = replication.entries.filter { $0.kind == .taskForComponent }
      #expect(about.map(\.subject) == [0, 1, 2])
      #expect(replication.instances.map { minute($0.ended) } == [ends[2]])
    }
  }

  @Test("does to the case what it does once, when all are over")
  func onTheCase() throws {
    let replication = try Simulation.run(
      model(Multiplicity(.components, isSequential: true), effect: .close), seed: 1)
    #expect(parts(replication).map { minute($0.ended) } == [20, 30, 40])
    #expect(minute(replication.incidents[0][.closed]) == 40)
    // A number of times is that many tasks: the first closes the case.
    let counted = try Simulation.run(
      model(Multiplicity(.times(3), isSequential: true), effect: .close), seed: 1)
    #expect(minute(counted.incidents[0][.closed]) == 20)
  }

  @Test("shares people as any tasks do")
  func people() throws {
    let replication = try Simulation.run(
      model(Multiplicity(.components, isSequential: false), effect: .repair, people: 2), seed: 1)
    #expect(parts(replication).map { minute($0.started) } == [10, 10, 20])
    #expect(parts(replication).map { minute($0.ended) } == [20, 20, 30])
  }

  @Test("draws for each part by its component or its number, whatever is beside it")
  func draws() throws {
    func spans(_ multiplicity: Multiplicity) throws -> [TimeSpan] {
      let replication = try Simulation.run(
        model(multiplicity, effect: .none, takes: .exponential(mean: 600)), seed: 3)
      return parts(replication).map { ($0.ended ?? .zero) - ($0.started ?? .zero) }
    }
    let byNumber = try spans(Multiplicity(.times(3), isSequential: false))
    #expect(Set(byNumber).count == 3)
    // More parts leave the first as they were, and so does doing them in turn.
    #expect(try Array(spans(Multiplicity(.times(5), isSequential: false))[..<3]) == byNumber)
    #expect(try spans(Multiplicity(.times(3), isSequential: true)) == byNumber)
    let byComponent = try spans(Multiplicity(.components, isSequential: false))
    #expect(Set(byComponent + byNumber).count == 6)
  }

  @Test("is done without any part where the case has no component")
  func nothing() throws {
    var world = CaseWorld()
    world.person("p")
    world.net.flow("case")
    world.net.node("start", .start(.none))
    world.net.task(
      "each", lane: "desk", world.work(10),
      multiplicity: Multiplicity(.components, isSequential: false))
    world.net.task("after", lane: "desk", world.work(5))
    world.net.node("end", .end(.none))
    world.net.edge("start", "each")
    world.net.edge("each", "after")
    world.net.edge("after", "end")
    world.one("case", at: 0)
    world.net.build(into: &world.model)
    let replication = try Simulation.run(world.model, seed: 1)
    #expect(replication.tasks.map { minute($0.ended) } == [5])
  }

  @Test("of which each part is left out is done at once, however many they are")
  func leftOut() throws {
    var model = model(Multiplicity(.times(200_000), isSequential: true), effect: .close)
    model.drill.deviations = [
      Deviation(name: "skip", kind: .skip, share: .certain, nodes: [Row(2)])
    ]
    let replication = try Simulation.run(model, seed: 1)
    #expect(parts(replication).count == 200_000)
    #expect(replication.instances.map { minute($0.ended) } == [10])
  }

  @Test("does to the case what who did its last part can, though a later part was left out")
  func lastDone() throws {
    // Engineers of the first tier, who are not equal to it; whoever leaves a part out has no tier.
    var model = model(
      Multiplicity(.components, isSequential: true), effect: .restoreService,
      solvedBy: [0, 0, 1, 1])
    model.drill.deviations = [
      Deviation(name: "skip", kind: .skip, share: Probability(clamped: 0.5), nodes: [Row(2)])
    ]
    model.net.lanes.append(LaneDefinition(name: "tools", performer: .automatic))
    model.net.nodes[1].lane = Row(1)
    let runs = try (1...40).map { try Simulation.run(model, seed: $0) }
      .filter { parts($0).map(\.outcome) == [.done, .done, .skipped] }
    #expect(!runs.isEmpty)
    for run in runs {
      #expect(run.faults.allSatisfy { $0.ended == nil })
      #expect(parts(run).map(\.tier) == [.tier1, .tier1, nil])
    }
  }

  @Test("searches hosts one by one, and has found what one of its parts has")
  func search() throws {
    var model = model(Multiplicity(.components, isSequential: true), effect: .scan)
    model.net.steps[0].effect = .grade
    model.net.steps[1].succeeds = .certain
    let noticedAfter = model.laws.add(.constant(6_000))
    model.addWorm(
      name: "worm", on: ObjectClass.server.bit, rateWithinZone: 1, noticedAfter: noticedAfter)
    model.agreement.majorFault = Row(model.conditions.count)
    model.conditions.append(
      Condition(steps: [.compare(fact: .moreFound, is: .equal, to: 1)]))
    // The first is noticed at minute 100, the second not before the search; nothing reaches the
    // third, which is searched last.
    for row in 0..<2 { model.platform.components[row].zone = Row(0) }
    model.platform.zones = ["zone:1"]
    model.platform.reaches = [true]
    model.drill.injects = [
      Inject(name: "inject:0", cue: .at(.zero), action: .hit(Row(0), Row(0)))
    ]
    let runs = try (1...40).map { try Simulation.run(model, seed: $0) }
    let found = runs.filter { run in
      let second = run.faults.count > 1 ? minute(run.faults[1].began) ?? 0 : 0
      return 40..<90 ~= second
    }
    #expect(found.count > 3)
    #expect(found.allSatisfy { $0.incidents.first?.level == .major })
    let alone = runs.filter { $0.faults.count == 1 || minute($0.faults[1].began) ?? 0 > 145 }
    #expect(alone.allSatisfy { $0.incidents.first?.level == .general })
  }

  @Test("is followed by its task any number of times, in the net that conformance asks")
  func net() throws {
    let model = model(Multiplicity(.components, isSequential: false), effect: .repair)
    let net = PetriNet(net: model.net, flow: Row(0))
    let each = net.transitions.indices.filter { net.transitions[$0].task?.index == 2 }
    #expect(each.count == 1)
    let work = try #require(each.first.map { net.transitions[$0] })
    #expect(work.inputs == work.outputs)
    #expect(net.soundness().isSound)
  }

  @Test("a task without a way out ends its token, and the flow with the last")
  func implicitEnd() throws {
    var model = model(Multiplicity(.times(2), isSequential: false), effect: .none)
    // The edge to the end event goes: what is left of the range is empty.
    model.net.nodes[2].outgoing = 0..<0
    let replication = try Simulation.run(model, seed: 1)
    #expect(replication.instances.map { minute($0.ended) } == [20])
  }
}

@Suite("A parallel join of many ways")
struct WideJoinTests {
  /// A fork of so many branches that wait 1, 2, 3, ... minutes, each into its own way of a join.
  private func model(_ ways: Int, twice: Bool) -> Model {
    var world = CaseWorld()
    world.net.flow("case")
    world.net.node("start", .start(.none))
    world.net.node("fork", .parallel)
    world.net.edge("start", "fork")
    world.net.node("join", .parallel)
    for way in 0..<ways {
      world.net.task("t\(way)", lane: "tools", world.work(Double(way + 1)))
      world.net.node("x\(way)", .exclusive)
      world.net.edge("fork", "t\(way)")
      world.net.edge("t\(way)", "x\(way)")
      world.net.edge("x\(way)", "join")
      guard twice else { continue }
      // A second token by the same way, half a minute later.
      world.net.task("u\(way)", lane: "tools", world.work(Double(way) + 1.5))
      world.net.edge("fork", "u\(way)")
      world.net.edge("u\(way)", "x\(way)")
    }
    world.net.task("after", lane: "tools", world.work(1))
    world.net.node("end", .end(.none))
    world.net.edge("join", "after")
    world.net.edge("after", "end")
    world.one("case", at: 0)
    world.net.build(into: &world.model)
    return world.model
  }

  @Test("waits for every way, and keeps what comes twice", arguments: [2, 31, 32, 33, 70])
  func ways(ways: Int) throws {
    for twice in [false, true] {
      let model = model(ways, twice: twice)
      let after = model.net.nodes.indices.last { model.net.nodes[$0].name == "case.after" }
      let record = try Simulation.run(model, seed: 1)
      let ends = record.tasks.filter { $0.node.index == after }.map {
        Double($0.offered.microseconds) / 60e6
      }
      #expect(ends == (twice ? [Double(ways), Double(ways) + 0.5] : [Double(ways)]))
      #expect(record.incidents[0][.closed] == record.tasks.compactMap(\.ended).max())
    }
  }
}
