import Foundation
import GRDB
import Scenarios

/// Live sessions: what people at the table did, line by line. A line that was kept is on the disk.
extension Archive {
  /// A session that is not over.
  package struct OpenSession: Sendable {
    package var number: Int64
    package var version: String
    package var began: Date
    /// Of its log, in order.
    package var lines: [String]
  }

  /// Begins a session of a drill, with the files that it is made of.
  ///
  /// - Parameter role: a name of the role that is played.
  package func beginSession(
    of drill: CompiledDrill, seed: UInt64, role: String, version: String, at began: Date
  ) throws(ArchiveError) -> Int64 {
    try ArchiveError.naming(path) {
      try database.write { database in
        try database.execute(
          literal: """
            INSERT INTO session (drill, seed, role, version, digest, began)
            VALUES (\(drill.name), \(Int64(bitPattern: seed)), \(role), \(version),
              \(drill.digest), \(began))
            """)
        return database.lastInsertedRowID
      }
    }
  }

  /// Keeps the next line of a session. When this returns, it is on the disk.
  ///
  /// - Parameter number: which line of the session it is, from 0; one that is there already, by
  ///   another process that plays the same session, is an error.
  package func append(
    _ line: String, number: Int, toSession session: Int64
  ) throws(ArchiveError) {
    try ArchiveError.naming(path) {
      do {
        try database.write { database in
          try database.execute(
            literal: """
              INSERT INTO sessionLine (session, number, line)
              VALUES (\(session), \(number), \(line))
              """)
        }
      } catch let error as DatabaseError
        where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
        || error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
      {
        throw ArchiveError(.sessionElsewhere(session), path: path)
      }
    }
  }

  /// The latest session of these files, this seed and role that is not over; nil: there is none.
  package func openSession(
    of drill: CompiledDrill, seed: UInt64, role: String
  ) throws(ArchiveError) -> OpenSession? {
    try ArchiveError.naming(path) {
      try database.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT * FROM session WHERE digest = ? AND seed = ? AND role = ? AND ended IS NULL
            ORDER BY id DESC LIMIT 1
            """, arguments: [drill.digest, Int64(bitPattern: seed), role])
        guard let row else { return nil }
        let number: Int64 = try row.decode(forColumn: "id")
        return OpenSession(
          number: number, version: try row.decode(forColumn: "version"),
          began: try row.decode(forColumn: "began"),
          lines: try String.fetchAll(
            database, sql: "SELECT line FROM sessionLine WHERE session = ? ORDER BY number",
            arguments: [number]))
      }
    }
  }

  /// A session is over.
  ///
  /// - Parameter run: what it is kept as; nil: it is not kept.
  package func endSession(_ session: Int64, run: Int64?) throws(ArchiveError) {
    try ArchiveError.naming(path) {
      try database.write { database in
        try database.execute(
          literal: "UPDATE session SET ended = \(Date.now), run = \(run) WHERE id = \(session)")
      }
    }
  }
}
