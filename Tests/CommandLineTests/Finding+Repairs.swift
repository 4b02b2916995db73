import Foundation

extension Finding {
  static let repairs: [Finding] = [
    Finding(
      .repairs, "a flow that replaces and never draws a part",
      right: "part-never-drawn; not repaired: Unit (no part at hand)"
    ) {
      try checkedAndPlayed(
        "symptom: down, repair: replace, part: unit, takes: 1 h, on site: false, "
          + "solved by: {tier-1: 100 %}", "part-never-drawn", "no part at hand", in: $0)
    },
    Finding(
      .repairs, "hardware is not replaced from afar",
      right: "nobody-in-front; not repaired: Unit (nobody in front of it)"
    ) {
      try checkedAndPlayed(
        "symptom: down, repair: replace, takes: 1 h, solved by: {tier-1: 100 %}",
        "nobody-in-front", "nobody in front of it", in: $0,
        changes: ["flows.repair.steps.mend.on site: false"])
    },
    Finding(
      .repairs, "wrong skill", right: "nothing to say; not repaired: Unit (beyond those who tried)"
    ) {
      try checkedAndPlayed(
        "symptom: down, repair: repair, takes: 1 h, solved by: {tier-1: 0 %, vendor: 100 %}",
        nil, "beyond those who tried", in: $0)
    },
    Finding(.repairs, "a vendor who works from afar does not arrive", right: "joined from afar") {
      try vendor("symptom: down, repair: repair, takes: 1 h", in: $0)
    },
    Finding(.repairs, "a vendor who must be there arrives", right: "on site") {
      try vendor("symptom: down, repair: replace, takes: 1 h", in: $0)
    },
    Finding(.repairs, "who gets a service through in a dangerous place is exposed", right: "0") {
      folder in
      let path = try drill(
        "symptom: down, repair: repair, bypass: true, on site: true, takes: 1 h", in: folder,
        changes: ["flows.repair.steps.mend: {effect: get-through, takes: 10 min}"],
        injects: ["danger: {title: {zh: 危险, en: Danger}, at: 30 min, danger: true}"])
      let ending = try Command.run(
        ["run", path, "--lang", "en", "--json", "--no-report", "--no-archive"], in: folder)
      let score = try object(ending.out)["score"] as? [String: Any] ?? [:]
      let dimensions = score["dimensions"] as? [[String: Any]] ?? []
      let safety = dimensions.first { ($0["dimension"] as? String) == "safety" }
      return (safety?["quality"] as? NSNumber)?.stringValue ?? "\(ending.err)\(score)"
    },
  ]

  /// Writes a drill of one unit that fails at one hour as a failure mode says. Its path.
  private static func drill(
    _ mode: String, in folder: Folder, changes: [String] = [], injects: [String] = []
  ) throws -> String {
    let path = "Findings/scenarios/drills/gap.yaml"
    let more = changes.map { "  \($0)\n" }.joined()
    try folder.write(
      """
      drill: gap
      title: {zh: 试验, en: A repair that does not happen}
      start: 2026-01-05 00:00
      horizon: 100 h
      uses:
        platform: ../shared/unit.yaml
        support: ../shared/repairers.yaml
        agreement: ../agreements/standard.yaml
        rubric: ../rubrics/planner.yaml
        flows: ../flows/repair.yaml
      changes:
        platform.components.unit.failures: {broken: {\(mode)}}
        support.stores: {shelf: {site: main, parts: {unit: {title: {zh: 备件, en: Part}, stock: 1, up to: 1}}}}
      \(more)injects:
        one: {title: {zh: 故障, en: The fault}, at: 1 h, fail: unit, mode: broken}
      \(injects.map { "  \($0)\n" }.joined())
      """, to: path)
    return path
  }

  /// What `check` warns of, and whether the record says why nothing was repaired.
  private static func checkedAndPlayed(
    _ mode: String, _ rule: String?, _ gap: String, in folder: Folder, changes: [String] = []
  ) throws -> String {
    let path = try drill(mode, in: folder, changes: changes)
    let check = try Command.run(["check", path, "--lang", "en"], in: folder)
    let warned = check.out + check.err
    let run = try Command.run(
      ["run", path, "--lang", "en", "--verbose", "--no-report", "--no-archive"], in: folder)
    let text = run.out.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    let told = "not repaired: unit (\(gap))"
    let said = rule.map { warned.contains("[\($0)]") ? $0 : warned }
    return (said ?? (warned.contains("warning:") ? warned : "nothing to say")) + "; "
      + (text.contains(told) ? "not repaired: Unit (\(gap))" : run.out + run.err)
  }

  /// How the record tells that a vendor has taken a case up.
  private static func vendor(_ mode: String, in folder: Folder) throws -> String {
    let path = try drill(
      mode, in: folder,
      changes: [
        "flows.repair.lanes.repairers: vendor",
        "support.vendors: {maker: {title: {zh: 厂家, en: Maker}, cover: 7x24, skills: [server], on site: 2 h}}",
      ])
    let run = try Command.run(
      ["run", path, "--lang", "en", "--verbose", "--no-report", "--no-archive"], in: folder)
    let text = run.out.lowercased()
    if text.contains("vendor joined from afar: maker") { return "joined from afar" }
    return text.contains("vendor on site: maker") ? "on site" : run.out + run.err
  }
}
