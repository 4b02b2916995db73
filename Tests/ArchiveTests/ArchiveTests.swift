import Archive
import EventKernel
import Foundation
import GRDB
import Rehearsal
import Scenarios
import Simulator
import Testing

@Suite("The archive")
struct ArchiveTests {
  @Test("gives a run back as it was recorded", arguments: [UInt64(0), 1, 7, .max])
  func roundTrip(seed: UInt64) throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("deep/er/archive.sqlite"))
    let run = RunSample.run(seed: seed)
    let created = Date(timeIntervalSince1970: 1_768_442_400)
    let id = try archive.record(run, at: created)
    let kept = try archive.run(id)
    #expect(String(describing: kept.replication) == String(describing: run.replication))
    #expect(kept.sources == run.drill.sources)
    #expect(kept.summary.seed == seed)
    #expect(kept.summary.created == created)
    #expect(kept.summary.title == run.drill.title)
    #expect(kept.summary.score == 400)
    #expect(kept.summary.objectivesMet == 1)
    #expect(kept.summary.objectivesMissed == 0)
    #expect(kept.summary.objectivesUndecided == 1)
  }

  @Test("lists the newest first, over openings")
  func listing() throws {
    let folder = try Folder()
    for seed in UInt64(1)...3 {
      let archive = try Archive(path: folder.path("a.sqlite"))
      _ = try archive.record(RunSample.run(seed: seed), at: .now)
    }
    let archive = try Archive(path: folder.path("a.sqlite"))
    #expect(try archive.runs().map(\.seed) == [3, 2, 1])
    #expect(try archive.faults().isEmpty)
  }

  @Test("keeps each text once, and as long as a run is made of it")
  func sharedTexts() throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    let first = try archive.record(RunSample.run(seed: 1, texts: ["a", "b", "a"]), at: .now)
    let second = try archive.record(RunSample.run(seed: 2, texts: ["b", "c"]), at: .now)
    #expect(try archive.textCount() == 3)
    try archive.delete([first])
    #expect(try archive.textCount() == 2)
    #expect(try archive.run(second).sources.map(\.text) == ["b", "c"])
    try archive.delete([second])
    #expect(try archive.textCount() == 0)
  }

  @Test("never gives a deleted run's number to another")
  func numbers() throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    let first = try archive.record(RunSample.run(seed: 1), at: .now)
    try archive.delete([first])
    #expect(try archive.record(RunSample.run(seed: 1), at: .now) > first)
  }

  @Test("says so when there is no run of a number")
  func unknownRun() throws {
    let folder = try Folder()
    let archive = try Archive(path: folder.path("a.sqlite"))
    #expect(throws: ArchiveError(.unknownRun(9), path: archive.path)) { try archive.run(9) }
    #expect(throws: ArchiveError(.unknownRun(9), path: archive.path)) { try archive.delete([9]) }
  }

  @Test("takes runs from several connections at once, and loses none")
  func concurrentWriters() async throws {
    let folder = try Folder()
    let path = folder.path("a.sqlite")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in UInt64(0)..<6 {
        group.addTask {
          let archive = try Archive(path: path)
          for turn in UInt64(0)..<5 {
            _ = try archive.record(RunSample.run(seed: writer * 10 + turn), at: .now)
          }
        }
      }
      try await group.waitForAll()
    }
    let archive = try Archive(path: path)
    #expect(try archive.runs().count == 30)
    #expect(try archive.faults().isEmpty)
  }
}

extension Archive {
  func textCount() throws -> Int? {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM text") }
  }
}
