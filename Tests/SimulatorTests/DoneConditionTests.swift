import EventKernel
import Testing

@testable import Simulator

/// What the script makes of what people did, and by when.
@Suite struct DoneConditionTests {
  /// A case at minute 10 whose work takes 20 minutes, and an inject when a condition holds. When
  /// that happens, in minutes.
  private func times(
    _ steps: (Row<FlowNode>) -> [ConditionStep]
  ) throws -> [Double] {
    var world = CaseWorld(hours: 3)
    world.person("clerk")
    world.flow("plan", world.work(20))
    world.stream("plan", every: 600, first: 10, atMost: 1)
    world.model.conditions.append(Condition(steps: steps(world.node("plan.work"))))
    world.model.drill.injects = [
      Inject(
        name: "inject:then", cue: .when(Row(world.model.conditions.count - 1)),
        action: .danger(true))
    ]
    return try world.run(seed: 1).minutes(.injected)
  }

  private func minute(_ minute: Int64) -> SimulationTime { .zero + .minutes(minute) }

  @Test("holds from when a step is done, in whatever time, or in time")
  func done() throws {
    #expect(try times { [.done(node: $0, by: .distantFuture)] } == [30])
    #expect(try times { [.done(node: $0, by: minute(40))] } == [30])
    #expect(try times { [.done(node: $0, by: minute(30))] } == [30])
    #expect(try times { [.done(node: $0, by: minute(29))] }.isEmpty)
    #expect(try times { [.done(node: $0, by: .distantFuture), .not] } == [0])
  }

  @Test("not in time is so when the time is over, and never where it was done at the last instant")
  func notDone() throws {
    #expect(try times { [.mayBeDone(node: $0, by: minute(29)), .not] } == [29])
    #expect(try times { [.mayBeDone(node: $0, by: minute(30)), .not] }.isEmpty)
    #expect(try times { [.mayBeDone(node: $0, by: minute(90)), .not] }.isEmpty)
    // At the start nothing can have been done.
    #expect(try times { [.mayBeDone(node: $0, by: .zero), .not] } == [0])
    // What is over beyond the drill is asked for and never comes.
    #expect(try times { [.mayBeDone(node: $0, by: minute(600)), .not] }.isEmpty)
  }
}
