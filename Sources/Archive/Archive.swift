import Foundation
import GRDB

/// The file in which runs are kept: one SQLite database, written in transactions that are named by
/// what they are for. A process that is killed loses at most the run that it was recording.
///
/// Write-ahead logging lets several processes share the file: readers don't wait, writers wait for
/// one another for up to `patience`.
package struct Archive: Sendable {
  package let path: String
  /// The one connection; nothing outside reads it but tests of the file itself.
  package let database: DatabaseQueue

  /// How long a writer waits for another process, in seconds.
  static let patience: TimeInterval = 10

  /// Opens the archive at `path`, and makes it, with its folder, where there is none. Brings an
  /// older archive up to date; refuses a newer one, a foreign database and a damaged file, all of
  /// which stay as they are.
  package init(path: String) throws(ArchiveError) {
    self.path = path
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ArchiveError(.cannotOpen, path: path, detail: error.localizedDescription)
    }
    database = try ArchiveError.naming(path) {
      let database = try DatabaseQueue(path: path, configuration: Self.unprepared)
      if try database.read({ try Schema.isNew($0, at: path) }) {
        // First of all, so that who comes at the same time never sees tables without an owner.
        try database.write { try Schema.claim($0) }
      }
      try database.close()
      // Only now may the file be changed: the journal's mode is kept in it.
      return try DatabaseQueue(path: path, configuration: Self.prepared)
    }
    try ArchiveError.naming(path) {
      // A run that was reported as archived must outlive a power cut.
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try Schema.migrate(database)
    }
  }

  /// What SQLite finds wrong with the file; empty when it is sound.
  package func faults() throws(ArchiveError) -> [String] {
    try ArchiveError.naming(path) {
      try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check") }.filter { $0 != "ok" }
    }
  }

  private static var unprepared: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    return configuration
  }

  private static var prepared: Configuration {
    var configuration = unprepared
    configuration.journalMode = .wal
    return configuration
  }
}
