import Foundation
import Testing

@Suite("Comparing with known values")
struct ValidateTests {
  @Test(
    "ends with 64 where the command line is wrong",
    arguments: [
      ["--replications", "0"], ["--replications", "-3"], ["--replications", "10000001"],
      ["--replications", "many"], ["--threads", "0"], ["--seed", "x"], ["--markdown"],
      ["--markdown", ""], [""], ["--lang", "fr"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Command.run(["validate"] + arguments, in: try Folder())
    #expect(ending.status == 64)
    #expect(ending.out.isEmpty)
    #expect(!ending.err.isEmpty)
  }

  @Test("ends with 65 where there is no such file or folder", arguments: [[], ["nosuch"]])
  func missing(arguments: [String]) throws {
    let ending = try Command.run(["validate"] + arguments, in: try Folder())
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    #expect(ending.err.contains("no such file or folder"))
  }

  @Test("ends with 65 where no drill has known values")
  func nothingKnown() throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.run(["validate", "scenarios/drills", "--lang", "zh"], in: folder)
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    #expect(ending.err.contains("没有一场演练写有已知值"))
  }

  @Test("tells every wrong file before anything is run, and ends with 65")
  func wrongFiles() throws {
    let folder = try Folder()
    try folder.write("drill: one\nnosuch: 1\n", to: "s/drills/one.yaml")
    try folder.write("drill: two\nother: 1\n", to: "s/drills/two.yaml")
    for paths in [["s"], ["s/drills/one.yaml", "s/drills/two.yaml"]] {
      let ending = try Command.run(["validate"] + paths, in: folder)
      #expect(ending.status == 65)
      #expect(ending.out.isEmpty)
      #expect(ending.err.contains("one.yaml") && ending.err.contains("two.yaml"))
    }
  }

  // A world without chance, of which one value is known: done in no time.
  private static let quick = "scenarios/validation/five-on-schedule.yaml"

  @Test("ends with 0 where all match, with the same document and page for any number of threads")
  func green() throws {
    let folder = try Folder.withScenarios()
    let answers = try ["1", "2", "5"].map { threads in
      try Command.run(
        ["validate", Self.quick, "--json", "--threads", threads, "--markdown", "page.md"],
        in: folder)
    }
    #expect(answers.allSatisfy { $0.status == 0 && $0.err.isEmpty })
    #expect(Set(answers.map(\.out)).count == 1)
    #expect(answers[0].out.contains("\"outcome\" : \"matches\""))
    let page = try folder.read("page.md")
    #expect(page.contains("    sandtable validate \(Self.quick) --seed 1 --markdown page.md\n"))
    let text = try Command.run(["validate", Self.quick], in: folder)
    #expect(text.status == 0)
    #expect(text.out.hasPrefix("✓ the one known value matches\n"))
  }

  @Test("ends with 1 where a value does not match, and says which")
  func differing() throws {
    let folder = try Folder.withOwnScenarios()
    let drill = try folder.read(Self.quick)
    let other = drill.replacingOccurrences(of: "value: 8 h", with: "value: 9 h")
    try #require(drill != other)
    try folder.write(other, to: Self.quick)
    let ending = try Command.run(["validate", Self.quick], in: folder)
    #expect(ending.status == 1)
    #expect(ending.out.hasPrefix("✗ 1 known value: 0 match, 1 outside\n"))
    #expect(ending.out.contains("✗ outside"))
  }

  @Test("prints and marks what there is when it is interrupted, and ends with 130")
  func interrupted() throws {
    let folder = try Folder.withScenarios()
    let running = try Running(
      Command.path, ["validate", Self.quick, Self.quick, "--replications", "10000000"], in: folder)
    running.waitUntilItHasWorked(1)
    running.send(SIGINT)
    let ending = try running.end()
    #expect(ending.status == 130)
    #expect(ending.out.contains("partial result: interrupted"))
    #expect(ending.err.contains("interrupted; the result above is partial"))
  }
}
