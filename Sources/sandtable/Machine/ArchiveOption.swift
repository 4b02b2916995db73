import Archive
import ArgumentParser
import Foundation

/// Which archive: `--archive PATH`, else SANDTABLE_ARCHIVE, else
/// $XDG_DATA_HOME/sandtable/archive.sqlite (~/.local/share without it).
struct ArchiveOption: ParsableArguments {
  @Option(
    name: .customLong("archive"),
    help: "The archive's file 存档文件. Default: SANDTABLE_ARCHIVE, else in XDG_DATA_HOME.")
  var chosen: String?

  func validate() throws {
    if chosen == "" { throw ValidationError("The path of --archive is empty.") }
  }

  var path: String {
    let environment = ProcessInfo.processInfo.environment
    if let chosen { return chosen }
    if let named = environment["SANDTABLE_ARCHIVE"], !named.isEmpty { return named }
    let home = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = home ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
    return folder + "/sandtable/archive.sqlite"
  }

  /// Opens it, and makes it where there is none.
  func open() throws -> Archive {
    try Failure.naming { () throws(ArchiveError) in try Archive(path: path) }
  }

  /// Opens it for looking something up: nil when there is none yet, and none is made.
  func openIfThere() throws -> Archive? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try Failure.naming { () throws(ArchiveError) in try Archive.reading(path) }
  }
}
