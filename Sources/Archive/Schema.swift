import GRDB

/// The tables of the archive, as migrations. Append only: what was once released stays as it is,
/// and a change is a new migration below the others.
enum Schema {
  /// "SDTB": marks the file as ours among SQLite databases (PRAGMA application_id).
  static let applicationID: Int32 = 0x5344_5442

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs and their files") { database in
      try database.execute(sql: runsAndFiles)
    }
    migrator.registerMigration("2 sessions and their lines") { database in
      try database.execute(sql: sessions)
    }
    return migrator
  }

  /// Whether the database is still nobody's. Throws when it is another program's, or an archive of
  /// a later version.
  static func isNew(_ database: Database, at path: String) throws -> Bool {
    let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if owner == applicationID {
      if try migrator.hasBeenSuperseded(database) { throw ArchiveError(.newer, path: path) }
      return false
    }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard owner == 0, tables == 0 else { throw ArchiveError(.notAnArchive, path: path) }
    return true
  }

  static func isUpToDate(_ database: Database) throws -> Bool {
    try migrator.hasCompletedMigrations(database)
  }

  /// Outside of a transaction: only in a file without pages can the space of deleted runs be set to
  /// go back to the disk.
  static func claim(_ database: Database) throws {
    try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  /// Brings the tables up to date. Another process may do the same at the same time: then one of
  /// the two finds a table made already, looks again, and goes on from there.
  static func migrate(_ database: DatabaseQueue) throws {
    var attempts = 0
    while try !database.read(migrator.hasCompletedMigrations) {
      attempts += 1
      do {
        try migrator.migrate(database)
      } catch let error as DatabaseError where attempts < 5 && error.isOfARace {
        continue
      }
    }
  }

  /// `seed` is the bit pattern of the unsigned number. `score` and `coverage` are in thousandths.
  /// AUTOINCREMENT, so that the number of a deleted run never comes to mean another.
  private static let runsAndFiles = """
    CREATE TABLE text (
      hash BLOB PRIMARY KEY NOT NULL,
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      drill TEXT NOT NULL,
      titleZH TEXT NOT NULL,
      titleEN TEXT NOT NULL,
      seed INTEGER NOT NULL,
      version TEXT NOT NULL,
      digest TEXT NOT NULL,
      created TEXT NOT NULL,
      score INTEGER,
      coverage INTEGER NOT NULL,
      rating TEXT,
      objectivesMet INTEGER NOT NULL,
      objectivesMissed INTEGER NOT NULL,
      objectivesUndecided INTEGER NOT NULL,
      decisions BLOB NOT NULL,
      result BLOB NOT NULL,
      resultHash BLOB NOT NULL
    ) STRICT;

    CREATE TABLE runFile (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      hash BLOB NOT NULL REFERENCES text,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX runFileByHash ON runFile (hash);
    """

  /// `run` is what a session that is over is kept as; NULL when that was deleted.
  private static let sessions = """
    CREATE TABLE session (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      drill TEXT NOT NULL,
      seed INTEGER NOT NULL,
      role TEXT NOT NULL,
      version TEXT NOT NULL,
      digest TEXT NOT NULL,
      began TEXT NOT NULL,
      ended TEXT,
      run INTEGER REFERENCES run ON DELETE SET NULL
    ) STRICT;

    CREATE TABLE sessionLine (
      session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
      number INTEGER NOT NULL,
      line TEXT NOT NULL,
      PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX sessionByDigest ON session (digest);
    CREATE INDEX sessionByRun ON session (run);
    """
}

extension DatabaseError {
  /// What a process sees that another one overtook in making the same table.
  fileprivate var isOfARace: Bool {
    resultCode == .SQLITE_ERROR || resultCode == .SQLITE_CONSTRAINT || resultCode == .SQLITE_BUSY
  }
}
