import Crypto
import Foundation
import Rehearsal
import Reports
import Scenarios
import Testing

/// What the version stands for: the same files, seed and version give the same bytes.
@Suite struct ResultVersionTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let drills = [
    "ups-failure-winter-night", "worm-in-the-service-hall", "ordinary-year",
  ]

  /// A line of `Golden/results.txt`: files and seed, then what they give, but for the version.
  private func line(_ name: String, seed: UInt64) throws -> String {
    let path = Self.root.appending(path: "scenarios/drills/\(name).yaml").path
    let drill = try #require(ScenarioReader.drill(at: path).drill)
    var run = try Rehearse.run(drill, seed: seed)
    run.version = ""
    // The texts alone: paths depend on where the checkout is.
    let files = digest(drill.sources.map(\.text).joined(separator: "\0"))
    run.drill.digest = files
    run.drill.sources = []
    return "\(name) seed \(seed) files \(files) gives \(digest(RunJSON.render(run)))"
  }

  private func digest(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).prefix(8).map { String(format: "%02x", $0) }.joined()
  }

  /// Files and seed of each line, with what they give.
  private func results(_ lines: some Sequence<String>) -> [String: String] {
    var results: [String: String] = [:]
    for line in lines {
      let halves = line.components(separatedBy: " gives ")
      if halves.count == 2 { results[halves[0]] = halves[1] }
    }
    return results
  }

  @Test("results of the same files and seed that differ have another version")
  func version() throws {
    let lines = try Self.drills.flatMap { name in
      try [1, 7].map { try line(name, seed: $0) }
    }
    let kept = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/results.txt")
    let before = try String(contentsOf: kept, encoding: .utf8).components(separatedBy: "\n")
    if before[0] == "version \(sandtableVersion)" {
      let (now, then) = (results(lines), results(before))
      for (made, result) in now {
        let isSame = then[made] == nil || then[made] == result
        #expect(isSame, "\(made) gives another result: sandtableVersion is to change with it")
        guard isSame else { return }
      }
    }
    try expectGolden(
      "version \(sandtableVersion)\n" + lines.joined(separator: "\n") + "\n", "results.txt")
  }
}
