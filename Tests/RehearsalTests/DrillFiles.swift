import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Simulator
import Testing

/// A shipped drill and its files, to be played as they are or with a change.
struct DrillFiles {
  var sources: [SourceFile]

  /// - Parameter place: of a drill under `scenarios`.
  static func path(at place: String) -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: "scenarios/\(place).yaml").path
  }

  /// - Parameter name: of a drill under `scenarios/drills`.
  static func path(_ name: String) -> String { path(at: "drills/\(name)") }

  /// - Parameter name: of a drill under `scenarios/drills`.
  init(_ name: String) throws { try self.init(at: "drills/\(name)") }

  /// - Parameter place: of a drill under `scenarios`.
  init(at place: String) throws {
    let reading = ScenarioReader.drill(at: Self.path(at: place))
    #expect(reading.diagnostics.isEmpty)
    sources = try #require(reading.drill).sources
  }

  /// Replaces a text that must be there exactly once in a file.
  mutating func change(_ file: String, _ old: String, to new: String) throws {
    let row = try #require(sources.firstIndex { $0.path.hasSuffix(file) }, "no file \(file)")
    try #require(
      sources[row].text.components(separatedBy: old).count == 2, "'\(old)' is not there once")
    sources[row].text = sources[row].text.replacingOccurrences(of: old, with: new)
  }

  func compiled() throws -> CompiledDrill {
    let reading = ScenarioReader.drill(sources: sources)
    let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.message.en)
    return try #require(reading.drill, "\(errors)")
  }

  func played(seed: UInt64) throws -> Run {
    try Rehearse.run(compiled(), seed: seed)
  }
}

/// What happened in words of names, so that rows may differ between two versions of the files.
func story(of run: Run, leavingOut hidden: Set<String> = []) -> [String] {
  let lexicon = run.drill.lexicon
  return run.replication.tasks.compactMap { task in
    let node = lexicon.flowNodes[task.node.index].key
    guard !hidden.contains(node) else { return nil }
    let people = task.people.map {
      lexicon.people[run.replication.assignments[Int($0)].index].key
    }
    return "\(task.offered) \(task.started ?? .zero) \(task.ended ?? .zero) \(node) "
      + "\(task.outcome) \(people.joined(separator: ","))"
  }
}
