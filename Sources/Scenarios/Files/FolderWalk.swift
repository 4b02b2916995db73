import Foundation

/// Lists the files below folders, sorted, so that a check reads them in the same order everywhere.
enum FolderWalk {
  /// Deeper than a scenario folder needs; also stops at folders that link to themselves.
  private static let depthLimit = 8

  /// Folders are walked; of what is found there, hidden files and files of other endings are left
  /// out. A path that is no folder is kept as it is, so that reading it says what is wrong with it.
  static func files(_ paths: [String]) -> [String] {
    var result: [String] = []
    for path in paths {
      let trimmed = trim(path)
      let files = isFolder(trimmed) ? walk(trimmed, depth: 0) : [trimmed]
      for file in files where !result.contains(file) { result.append(file) }
    }
    return result
  }

  private static func walk(_ folder: String, depth: Int) -> [String] {
    guard depth < depthLimit,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = ScenarioPath.join(folder, name)
      if isFolder(path) { return walk(path, depth: depth + 1) }
      return FileKind.endings.contains(ScenarioPath.ending(name)) ? [path] : []
    }
  }

  private static func trim(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
