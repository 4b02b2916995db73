import Rehearsal
import Scenarios
import Testing

/// In what lines two drills' files differ.
@Suite("Changes of files")
struct SourceChangeTests {
  private static func lines(_ before: String, _ after: String) -> [Int] {
    let changes = SourceChanges(
      [SourceFile(path: "a.yaml", text: before)], [SourceFile(path: "a.yaml", text: after)])
    return changes.files.flatMap(\.lines)
  }

  @Test(
    "are told by the lines of now",
    arguments: [
      ("a\nb\nc\n", "a\nb\nc\n", []), ("a\nb\nc\n", "a\nx\nc\n", [2]),
      ("a\nb\nc\n", "a\nc\n", [2]), ("a\nc\n", "a\nb\nc\n", [2]), ("", "a\n", [1]),
      ("a\nb\nc\nd\n", "x\nb\nc\ny\n", [1, 4]), ("a\n", "a", [2]), ("a\nb", "a", [2]),
      ("a\nb\n", "a\r\nb\r\n", []),
    ] as [(String, String, [Int])])
  func told(before: String, after: String, lines: [Int]) {
    #expect(Self.lines(before, after) == lines)
  }

  @Test("leave out comments and places of drawings, and know where a line went")
  func untold() throws {
    let before = "a: 1\nb: 2\nc: 3\n"
    let after = "# said\na: 1\nc: 4\n<dc:Bounds x=\"1\"/>\n"
    let changes = SourceChanges(
      [SourceFile(path: "a.yaml", text: before)], [SourceFile(path: "a.yaml", text: after)])
    let file = try #require(changes["a.yaml"])
    #expect(file.told.map(\.line) == [3])
    #expect(file.line(for: 1) == 2 && file.line(for: 3) == 3)
  }

  @Test("end in a large file that is another altogether")
  func large() {
    let before = (0..<9_000).map { "a\($0)\n" }.joined()
    let after = (0..<9_000).map { "b\($0)\n" }.joined()
    #expect(Self.lines("same\n" + before, "same\n" + after) == [2])
  }

  @Test("of which only digests are known are told by the file")
  func digests() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let kept = Baseline(try BenchTests.bench(drill, 2)).files
    #expect(SourceChanges(kept, drill.sources).files.isEmpty)
    var sources = drill.sources
    sources[1].text += "# more\n"
    #expect(SourceChanges(kept, sources).files.map(\.path) == [sources[1].path])
  }
}
