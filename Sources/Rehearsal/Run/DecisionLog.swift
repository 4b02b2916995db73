import EventKernel
import Scenarios
import Simulator

/// The decisions of a run as a text: a head that says what they belong to, then one line per
/// decision: time in microseconds, decision point, option taken, both as hashes of names.
///
///     sandtable decisions 1
///     digest <SHA-256 of the drill's files>
///     seed 7
///     660000000 1f00c3a5b2d7e819 9ab0c1d2e3f40516
package struct DecisionLog: Hashable, Sendable {
  private static let title = "sandtable decisions 1"

  /// Of the drill's files.
  package var digest: String
  package var seed: UInt64
  package var decisions: [Decision]

  package init(digest: String, seed: UInt64, decisions: [Decision]) {
    self.digest = digest
    self.seed = seed
    self.decisions = decisions
  }

  /// The decisions that a run took: played with them, the drill gives the run again.
  package init(of run: Run) {
    self.init(digest: run.drill.digest, seed: run.seed, decisions: run.replication.decisions)
  }

  /// Whether the decisions are of that drill, played with that seed.
  package func isOf(_ drill: CompiledDrill, seed: UInt64) -> Bool {
    digest == drill.digest && self.seed == seed
  }

  /// Whether a run that was played with the log took more decisions than the log has: simulated
  /// people took the rest.
  package func endedEarly(in run: Run) -> Bool {
    decisions.count < run.replication.decisions.count
  }
}

/// Why a text is no log of decisions.
package enum DecisionLogError: Error, Hashable, Sendable {
  /// The first line, from 1, that is not written as it must be.
  case wrongLine(Int)
}

// MARK: As text

extension DecisionLog {
  package var text: String {
    let head = [Self.title, "digest \(digest)", "seed \(seed)"]
    let lines = decisions.map {
      "\($0.time.microseconds) \(Self.hex($0.point)) \(Self.hex($0.choice))"
    }
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// The log that a text has.
  package init(text: String) throws(DecisionLogError) {
    // Also with the line ends of Windows, which are one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.split(separator: " ").map(String.init)
    }
    guard lines[0].joined(separator: " ") == Self.title else { throw .wrongLine(1) }
    guard lines.count > 1, lines[1].count == 2, lines[1][0] == "digest" else {
      throw .wrongLine(2)
    }
    guard lines.count > 2, lines[2].count == 2, lines[2][0] == "seed",
      let seed = UInt64(lines[2][1])
    else { throw .wrongLine(3) }
    self.init(digest: lines[1][1], seed: seed, decisions: [])
    for row in lines.indices.dropFirst(3) where !lines[row].isEmpty {
      guard let decision = Self.decision(lines[row]) else { throw .wrongLine(row + 1) }
      decisions.append(decision)
    }
  }

  private static func decision(_ words: [String]) -> Decision? {
    guard words.count == 3, let time = Int64(words[0]), time >= 0,
      let point = UInt64(words[1], radix: 16), let choice = UInt64(words[2], radix: 16)
    else { return nil }
    return Decision(
      time: SimulationTime(microseconds: time), point: NameHash(value: point),
      choice: NameHash(value: choice))
  }

  private static func hex(_ name: NameHash) -> String {
    let digits = String(name.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
