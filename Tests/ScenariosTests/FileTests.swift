import EventKernel
import Foundation
import Scenarios
import Simulator
import Testing

@Suite("Files that are none, or lie elsewhere")
struct FileTests {
  private func rules(_ path: String) -> [String] {
    ScenarioReader.drill(at: path).diagnostics.map(\.rule.rawValue)
  }

  @Test("a file that is missing, a folder and a pipe are diagnostics")
  func noFiles() throws {
    let folder = try TemporaryFolder()
    #expect(rules(folder.url.appendingPathComponent("none.yaml").path) == ["missing-file"])
    #expect(rules(folder.url.path) == ["not-a-file"])
    let pipe = folder.url.appendingPathComponent("pipe.yaml").path
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(rules(pipe) == ["not-a-file"])
    #expect(rules("/dev/zero") == ["not-a-file"])
    #expect(ScenarioReader.check(paths: [pipe]).diagnostics.map(\.rule) == [.notAFile])
  }

  @Test("a file of more than 16 MiB is refused before it is parsed")
  func large() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("large.yaml")
    try Data(repeating: 0x23, count: (16 << 20) + 1).write(to: file)
    #expect(rules(file.path) == ["file-too-large"])
  }

  @Test("a link to a file outside of the scenario folder is refused")
  func links() throws {
    let folder = try TemporaryFolder()
    let scenarios = try folder.copyOfGoodFolder()
    let inside = scenarios.appendingPathComponent("rubrics/small.yaml")
    let outside = folder.url.appendingPathComponent("rubric.yaml")
    try FileManager.default.moveItem(at: inside, to: outside)
    try FileManager.default.createSymbolicLink(at: inside, withDestinationURL: outside)
    let drill = scenarios.appendingPathComponent("drills/horizon.yaml").path
    #expect(rules(drill) == ["outside-folder"])
  }

  @Test("a drill is the same drill from its stored texts")
  func stored() throws {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/horizon.yaml").path
    let reading = ScenarioReader.drill(at: path)
    let drill = try #require(reading.drill)
    #expect(drill.sources.map(\.path).first == "drills/horizon.yaml")
    #expect(drill.sources.count == 7)
    #expect(reading.filesRead.count == 7)
    let again = ScenarioReader.drill(sources: drill.sources)
    let stored = try #require(again.drill)
    #expect(stored.digest == drill.digest)
    #expect(stored.sources == drill.sources)
    #expect(stored.model.platform.nodes.map(\.name) == drill.model.platform.nodes.map(\.name))
    #expect(stored.model.laws.count == drill.model.laws.count)
    #expect(again.diagnostics.isEmpty)
  }

  @Test("texts that lack a file say which")
  func storedPart() throws {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/horizon.yaml").path
    let drill = try #require(ScenarioReader.drill(at: path).drill)
    let some = drill.sources.filter { !$0.path.hasPrefix("rubrics") }
    let reading = ScenarioReader.drill(sources: some)
    #expect(reading.drill == nil)
    #expect(reading.diagnostics.map(\.rule) == [.missingFile])
    #expect(ScenarioReader.drill(sources: []).drill == nil)
  }

  @Test("a folder lists its drills by path, and its other files not")
  func listing() {
    let folder = TestFolders.valid.appendingPathComponent("drill").path
    let listing = ScenarioReader.list(folder: folder)
    #expect(listing.drills.count > 10)
    #expect(listing.drills.map(\.path) == listing.drills.map(\.path).sorted())
    #expect(listing.drills.allSatisfy { $0.event == .facilityFailure && $0.title.zh == "小演练" })
    #expect(listing.diagnostics.isEmpty)
  }

  @Test("the drills of files and folders are read in their order, with all that is wrong of each")
  func drills() throws {
    let folder = try TemporaryFolder()
    let scenarios = try folder.copyOfGoodFolder()
    let good = scenarios.appendingPathComponent("drills/horizon.yaml").path
    let wrong = folder.url.appendingPathComponent("wrong.yaml")
    try Data("drill: wrong\nnosuch: 1\n".utf8).write(to: wrong)
    let many = ScenarioReader.drills(at: [good, scenarios.appendingPathComponent("drills").path])
    let listed = ScenarioReader.list(folder: scenarios.path).drills.map(\.name)
    #expect(many.drills.map(\.name) == [try #require(many.drills.first?.name)] + listed)
    #expect(!many.isWrong && many.missing == nil)
    for paths in [[wrong.path, good], [folder.url.path]] {
      let some = ScenarioReader.drills(at: paths)
      #expect(some.isWrong && !some.drills.isEmpty && some.missing == nil)
      #expect(some.diagnostics.contains { $0.file.hasSuffix("wrong.yaml") })
    }
    let none = ScenarioReader.drills(at: [good, "nosuch"])
    #expect(none.missing == "nosuch" && none.drills.isEmpty)
  }

  @Test("a check of a folder reads every file in it once")
  func check() {
    let folder = TestFolders.valid.appendingPathComponent("drill").path
    let check = ScenarioReader.check(paths: [folder])
    #expect(check.diagnostics.isEmpty)
    #expect(Set(check.filesRead).count == check.filesRead.count)
    #expect(check.filesRead.contains { $0.hasSuffix("flows/event.bpmn") })
  }
}

