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
    let archive = try Archive.reading(path)
    #expect(try archive.runs().count == 3)
    _ = try archive.run(2)
    try archive.database.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.sqlite"])
  }

  @Test("sees what another process has recorded and not yet merged")
  func besideAWriter() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    let writer = try Archive(path: path)
    _ = try writer.record(RunSample.run(seed: 1), at: .now)
    #expect(try Archive.reading(path).runs().count == 1)
    _ = try writer.record(RunSample.run(seed: 2), at: .now)
    #expect(try Archive.reading(path).runs().count == 2)
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
    let archive = try Archive.reading(path)
    #expect(try archive.runs().count == 1)
    _ = try archive.run(1)
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
    let archive = try Archive.reading(path)
    #expect(try archive.runs().map(\.id) == [1])
    #expect(try archive.faults().isEmpty)
  }
}
