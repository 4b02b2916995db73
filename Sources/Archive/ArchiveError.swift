import Foundation
import GRDB

/// Why the archive refused. Always the machine's or the file's state, never a drill gone badly.
package struct ArchiveError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A device, a pipe, a folder.
    case notAFile
    /// No SQLite database, or one that another program made.
    case notAnArchive
    /// The database or a stored result is broken.
    case damaged
    /// Made by a later version of Sandtable.
    case newer
    case cannotOpen
    case readOnly
    case diskFull
    /// Another process held it for too long.
    case busy
    case unknownRun(Int64)
    /// Another process goes on with the same session.
    case sessionElsewhere(Int64)
    /// The result was stored in a form that this version does not read.
    case otherFormat(Int)
    case refused
  }

  package var kind: Kind
  package var path: String
  /// The English words of SQLite or of ours, for those who look closer; may be empty.
  package var detail: String
  /// What the system refused with, where it was the system.
  package var code: Int32?
  /// SQLite's number of the error, where it was SQLite.
  package var sqliteCode: Int32?

  package init(
    _ kind: Kind, path: String, detail: String = "", code: Int32? = nil, sqliteCode: Int32? = nil
  ) {
    self.kind = kind
    self.path = path
    self.detail = detail
    self.code = code
    self.sqliteCode = sqliteCode
  }

  /// Does `work`, and gives whatever it throws as an error of the archive at `path`.
  package static func naming<Value>(
    _ path: String, _ work: () throws -> Value
  ) throws(ArchiveError) -> Value {
    do {
      return try work()
    } catch let error as ArchiveError {
      throw error
    } catch let error as DatabaseError {
      throw ArchiveError(
        kind(of: error, at: path), path: path,
        detail: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")",
        sqliteCode: error.extendedResultCode.rawValue)
    } catch let error as BlobError {
      throw ArchiveError(error.asKind, path: path, detail: error.description)
    } catch let error as RowDecodingError {
      throw ArchiveError(.damaged, path: path, detail: String(describing: error))
    } catch {
      throw ArchiveError(.refused, path: path, detail: String(describing: error))
    }
  }

  private static func kind(of error: DatabaseError, at path: String) -> Kind {
    switch error.resultCode {
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      // Of the files beside the archive SQLite doesn't say that the disk was full.
      let isFull = error.extendedResultCode == .SQLITE_IOERR_SHMSIZE || isDiskFull(at: path)
      return isFull ? .diskFull : error.resultCode == .SQLITE_CANTOPEN ? .cannotOpen : .refused
    default: return plainKind(of: error)
    }
  }

  /// Less is free than the index of a write-ahead log takes, which is 32 KiB.
  private static func isDiskFull(at path: String) -> Bool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let system = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    return (system?[.systemFreeSize] as? NSNumber).map { $0.int64Value < 32 << 10 } ?? false
  }

  private static func plainKind(of error: DatabaseError) -> Kind {
    switch error.resultCode {
    case .SQLITE_NOTADB: .notAnArchive
    case .SQLITE_CORRUPT: .damaged
    case .SQLITE_FULL: .diskFull
    case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    default: .refused
    }
  }
}
