import Foundation
import Testing

/// Compares a text with the file in `Golden`, which must exist. `UPDATE_GOLDEN=1` writes it anew.
func expectGolden(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation)
  throws
{
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  let file = folder.appending(path: name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  let lines = zip(text.split(separator: "\n"), golden.split(separator: "\n"))
  let differing = lines.first { $0 != $1 }
  let hint = differing.map { "\($0.0)\n instead of\n\($0.1)" } ?? "one text is longer"
  #expect(text == golden, "\(name): \(hint)", sourceLocation: location)
}
