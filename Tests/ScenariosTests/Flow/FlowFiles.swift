import EventKernel
import Foundation
import Simulator

@testable import Scenarios

/// Reads and compiles flows for the tests, with a small team: one person of tier 1 who can mend
/// power, one group leader, no hotline, no vendor.
struct FlowFiles {
  var sink = DiagnosticSink()
  var flows: [FlowDescription] = []
  var model = Model()
  var lexicon = Lexicon()
  var drawings: [FlowDrawing] = []

  init() {
    model.support.people = [
      Self.person("first", .tier1, posts: 0, skills: 1),
      Self.person("leader", .management, posts: 1, skills: 0),
    ]
  }

  /// Two files of a flow.
  mutating func read(_ name: String, bpmn: String, yaml: String) {
    let drawing = sink.add(SourceText(path: name + ".bpmn", text: bpmn))
    let beside = sink.add(SourceText(path: name + ".yaml", text: yaml))
    if let flow = FlowReader.read(bpmn: drawing, yaml: beside, &sink) { flows.append(flow) }
  }

  /// All flows of a folder, by name.
  mutating func read(folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in files.filter({ $0.hasSuffix(".bpmn") }).map({ String($0.dropLast(5)) }).sorted() {
      let drawing = folder.appendingPathComponent(name + ".bpmn")
      let beside = folder.appendingPathComponent(name + ".yaml")
      read(
        name, bpmn: try String(contentsOf: drawing, encoding: .utf8),
        yaml: try String(contentsOf: beside, encoding: .utf8))
    }
  }

  mutating func compile() {
    let roles = FlowCompiler.Roles(posts: ["group-leader"], skills: ["power"])
    drawings = FlowCompiler.compile(
      flows, roles: roles, into: &model, lexicon: &lexicon, &sink)
  }

  /// Every diagnostic with its excerpt, in both languages.
  var report: String {
    sink.sorted().map { diagnostic in
      var lines = [
        "\(diagnostic.file):\(diagnostic.line):\(diagnostic.column): "
          + "\(diagnostic.severity.rawValue) [\(diagnostic.rule.rawValue)]"
      ]
      if let source = diagnostic.sourceLine {
        lines.append("  | " + source)
        let indent = String(repeating: " ", count: max(0, diagnostic.column - 1))
        lines.append("  | " + indent + String(repeating: "^", count: diagnostic.length))
      }
      for language in Language.allCases {
        let hint = diagnostic.hint.map { " -- " + $0[language] } ?? ""
        lines.append("  \(language.rawValue): " + diagnostic.message[language] + hint)
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  static func person(_ name: String, _ tier: Tier, posts: UInt64, skills: UInt64) -> Person {
    Person(
      name: NameHash(name), tier: tier, posts: posts, skills: skills, site: Row(0), shift: nil,
      callOut: nil, answers: nil)
  }

  /// The folder of the tests of this target.
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
}
