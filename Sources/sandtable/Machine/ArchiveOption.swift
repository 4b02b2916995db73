import Archive
import ArgumentParser
import Foundation

/// Which archive: `--archive PATH`, else SANDTABLE_ARCHIVE, else
/// $XDG_DATA_HOME/sandtable/archive.sqlite (~/.local/share without it).
struct ArchiveOption: ParsableArguments {
  @Option(
    name: .customLong("archive"),
    help: "The archive's file 存档文件. Default: SANDTABLE_ARCHIVE, else in XDG_DATA_HOME.",
    transform: PathText.read)
  var chosen: String?

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

  /// Looks something up in it, and leaves it as it is: nil when there is none yet.
  func read<Value>(_ work: (Archive) throws(ArchiveError) -> Value) throws -> Value? {
    try Failure.naming { () throws(ArchiveError) in try Archive.reading(path, work) }
  }
}
