import EventKernel
import Simulator
import Testing

/// Flows that go round for ever, and runs that somebody stops.
@Suite("A run that would never end") struct EndlessTests {
  /// A world of one component that fails at minute 10, noticed at once, with one flow of tools.
  private func model(_ flow: (inout NetBuilder, inout Model) -> Void) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    platform.component("c")
    platform.mode("m", of: "c")
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    var net = NetBuilder()
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.node("end", .end(.none))
    flow(&net, &model)
    net.build(into: &model)
    model.drill.injects = [
      Inject(name: "inject:fail", cue: .at(.zero + .minutes(10)), action: .fail(Row(0)))
    ]
    return model
  }

  private func loop(takes seconds: Double, shareOut: Int32) -> Model {
    model { net, model in
      net.task(
        "mend", lane: "tools", Step(effect: .none, takes: model.laws.add(.constant(seconds))))
      net.node("again", .exclusive)
      net.edge("start", "mend")
      net.edge("mend", "again")
      net.edge("again", "mend", share: 1_000_000 - shareOut)
      net.edge("again", "end", share: shareOut)
    }
  }

  private func endless(_ model: Model) -> EndlessFlow? {
    do {
      _ = try Simulation.run(model, seed: 1)
      return nil
    } catch let error as EndlessFlow {
      return error
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  @Test("is stopped when a task that takes no time is done over and over, and names it")
  func taskWithoutTime() throws {
    let model = loop(takes: 0, shareOut: 0)
    let error = try #require(endless(model))
    #expect(error.time == .zero + .minutes(10))
    #expect(error.limit == .visits)
    #expect(["event.mend", "event.again"].contains(model.net.nodes[error.node?.index ?? 0].name))
  }

  @Test("is stopped when an instance goes round for the whole drill")
  func shortTask() throws {
    let error = try #require(endless(loop(takes: 0.001, shareOut: 0)))
    #expect(error.limit == .visits)
    #expect(error.time > .zero + .minutes(10))
  }

  @Test("is stopped when tokens go round without doing or asking anything")
  func bareGateways() throws {
    let error = try #require(
      endless(
        model { net, _ in
          net.node("there", .exclusive)
          net.node("back", .exclusive)
          net.edge("start", "there")
          net.edge("there", "back")
          net.edge("back", "there")
        }))
    #expect(error.time == .zero + .minutes(10))
  }

  @Test("is stopped when a flow starts itself at the same instant")
  func startsItself() throws {
    let error = try #require(
      endless(
        model { net, _ in
          net.node("again", .end(.signal(.eventOccurred)))
          net.edge("start", "again")
        }))
    #expect(error.limit == .moves)
    #expect(error.time == .zero + .minutes(10))
  }

  @Test("is none when a way out is taken at last")
  func longLoop() {
    #expect(endless(loop(takes: 0, shareOut: 100)) == nil)
  }

  @Test("goes on alike however often it pauses", arguments: [1, 2, 7, 1000])
  func pauses(every step: Int) throws {
    for seed in 1..<21 as Range<UInt64> {
      let model = DrawnWorld.model(seed: seed)
      let whole = try Simulation.run(model, seed: seed)
      var world = World(SharedModel(model), seed: seed)
      var pauses = 0
      run: while true {
        switch world.advance(pausingAt: (pauses + 1) * step) {
        case .paused: pauses += 1
        case .finished: break run
        case .decision, .news, .reached: Issue.record("nobody was to choose, seed \(seed)")
        case .stopped(let endless): throw endless
        case .exceeded(let excess): throw excess
        }
      }
      let paused = world.finish()
      #expect(paused.entries == whole.entries)
      #expect(paused.decisions == whole.decisions)
      #expect(pauses == paused.eventCount / step)
    }
  }

  @Test("stops when it may not go on, and says how far it came")
  func interrupted() throws {
    let model = loop(takes: 1, shareOut: 0)
    var looks = 0
    let error = #expect(throws: RunInterrupted.self) {
      try Simulation.run(model, seed: 1) {
        looks += 1
        return looks < 3
      }
    }
    #expect(looks == 3)
    #expect(try #require(error).time < model.drill.horizon)
  }

  @Test("tells, when it is stopped, how the whole run begins", arguments: [2, 5])
  func partial(looks limit: Int) throws {
    let model = DrawnWorld.model(seed: 12)
    let whole = try Simulation.run(model, seed: 1)
    var looks = 0
    let error = #expect(throws: RunInterrupted.self) {
      try Simulation.run(model, seed: 1) {
        looks += 1
        return looks < limit
      }
    }
    let partial = try #require(error).partial
    #expect(partial.end < model.drill.horizon)
    #expect(partial.entries.count > 0 && partial.entries.count < whole.entries.count)
    #expect(partial.entries == Array(whole.entries.prefix(partial.entries.count)))
  }
}
