import Foundation
import Scenarios

/// The folders of wrong and right files beside these tests.
enum TestFolders {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let invalid = root.appendingPathComponent("Invalid")
  static let valid = root.appendingPathComponent("Valid")

  /// Paths, from the folder, of the cases in it: every YAML file at its top, and every drill of the
  /// scenario folder in it; what the drills use is part of their case.
  static func cases(in folder: URL) -> [String] {
    let manager = FileManager.default
    let top = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
    let drills = folder.appendingPathComponent("drill/drills").path
    let inner = (try? manager.contentsOfDirectory(atPath: drills)) ?? []
    return (top + inner.map { "drill/drills/" + $0 }).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  /// The diagnostics of a case, with paths from the folder.
  static func report(_ name: String, in folder: URL, _ check: ScenarioReader.CheckReading) -> String
  {
    let text = check.diagnostics.map { diagnostic in
      var lines = [
        "\(diagnostic.file):\(diagnostic.line):\(diagnostic.column)+\(diagnostic.length): "
          + "\(diagnostic.severity.rawValue): \(diagnostic.message.en) [\(diagnostic.rule.rawValue)]"
      ]
      if let hint = diagnostic.hint { lines.append("  " + hint.en) }
      return lines.joined(separator: "\n") + "\n"
    }.joined()
    return text.replacingOccurrences(of: folder.path + "/", with: "")
  }
}

/// A folder that is removed at the end of a test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("sandtable-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A copy of the good scenario folder in it.
  func copyOfGoodFolder() throws -> URL {
    let copy = url.appendingPathComponent("scenarios")
    try FileManager.default.copyItem(
      at: TestFolders.valid.appendingPathComponent("drill"), to: copy)
    return copy
  }
}
