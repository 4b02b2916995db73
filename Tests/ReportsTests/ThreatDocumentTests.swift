import Foundation
import Scenarios
import Simulator
import Testing

/// The guide of threats says of relations and impacts what their tables say, in both languages.
@Suite("The document of threats")
struct ThreatDocumentTests {
  /// The cells of a table between two marks, without its heads.
  private static func table(_ name: String, _ language: Language) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: language == .en ? "docs/threats.md" : "docs/threats.zh.md")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let begin = try #require(text.range(of: "<!-- \(name) -->\n"))
    let end = try #require(text.range(of: "<!-- end of \(name) -->"))
    return text[begin.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2).map {
      $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  private static func kinds(_ kinds: SubjectKind.Kinds) -> String {
    SubjectKind.allCases.filter { kinds.has($0) }.map { "`\($0.rawValue)`" }
      .joined(separator: " ")
  }

  private static func yes(_ isSo: Bool, _ language: Language) -> String {
    language == .en ? (isSo ? "yes" : "no") : (isSo ? "是" : "否")
  }

  @Test(
    "it has every relation, for what, and whether over the network",
    arguments: [Language.en, .zh])
  func relations(language: Language) throws {
    let told = try Self.table("relations", language).map { [$0[0], $0[1], $0[3]] }
    let known = Relation.allCases.map {
      ["`\($0.rawValue)`", Self.kinds($0.fits), Self.yes($0.isNetwork, language)]
    }
    #expect(told == known)
  }

  @Test("it has every impact, for what, and whether it goes on", arguments: [Language.en, .zh])
  func impacts(language: Language) throws {
    let told = try Self.table("impacts", language).map { [$0[0], $0[1], String($0[4].prefix(3))] }
    let known = Impact.allCases.map { impact in
      var key = impact.row.key
      if case .word(let word) = impact.row.form { key += ": " + word }
      return ["`\(key)`", Self.kinds(impact.row.fits), Self.yes(impact.row.goesOn, language)]
    }
    #expect(told == known)
  }
}
