import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Many runs")
struct BenchTests {
  private static let drill = "worm-in-the-service-hall"
  private static let few = ["bench", drill, "--replications", "20", "--lang", "en"]

  @Test(
    "ends with 64 where the command line is wrong",
    arguments: [
      ["--replications", "0"], ["--replications", "x"], ["--threads", "0"], ["--seed", "-1"],
      ["--precision", "1"], ["--precision", "0%"], ["--precision", "-1%"], ["--precision", "nan%"],
      ["--replications", "9", "--precision", "1%"], ["--replications", "9", "--at-most", "10"],
      ["--shard", "1/2"], ["--shard", "3/2", "--replications", "9"],
      ["--shard", "0/2", "--replications", "9"], ["--shard", "1/20", "--replications", "9"],
      ["--shard", "1", "--replications", "9"], ["--tolerance", "1%"], ["--baseline", ""],
      ["--baseline", "b.json", "--tolerance", "100%"], ["--vary", "x"], ["--vary", "=1,2"],
      ["--vary", "a=1,1"], ["--vary", "a=3..2"], ["--vary", "a=1,2", "--save", "x.json"],
      ["--at-most", "1"], ["--vary", "a=1,2", "--report", ""],
      ["--vary", "a=1,2", "--report", "out", "--junit", "j.xml"],
      ["--vary", "a=1,2", "--report", "out", "--baseline", "b.json"],
      ["--vary", "a=1,2", "--precision", "1%"], ["--vary", "a=1,2", "--at-most", "9"],
      ["--shard", "1/2", "--replications", "9", "--baseline", "b.json"],
      ["--shard", "1/2", "--replications", "9", "--junit", "j.xml"],
      ["--shard", "1/2", "--replications", "9", "--json"],
      ["--shard", "1/2", "--replications", "9", "--confidence", "99%"],
      ["--vary", "a=1,2", "--vary", "b=1,2"], ["--confidence", "40%"], ["--confidence", "100%"],
      ["--confidence", "0.99"],
      ["--save", ""], ["--lang", "fr"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Command.run(
      ["bench", Self.drill] + arguments, in: try Folder.withScenarios())
    #expect(ending.status == 64, "\(ending.err)")
    #expect(ending.out.isEmpty)
    #expect(!ending.err.isEmpty)
  }

  @Test("gives the same document for any number of threads, and from shards")
  func sameBytes() throws {
    let folder = try Folder.withScenarios()
    let answers = try ["1", "2", "5"].map {
      try Command.run(Self.few + ["--json", "--threads", $0], in: folder)
    }
    #expect(Set(answers.map(\.out)).count == 1)
    #expect(answers.allSatisfy { $0.status == 1 })
    for number in 1...3 {
      let ending = try Command.run(
        Self.few + ["--shard", "\(number)/3", "--save", "part-\(number).json"], in: folder)
      #expect(ending.status == 0, "\(ending.err)")
    }
    let printed = try Command.run(Self.few + ["--shard", "2/3"], in: folder)
    #expect(printed.out == (try folder.read("part-2.json")))
    let merged = try Command.run(
      ["merge", "part-3.json", "part-1.json", "part-2.json", "--json"], in: folder)
    #expect(merged.status == 1)
    #expect(merged.out == answers[0].out)
    let missing = try Command.run(["merge", "part-3.json", "part-1.json"], in: folder)
    #expect(missing.status == 65 && missing.out.isEmpty)
    #expect(missing.err.contains("runs 6 to 12 is missing"), "\(missing.err)")
    let doubled = try Command.run(["merge", "part-1.json", "part-1.json"], in: folder)
    #expect(doubled.status == 65 && doubled.err.contains("there twice"))
    try folder.write(String(try folder.read("part-1.json").dropLast(100)), to: "cut.json")
    for file in ["cut.json", "nosuch.json", "scenarios"] {
      let ending = try Command.run(["merge", file], in: folder)
      #expect(ending.status == 65 && ending.out.isEmpty && ending.err.contains(file))
    }
  }

  @Test("a comment changes nothing, and engineers missed are told with the steps that wait")
  func baseline() throws {
    let folder = try Folder.withOwnScenarios()
    let drill = "scenarios/drills/ups-failure-winter-night.yaml"
    let bench = ["bench", drill, "--replications", "400", "--lang", "en"]
    let written = try Command.run(bench + ["--write-baseline", "base.json"], in: folder)
    #expect(written.status == 1 && folder.has("base.json"))
    let compared = bench + ["--baseline", "base.json", "--junit", "out/junit.xml", "--annotate"]
    try folder.write("# a comment\n" + folder.read(drill), to: drill)
    let same = try Command.run(compared, in: folder)
    #expect(same.out.hasPrefix("✓ the same as the baseline: every difference is exactly 0\n"))
    // Its own objectives are missed with and without.
    #expect(same.status == 1)
    #expect(!(try folder.read("out/junit.xml")).contains("recovery time/mean\">"))

    let people = try folder.read("scenarios/support/province.yaml")
    let fewer = people.replacingOccurrences(
      of: "  security-watch-1..8: {posts", with: "  security-watch-1..4: {posts")
    try #require(fewer != people)
    try folder.write(fewer, to: "scenarios/support/province.yaml")
    let earlier = Data([0xff, 0xfe, 0x0a])
    try earlier.write(to: folder.url.appendingPathComponent("step.md"))
    let worse = try Command.run(
      compared + ["--markdown", "out/summary.md"], in: folder,
      with: ["GITHUB_STEP_SUMMARY": folder.path("step.md")])
    #expect(worse.status == 1)
    #expect(worse.out.contains("regression") && worse.out.contains("containment time, mean"))
    #expect(worse.out.contains("Where the time goes, a run"))
    // What an earlier step has written stays, whatever it is.
    let summary = try Data(contentsOf: folder.url.appendingPathComponent("step.md"))
    #expect(summary == earlier + Data(try folder.read("out/summary.md").utf8))
    try checkAnnotations(worse.err, of: drill)
    let names = try JUnitNames.read(folder.path("out/junit.xml"))
    #expect(Set(names.cases).count == names.cases.count && names.failures > 0)
    let worst = "sandtable.ups-failure-winter-night.baseline containment time/mean"
    #expect(names.cases.contains(worst))
  }

  /// `::error file={name},line={line},title={title}::{message}`, ten at most.
  private func checkAnnotations(_ text: String, of drill: String) throws {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect((1...10).contains(lines.count))
    for line in lines {
      let form = #/::(error|warning) file=([^,:]+),line=(\d+),title=([^,:]+)::(.+)/#
      let match = try #require(line.wholeMatch(of: form), "\(line)")
      #expect(match.2 == drill && (Int(match.3) ?? 0) > 0)
      #expect(!match.5.contains(#/%(?![0-9A-F]{2})/#))
    }
  }

  @Test("what was judged before and is there no more ends with 1, in the exit code and in JUnit")
  func dropped() throws {
    let folder = try Folder.withOwnScenarios()
    let drill = "scenarios/validation/mmc-two-agents.yaml"
    let bench = ["bench", drill, "--replications", "4", "--lang", "en", "--baseline", "b.json"]
    let text = try folder.read(drill)
    let written = try Command.run(bench.dropLast(2) + ["--write-baseline", "b.json"], in: folder)
    #expect(written.status == 0)
    #expect(try Command.run(bench, in: folder).status == 0)
    // Nobody comes any more, so that nothing is measured; and a measure has another name.
    let lost = text.replacing(
      #/rate: [0-9.]+ \/h/#, with: "sources: {count: 1, next after: 36500 d}")
    let renamed = text.replacing("  wait: {", with: "  waits: {")
      .replacing("measure: wait,", with: "measure: waits,")
    for (changed, name) in [(lost, "Mean wait"), (renamed, "measure/wait")] {
      try #require(changed != text)
      try folder.write(changed, to: drill)
      let ending = try Command.run(bench + ["--junit", "j.xml"], in: folder)
      #expect(ending.status == 1, "\(ending.err)")
      #expect(ending.out.contains("cannot be compared any more") && ending.out.contains(name))
      #expect(try JUnitNames.read(folder.path("j.xml")).failures > 0)
    }
  }

  @Test("an empty, a broken and another drill's baseline are refused, and nothing is written")
  func wrongBaseline() throws {
    let folder = try Folder.withScenarios()
    try folder.write("", to: "empty.json")
    try folder.write("{", to: "broken.json")
    let other = try Command.run(
      ["bench", "ups-failure-winter-night", "--replications", "3", "--write-baseline", "ups.json"],
      in: folder)
    #expect(other.status == 1)
    for (file, word) in [
      ("empty.json", "is empty"), ("broken.json", "no baseline"), ("ups.json", "not of"),
      ("nosuch.json", "no such file"),
    ] {
      let ending = try Command.run(
        Self.few + ["--baseline", file, "--junit", "j.xml", "--save", "s.json"], in: folder)
      #expect(ending.status == 65 && ending.out.isEmpty, "\(file)")
      #expect(ending.err.contains(word), "\(ending.err)")
      #expect(!folder.has("j.xml") && !folder.has("s.json"))
    }
  }

  @Test(
    "a file that cannot be written ends with 74, and what was there stays",
    arguments: [
      "--write-baseline", "--save", "--junit", "--markdown",
    ])
  func refused(option: String) throws {
    let folder = try Folder.withScenarios()
    try folder.write("before", to: "old")
    let ending = try Command.shell(
      "ulimit -f 0; $SANDTABLE \(Self.few.joined(separator: " ")) \(option) old > /dev/null",
      in: folder)
    #expect(ending.status == 74, "\(ending.status): \(ending.err)")
    #expect(try folder.read("old") == "before")
    let nowhere = try Command.run(Self.few + [option, "/proc/nowhere/x"], in: folder)
    #expect(nowhere.status == 74)
    #expect(nowhere.err.contains("/proc/nowhere/x"))
    // The answer is there all the same.
    #expect(nowhere.out.contains("20 runs"))
  }

  @Test("Ctrl-C gives what is done, marked as partial, and ends with 130")
  func interrupted() throws {
    let folder = try Folder.withScenarios()
    let running = try Running(
      Command.path,
      [
        "bench", Self.drill, "--replications", "10000000", "--json", "--write-baseline", "b.json",
        "--save", "s.json",
      ], in: folder)
    running.waitUntilItHasWorked(1)
    running.send(SIGINT)
    let ending = try running.end()
    #expect(ending.status == 130)
    #expect(ending.out.contains("\"partial\" : true"))
    #expect(ending.err.contains("partial") && !ending.err.contains("is whole"))
    // Which runs were played depends on the threads: no other run goes with these.
    #expect(!folder.has("b.json") && !folder.has("s.json"))
  }

  @Test("Two drills are compared on the same nights, and kept results like drills")
  func compare() throws {
    let folder = try Folder.withScenarios()
    let kept = try Command.run(
      ["bench", Self.drill, "--replications", "30", "--save", "kept.json"], in: folder)
    #expect(kept.status == 1)
    let same = try Command.run(
      ["compare", "kept.json", Self.drill, "--replications", "30", "--lang", "en"], in: folder)
    #expect(same.status == 0)
    #expect(same.out.hasPrefix("✓ the same as the baseline"))
    let other = try Command.run(
      ["compare", Self.drill, "nosuch", "--replications", "3"], in: folder)
    #expect(other.status == 65 && other.out.isEmpty)
  }

  @Test("A drill is compared with itself at a revision")
  func revisions() throws {
    let folder = try Folder.withOwnScenarios()
    let git = "git -c user.name=a -c user.email=a@example.org"
    let made = try Command.shell(
      "git init -q . && git add scenarios && \(git) commit -q -m one", in: folder)
    try #require(made.status == 0, "\(made.err)")
    let drill = "scenarios/drills/worm-in-the-service-hall.yaml"
    let threat = "scenarios/threats/kiosk-worm.yaml"
    try folder.write(folder.read(threat).replacing("0.15 /h", with: "0.30 /h"), to: threat)
    let ending = try Command.run(
      ["compare", "HEAD:\(drill)", drill, "--replications", "60", "--lang", "en"], in: folder)
    #expect(ending.status == 1 && ending.out.contains("subjects hit"), "\(ending.err)")
    for wrong in ["HEAD:scenarios/drills/nosuch.yaml", "nosuch:\(drill)", "--x:\(drill)"] {
      let refused = try Command.run(["compare", "--", wrong, drill], in: folder)
      #expect(refused.status == 65 && refused.out.isEmpty, "\(wrong): \(refused.err)")
    }
  }

  @Test("A setting is varied, and a wrong path is told before anything is played")
  func vary() throws {
    let folder = try Folder.withScenarios()
    let drill = "scenarios/validation/mmc-two-agents.yaml"
    let ending = try Command.run(
      [
        "bench", drill, "--vary", "support.pools.agents.count=2..3", "--replications", "2",
        "--lang", "en",
      ], in: folder)
    #expect(ending.status == 0, "\(ending.err)")
    #expect(ending.out.contains("2 values, each over the same 2 nights"))
    let range = try Command.run(
      [
        "bench", Self.drill, "--vary", "support.people.power-expert-1..2.site=main,recovery",
        "--replications", "2", "--json",
      ], in: folder)
    #expect(range.out.contains("\"value\" : \"recovery\""), "\(range.err)")
    let own = try Command.run(
      [
        "bench", Self.drill, "--vary",
        "drill.deviations.slow.late={uniform: [2 min, 10 min]},{uniform: [1 h, 2 h]}",
        "--replications", "2", "--json",
      ], in: folder)
    #expect(own.out.contains("\"value\" : \"{uniform: [1 h, 2 h]}\""), "\(own.err)")
    let wrong = try Command.run(
      ["bench", drill, "--vary", "support.pools.agent.count=2,3"], in: folder)
    #expect(wrong.status == 65 && wrong.out.isEmpty)
    #expect(wrong.err.contains("did you mean 'agents'?"), "\(wrong.err)")
  }
}

/// The names of the test cases of a JUnit file, read by Foundation's parser.
private final class JUnitNames: NSObject, XMLParserDelegate {
  private(set) var cases: [String] = []
  private(set) var failures = 0

  static func read(_ path: String) throws -> JUnitNames {
    let names = JUnitNames()
    let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
    parser.delegate = names
    #expect(parser.parse())
    return names
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    if name == "testcase" {
      cases.append(attributes["classname", default: ""] + " " + attributes["name", default: ""])
    }
    if name == "failure" { failures += 1 }
  }
}
