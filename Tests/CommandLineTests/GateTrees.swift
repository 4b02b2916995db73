import Foundation
import Testing

/// A tree with the worm's drill, its bounds so loose that all of them are met, and one beside it to
/// be changed: `base` and `head`.
struct GateTrees {
  static let drill = "drills/worm.yaml"
  static let flow = "flows/plan-b1-malware.yaml"

  static let objectives = """
    objectives:
      answered: {metric: response time, share within: 2 h, at least: 95 %}
      contained:
        metric: containment time
        every: <= 6 h
        runs: 90 %
      recovered: {metric: recovery time, mean: <= 30 h}
      held-back: {metric: spread, every: <= 60, runs: 90 %}

    """

  /// How long the spread takes to block.
  static let block = "5 min, 10 min, 25 min"

  let folder: Folder

  init(_ folder: Folder) throws {
    self.folder = folder
    for tree in ["base", "head"] {
      for kind in ["platforms", "support", "agreements", "rubrics", "threats", "flows"] {
        try FileManager.default.createDirectory(
          atPath: folder.path(tree), withIntermediateDirectories: true)
        let from = URL(fileURLWithPath: Command.scenarios + "/" + kind).resolvingSymlinksInPath()
        try FileManager.default.copyItem(
          atPath: from.path, toPath: folder.path("\(tree)/\(kind)"))
      }
      let shipped = try String(
        contentsOfFile: Command.scenarios + "/drills/worm-in-the-service-hall.yaml",
        encoding: .utf8)
      let head = try #require(shipped.range(of: "objectives:\n")).lowerBound
      try folder.write(shipped[..<head] + Self.objectives, to: "\(tree)/\(Self.drill)")
    }
  }

  /// Changes a text of a file of the second tree, which must be there.
  func change(_ file: String, _ old: String, to new: String) throws {
    let text = try folder.read("head/\(file)")
    try #require(text.contains(old), "no '\(old)' in \(file)")
    try folder.write(text.replacingOccurrences(of: old, with: new), to: "head/\(file)")
  }

  /// Gives the step that blocks the spread other times.
  func changeBlock(from old: String = GateTrees.block, to new: String) throws {
    let rest = "]}, skill: [network, security]"
    try change(Self.flow, "\(old)\(rest)", to: "\(new)\(rest)")
  }

  /// The exit code and the first line, without its sign, of the gate.
  func gate(_ options: [String] = [], runs: Int = 400) throws -> String {
    Self.told(try ending(options, runs: runs))
  }

  func ending(_ options: [String] = [], runs: Int = 400) throws -> Command.Ending {
    try Command.run(
      ["gate", "base", "head", "--replications", "\(runs)", "--tolerance", "1%", "--lang", "en"]
        + options, in: folder)
  }

  /// The same of the drill of now against a baseline of the one before.
  func baseline(_ options: [String] = [], runs: Int = 400, before: Int? = nil) throws -> String {
    let written = try Command.run(
      [
        "bench", "base/\(Self.drill)", "--replications", "\(before ?? runs)", "--write-baseline",
        "b.json",
      ], in: folder)
    try #require(written.status != 65, "\(written.err)")
    return Self.told(
      try Command.run(
        [
          "bench", "head/\(Self.drill)", "--replications", "\(runs)", "--baseline", "b.json",
          "--tolerance", "1%", "--lang", "en",
        ] + options, in: folder))
  }

  static func told(_ ending: Command.Ending) -> String {
    let line = (ending.out.isEmpty ? ending.err : ending.out).split(separator: "\n").first ?? ""
    return "\(ending.status) \(line.drop { "✓✗ ".contains($0) })"
  }
}
