import Foundation
import GRDB

extension Archive {
  /// Looks something up in an archive, which is left as it is, also where nothing can be written:
  /// on a full disk, on a read-only one, in another user's folder. No file is left beside it. What
  /// a killed process had committed is seen.
  ///
  /// - Returns: nil when there is no archive.
  package static func reading<Value>(
    _ path: String, _ work: (Archive) throws(ArchiveError) -> Value
  ) throws(ArchiveError) -> Value? {
    var attempts = 0
    while true {
      attempts += 1
      guard let before = try FileState(path) else { return nil }
      do throws(ArchiveError) {
        guard let archive = try opened(path) else { return nil }
        let value = try work(archive)
        // Without locks the file may have changed meanwhile; then what was read is worth nothing.
        let after = try FileState(path)
        if attempts == 5 || after == before { return value }
      } catch {
        let after = try FileState(path)
        guard attempts < 5, after != before else { throw error }
      }
    }
  }

  /// Whether there is an archive. Throws where that can't be known, and where it is no file.
  package static func isThere(_ path: String) throws(ArchiveError) -> Bool {
    try FileState(path) != nil
  }

  /// Removes runs, and the files that no other run was made of: all of them or none. On a full disk
  /// it goes on alone and with one after the other, by which it needs less room.
  package static func delete(_ runs: [Int64], at path: String) throws(ArchiveError) {
    guard try isThere(path) else { throw ArchiveError(.unknownRun(runs.first ?? 0), path: path) }
    do throws(ArchiveError) {
      try Archive(path: path).delete(runs)
    } catch {
      guard error.kind == .diskFull else { throw error }
      let archive = try opened(path, path, alone)
      // The index beside the file is nobody's while this connection has the file to itself, and is
      // made anew.
      unlink(path + "-shm")
      try archive.check(runs)
      for id in Set(runs).sorted() {
        archive.emptyLog()
        try archive.delete([id])
      }
    }
  }

  /// Makes room on a full disk: what the log has goes into the file.
  private func emptyLog() {
    _ = try? database.writeWithoutTransaction {
      try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Opens an archive for reading; nil when nobody has made anything of the file yet.
  private static func opened(_ path: String) throws(ArchiveError) -> Archive? {
    try refuseForeign(path)
    let archive = try openedWithLog(path)
    // A file in which another process was killed while it made the tables.
    let state = try ArchiveError.naming(path) {
      try archive.database.read { database in
        (isNew: try Schema.isNew(database, at: path), isWhole: try Schema.isUpToDate(database))
      }
    }
    if state.isNew { return nil }
    return state.isWhole ? archive : try Archive(path: path)
  }

  private static func openedWithLog(_ path: String) throws(ArchiveError) -> Archive {
    // A file that is being claimed has a journal of the older kind.
    if FileState.size(path + "-journal") > 0 { return try opened(path, path, configuration) }
    // Without a log the file by itself is the whole archive.
    guard FileState.size(path + "-wal") > 0 else {
      return try opened(uri(path, "immutable=1"), path, readingOnly)
    }
    if FileState.size(path + "-shm") > 0 {
      // An index beside it: that of a process that writes, or of one that was killed. It is read,
      // or made again in memory.
      do throws(ArchiveError) {
        return try opened(uri(path, "readonly_shm=1"), path, readingOnly)
      } catch {
        let kinds: [ArchiveError.Kind] = [.cannotOpen, .readOnly, .diskFull, .refused]
        guard kinds.contains(error.kind) else { throw error }
      }
    }
    return try copied(path)
  }

  /// A private copy of the file and its log, which no name leads to once it is open.
  private static func copied(_ path: String) throws(ArchiveError) -> Archive {
    let folder = FileManager.default.temporaryDirectory.path + "/sandtable-XXXXXX"
    var template = Array(folder.utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ArchiveError(.cannotOpen, path: path, code: errno)
    }
    let name = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: name) }
    let copy = name + "/archive.sqlite"
    return try ArchiveError.naming(path) {
      for ending in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
        chmod(copy + ending, 0o600)
      }
      let database = try DatabaseQueue(path: copy, configuration: configuration)
      _ = try database.writeWithoutTransaction {
        try Row.fetchAll($0, sql: "PRAGMA journal_mode = DELETE")
      }
      return Archive(path: path, database: database)
    }
  }

  private static func opened(
    _ name: String, _ path: String, _ configuration: Configuration
  ) throws(ArchiveError) -> Archive {
    try ArchiveError.naming(path) {
      let database = try DatabaseQueue(path: name, configuration: configuration)
      // The file is opened at the first look at it.
      _ = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return Archive(path: path, database: database)
    }
  }

  private static func uri(_ path: String, _ parameter: String) -> String {
    let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return (name.hasPrefix("/") ? "file://" : "file:") + name + "?" + parameter
  }

  private static var readingOnly: Configuration {
    var reading = configuration
    reading.readonly = true
    return reading
  }

  /// With the file to itself, SQLite keeps the index of the log in memory, not beside the file; and
  /// what is deleted is not written over with zeros.
  private static var alone: Configuration {
    var configuration = configuration
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = OFF")
    }
    return configuration
  }
}
