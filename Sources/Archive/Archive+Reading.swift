import Foundation
import GRDB

extension Archive {
  /// Opens an archive that is there for reading, also where nothing can be written: on a full disk,
  /// on a read-only one, in another user's folder.
  package static func reading(_ path: String) throws(ArchiveError) -> Archive {
    try refuseForeign(path)
    do throws(ArchiveError) {
      return try opened(path, path, configuration)
    } catch {
      switch error.kind {
      case .readOnly, .cannotOpen, .diskFull, .refused:
        guard let archive = readingAlone(path) else { throw error }
        return archive
      default: throw error
      }
    }
  }

  /// Removes runs, and the files that no other run was made of. On a full disk it goes on alone, by
  /// which it needs less room.
  package static func delete(_ runs: [Int64], at path: String) throws(ArchiveError) {
    var left = runs[...]
    do throws(ArchiveError) {
      let archive = try Archive(path: path)
      while let id = left.first {
        try archive.delete(id)
        left.removeFirst()
      }
    } catch {
      guard error.kind == .diskFull else { throw error }
      let archive = try opened(path, path, alone)
      // The index beside the file is nobody's while this connection has the file to itself, and is
      // made anew.
      unlink(path + "-shm")
      while let id = left.first {
        archive.emptyLog()
        try archive.delete(id)
        left.removeFirst()
      }
    }
  }

  /// Makes room on a full disk: what the log has goes into the file.
  private func emptyLog() {
    _ = try? database.writeWithoutTransaction {
      try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// nil when that is not possible either.
  private static func readingAlone(_ path: String) -> Archive? {
    let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    // With something in the log the file by itself is not the whole archive.
    if let log, log > 0 { return try? opened(path, path, alone) }
    var unchanging = configuration
    unchanging.readonly = true
    let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    let url = name.hasPrefix("/") ? "file://" + name : "file:" + name
    return try? opened(url + "?immutable=1", path, unchanging)
  }

  /// Opens a file as it is. One of an earlier version is brought up to date first.
  private static func opened(
    _ name: String, _ path: String, _ configuration: Configuration
  ) throws(ArchiveError) -> Archive {
    let archive = try ArchiveError.naming(path) {
      let database = try DatabaseQueue(path: name, configuration: configuration)
      guard try database.read({ try !Schema.isNew($0, at: path) }),
        try database.read(Schema.isUpToDate)
      else { return Archive?.none }
      return Archive(path: path, database: database)
    }
    if let archive { return archive }
    return try Archive(path: path)
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
