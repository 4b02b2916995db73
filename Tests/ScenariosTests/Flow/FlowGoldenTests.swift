import Foundation
import Testing

@testable import Scenarios

/// Every folder `Invalid/flow-*` holds flows with a mistake, and what is said about it.
@Suite("Wrong flows")
struct FlowGoldenTests {
  static let invalid = FlowFiles.tests.appendingPathComponent("Invalid")

  static let folders: [String] = {
    let all = try? FileManager.default.contentsOfDirectory(atPath: invalid.path)
    return (all ?? []).filter { $0.hasPrefix("flow-") }.sorted()
  }()

  @Test("a wrong flow gets its golden diagnostics", arguments: folders)
  func golden(_ name: String) throws {
    let folder = Self.invalid.appendingPathComponent(name)
    var files = FlowFiles()
    try files.read(folder: folder)
    files.compile()
    let golden = folder.appendingPathComponent("expected.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try files.report.write(to: golden, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(files.report == expected)
    #expect(!expected.isEmpty)
  }

  @Test("every rule of flows has a wrong flow")
  func coverage() throws {
    let told = try Self.folders.map {
      try String(
        contentsOf: Self.invalid.appendingPathComponent($0).appendingPathComponent("expected.txt"),
        encoding: .utf8)
    }
    let rules = DiagnosticRule.allCases.map(\.rawValue).filter {
      $0.hasPrefix("flow-") || $0.hasPrefix("markup-")
    }
    #expect(rules.count >= 20)
    for rule in rules {
      #expect(told.contains { $0.contains("[\(rule)]") }, "no wrong flow breaks \(rule)")
    }
  }
}
