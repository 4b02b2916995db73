import Foundation
import Scenarios
import Testing

/// Every case of `Invalid` has a golden `NAME.expected` beside it and a twin without the mistake in
/// `Valid`. `UPDATE_GOLDEN=1` writes the golden files anew.
@Suite("Wrong files")
struct GoldenDiagnosticsTests {
  static let bad = TestFolders.cases(in: TestFolders.invalid)
  static let good = TestFolders.cases(in: TestFolders.valid)

  @Test("a wrong file gives its golden diagnostics", arguments: bad)
  func golden(_ name: String) throws {
    let path = TestFolders.invalid.appendingPathComponent(name).path
    let report = TestFolders.report(
      name, in: TestFolders.invalid, ScenarioReader.check(paths: [path]))
    let golden = TestFolders.invalid.appendingPathComponent(
      String(name.dropLast(".yaml".count)) + ".expected")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try report.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(report == (try String(contentsOf: golden, encoding: .utf8)))
    #expect(!report.isEmpty)
  }

  @Test("every diagnostic is worded in both languages, differently", arguments: bad)
  func bothLanguages(_ name: String) {
    let path = TestFolders.invalid.appendingPathComponent(name).path
    for diagnostic in ScenarioReader.check(paths: [path]).diagnostics {
      #expect(!diagnostic.message.zh.isEmpty && !diagnostic.message.en.isEmpty)
      #expect(diagnostic.message.zh != diagnostic.message.en)
      #expect(hasHan(diagnostic.message.zh), "\(diagnostic.message.zh)")
      #expect(!hasHan(diagnostic.message.en) || diagnostic.message.en.contains("'"))
      if let hint = diagnostic.hint { #expect(hint.zh != hint.en) }
    }
  }

  @Test("a wrong file gives no drill")
  func noDrill() {
    for name in Self.bad where name.hasPrefix("drill/") {
      let path = TestFolders.invalid.appendingPathComponent(name).path
      let reading = ScenarioReader.drill(at: path)
      let hasErrors = reading.diagnostics.contains { $0.severity == .error }
      #expect((reading.drill == nil) == hasErrors, "\(name)")
    }
  }

  @Test("the twin without the mistake is right", arguments: good)
  func twins(_ name: String) {
    let path = TestFolders.valid.appendingPathComponent(name).path
    #expect(ScenarioReader.check(paths: [path]).diagnostics.isEmpty)
  }

  @Test("every wrong file has its twin, and every twin its wrong file")
  func pairs() {
    #expect(Self.bad == Self.good)
    #expect(Self.bad.count > 60)
  }

  @Test("every rule has a wrong file, or a test of the file system")
  func coverage() {
    var broken: Set<DiagnosticRule> = []
    for name in Self.bad {
      let path = TestFolders.invalid.appendingPathComponent(name).path
      broken.formUnion(ScenarioReader.check(paths: [path]).diagnostics.map(\.rule))
    }
    // Flows have folders and a test of their own.
    let elsewhere: Set<DiagnosticRule> = [.fileTooLarge, .unreadableFile]
    for rule in DiagnosticRule.allCases where !elsewhere.contains(rule) {
      let isOfFlows = rule.rawValue.hasPrefix("flow-") || rule.rawValue.hasPrefix("markup-")
      #expect(isOfFlows || broken.contains(rule), "no wrong file breaks \(rule.rawValue)")
    }
  }

  @Test("docs/format.md names every rule")
  func documented() throws {
    let path = TestFolders.root.appendingPathComponent("../../docs/format.md").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for rule in DiagnosticRule.allCases {
      #expect(text.contains("`\(rule.rawValue)`"), "docs/format.md lacks \(rule.rawValue)")
    }
  }

  private func hasHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
