import EventKernel
import Simulator
import Testing

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

  @Test("have a witness each")
  func witnesses() {
    #expect(ActWitness.all.map(\.act) == Act.allCases)
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
