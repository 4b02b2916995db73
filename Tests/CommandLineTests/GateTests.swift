import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Gate")
struct GateTests {
  private static let quick = ["--lang", "en", "--replications", "40"]

  @Test(
    "ends with 64 where the command line is wrong",
    arguments: [
      [], ["base", "head", "more"], ["base", "head", "--replications", "1"],
      ["base", "head", "--tolerance", "1"], ["base", "head", "--seed", "x"], ["", "head"],
      ["base", "head", "--junit", ""], ["base", "head", "--junit", "x", "--markdown", "x"],
      ["base", "head", "--junit", "head/drills/worm.yaml"], ["base", "head", "--threads", "0"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Command.run(["gate"] + arguments, in: try GateTrees(try Folder()).folder)
    #expect(ending.status == 64, "\(ending.err)")
    #expect(ending.out.isEmpty && !ending.err.isEmpty)
  }

  @Test("ends with 65 where a tree is no tree, or has a wrong file, and tells all of them")
  func wrongTrees() throws {
    let trees = try GateTrees(try Folder())
    for words in [
      ["nosuch", "head"], ["base", "nosuch"], ["base", "head/\(GateTrees.drill)"],
      ["base/flows", "head"], ["--", "-x", "head"], ["base:..", "head"],
    ] {
      let ending = try Command.run(["gate"] + words, in: trees.folder)
      #expect(ending.status == 65 && ending.out.isEmpty, "\(words): \(ending.err)")
    }
    try trees.change(GateTrees.drill, "mean: <=", to: "meen: <=")
    try trees.change("support/province.yaml", "hotline-1..8: {posts", to: "hotline-1..8: {post")
    let ending = try trees.ending()
    #expect(ending.status == 65 && ending.out.isEmpty)
    #expect(ending.err.contains("head/\(GateTrees.drill)") && ending.err.contains("meen"))
    #expect(ending.err.contains("head/support/province.yaml"))
  }

  @Test(
    "a file that cannot be read is no deleted drill, and no new one that is passed over",
    arguments: ["x: [", "dril: n\n", "drill: n\nx: [", "\tdrill: n\n"], ["base", "head"])
  func unreadable(text: String, tree: String) throws {
    let trees = try GateTrees(try Folder())
    try trees.folder.write(text, to: "\(tree)/drills/broken.yaml")
    let folders = try Command.run(["gate", "base", "head"] + Self.quick, in: trees.folder)
    #expect(folders.status == 65 && folders.out.isEmpty, "\(folders.out)")
    #expect(folders.err.contains("\(tree)/drills/broken.yaml:"), "\(folders.err)")
  }

  @Test("compares revisions of the repository, and the files of now with one")
  func revisions() throws {
    let trees = try GateTrees(try Folder())
    let folder = trees.folder
    try FileManager.default.moveItem(
      atPath: folder.path("base"), toPath: folder.path("scenarios"))
    let git = "git -c user.name=a -c user.email=a@example.org"
    let made = try Command.shell(
      "git init -q . && git add scenarios && \(git) commit -q -m one", in: folder)
    try #require(made.status == 0, "\(made.err)")
    let drill = "scenarios/\(GateTrees.drill)"
    try folder.write(folder.read(drill).replacing("<= 6 h", with: "<= 12 h"), to: drill)
    for words in [["HEAD"], ["HEAD:scenarios"], ["HEAD:scenarios/drills"], ["HEAD", "scenarios"]] {
      let ending = try Command.run(["gate"] + words + Self.quick, in: folder)
      #expect(ending.status == 1, "\(words): \(ending.err)")
      #expect(ending.out.contains("weakened: contained: ≤ 12 h, was ≤ 6 h"), "\(ending.out)")
    }
    let same = try Command.run(["gate", "HEAD", "HEAD"] + Self.quick, in: folder)
    #expect(same.status == 0, "\(same.err)")
    let wrong = try Command.run(["gate", "HEAD", "HEAD:nosuch"] + Self.quick, in: folder)
    #expect(wrong.status == 65 && wrong.out.isEmpty)
  }

  @Test("lets by name what is meant, and says which names were of no use")
  func allowed() throws {
    let trees = try GateTrees(try Folder())
    try trees.change(GateTrees.drill, "<= 6 h", to: "<= 12 h")
    let drill = "worm-in-the-service-hall"
    #expect(try trees.ending(runs: 40).status == 1)
    #expect(try trees.ending(["--allow", "recovered"], runs: 40).status == 1)
    for name in ["contained", "\(drill)/contained"] {
      let ending = try trees.ending(["--allow", name, "--allow", "another"], runs: 40)
      #expect(ending.status == 0 && ending.out.contains("allowed: weakened: contained"))
      #expect(ending.out.contains("nothing was there to allow: --allow another"))
    }
    // What got worse can't be let by.
    try trees.changeBlock(to: "50 min, 100 min, 250 min")
    #expect(
      try trees.ending(["--allow", "contained", "--allow", "recovered"], runs: 400).status == 1)
  }

  @Test("gives the same bytes for any number of threads")
  func sameBytes() throws {
    let trees = try GateTrees(try Folder())
    try trees.changeBlock(to: "50 min, 100 min, 250 min")
    let answers = try ["1", "2", "5"].map {
      try trees.ending(["--json", "--threads", $0], runs: 40).out
    }
    #expect(Set(answers).count == 1)
  }

  @Test("points at the changed line that accounts for what is worse, as compare does")
  func places() throws {
    let trees = try GateTrees(try Folder())
    try trees.change(GateTrees.drill, "every: <= 6 h", to: "every: <= 12 h")
    try trees.changeBlock(to: "50 min, 100 min, 250 min")
    let compared = try Command.run(
      [
        "compare", "base/\(GateTrees.drill)", "head/\(GateTrees.drill)", "--replications", "400",
        "--tolerance", "1%", "--lang", "en", "--annotate",
      ], in: trees.folder)
    for ending in [try trees.ending(["--annotate"]), compared] {
      let lines = ending.err.split(separator: "\n").filter { $0.hasPrefix("::error ") }
      #expect((2...10).contains(lines.count), "\(ending.err)")
      let flow = try Self.line(of: "50 min, 100 min", in: "head/\(GateTrees.flow)", trees.folder)
      let bound = try Self.line(of: "<= 12 h", in: "head/\(GateTrees.drill)", trees.folder)
      for line in lines {
        let place = line.contains("weakened") ? bound : flow
        #expect(line.hasPrefix("::error \(place),title="), "\(line)")
      }
      #expect(lines.contains { $0.contains("weakened") })
    }
  }

  private static func line(of text: String, in file: String, _ folder: Folder) throws -> String {
    let lines = try folder.read(file).split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(text) })
    return "file=\(file),line=\(row + 1)"
  }

  @Test("writes JUnit that tells time, file, what failed and what was skipped apart")
  func junit() throws {
    let trees = try GateTrees(try Folder())
    try trees.change(GateTrees.drill, "every: <= 6 h", to: "every: <= 12 h")
    let ending = try trees.ending(["--junit", "j.xml", "--markdown", "m.md"], runs: 40)
    #expect(ending.status == 1)
    let text = try trees.folder.read("j.xml")
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(text.contains(" file=\"head/drills/worm.yaml\" time=\""))
    #expect(text.contains(#/ timestamp="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"/#))
    #expect(text.contains(" failures=\"1\""))
    let lines = try trees.folder.read("head/\(GateTrees.drill)").split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("every: <= 12 h") }) + 1
    #expect(text.contains("head/drills/worm.yaml:\(line): weakened"), "\(text)")
    let page = try trees.folder.read("m.md")
    #expect(page.hasPrefix("## ❌ worse: 1 of 1 drill; "))
    // Undecided after so few runs: told, and no failure.
    let few = try Command.run(
      [
        "bench", "base/\(GateTrees.drill)", "--replications", "4", "--junit", "few.xml",
      ], in: trees.folder)
    #expect(few.status == 1)
    let undecided = try trees.folder.read("few.xml")
    #expect(undecided.contains("<skipped message=\"") && !undecided.contains("<failure"))
  }

  @Test("Ctrl-C tells of the drills that were done, and ends with 130")
  func interrupted() throws {
    let trees = try GateTrees(try Folder())
    let text = try trees.folder.read("head/\(GateTrees.drill)")
    for tree in ["base", "head"] {
      // The first is played once, and quick.
      try trees.folder.write(
        text.replacing("drill: worm", with: "drill: a-worm"), to: "\(tree)/drills/a.yaml")
    }
    try trees.changeBlock(to: "6 min, 12 min, 30 min")
    let arguments = { ["gate", "base", "head", "--replications", $0, "--lang", "en"] }
    // Before the first run there is nothing partial to tell of: how long reading takes is measured.
    let reading = try ContinuousClock().measure {
      _ = try Command.run(arguments("2"), in: trees.folder)
    }
    let running = try Running(Command.path, arguments("9000000"), in: trees.folder)
    running.waitUntilItHasWorked(1 + 2 * (reading / .seconds(1)))
    running.send(SIGINT)
    let ending = try running.end()
    #expect(ending.status == 130)
    #expect(ending.out.contains("partial result: interrupted, 0 of 2 drills were looked at"))
    #expect(ending.err.contains("the result above is partial"))
  }
}
