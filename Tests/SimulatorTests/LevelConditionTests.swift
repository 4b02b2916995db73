import EventKernel
import Testing

@testable import Simulator

/// Conditions that ask how many cases are there, and how many tasks wait.
@Suite struct LevelConditionTests {
  private let nobody = Receiver(role: "role:nobody", lane: nil)

  /// One agent, ten minutes a case, a case every four minutes.
  private func world(agents: Int = 1, batch: Int32 = 1) -> CaseWorld {
    var world = CaseWorld(hours: 2)
    for agent in 0..<agents { world.person("\(agent)") }
    world.flow("serve", world.work(10))
    world.stream(
      "serve", every: 4, atMost: 6, batches: [BatchSize(size: batch, share: 1_000_000)])
    return world
  }

  private func condition(_ step: ConditionStep, _ world: inout CaseWorld) -> Row<Condition> {
    world.model.conditions.append(Condition(steps: [step]))
    return Row(world.model.conditions.count - 1)
  }

  @Test("an inject comes when so many are there, or wait, at the instant at which it is so")
  func injects() throws {
    // They come at 0, 4, 8, 12, 16, 20; one is over at 10, 20, ... So 1, 2 are there, at 8 three,
    // at 10 two, at 12 three, at 16 four; of them all but one wait.
    var world = world()
    let asked: [ConditionStep] = [
      .compareCases(stream: Row(0), is: .greaterOrEqual, to: 4),
      .compareWaiting(node: world.node("serve.work"), is: .greaterOrEqual, to: 2),
      .compareCases(stream: Row(0), is: .greater, to: 5),
      .compareWaiting(node: world.node("serve.work"), is: .equal, to: 4),
    ]
    for (row, step) in asked.enumerated() {
      let cue = Inject.Cue.when(condition(step, &world))
      world.model.drill.injects.append(
        Inject(name: NameHash("inject:\(row)"), cue: cue, action: .tell(nobody)))
    }
    let run = try world.run()
    #expect(run.minutes(.told, row: 0) == [16])
    #expect(run.minutes(.told, row: 1) == [8])
    #expect(run.minutes(.told, row: 2) == [])
    // At 20 one is over before the next has come, or after: the next is begun at once.
    #expect(run.minutes(.told, row: 3) == [20])
  }

  @Test("the drill ends, and a measure is reached, when so many are there")
  func ends() throws {
    var world = world()
    let three = condition(.compareCases(stream: Row(0), is: .greaterOrEqual, to: 3), &world)
    world.measure(.timeUntil(three))
    world.model.drill.endsWhen = condition(
      .compareWaiting(node: world.node("serve.work"), is: .greaterOrEqual, to: 3), &world)
    let run = try world.run()
    #expect(run.times(0) == [8, 1])
    #expect(run.record.end == .zero + .minutes(16))
  }

  @Test("who has somebody at once does not wait, however many come together")
  func atOnce() throws {
    var world = world(agents: 3, batch: 3)
    let one = condition(
      .compareWaiting(node: world.node("serve.work"), is: .greaterOrEqual, to: 1), &world)
    world.measure(.timeUntil(one))
    #expect(try world.run().times(0) == [4, 1])
  }

  @Test("a flow waits for a level, and takes a way by it")
  func flows() throws {
    var world = world()
    world.net.flow("watch")
    world.net.node("start", .start(.none))
    let step = ConditionStep.compareCases(stream: Row(0), is: .greaterOrEqual, to: 3)
    let full = condition(step, &world)
    world.net.node("full", .catching(.condition(full)))
    world.net.task("note", lane: "tools", world.work(1))
    world.net.node("end", .end(.none))
    world.net.edge("start", "full")
    world.net.edge("full", "note")
    world.net.edge("note", "end")
    world.one("watch", at: 1)
    world.one("watch", at: 9)
    world.one("watch", at: 11)
    let run = try world.run()
    // Three are there from 8 to 10, and from 12 on.
    #expect(run.minutes(.taskDone, "watch.note") == [9, 10, 13])
  }

  @Test("a boundary event about who waits leaves alone who is begun at once")
  func boundary() throws {
    // The condition is one for all: when the second waits for the only agent, the first is
    // interrupted, and leaves the agent to the second.
    let done = Array(repeating: FlowTask.Outcome.done, count: 5)
    for (agents, outcomes) in [(5, done), (1, [.interrupted, .done])] {
      var world = CaseWorld(hours: 2)
      for agent in 0..<agents { world.person("\(agent)") }
      world.net.flow("serve")
      world.net.node("start", .start(.none))
      world.net.task("work", lane: "desk", world.work(60))
      // The row that the task is going to have.
      let full = condition(
        .compareWaiting(node: Row(1), is: .greaterOrEqual, to: 1), &world)
      world.net.node(
        "full", .boundary(.condition(full), interrupts: true), attachedTo: "work")
      world.net.node("end", .end(.none))
      world.net.edge("start", "work")
      world.net.edge("work", "end")
      world.net.edge("full", "end")
      world.stream("serve", every: 5, atMost: Int64(outcomes.count))
      #expect(try world.run().record.tasks.map(\.outcome) == outcomes)
    }
  }

  @Test("asking for a level elsewhere changes nothing")
  func bystander() throws {
    func tasks(asking: Bool) throws -> [FlowTask.Outcome] {
      var world = CaseWorld(hours: 2)
      world.person("one")
      world.net.flow("serve")
      world.net.node("start", .start(.none))
      world.net.node("fork", .parallel)
      world.net.task("first", lane: "desk", world.work(10))
      world.net.task("second", lane: "desk", world.work(20))
      world.model.conditions.append(
        Condition(steps: [.compareCount(node: Row(2), is: .greaterOrEqual, to: 1)]))
      let done = Row<Condition>(world.model.conditions.count - 1)
      world.net.node(
        "late", .boundary(.condition(done), interrupts: true), attachedTo: "second")
      world.net.node("end", .end(.none))
      for (from, to) in [
        ("start", "fork"), ("fork", "first"), ("fork", "second"), ("first", "end"),
        ("second", "end"), ("late", "end"),
      ] { world.net.edge(from, to) }
      world.one("serve", at: 0)
      if asking {
        let never = condition(
          .compareWaiting(node: Row(2), is: .greaterOrEqual, to: 99), &world)
        world.model.drill.injects.append(
          Inject(name: "inject", cue: .when(never), action: .tell(nobody)))
      }
      return try world.run().record.tasks.map { $0.started == nil ? .open : $0.outcome }
    }
    // It ends in the queue, before it is begun.
    #expect(try tasks(asking: false) == [.done, .open])
    #expect(try tasks(asking: true) == [.done, .open])
  }

  @Test("levels that conditions ask for are those of cases and tasks, after every event")
  func counts() {
    for seed in drawnSeeds(60) {
      var model = DrawnDemand.model(seed: seed)
      for row in model.net.nodes.indices {
        model.conditions.append(
          Condition(steps: [.compareWaiting(node: Row(row), is: .less, to: 0)]))
      }
      var world = World(SharedModel(model), seed: seed)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .paused:
          var waiting = Array(repeating: Int32(0), count: model.net.nodes.count)
          for row in world.flow.tasks.rows where world.flow.tasks[row].phase == .queued {
            waiting[world.flow.tasks[row].record.node.index] += 1
          }
          let isRight = waiting.indices.allSatisfy { world.waitingAt[$0] == waiting[$0] }
          if !isRight {
            Issue.record("seed \(seed) at \(world.now)")
            isOver = true
          }
        default: isOver = true
        }
      }
    }
  }
}
