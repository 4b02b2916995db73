import EventKernel
import Foundation
import Simulator
import Statistics
import Testing

/// Tasks that are given up when nobody starts them in time.
@Suite struct PatienceTests {
  @Test("who is given up has waited as long as their patience, and the flow goes on")
  func constant() throws {
    var world = CaseWorld(hours: 3)
    world.person("a")
    world.flow(
      "serve",
      [("work", "desk", world.work(30, patience: 12)), ("after", "tools", world.work(1))])
    let stream = world.stream("serve", every: 10, atMost: 4)
    let node = world.node("serve.work")
    world.measure(.waiting(node))
    world.measure(.givenUp(node))
    world.measure(.waiting(node), .quantile(Probability(clamped: 0.5)))
    world.measure(.numberWaiting(node), .total)
    world.measure(.timeInSystem(stream))
    let run = try world.run()
    // Those of 10 and 30 are given up at 22 and 42; the one of 20 begins at 30.
    #expect(run.outcomes.filter { $0 == .lapsed }.count == 2)
    #expect(run.minutes(.taskLapsed) == [22, 42])
    #expect(run.minutes(.taskStarted, "serve.work") == [0, 30])
    #expect(run.minutes(.caseClosed) == [23, 31, 43, 61])
    #expect(run.times(0) == [0 + 12 + 10 + 12, 4])
    #expect(run.counts(1) == [2, 4])
    #expect(run.record.measures[2].sketch?.count == 4)
    #expect(run.times(3) == [34, 1])
    #expect(run.times(4) == [31 + 13 + 41 + 13, 4])
  }

  @Test("whoever starts at the very instant at which patience runs out has started")
  func sameInstant() throws {
    var world = CaseWorld(hours: 3)
    world.person("a")
    world.flow("serve", world.work(30, patience: 20))
    world.stream("serve", every: 10, atMost: 2)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [0, 30])
    #expect(run.outcomes == [.done, .done])
  }

  @Test("without any patience it starts at once or never")
  func none() throws {
    var world = CaseWorld(hours: 3)
    world.person("a")
    world.flow("serve", world.work(30, patience: 0))
    world.stream("serve", every: 20, atMost: 3)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [0, 40])
    #expect(run.minutes(.taskLapsed) == [20])
  }

  @Test("patience follows its law: where nobody ever comes, waits are drawn from it")
  func law() throws {
    var world = CaseWorld(hours: 5_000)
    world.model.support.people = []
    var step = world.work(1)
    step.patience = world.exponential(30)
    world.flow("serve", step)
    world.stream("serve", every: 60, atMost: 4_000)
    let node = world.node("serve.work")
    for minutes in [10, 30, 90] as [Int64] {
      world.measure(.waiting(node), .moreThan(TimeSpan.minutes(minutes).microseconds))
    }
    world.measure(.waiting(node))
    world.measure(.givenUp(node))
    let run = try world.run()
    for (row, minutes) in [10.0, 30, 90].enumerated() {
      let (above, below) = (run.counts(row)[0], run.counts(row)[1])
      let share = exp(-minutes / 30)
      let deviation = (share * (1 - share) / Double(below)).squareRoot()
      #expect(below == 4_000)
      #expect(abs(Double(above) / Double(below) - share) < 5 * deviation, "\(minutes) minutes")
    }
    let mean = run.times(3)[0] / run.times(3)[1]
    #expect(abs(mean - 30) < 5 * 30 / 4_000.0.squareRoot())
    #expect(run.counts(4) == [4_000, 4_000])
  }
}
