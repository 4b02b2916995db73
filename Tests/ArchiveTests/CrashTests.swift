import Archive
import Foundation
import GRDB
import Rehearsal
import Testing

@Suite("After a crash the archive")
struct CrashTests {
  /// What a crash leaves of the write-ahead log is some prefix of it, the last page torn.
  @Test("has every run recorded before, and the last one whole or not at all")
  func tornLog() throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    do {
      let first = try Archive(path: path)
      _ = try first.record(RunSample.run(seed: 1), at: .now)
      try first.database.close()
    }
    let archive = try Archive(path: path)
    _ = try archive.record(RunSample.run(seed: 2, texts: ["c", "d"]), at: .now)
    let file = try Data(contentsOf: URL(fileURLWithPath: path))
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    #expect(log.count > 10_000)

    var counts: Set<Int> = []
    for cut in stride(from: 0, through: log.count, by: 997) + [log.count] {
      let copy = folder.path("copy-\(cut).sqlite")
      try file.write(to: URL(fileURLWithPath: copy))
      try log.prefix(cut).write(to: URL(fileURLWithPath: copy + "-wal"))
      let found = try Archive(path: copy)
      #expect(try found.faults().isEmpty)
      let runs = try found.runs()
      #expect(runs.map(\.seed) == [1] || runs.map(\.seed) == [2, 1])
      for run in runs { _ = try found.run(run.id) }
      counts.insert(runs.count)
    }
    #expect(counts == [1, 2])
  }
}
