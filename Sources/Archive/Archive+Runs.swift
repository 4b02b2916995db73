import Crypto
import Foundation
import GRDB
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension Archive {
  /// Keeps a run, all of it or nothing, and gives its number. When this returns, the run is on
  /// the disk.
  package func record(_ run: Run, at created: Date) throws(ArchiveError) -> Int64 {
    try ArchiveError.naming(path) {
      let result = try run.replication.resultBlob()
      let decisions = try Decision.blob(of: run.replication.decisions)
      return try database.write { database in
        try database.execute(
          literal: """
            INSERT INTO run (drill, titleZH, titleEN, seed, version, digest, created, score,
              coverage, rating, objectivesMet, objectivesMissed, objectivesUndecided, decisions,
              result, resultHash)
            VALUES (\(run.drill.name), \(run.drill.title.zh), \(run.drill.title.en),
              \(Int64(bitPattern: run.seed)), \(run.version), \(run.drill.digest), \(created),
              \(run.scorecard.final?.value), \(run.scorecard.coverage.value),
              \(run.scorecard.rating?.rawValue), \(run.scorecard.count(.met)),
              \(run.scorecard.count(.missed)), \(run.scorecard.count(.undecided)), \(decisions),
              \(result), \(Data(SHA256.hash(data: decisions + result))))
            """)
        let id = database.lastInsertedRowID
        try Self.record(run.drill.sources, of: id, in: database)
        return id
      }
    }
  }

  /// The runs, newest first.
  package func runs() throws(ArchiveError) -> [RunSummary] {
    try ArchiveError.naming(path) {
      try database.read { database in
        try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY id DESC").map(RunSummary.init)
      }
    }
  }

  /// The run of that number; throws `unknownRun` when there is none, `damaged` when what is stored
  /// is not what was recorded.
  package func run(_ id: Int64) throws(ArchiveError) -> ArchivedRun {
    try ArchiveError.naming(path) {
      try database.read { database in
        guard
          let row = try Row.fetchOne(
            database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
        else { throw ArchiveError(.unknownRun(id), path: path) }
        let decisions: Data = try row.decode(forColumn: "decisions")
        let result: Data = try row.decode(forColumn: "result")
        guard try Data(SHA256.hash(data: decisions + result)) == row.decode(forColumn: "resultHash")
        else {
          throw ArchiveError(.damaged, path: path, detail: "run \(id): the hash does not fit")
        }
        var replication = try Replication(resultBlob: result)
        replication.decisions = try Decision.list(from: decisions)
        return ArchivedRun(
          summary: try RunSummary(row), sources: try Self.sources(of: id, in: database),
          replication: replication)
      }
    }
  }

  /// Throws when one of the runs is not there.
  func check(_ runs: [Int64]) throws(ArchiveError) {
    try ArchiveError.naming(path) {
      try database.read { database in
        for id in runs {
          let row = try Row.fetchOne(
            database, sql: "SELECT 1 FROM run WHERE id = ?", arguments: [id])
          if row == nil { throw ArchiveError(.unknownRun(id), path: path) }
        }
      }
    }
  }

  /// Removes runs, and the files that no other run was made of: all of them or none.
  package func delete(_ runs: [Int64]) throws(ArchiveError) {
    try ArchiveError.naming(path) {
      try database.write { database in
        for id in Set(runs).sorted() {
          try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
          guard database.changesCount > 0 else { throw ArchiveError(.unknownRun(id), path: path) }
        }
        try database.execute(
          sql: "DELETE FROM text WHERE hash NOT IN (SELECT hash FROM runFile)")
      }
    }
    // The runs are gone; where giving their space back to the disk fails, later runs take it.
    _ = try? database.writeWithoutTransaction {
      try Row.fetchAll($0, sql: "PRAGMA incremental_vacuum")
    }
  }

  /// Each text is kept once, however many runs were made of it.
  private static func record(
    _ sources: [SourceFile], of run: Int64, in database: Database
  ) throws {
    for (position, source) in sources.enumerated() {
      let hash = Data(SHA256.hash(data: Data(source.text.utf8)))
      try database.execute(
        literal: """
          INSERT INTO text (hash, content) VALUES (\(hash), \(source.text))
          ON CONFLICT DO NOTHING
          """)
      try database.execute(
        literal: """
          INSERT INTO runFile (run, position, path, hash)
          VALUES (\(run), \(position), \(source.path), \(hash))
          """)
    }
  }

  private static func sources(of run: Int64, in database: Database) throws -> [SourceFile] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT path, content FROM runFile JOIN text USING (hash)
        WHERE run = ? ORDER BY position
        """, arguments: [run]
    ).map {
      SourceFile(path: try $0.decode(forColumn: "path"), text: try $0.decode(forColumn: "content"))
    }
  }
}

extension RunSummary {
  /// Throws when a column has what was never stored there: the file is damaged.
  fileprivate init(_ row: Row) throws {
    try self.init(columns: row)
    let counts = [objectivesMet, objectivesMissed, objectivesUndecided]
    guard id > 0, 0...1_000 ~= coverage, 0...1_000 ~= score ?? 0,
      counts.allSatisfy({ 0...1_000_000 ~= $0 })
    else { throw BlobError.outOfRange }
  }

  private init(columns row: Row) throws {
    self.init(
      id: try row.decode(forColumn: "id"), drill: try row.decode(forColumn: "drill"),
      title: Bilingual(
        zh: try row.decode(forColumn: "titleZH"), en: try row.decode(forColumn: "titleEN")),
      seed: UInt64(bitPattern: try row.decode(Int64.self, forColumn: "seed")),
      version: try row.decode(forColumn: "version"), digest: try row.decode(forColumn: "digest"),
      created: Date.fromDatabaseValue(try row.decode(DatabaseValue.self, forColumn: "created")),
      score: try row.decode(forColumn: "score"),
      coverage: try row.decode(forColumn: "coverage"), rating: try row.decode(forColumn: "rating"),
      objectivesMet: try row.decode(forColumn: "objectivesMet"),
      objectivesMissed: try row.decode(forColumn: "objectivesMissed"),
      objectivesUndecided: try row.decode(forColumn: "objectivesUndecided"))
  }
}

extension Scorecard {
  fileprivate func count(_ outcome: ObjectiveVerdict.Outcome) -> Int {
    objectives.count { $0.outcome == outcome }
  }
}
