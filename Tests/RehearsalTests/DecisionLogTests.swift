import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// The decisions of a run, kept as text and played again.
@Suite("A log of decisions")
struct DecisionLogTests {
  private static let log = DecisionLog(
    digest: "ab12", seed: .max,
    decisions: [
      Decision(time: .zero, point: NameHash(value: 0), choice: NameHash(value: .max)),
      Decision(
        time: SimulationTime(microseconds: 660_000_000), point: NameHash(value: 0x1f00),
        choice: NameHash(value: 1)),
    ])

  private static let head = ["sandtable decisions 1", "digest ab12", "seed 7"]

  @Test("comes back from its text as it was, also with the line ends of Windows and empty lines")
  func roundTrip() throws {
    let text = Self.log.text
    #expect(
      text == """
        sandtable decisions 1
        digest ab12
        seed 18446744073709551615
        0 0000000000000000 ffffffffffffffff
        660000000 0000000000001f00 0000000000000001

        """)
    #expect(try DecisionLog(text: text) == Self.log)
    #expect(try DecisionLog(text: text.replacing("\n", with: "\r\n")) == Self.log)
    #expect(try DecisionLog(text: text + "\n\n") == Self.log)
  }

  @Test(
    "is refused at the first line that is wrong",
    arguments: [
      ([], 1), ([""], 1), (["sandtable decisions 2"], 1), ([head[0]], 2),
      ([head[0], "digest"], 2), ([head[0], "digest a b"], 2), ([head[0], "seed 7"], 2),
      ([head[0], head[1]], 3), ([head[0], head[1], "seed -1"], 3),
      ([head[0], head[1], "seed x"], 3), (head + ["1 2"], 4), (head + ["-1 0 0"], 4),
      (head + ["1 0 0", "", "1.5 0 0"], 6), (head + ["1 g 0"], 4), (head + ["1 0 0 0"], 4),
      (head + ["1 0 10000000000000000", "x"], 4),
    ] as [([String], Int)])
  func wrongLines(lines: [String], line: Int) {
    #expect(throws: DecisionLogError.wrongLine(line)) {
      try DecisionLog(text: lines.joined(separator: "\n"))
    }
  }

  @Test("of what simulated people decided gives the drill back", arguments: EditTests.drills)
  func replay(drill: String) throws {
    let compiled = try DrillFiles(drill).compiled()
    let run = try Rehearse.run(compiled, seed: 7)
    let log = try DecisionLog(text: DecisionLog(of: run).text)
    let again = try Rehearse.run(compiled, seed: 7, replaying: log)
    #expect(!run.replication.decisions.isEmpty)
    #expect(run.replication.entries == again.replication.entries)
    #expect(run.replication.decisions == again.replication.decisions)
    #expect(!log.endedEarly(in: again))
  }

  @Test("of another seed or of other files is not played")
  func foreign() throws {
    var files = try DrillFiles(BenchTests.worm)
    let compiled = try files.compiled()
    let log = DecisionLog(of: try Rehearse.run(compiled, seed: 7))
    files.sources[0].text += "# a comment\n"
    for (drill, seed) in [(compiled, 8), (try files.compiled(), 7)] as [(CompiledDrill, UInt64)] {
      let error = #expect(throws: RunFailure.self) {
        try Rehearse.play(
          drill, seed: seed, replaying: log,
          while: {
            Issue.record("it was played")
            return false
          })
      }
      guard case .foreignLog(seed: 7) = error?.reason else {
        Issue.record("\(String(describing: error?.reason)) is not of the log")
        continue
      }
    }
  }

  @Test("that ends early is carried on by simulated people, and the run says that it did")
  func truncated() throws {
    let compiled = try DrillFiles(BenchTests.night).compiled()
    let run = try Rehearse.run(compiled, seed: 7)
    var log = DecisionLog(of: run)
    log.decisions.removeLast(2)
    let again = try Rehearse.run(compiled, seed: 7, replaying: log)
    #expect(log.endedEarly(in: again))
    // They decide as they would have.
    #expect(again.replication.decisions == run.replication.decisions)
  }

  @Test("with a decision that nobody asked for is told by the decision's position")
  func mismatch() throws {
    let compiled = try DrillFiles(BenchTests.night).compiled()
    let log = DecisionLog(of: try Rehearse.run(compiled, seed: 7))
    var (other, longer) = (log, log)
    other.decisions[3].choice = NameHash("nobody's choice")
    longer.decisions.append(
      Decision(
        time: SimulationTime(microseconds: 259_200_000_000), point: NameHash(value: 0),
        choice: NameHash(value: 0)))
    for (wrong, position) in [(other, 3), (longer, log.decisions.count)] {
      let error = #expect(throws: RunFailure.self) {
        try Rehearse.run(compiled, seed: 7, replaying: wrong)
      }
      guard case .mismatch(let mismatch) = error?.reason else {
        Issue.record("\(String(describing: error?.reason)) is no mismatch")
        continue
      }
      #expect(mismatch.position == position)
      #expect(error?.drill.name == BenchTests.night)
    }
  }

  @Test("A run that is stopped is judged by what had happened, and marked")
  func stopped() throws {
    let compiled = try DrillFiles(BenchTests.night).compiled()
    let whole = try Rehearse.run(compiled, seed: 7)
    var looks = 0
    let played = try Rehearse.play(
      compiled, seed: 7,
      while: {
        looks += 1
        return looks < 10
      })
    let partial = Rehearse.judge(played)
    #expect(played.isPartial && partial.isPartial && !whole.isPartial)
    #expect(partial.replication.end < whole.replication.end)
    let count = partial.replication.entries.count
    #expect(count > 0 && count < whole.replication.entries.count)
  }
}
