import Foundation

/// Where scenarios are looked for: `./scenarios`, else those that were installed beside the
/// command,
/// `PREFIX/share/sandtable/scenarios`.
enum ScenarioFolder {
  static let own = "scenarios"

  /// The folder that names mean; `./scenarios` when there is none anywhere.
  static var path: String {
    if isFolder(own) { return own }
    guard let installed, isFolder(installed) else { return own }
    return installed
  }

  /// Relative to the executable itself, wherever a link to it lies.
  static var installed: String? {
    Bundle.main.executableURL?.resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/sandtable/scenarios").path
  }

  /// The names of the files in one of its folders.
  static func names(in kind: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(kind)")) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
