import EventKernel
import Testing

@testable import Simulator

/// Every act of the table in a small world: what it is done to, what it does without anything to be
/// done to, and what whoever did it has seen.
@Suite("Acts")
struct ActTests {
  @Test(
    "are done to what the case knows, and whoever did it has seen that", arguments: ActWitness.all)
  func done(witness: ActWitness) throws {
    let outcome = try ActWorld.outcome(
      of: witness.act, after: witness.before, at: witness.place)
    #expect(outcome == witness.done)
  }

  @Test("come to nothing, and at once, where there is nothing to do", arguments: ActWitness.all)
  func refused(witness: ActWitness) throws {
    let outcome = try ActWorld.outcome(
      of: witness.act, after: witness.unreadyBefore ?? witness.before, at: witness.unready)
    #expect(outcome == witness.refused)
  }

  @Test("of which some stop a worm in the hall, and no others do", arguments: ActWitness.all)
  func spread(witness: ActWitness) throws {
    var infected = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      infected += try ActWorld.infections(after: witness.act, seed: seed)
    }
    #expect((infected == 0) == witness.stopsSpread, "\(infected) infected")
  }

  @Test("leave no targets behind for the next task of their row")
  func dropped() throws {
    let model = ActWorld.repeated()
    let traced = try Simulation.run(model, seed: 1)
    let untraced = try Simulation.run(model, seed: 1, isTraced: false)
    #expect(traced.downtime == untraced.downtime)
    // Three times half an hour: ten minutes to look at it, to diagnose and to repair.
    #expect(traced.downtime[8] == .minutes(90))
  }

  @Test("of which connecting host by host opens the zone with the last")
  func hostByHost() throws {
    let run = try Simulation.run(ActWorld.hostByHost(), seed: 1)
    let told = run.entries.map(\.kind).filter { $0 == .reconnected || $0 == .zoneOpened }
    // Then comes the case of the other kiosk.
    #expect(told == [.reconnected, .zoneOpened, .reconnected, .zoneOpened])
  }

  @Test("have a witness each")
  func witnesses() {
    #expect(ActWitness.all.map(\.act) == Act.allCases)
  }

  @Test("go on with their own targets when another task gives up its own")
  func walked() {
    var targets = FixedTargets()
    let (one, other) = (Row<FlowTask>(0), Row<FlowTask>(1))
    for node in 0..<3 { targets.append(.node(Row(node)), of: one) }
    for node in 5..<8 { targets.append(.node(Row(node)), of: other) }
    var seen: [Int] = []
    while let target = targets.target(seen.count, of: other) {
      seen.append(target.index)
      targets.removeAll(of: one)
    }
    #expect(seen == [5, 6, 7])
    targets.removeAll(of: other)
    #expect(targets.range(of: other).isEmpty)
  }

  @Test("of which one is done to targets alone say so when there are none")
  func table() {
    for witness in ActWitness.all {
      let row = witness.act.row
      let isDoneToTheCase = row.objects.contains(.incident)
      #expect(witness.refused.contains("nothingToDo") == !isDoneToTheCase, "\(witness.act)")
      // Words take no time unless a step says some; work always does.
      #expect((row.takes == nil) == (row.isSpeech || witness.act == .none), "\(witness.act)")
    }
  }
}
