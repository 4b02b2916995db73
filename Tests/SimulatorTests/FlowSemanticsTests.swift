import EventKernel
import Simulator
import Testing

/// Small flows with constant durations, held to the minute.
@Suite struct FlowSemanticsTests {
  /// A world of one component that fails at minute 10, noticed at once, with one flow.
  private func model(
    engineers: Int = 1, horizon: TimeSpan = .hours(10), injects: [Inject] = [],
    flow: (inout NetBuilder, inout Model) -> Void
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + horizon
    var platform = PlatformBuilder()
    platform.component("c")
    platform.mode("m", of: "c")
    platform.service("s", needs: .all(["c"]))
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    for number in 0..<engineers {
      model.support.people.append(
        Person(
          name: NameHash("person:\(number)"), tier: .tier1, posts: 1, skills: 1, site: Row(0),
          shift: nil, callOut: nil, answers: nil))
    }
    var net = NetBuilder()
    net.lane("engineers", .people(posts: 1, tiers: 0))
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.node("end", .end(.none))
    flow(&net, &model)
    net.build(into: &model)
    model.drill.injects =
      [Inject(name: "inject:fail", cue: .at(.zero + .minutes(10)), action: .fail(Row(0)))]
      + injects
    return model
  }

  private func work(
    _ minutes: Double, _ model: inout Model, effect: Act = .none, people: Int32 = 1,
    patience: TimeSpan? = nil
  ) -> Step {
    Step(
      effect: effect, takes: model.laws.add(.constant(minutes * 60)), people: people,
      patience: patience.map { model.laws.add(.constant($0.seconds)) })
  }

  private func run(_ model: Model) throws -> Replication {
    try Simulation.run(model, seed: 1)
  }

  private func ends(_ replication: Replication) -> [Double?] {
    replication.tasks.map { $0.ended.map { Double($0.microseconds) / 60e6 } }
  }

  @Test("tasks in sequence take their work time one after the other")
  func sequence() throws {
    let replication = try run(
      model { net, model in
        net.task("a", lane: "engineers", work(5, &model))
        net.task("b", lane: "tools", work(7, &model))
        net.edge("start", "a")
        net.edge("a", "b")
        net.edge("b", "end")
      })
    #expect(ends(replication) == [15, 22])
    #expect(replication.instances[0].ended == .zero + .minutes(22))
  }

  @Test("parallel branches wait for each other at the join; one engineer does them in turn")
  func parallel() throws {
    func flow(_ net: inout NetBuilder, _ model: inout Model) {
      net.node("fork", .parallel)
      net.task("a", lane: "engineers", work(5, &model))
      net.task("b", lane: "engineers", work(7, &model))
      net.node("join", .parallel)
      net.edge("start", "fork")
      net.edge("fork", "a")
      net.edge("fork", "b")
      net.edge("a", "join")
      net.edge("b", "join")
      net.edge("join", "end")
    }
    #expect(try run(model(engineers: 1, flow: flow)).instances[0].ended == .zero + .minutes(22))
    #expect(try run(model(engineers: 2, flow: flow)).instances[0].ended == .zero + .minutes(17))
  }

