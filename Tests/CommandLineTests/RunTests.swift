import Foundation
import Testing

let drills = ["ups-failure-winter-night", "worm-in-the-service-hall"]

@Suite("A run")
struct RunTests {
  @Test("prints, archives and reports in one go", arguments: drills, ["en", "zh"])
  func whole(drill: String, language: String) throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.run(
      ["run", drill, "--seed", "7", "--lang", language, "--archive", "a.sqlite"], in: folder)
    #expect([0, 1].contains(ending.status), "\(ending.err)")
    #expect(ending.out.contains("seed 7") || ending.out.contains("随机种子 7"))
    #expect(!ending.out.contains("\u{1B}"))
    #expect(!ending.out.contains("a.sqlite"))
    #expect(ending.err.contains("a.sqlite"))
    for page in ["zh", "en"] { #expect(folder.has("out/\(drill)-seed-7.\(page).html")) }
    #expect(ending.err.hasSuffix("out/\(drill)-seed-7.en.html\n"))
  }

  @Test("gives the same bytes again, on a processor without fused multiply-add, too")
  func sameBytes() throws {
    let folder = try Folder.withScenarios()
    let arguments = ["run", drills[1], "--seed", "7", "--json", "--report"]
    let first = try Command.run(arguments + ["one"], in: folder)
    let second = try Command.run(arguments + ["two"], in: folder)
    let plain = try Command.run(
      arguments + ["three"], in: folder,
      with: ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4"])
    #expect([0, 1].contains(first.status))
    #expect(first.out == second.out)
    #expect(first.out == plain.out)
    _ = try JSONSerialization.jsonObject(with: Data(first.out.utf8))
    for page in ["zh", "en"] {
      let name = "\(drills[1])-seed-7.\(page).html"
      #expect(try folder.read("one/\(name)") == folder.read("two/\(name)"))
      #expect(try folder.read("one/\(name)") == folder.read("three/\(name)"))
    }
  }

  @Test("replayed from its decisions gives the same bytes", arguments: drills)
  func replay(drill: String) throws {
    let folder = try Folder.withScenarios()
    let arguments = ["run", drill, "--seed", "3", "--json", "--no-archive", "--no-report"]
    let first = try Command.run(arguments + ["--write-decisions", "log"], in: folder)
    let again = try Command.run(
      arguments + ["--decisions", "log", "--write-decisions", "log-2"], in: folder)
    #expect(first.status == again.status)
    #expect(first.out == again.out)
    #expect(try folder.read("log") == folder.read("log-2"))
    #expect(try folder.read("log").split(separator: "\n").count > 5)

    let lines = try folder.read("log").split(separator: "\n").map(String.init)
    let other = lines.prefix(5) + ["1 0 0"] + lines.dropFirst(5)
    try folder.write(other.joined(separator: "\n") + "\n", to: "wrong-log")
    let wrong = try Command.run(arguments + ["--decisions", "wrong-log"], in: folder)
    #expect(wrong.status == 65)
    #expect(wrong.out.isEmpty)
  }

  @Test("of seed 1 is what a run without a seed is, and says so")
  func defaultSeed() throws {
    let folder = try Folder.withScenarios()
    let arguments = ["run", drills[0], "--json", "--no-archive", "--no-report"]
    let bare = try Command.run(arguments, in: folder)
    let named = try Command.run(arguments + ["--seed", "1"], in: folder)
    #expect(bare.out == named.out)
  }

  @Test("kept in the archive can be listed, reported again byte for byte, and deleted")
  func kept() throws {
    let folder = try Folder.withScenarios()
    let run = try Command.run(["run", drills[0], "--seed", "5", "--json"], in: folder)
    #expect([0, 1].contains(run.status))
    #expect(folder.has(".local/share/sandtable/archive.sqlite"))
    let list = try Command.run(["runs"], in: folder)
    #expect(list.out.split(separator: "\n").count == 2)
    let json = try Command.run(["report", "1", "--json"], in: folder)
    #expect(json.out == run.out)
    for page in ["zh", "en"] {
      let name = "\(drills[0])-seed-5.\(page).html"
      let again = try Command.run(["report", "1", "--report", "again"], in: folder)
      #expect(again.status == 0)
      #expect(try folder.read("again/\(name)") == folder.read("out/\(name)"))
    }
    #expect(try Command.run(["runs", "--delete", "1"], in: folder).status == 0)
    #expect(try Command.run(["report", "1"], in: folder).status == 65)
    #expect(try Command.run(["runs", "--json"], in: folder).out.filter { $0 != "\n" } == "[]")
  }

  @Test("of a drill that `new drill` wrote works as it is")
  func skeleton() throws {
    let folder = try Folder.withOwnScenarios()
    let written = try Command.run(["new", "drill", "my-night"], in: folder)
    #expect(written.status == 0)
    #expect(written.out == "scenarios/drills/my-night.yaml\n")
    let checked = try Command.run(["check", "scenarios", "--strict"], in: folder)
    #expect(checked.status == 0, "\(checked.err)")
    let run = try Command.run(["run", "my-night"], in: folder)
    #expect([0, 1].contains(run.status), "\(run.err)")

    let text = try folder.read("scenarios/drills/my-night.yaml")
    #expect(try Command.run(["new", "drill", "my-night"], in: folder).status == 65)
    #expect(try folder.read("scenarios/drills/my-night.yaml") == text)
    #expect(
      try Command.run(["new", "drill", "other", "--folder", "nowhere"], in: folder).status == 65)
  }
}
