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
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let refused = FileState.makeFolder(folder)
    guard refused == 0 else { throw ArchiveError(.cannotOpen, path: path, code: refused) }
    try Self.refuseForeign(path)
    database = try ArchiveError.naming(path) {
      let database = try DatabaseQueue(path: path, configuration: Self.configuration)
      if try database.read({ try Schema.isNew($0, at: path) }) {
        // First of all, so that who comes at the same time never sees tables without an owner.
        try database.writeWithoutTransaction { try Schema.claim($0) }
      }
      // Only now may the file be changed: the journal's mode is kept in it. GRDB's own setting of
      // it writes a table at every opening, which a full disk refuses.
      try database.writeWithoutTransaction { database in
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw ArchiveError(.readOnly, path: path)
        }
        // A run that was reported as archived must outlive a power cut.
        try database.execute(sql: "PRAGMA synchronous = FULL")
      }
      try Schema.migrate(database)
      return database
    }
  }

  init(path: String, database: DatabaseQueue) {
    self.path = path
    self.database = database
  }

  /// SQLite takes a file of one byte for an empty one, and would write over it; it waits for the
  /// writer of a pipe, and leaves its journal beside a device. The file is not opened: closing it
  /// would give up the locks of every connection of this process
  /// (www.sqlite.org/howtocorrupt.html, 2.2).
  static func refuseForeign(_ path: String) throws(ArchiveError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ArchiveError(.notAFile, path: path) }
    guard (1..<smallestDatabase).contains(Int(status.st_size)) else { return }
    throw ArchiveError(.notAnArchive, path: path)
  }

  /// One page of the smallest size, in bytes (www.sqlite.org/fileformat2.html, 1.3).
  private static let smallestDatabase = 512

  /// What SQLite finds wrong with the file; empty when it is sound.
  package func faults() throws(ArchiveError) -> [String] {
    try ArchiveError.naming(path) {
      try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check") }.filter { $0 != "ok" }
    }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    return configuration
  }
}