  @Test("an inclusive join waits for just the branches that were taken")
  func inclusive() throws {
    let always: [ConditionStep] = [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 0)]
    let never: [ConditionStep] = [.compare(fact: .solved, is: .equal, to: 1)]
    let cases: [([ConditionStep], [ConditionStep], Int64)] = [
      (always, always, 17), (always, never, 15), (never, never, 17),
    ]
    for (first, second, end) in cases {
      let replication = try run(
        model(engineers: 2) { net, model in
          net.node("split", .inclusive)
          net.task("a", lane: "engineers", work(5, &model))
          net.task("b", lane: "engineers", work(7, &model))
          net.node("join", .inclusive)
          net.edge("start", "split")
          net.edge("split", "a", if: first)
          net.edge("split", "b", if: second, isDefault: true)
          net.edge("a", "join")
          net.edge("b", "join")
          net.edge("join", "end")
          net.pair("split", "join")
        })
      #expect(replication.instances[0].ended == .zero + .minutes(end))
    }
  }

  @Test("an interrupting boundary timer counts from the offer and frees the engineer")
  func boundaryTimer() throws {
    let replication = try run(
      model { net, model in
        net.task("long", lane: "engineers", work(60, &model))
        net.node(
          "limit", .boundary(.timer(model.laws.add(.constant(20 * 60))), interrupts: true),
          attachedTo: "long")
        net.task("next", lane: "engineers", work(5, &model))
        net.edge("start", "long")
        net.edge("long", "end")
        net.edge("limit", "next")
        net.edge("next", "end")
      })
    #expect(replication.tasks.map(\.outcome) == [.interrupted, .done])
    #expect(ends(replication) == [30, 35])
    #expect(replication.busy[0] == .minutes(25))
  }

  @Test("a boundary timer that does not interrupt adds a branch beside the work")
  func boundaryBeside() throws {
    let replication = try run(
      model { net, model in
        net.task("long", lane: "engineers", work(60, &model))
        net.node(
          "limit", .boundary(.timer(model.laws.add(.constant(20 * 60))), interrupts: false),
          attachedTo: "long")
        net.task("tell", lane: "tools", work(5, &model))
        net.node("told", .end(.none))
        net.edge("start", "long")
        net.edge("long", "end")
        net.edge("limit", "tell")
        net.edge("tell", "told")
      })
    #expect(replication.tasks.map(\.outcome) == [.done, .done])
    #expect(ends(replication) == [70, 35])
  }

  @Test("patience runs from the offer to the start, and the flow goes on without the step")
  func patience() throws {
    let replication = try run(
      model { net, model in
        net.node("fork", .parallel)
        net.task("a", lane: "engineers", work(60, &model))
        net.task("b", lane: "engineers", work(5, &model, patience: .minutes(15)))
        net.task("c", lane: "tools", work(1, &model))
        net.edge("start", "fork")
        net.edge("fork", "a")
        net.edge("fork", "b")
        net.edge("b", "c")
        net.edge("a", "end")
        net.edge("c", "end")
      })
    #expect(replication.tasks.map(\.outcome) == [.done, .lapsed, .done])
    #expect(ends(replication) == [70, 25, 26])
  }

  @Test("an event gateway takes the first event; the other is void")
  func eventGateway() throws {
    for (repairAt, end) in [(20, 21.0), (50, 41.0)] as [(Int64, Double)] {
      let replication = try run(
        model(
          injects: [
            Inject(
              name: "inject:back", cue: .at(.zero + .minutes(repairAt)),
              action: .restore(Row(0)))
          ]
        ) { net, model in
          net.node("wait", .eventBased)
          net.node("restored", .catching(.signal(.restored)))
          net.node("timeout", .catching(.timer(model.laws.add(.constant(30 * 60)))))
          net.task("a", lane: "tools", work(1, &model))
          net.task("b", lane: "tools", work(1, &model))
          net.edge("start", "wait")
          net.edge("wait", "restored")
          net.edge("wait", "timeout")
          net.edge("restored", "a")
          net.edge("timeout", "b")
          net.edge("a", "end")
          net.edge("b", "end")
        })
      #expect(replication.tasks.count == 1)
      #expect(ends(replication) == [end])
    }
  }

  @Test("a call waits for the called flow; an error end leaves by the error boundary")
  func calls() throws {
    for (kind, last) in [(FlowNode.End.none, 21.0), (FlowNode.End.error(.none), 22.0)] {
      let replication = try run(
        model { net, model in
          net.node("call", .call(Row(1)))
          net.node("failed", .boundary(.error(.none), interrupts: true), attachedTo: "call")
          net.task("after", lane: "tools", work(1, &model))
          net.task("mend", lane: "tools", work(2, &model))
          net.edge("start", "call")
          net.edge("call", "after")
          net.edge("failed", "mend")
          net.edge("after", "end")
          net.edge("mend", "end")
          net.flow("called")
          net.node("start", .start(.none))
          net.task("inner", lane: "engineers", work(10, &model))
          net.node("out", .end(kind))
          net.edge("start", "inner")
          net.edge("inner", "out")
        })
      #expect(ends(replication) == [20, last])
      #expect(replication.instances.allSatisfy { $0.ended != nil })
    }
  }

  @Test("a task that needs two starts when two are free at one instant, holding nobody meanwhile")
  func crew() throws {
    let replication = try run(
      model(engineers: 2) { net, model in
        net.node("fork", .parallel)
        net.task("a", lane: "engineers", work(30, &model))
        net.task("pair", lane: "engineers", work(10, &model, people: 2))
        net.task("c", lane: "engineers", work(5, &model))
        net.edge("start", "fork")
        net.edge("fork", "a")
        net.edge("fork", "pair")
        net.edge("fork", "c")
        net.edge("a", "end")
        net.edge("pair", "end")
        net.edge("c", "end")
      })
    // c overtakes the pair, which lacks a person until a is done.
    #expect(ends(replication) == [40, 50, 15])
  }

  @Test("a loop is taken as often as its counter allows, and counts what was done")
  func loop() throws {
    var counted: Row<FlowNode> = Row(2)
    let replication = try run(
      model { net, model in
        net.task("a", lane: "tools", work(5, &model))
        net.node("again", .exclusive)
        counted = Row(2)
        net.edge("start", "a")
        net.edge("a", "again")
        net.edge("again", "a", if: [.compareCount(node: counted, is: .less, to: 3)])
        net.edge("again", "end", isDefault: true)
      })
    #expect(replication.tasks.count == 3)
    // start, three times to the gateway, twice back, once on.
    #expect(replication.edgeCounts == [1, 3, 2, 1])
  }

  @Test("a terminate end gives up everything else that runs in the instance")
  func terminate() throws {
    let replication = try run(
      model(engineers: 2) { net, model in
        net.node("fork", .parallel)
        net.task("a", lane: "engineers", work(60, &model))
        net.task("b", lane: "engineers", work(5, &model))
        net.node("stop", .end(.terminate))
        net.edge("start", "fork")
        net.edge("fork", "a")
        net.edge("fork", "b")
        net.edge("a", "end")
        net.edge("b", "stop")
      })
    #expect(replication.tasks.map(\.outcome) == [.interrupted, .done])
    #expect(replication.instances[0].ended == .zero + .minutes(15))
    #expect(replication.busy == [.minutes(5), .minutes(5)])
  }

  @Test("a branch is settled by shares in the proportion that the file gives")
  func shares() throws {
    var taken = 0
    let runs = 4000
    let model = model { net, model in
      net.node("which", .exclusive)
      net.task("a", lane: "tools", work(1, &model))
      net.task("b", lane: "tools", work(1, &model))
      net.edge("start", "which")
      net.edge("which", "a", share: 300_000)
      net.edge("which", "b", share: 700_000)
      net.edge("a", "end")
      net.edge("b", "end")
    }
    let first = model.net.nodes.indices.first { model.net.nodes[$0].name == "event.a" }
    for replication in 0..<runs {
      let result = try Simulation.run(model, seed: 5, replication: UInt64(replication))
      if result.tasks[0].node.index == first { taken += 1 }
    }
    // 1200 expected, standard deviation 29.
    #expect(abs(taken - 1200) < 150)
  }

  @Test("a repair by somebody equal to the fault ends it, and the milestones follow")
  func milestones() throws {
    let replication = try run(
      model { net, model in
        net.task("accept", lane: "tools", work(1, &model, effect: .accept))
        net.task("diagnose", lane: "engineers", work(5, &model, effect: .diagnose))
        net.task("repair", lane: "engineers", work(15, &model, effect: .repair))
        net.task("close", lane: "tools", work(2, &model, effect: .close))
        net.edge("start", "accept")
        net.edge("accept", "diagnose")
        net.edge("diagnose", "repair")
        net.edge("repair", "close")
        net.edge("close", "end")
      })
    let incident = replication.incidents[0]
    func minute(_ milestone: Milestone) -> Int64? {
      incident[milestone].map { $0.microseconds / 60_000_000 }
    }
    #expect(minute(.occurred) == 10)
    #expect(minute(.detected) == 10)
    #expect(minute(.accepted) == 11)
    #expect(minute(.responded) == 11)
    #expect(minute(.recovered) == 31)
    #expect(minute(.resolved) == 31)
    #expect(minute(.closed) == 33)
    #expect(replication.downtime[0] == .minutes(21))
    #expect(replication.downtime[1] == .minutes(21))
  }
}
