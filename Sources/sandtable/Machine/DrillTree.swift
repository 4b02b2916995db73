import Foundation
import Scenarios

/// A tree of drills: a folder, or one at a revision of the repository around the working folder.
enum DrillTree {
  /// The folder that is meant when nobody says another; of a revision, too.
  static let usual = ScenarioFolder.own

  /// All drills of a tree. Tells every diagnostic on standard error; throws when one is an error,
  /// and when there is no drill.
  ///
  /// - Parameters:
  ///   - named: a folder, `REV` or `REV:FOLDER`.
  ///   - files: gets what was read.
  static func drills(
    _ named: String, in language: Language, reading files: inout NamedFiles
  ) throws -> [TreeDrill] {
    let tree = try reading(named)
    files.reads(Array(tree.filesRead))
    Composition.tell(tree.diagnostics, in: language)
    guard !tree.isWrong else {
      throw Failure(
        .files, zh: "\(named) 中有文件有误，没有比较", en: "files of \(named) are wrong; nothing was compared")
    }
    guard !tree.drills.isEmpty else {
      throw Failure(.files, zh: "\(named) 中没有演练", en: "there is no drill in \(named)")
    }
    return tree.drills.map { drill in
      var drill = drill
      drill.path = ShownPath.of(drill.path, else: drill.inside)
      return drill
    }
  }

  private static func reading(_ named: String) throws -> ScenarioReader.TreeReading {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: named, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw Failure(
          .files, zh: "\(named) 是文件，应为文件夹或版本",
          en: "\(named) is a file: a folder or a revision is wanted")
      }
      return ScenarioReader.tree(folder: ShownPath.of(named, else: named))
    }
    let (files, folder, shownIn) = try Revision(tree: named, usually: usual).tree()
    return ScenarioReader.tree(files: files, in: folder, shownIn: shownIn)
  }

  /// The folder on the disk that a revision's tree is of.
  static func folder(of named: String) throws -> String {
    var folder = usual
    if !FileManager.default.fileExists(atPath: named), let colon = named.firstIndex(of: ":") {
      folder = String(named[named.index(after: colon)...])
    }
    guard ScenarioFolder.isFolder(folder) else {
      throw Failure(
        .files, zh: "没有这个文件夹：\(folder)", en: "there is no such folder: \(folder)")
    }
    return folder
  }
}

/// How a file is named in what others read on another machine.
enum ShownPath {
  /// A path from the working folder where it lies in it; of an absolute one elsewhere what else it
  /// is called.
  static func of(_ path: String, else name: String) -> String {
    guard path.hasPrefix("/") else { return path }
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : name
  }
}
