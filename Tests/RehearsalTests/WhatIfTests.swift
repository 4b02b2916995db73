import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// A night played again with another choice.
@Suite("What if")
struct WhatIfTests {
  @Test(
    "the choice that was made gives the night again, byte for byte", arguments: SessionTests.drills)
  func same(name: String) throws {
    let drill = try SessionTests.compiled(name)
    let run = try Rehearse.run(drill, seed: 3)
    let decisions = try Rehearse.decisions(of: run)
    #expect(decisions.count == run.replication.decisions.count && decisions.count > 5)
    for decision in [decisions[0], decisions[decisions.count / 2], decisions[decisions.count - 1]] {
      let whatIf = try Rehearse.otherwise(run, at: decision.number, choosing: decision.chosen)
      #expect(whatIf.parting == nil)
      #expect(whatIf.other.replication.entries == run.replication.entries)
      #expect(whatIf.other.replication.decisions == run.replication.decisions)
    }
  }

  @Test(
    "another choice changes nothing before it, and takes that option",
    arguments: SessionTests.drills)
  func otherwise(name: String) throws {
    let drill = try SessionTests.compiled(name)
    let run = try Rehearse.run(drill, seed: 3)
    for decision in try Rehearse.decisions(of: run).prefix(12) {
      let option = decision.chosen == 0 ? 1 : 0
      let whatIf = try Rehearse.otherwise(run, at: decision.number, choosing: option)
      let other = whatIf.other.replication
      let time = decision.point.time
      #expect(
        other.entries.prefix { $0.time < time } == run.replication.entries.prefix { $0.time < time }
      )
      #expect(other.decisions[decision.number - 1].choice == decision.options[option])
      #expect(
        other.decisions[..<(decision.number - 1)]
          == run.replication.decisions[..<(decision.number - 1)])
      if let parting = whatIf.parting { #expect(parting >= time) }
    }
  }
}
