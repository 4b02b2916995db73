import Archive
import Foundation
import GRDB
import Rehearsal
import Testing

@Suite("The archive refuses, and leaves alone,")
struct RefusalTests {
  @Test("a file that is no database")
  func noDatabase() throws {
    let folder = try Folder()
    let path = folder.path("notes.txt")
    let text = Data(String(repeating: "not a database ", count: 500).utf8)
    try text.write(to: URL(fileURLWithPath: path))
    #expect(kind { () throws(ArchiveError) in try Archive(path: path) } == .notAnArchive)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
  }

  @Test("a file of any few bytes, and takes an empty one", arguments: [1, 2, 99, 511, 512, 513])
  func fewBytes(count: Int) throws {
    let folder = try Folder()
    let path = folder.path("notes.txt")
    let text = Data(repeating: 0x78, count: count)
    try text.write(to: URL(fileURLWithPath: path))
    #expect(kind { () throws(ArchiveError) in try Archive(path: path) } == .notAnArchive)
    #expect(kind { () throws(ArchiveError) in try read(path) } == .notAnArchive)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
    try Data().write(to: URL(fileURLWithPath: path))
    _ = try Archive(path: path).record(RunSample.run(seed: 1), at: .now)
  }

  @Test("a pipe and a folder, beside which nothing is left", arguments: ["pipe", "folder"])
  func noFile(name: String) throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(mkdir(folder.path("folder"), 0o700) == 0)
    let path = folder.path(name)
    #expect(kind { () throws(ArchiveError) in try Archive(path: path) } == .notAFile)
    #expect(kind { () throws(ArchiveError) in try read(path) } == .notAFile)
    #expect(kind { () throws(ArchiveError) in try Archive.delete([1], at: path) } == .notAFile)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.sorted() == ["folder", "pipe"])
  }

  @Test("what cannot be reached, and says what the system said")
  func unreachable() throws {
    let folder = try Folder()
    let path = folder.path("link/a.sqlite")
    #expect(symlink("link", folder.path("link")) == 0)
    let error = #expect(throws: ArchiveError.self) { try read(path) }
    #expect(error?.kind == .cannotOpen)
    #expect(error?.code == ELOOP)
    #expect(throws: ArchiveError(.cannotOpen, path: path, code: ELOOP)) { try Archive(path: path) }
  }

  private func read(_ path: String) throws(ArchiveError) -> Int? {
    try Archive.reading(path) { (archive) throws(ArchiveError) in try archive.runs().count }
  }

  @Test("another program's database")
  func foreignDatabase() throws {
    let folder = try Folder()
    let path = folder.path("other.sqlite")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE song (id INTEGER)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(kind { () throws(ArchiveError) in try Archive(path: path) } == .notAnArchive)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("an archive of a later version")
  func newer() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    let archive = try Archive(path: path)
    _ = try archive.record(RunSample.run(seed: 1), at: .now)
    try archive.database.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 what a later version did')")
    }
    #expect(kind { () throws(ArchiveError) in try Archive(path: path) } == .newer)
  }

  @Test("a folder, and a path below a file")
  func folders() throws {
    let folder = try Folder()
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
    #expect(kind { () throws(ArchiveError) in try Archive(path: folder.url.path) } == .notAFile)
    #expect(
      kind { () throws(ArchiveError) in try Archive(path: folder.path("file/a.sqlite")) }
        == .cannotOpen)
  }

  @Test("a file cut short or overwritten, at any place, without trapping")
  func damaged() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    let archive = try Archive(path: path)
    for seed in UInt64(1)...4 { _ = try archive.record(RunSample.run(seed: seed), at: .now) }
    try archive.database.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var found = 0
    for (number, place) in stride(from: 40, to: sound.count, by: 1531).enumerated() {
      var bytes = sound
      if number.isMultiple(of: 2) {
        bytes = bytes.prefix(place)
      } else {
        for offset in place..<min(place + 64, bytes.count) { bytes[offset] = 0xA5 }
      }
      let copy = folder.path("copy-\(number).sqlite")
      try bytes.write(to: URL(fileURLWithPath: copy))
      do {
        let archive = try Archive(path: copy)
        for run in try archive.runs() { _ = try archive.run(run.id) }
        if try !archive.faults().isEmpty { found += 1 }
      } catch {
        #expect([.damaged, .notAnArchive, .refused].contains(error.kind), "\(error)")
        found += 1
      }
    }
    #expect(found > 10)
  }

  @Test("to record when the disk is full, and keeps what was there")
  func fullDisk() throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    let kept = try archive.record(RunSample.run(seed: 1), at: .now)
    try archive.database.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
    }
    let large = RunSample.run(seed: 2, texts: [String(repeating: "x", count: 1 << 20)])
    #expect(kind { () throws(ArchiveError) in try archive.record(large, at: .now) } == .diskFull)
    #expect(try archive.runs().map(\.id) == [kept])
    #expect(try archive.faults().isEmpty)
  }

  @Test("to wait for ever for another writer")
  func busy() throws {
    let error = DatabaseError(resultCode: .SQLITE_BUSY)
    #expect(
      kind { () throws(ArchiveError) in try ArchiveError.naming("a") { throw error } } == .busy)
  }

  /// The kind of the archive's error that `work` throws; nil when it throws none.
  private func kind<Value>(_ work: () throws(ArchiveError) -> Value) -> ArchiveError.Kind? {
    do {
      _ = try work()
      return nil
    } catch {
      return error.kind
    }
  }
}