@Suite("A check of folders")
struct FolderCheckTests {
  private func check(_ url: URL) -> (rules: [String], files: [String]) {
    let reading = ScenarioReader.check(paths: [url.path])
    return (
      reading.diagnostics.map { "\($0.severity.rawValue) \($0.rule.rawValue)" }, reading.filesRead
    )
  }

  @Test("that cannot be read says so", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let scenarios = try folder.copyOfGoodFolder()
    let drills = scenarios.appendingPathComponent("drills")
    for mode in [0o000, 0o300] as [mode_t] {
      #expect(chmod(drills.path, mode) == 0)
      #expect(check(scenarios).rules == ["error unreadable-file"])
    }
    #expect(chmod(drills.path, 0o700) == 0)
    #expect(chmod(scenarios.path, 0o400) == 0)
    #expect(Set(check(scenarios).rules) == ["error unreadable-file"])
    #expect(chmod(scenarios.path, 0o700) == 0)
  }

  @Test("without a scenario file says so")
  func empty() throws {
    let folder = try TemporaryFolder()
    #expect(check(folder.url).rules == ["error missing-file"])
    let inner = folder.url.appendingPathComponent("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try Data("hello".utf8).write(to: inner.appendingPathComponent("readme.txt"))
    try FileManager.default.createSymbolicLink(
      atPath: inner.appendingPathComponent("up").path, withDestinationPath: "..")
    #expect(check(folder.url).rules == ["error missing-file"])
    #expect(ScenarioReader.list(folder: folder.url.path).diagnostics.isEmpty)
  }

  @Test("tells of folders that are too deep for it")
  func deep() throws {
    let folder = try TemporaryFolder()
    let scenarios = try folder.copyOfGoodFolder()
    let deep = scenarios.appendingPathComponent("a/b/c/d/e/f/g/h")
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    let found = check(scenarios)
    #expect(found.rules == ["warning unreadable-file"])
    #expect(found.files.count > 20)
  }

  @Test("does not leave them by a link, and reads each once")
  func links() throws {
    let folder = try TemporaryFolder()
    let scenarios = try folder.copyOfGoodFolder()
    let plain = check(scenarios)
    #expect(plain.rules.isEmpty)
    let manager = FileManager.default
    for (link, target) in [("drills/loop", "."), ("drills/up", ".."), ("zz", "drills")] {
      try manager.createSymbolicLink(
        atPath: scenarios.appendingPathComponent(link).path, withDestinationPath: target)
    }
    #expect(check(scenarios).rules.isEmpty)
    #expect(check(scenarios).files == plain.files)
    for (link, target) in [("root", "/"), ("drills/out", "../..")] {
      try manager.createSymbolicLink(
        atPath: scenarios.appendingPathComponent(link).path, withDestinationPath: target)
    }
    #expect(check(scenarios).rules == ["warning outside-folder", "warning outside-folder"])
    #expect(check(scenarios).files == plain.files)
    // A folder that is itself a link is one that was named.
    let other = folder.url.appendingPathComponent("other")
    try manager.createSymbolicLink(at: other, withDestinationURL: scenarios)
    #expect(check(other).files.count == plain.files.count)
  }
}
