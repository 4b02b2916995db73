import Foundation
import Rehearsal
import Scenarios
import Testing

/// What the shipped files call things, in the words of those who operate them.
@Suite("Words of the shipped files")
struct ShippedWordsTests {
  /// The shipped drills, by the names of their files.
  static let drills: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/drills")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test("The folder of drills is not empty")
  func thereAreDrills() {
    #expect(Self.drills.count >= 2)
  }

  @Test("Everything that a report may name has a Chinese and an English title", arguments: drills)
  func bothLanguages(drill: String) throws {
    let lexicon = try DrillFiles(drill).compiled().lexicon
    let tables: [(String, [Label])] = [
      ("nodes", lexicon.nodes), ("sites", lexicon.sites), ("zones", lexicon.zones),
      ("failure modes", lexicon.failureModes), ("data sets", lexicon.dataSets),
      ("people", lexicon.people), ("posts", lexicon.posts), ("skills", lexicon.skills),
      ("vendors", lexicon.vendors), ("parts", lexicon.parts), ("flows", lexicon.flows),
      ("lanes", lexicon.lanes), ("injects", lexicon.injects), ("threats", lexicon.threats),
      ("deviations", lexicon.deviations), ("objectives", lexicon.objectives),
    ]
    for (table, labels) in tables {
      let untitled = labels.filter { !isChinese($0.title.zh) || isChinese($0.title.en) }
      #expect(untitled.map(\.key) == [], "\(table)")
    }
  }

  private func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
