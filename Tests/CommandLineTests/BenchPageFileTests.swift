import Foundation
import Testing

@Suite("Pages of sweeps and comparisons")
struct BenchPageFileTests {
  private static let drill = "ups-failure-winter-night"
  private static let vary = [
    "bench", drill, "--vary", "flows.emergency.steps.grade.takes=1 min,90 min", "--replications",
    "12", "--seed", "3", "--lang", "en",
  ]
  private static let compare = [
    "compare", drill, "worm-in-the-service-hall", "--replications", "12", "--seed", "3", "--lang",
    "en",
  ]
  private static let sweepStem = "\(drill)-seed-3.sweep.flows-emergency-steps-grade-takes"

  /// Both pages are there, told on standard error, and each links to the other.
  private func expectPages(
    _ stem: String, _ ending: Command.Ending, in folder: Folder, heading: String
  ) throws {
    for (language, other) in [("zh", "en"), ("en", "zh")] {
      let path = "out/\(stem).\(language).html"
      #expect(ending.err.contains("report \(path)"), "\(ending.err)")
      let page = try folder.read(path)
      #expect(page.contains("href=\"\(stem).\(other).html\""))
      if language == "en" { #expect(page.contains(heading)) }
    }
  }

  @Test("a sweep writes its pages, and its table all the same")
  func sweep() throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.run(Self.vary + ["--report", "out"], in: folder)
    #expect(ending.status == 1)
    #expect(ending.out.contains("none of the 2 values tried meets every objective"))
    try expectPages(Self.sweepStem, ending, in: folder, heading: "What each value comes to")
    let first = try folder.read("out/\(Self.sweepStem).en.html")
    _ = try Command.run(Self.vary + ["--report", "out", "--threads", "1"], in: folder)
    #expect(try folder.read("out/\(Self.sweepStem).en.html") == first)
  }

  @Test("a comparison writes its pages; a baseline is told on the bench's page")
  func comparison() throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.run(Self.compare + ["--report", "out"], in: folder)
    #expect(ending.status == 1)
    try expectPages(
      "worm-in-the-service-hall-seed-3.compare", ending, in: folder, heading: "What is judged")
    let bench = ["bench", Self.drill, "--replications", "12", "--seed", "3", "--lang", "en"]
    _ = try Command.run(bench + ["--write-baseline", "b.json"], in: folder)
    let compared = try Command.run(
      bench + ["--baseline", "b.json", "--report", "out"], in: folder)
    try expectPages(
      "\(Self.drill)-seed-3.bench", compared, in: folder, heading: "Against the baseline")
  }

  @Test("a folder that cannot be written ends with 74, and the answer is there all the same")
  func refused() throws {
    let folder = try Folder.withScenarios()
    for command in [Self.vary, Self.compare] {
      let ending = try Command.run(command + ["--report", "/proc/nowhere"], in: folder)
      #expect(ending.status == 74 && ending.err.contains("/proc/nowhere"), "\(ending.err)")
      #expect(!ending.out.isEmpty)
    }
    let empty = try Command.run(Self.compare + ["--report", ""], in: folder)
    #expect(empty.status == 64 && empty.out.isEmpty)
  }

  @Test("an interrupted sweep is told as partial, once, and ends with 130")
  func interrupted() throws {
    let folder = try Folder.withScenarios()
    let running = try Running(
      Command.path,
      [
        "bench", Self.drill, "--vary", "flows.emergency.steps.grade.takes=1 min,2 min",
        "--replications", "1000000", "--report", "out", "--lang", "en",
      ], in: folder)
    running.waitUntilItHasWorked(1)
    running.send(SIGINT)
    let ending = try running.end()
    #expect(ending.status == 130 && ending.out.contains("interrupted, no result"))
    #expect(ending.err.contains("partial") && !ending.err.contains("is whole"))
    #expect(!folder.has("out"))
  }
}
