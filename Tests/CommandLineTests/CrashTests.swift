import Archive
import Foundation
import Testing

/// How often the tests that kill do so: SANDTABLE_ROUNDS (`make soak`) asks for more.
private let rounds: Int = {
  let asked = ProcessInfo.processInfo.environment["SANDTABLE_ROUNDS"].flatMap { Int($0) }
  return max(12, asked ?? 0)
}()

@Suite("Killed or crowded, the command")
struct CrashTests {
  private static let arguments = [
    "run", "ups-failure-winter-night", "--no-report", "--archive", "a.sqlite",
  ]

  @Test("loses no run that it had reported as kept, whenever kill -9 comes")
  func killed() throws {
    let folder = try Folder.withScenarios()
    let began = ContinuousClock.now
    _ = try Command.run(Self.arguments, in: folder)
    let whole = (ContinuousClock.now - began) / .seconds(1)
    var kept = 1
    for round in 0..<rounds {
      let process = try Running(Command.path, Self.arguments, in: folder)
      Thread.sleep(forTimeInterval: whole * Double(round + 1) / Double(rounds))
      process.send(SIGKILL)
      let ending = try process.end()
      if ending.err.contains("a.sqlite") { kept += 1 }
      let archive = try Archive(path: folder.path("a.sqlite"))
      #expect(try archive.faults().isEmpty)
      let runs = try archive.runs()
      #expect(runs.count >= kept)
      for run in runs { _ = try archive.run(run.id) }
      kept = runs.count
    }
  }

  @Test("ends with 130 when interrupted, or with its result when it was done before")
  func interrupted() throws {
    let folder = try Folder.withScenarios()
    // The quickest of a few: on a busy machine one alone may take many times as long.
    var whole = Double.infinity
    for _ in 0..<4 {
      let began = ContinuousClock.now
      _ = try Command.run(Self.arguments, in: folder)
      whole = min(whole, (ContinuousClock.now - began) / .seconds(1))
    }
    var interruptions = 0
    for round in 0..<rounds {
      let process = try Running(Command.path, Self.arguments, in: folder)
      Thread.sleep(forTimeInterval: whole * (0.2 + 0.7 * Double(round) / Double(rounds)))
      process.send(SIGINT)
      let ending = try process.end()
      // 128 + 2 as a signal would mean that the command did not answer for itself.
      #expect([0, 1, 130].contains(ending.status))
      if ending.status == 130 { interruptions += 1 }
    }
    #expect(interruptions > 0)
    #expect(try Archive(path: folder.path("a.sqlite")).faults().isEmpty)
  }

  @Test("shares the archive with others of its kind, which come all at once")
  func crowded() throws {
    let folder = try Folder.withScenarios()
    let all = try (1...8).map { seed in
      try Running(Command.path, Self.arguments + ["--seed", "\(seed)"], in: folder)
    }
    for process in all {
      let ending = try process.end()
      #expect([0, 1].contains(ending.status), "\(ending.err)")
    }
    let archive = try Archive(path: folder.path("a.sqlite"))
    #expect(try archive.runs().map(\.seed).sorted() == Array(1...8))
    #expect(try archive.faults().isEmpty)
  }
}
