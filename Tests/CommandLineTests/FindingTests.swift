import Foundation
import Testing

@Suite("What came out wrong once")
struct FindingTests {
  @Test("comes out right", arguments: Finding.all)
  func comesOut(finding: Finding) throws {
    let folder = try Folder.withFindings()
    let comesOut = try finding.comesOut(folder)
    print("  \(finding.testDescription): \(comesOut)")
    #expect(comesOut == finding.right)
  }

  @Test("is told apart by its name")
  func names() {
    let names = Finding.all.map(\.testDescription)
    #expect(Set(names).count == names.count)
    for section in Finding.Section.allCases {
      print("  \(section.rawValue): \(Finding.all.count { $0.section == section }) findings")
    }
    print("  \(names.count) findings in all")
  }
}

extension Folder {
  /// With copies of what findings are about, and a link to the repository's scenarios.
  static func withFindings() throws -> Folder {
    let folder = try withScenarios()
    try FileManager.default.copyItem(atPath: Finding.folder, toPath: folder.path("Findings"))
    return folder
  }
}
