import Foundation

/// What took for ever, or was cut off.
extension Finding {
  private static let attacks = "Findings/attack/"

  /// The exit code and the first line of what went wrong.
  private static func told(_ ending: Command.Ending) -> String {
    let lines = ending.err.split(separator: "\n") + ending.out.split(separator: "\n")
    let first = lines.first { $0.contains("error") } ?? ""
    return "\(ending.status): \(first.split(separator: " ").dropFirst().joined(separator: " "))"
  }

  private static func run(_ drill: String, in folder: Folder) throws -> Command.Ending {
    try Command.run(
      ["run", folder.path(attacks + drill), "--seed", "1", "--no-report", "--no-archive"],
      in: folder)
  }

  /// The conformance of a drill of 20 x 20 steps in parallel, beside the shared files that it uses.
  private static func conformance(deviations: String) throws -> String {
    let folder = try Folder.withOwnScenarios()
    try FileManager.default.copyItem(
      atPath: Finding.folder + "/attack/conformance-hang/mini",
      toPath: folder.path("scenarios/parallel"))
    let place = "scenarios/parallel/par.yaml"
    try folder.write(try folder.read(place) + deviations, to: place)
    let ending = try Command.run(
      ["run", folder.path(place), "--seed", "1", "--no-report", "--no-archive", "--lang", "en"],
      in: folder)
    let line = ending.out.split(separator: "\n").first { $0.contains("mean conformance") } ?? ""
    return line.isEmpty ? told(ending) : line.split(separator: " ").joined(separator: " ")
  }

  static let attackTime: [Finding] = [
    Finding(
      .attack, "300 cases an hour that wait for a part, in a lane that takes over", right: "ends"
    ) { folder in
      let ending = try run("preempt-part-backlog/mini/mini.yaml", in: folder)
      return [0, 1].contains(ending.status) ? "ends" : told(ending)
    },
    Finding(.attack, "a rate with a spike of two millionths of a second, for a year", right: "ends")
    { folder in
      let ending = try run("linear-spike/mini/mini.yaml", in: folder)
      return [0, 1].contains(ending.status) ? "ends" : told(ending)
    },
    Finding(
      .attack, "conformance of 20 x 20 steps in parallel, all as the flow has them",
      right: "✓ met c 100 % mean conformance ≥ 80 %"
    ) { _ in try conformance(deviations: "") },
    Finding(
      .attack, "conformance of 20 x 20 steps in parallel, of which one in ten is left out",
      right: "✓ met c 92 % mean conformance ≥ 80 %"
    ) { _ in
      try conformance(deviations: "deviations: {forgotten: {skip: 10 %, steps: all}}\n")
    },
    Finding(
      .attack, "a report of tens of thousands of cases", right: "both pages"
    ) { folder in
      let ending = try Command.run(
        [
          "run", folder.path(attacks + "report-quadratic/mini/mini.yaml"), "--seed", "1",
          "--no-archive", "--report", "out",
        ], in: folder)
      let pages = ["zh", "en"].filter { folder.has("out/mini-seed-1.\($0).html") }
      return pages.count == 2 ? "both pages" : told(ending)
    },
    Finding(
      .attack, "a flow of 400 plain tasks", right: "0: 200 more warnings are left out"
    ) { folder in
      let place = attacks + "conformance-hang/mini/flows/answer.yaml"
      let text = try folder.read(place)
      try folder.write(text.components(separatedBy: "steps:")[0] + "steps: {}\n", to: place)
      let ending = try Command.run(["check", folder.path(place)], in: folder)
      let line =
        (ending.out + ending.err).split(separator: "\n").first { $0.contains("left out") } ?? ""
      return "\(ending.status): "
        + (line.contains("200 more warnings are left out")
          ? "200 more warnings are left out" : String(line))
    },
    Finding(
      .attack, "597 bytes of ranges that need ranges",
      right: "65: the members of all ranges say more than 2000000 values"
    ) { folder in
      let ending = try Command.run(
        ["check", folder.path(attacks + "needs-range-bomb.yaml")], in: folder)
      let words = "what the members of all ranges say comes to more than 2000000 values"
      return (ending.out + ending.err).contains(words)
        ? "\(ending.status): the members of all ranges say more than 2000000 values" : told(ending)
    },
    Finding(
      .attack, "a source whose next case comes after 0 s, of a flow that takes no time",
      right: "65: there is no end"
    ) { folder in
      let ending = try run("sources-zero/mini/mini.yaml", in: folder)
      return (ending.out + ending.err).contains("takes no time: there is no end")
        ? "\(ending.status): there is no end" : told(ending)
    },
  ]
}
