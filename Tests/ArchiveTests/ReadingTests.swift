import Archive
import Foundation
import GRDB
import Testing

@Suite("An archive that is only read")
struct ReadingTests {
  @Test("is left as it was, byte for byte, and no file is left beside it")
  func untouched() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    do {
      let archive = try Archive(path: path)
      for seed in UInt64(1)...3 { _ = try archive.record(RunSample.run(seed: seed), at: .now) }
      try archive.database.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try count(path) == 3)
    _ = try Archive.reading(path) { (archive) throws(ArchiveError) in try archive.run(2) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.sqlite"])
  }

  @Test("sees what another process has recorded and not yet merged")
  func besideAWriter() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    let writer = try Archive(path: path)
    _ = try writer.record(RunSample.run(seed: 1), at: .now)
    #expect(try count(path) == 1)
    _ = try writer.record(RunSample.run(seed: 2), at: .now)
    #expect(try count(path) == 2)
  }

  @Test("sees what a killed process had committed, with the index beside it and without")
  func afterAKill() throws {
    let folder = try Folder()
    let (path, copy) = (folder.path("a.sqlite"), folder.path("b.sqlite"))
    let writer = try Archive(path: path)
    for seed in UInt64(1)...2 { _ = try writer.record(RunSample.run(seed: seed), at: .now) }
    // Its files as they are while it is open: what it leaves when it is killed.
    for ending in ["", "-wal", "-shm"] {
      try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
    }
    for isThere in [true, false] {
      if !isThere { try FileManager.default.removeItem(atPath: copy + "-shm") }
      let before = try Data(contentsOf: URL(fileURLWithPath: copy + "-wal"))
      #expect(try count(copy) == 2)
      #expect(try Data(contentsOf: URL(fileURLWithPath: copy + "-wal")) == before)
      #expect(FileManager.default.fileExists(atPath: copy + "-shm") == isThere)
    }
    _ = try writer.runs()
  }

  @Test("is none where nothing was made of the file yet, which is left so")
  func empty() throws {
    let folder = try Folder()
    #expect(try count(folder.path("none/a.sqlite")) == nil)
    try Data().write(to: URL(fileURLWithPath: folder.path("a.sqlite")))
    #expect(try count(folder.path("a.sqlite")) == nil)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("a.sqlite"))).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.sqlite"])
  }

  @Test("is read as a whole while others write")
  func busy() async throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    do {
      let archive = try Archive(path: path)
      _ = try archive.record(RunSample.run(seed: 1), at: .now)
      try archive.database.close()
    }
    // Each time the log goes into the file as the writer closes it.
    for seed in UInt64(2)...9 {
      let work = { (archive: Archive) throws(ArchiveError) -> Int in
        let writer = try Archive(path: path)
        if try writer.runs().count < Int(seed) {
          _ = try writer.record(RunSample.run(seed: seed), at: .now)
        }
        try? writer.database.close()
        return try archive.runs().count
      }
      #expect(try Archive.reading(path, work) == Int(seed))
    }
  }

  private func count(_ path: String) throws -> Int? {
    try Archive.reading(path) { (archive) throws(ArchiveError) in try archive.runs().count }
  }

  @Test("can lie in a folder and a file that may not be written", .enabled(if: geteuid() != 0))
  func readOnly() throws {
    let folder = try Folder()
    let path = folder.path("it's 100 % a?b.sqlite")
    do {
      let archive = try Archive(path: path)
      _ = try archive.record(RunSample.run(seed: 1), at: .now)
      try archive.database.close()
    }
    #expect(chmod(path, 0o400) == 0)
    #expect(chmod(folder.url.path, 0o500) == 0)
    defer { chmod(folder.url.path, 0o700) }
    #expect(try count(path) == 1)
    _ = try Archive.reading(path) { (archive) throws(ArchiveError) in try archive.run(1) }
  }

  @Test("is damaged when a run counts what nothing can", arguments: ["objectivesMet", "coverage"])
  func absurd(column: String) throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    _ = try archive.record(RunSample.run(seed: 1), at: .now)
    for value in [Int64.max, .min, -1] {
      try archive.database.write {
        try $0.execute(sql: "UPDATE run SET \(column) = \(value)")
      }
      let error = #expect(throws: ArchiveError.self) { try archive.runs() }
      #expect(error?.kind == .damaged)
    }
  }

  @Test("loses no run when one of those to be deleted is not there")
  func allOrNone() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    do {
      let archive = try Archive(path: path)
      for seed in UInt64(1)...3 { _ = try archive.record(RunSample.run(seed: seed), at: .now) }
      try archive.database.close()
    }
    #expect(throws: ArchiveError(.unknownRun(9), path: path)) {
      try Archive.delete([1, 9, 2], at: path)
    }
    #expect(try count(path) == 3)
    try Archive.delete([2, 1, 2], at: path)
    #expect(try count(path) == 1)
  }

  @Test("lists a run whose date is none beside the others")
  func garbledDate() throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    for seed in UInt64(1)...3 { _ = try archive.record(RunSample.run(seed: seed), at: .now) }
    try archive.database.write {
      try $0.execute(sql: "UPDATE run SET created = 'yesterday' WHERE id = 2")
    }
    #expect(try archive.runs().map { $0.created == nil } == [false, true, false])
    _ = try archive.run(2)
  }

  @Test("gets smaller when runs are deleted")
  func room() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
    let large = String(repeating: "x", count: 1 << 20)
    do {
      let archive = try Archive(path: path)
      _ = try archive.record(RunSample.run(seed: 1), at: .now)
      _ = try archive.record(RunSample.run(seed: 2, texts: [large]), at: .now)
      try archive.database.close()
    }
    #expect(try size() > 1 << 20)
    try Archive.delete([2], at: path)
    #expect(try size() < 1 << 19)
    let (runs, faults) = try #require(
      try Archive.reading(path) { (archive) throws(ArchiveError) in
        (try archive.runs(), try archive.faults())
      })
    #expect(runs.map(\.id) == [1])
    #expect(faults.isEmpty)
  }
}
