import Foundation

extension Finding {
  static let faults: [Finding] = [
    known("two-faults-at-once", "drills/two-faults-at-once", "two-faults 94 %"),
    Finding(.faults, "two-faults-at-once, alarms joined", right: "two-faults-correlated 94 %") {
      try estimates(
        of: "scenarios/validation/two-faults-correlated.yaml", in: $0, names: ["deterministic-14"]
      ).replacingOccurrences(of: "deterministic-14", with: "two-faults-correlated")
    },
    known("needs: B needs A", "drills/needs", "a 50 %, b-independent 25 %", digits: 0),
    Finding(.faults, "a switch whose board fails, and which hangs 10 min later", right: "up again")
    {
      folder in
      try copyScenarios(in: folder)
      try folder.write(boardAndHang, to: "own/drills/hang.yaml")
      let ending = try Command.run(
        ["run", "own/drills/hang.yaml", "--lang", "en", "--json", "--no-report", "--no-archive"],
        in: folder)
      guard !ending.out.isEmpty else { return ending.err }
      let faults = try object(ending.out)["faults"] as? [[String: Any]] ?? []
      let own = faults.filter { ($0["origin"] as? String) == "inject" }
      return own.count == 2 && own.allSatisfy { $0["ended"] != nil }
        ? "up again" : "\(own.count) faults, not all ended"
    },
    Finding(.faults, "failure clocks that pause: 'ages: while up'", right: "30 %") {
      try estimates(
        of: "scenarios/validation/needs-while-up.yaml", in: $0, names: ["needs-04"], digits: 0
      ).replacingOccurrences(of: "needs-04 ", with: "")
    },
    Finding(.faults, "several failure modes a component", right: "25 %, 33 %") {
      let always = try estimates(
        of: "scenarios/validation/two-modes-always.yaml", in: $0, names: ["two_modes-01"], digits: 0
      )
      let up = try estimates(
        of: "scenarios/validation/two-modes-while-up.yaml", in: $0, names: ["two_modes-02"],
        digits: 0)
      return (always + ", " + up).replacingOccurrences(of: "two_modes-01 ", with: "")
        .replacingOccurrences(of: "two_modes-02 ", with: "")
    },
    Finding(.faults, "validate plays drills on random numbers of their own", right: "other nights")
    {
      folder in
      try copyScenarios(in: folder)
      let text = try folder.read("own/validation/mm1-load-80.yaml")
      try folder.write(
        text.replacingOccurrences(of: "drill: mm1-load-80", with: "drill: another-name"),
        to: "own/validation/another-name.yaml")
      let one = try Command.run(
        ["validate", "own/validation/mm1-load-80.yaml", "--json", "--replications", "30"],
        in: folder)
      let other = try Command.run(
        ["validate", "own/validation/another-name.yaml", "--json", "--replications", "30"],
        in: folder)
      let (a, b) = (try estimatesOf(one.out), try estimatesOf(other.out))
      guard !a.isEmpty, a.count == b.count else { return "not comparable: \(other.err)" }
      return zip(a, b).allSatisfy { $0.value != $1.value } ? "other nights" : "the same nights"
    },
    Finding(.faults, "(s, S) by inventory position", right: "82.7 %") {
      try estimates(
        of: "scenarios/validation/shelf-by-position.yaml", in: $0, names: ["spares_position-01"],
        digits: 0
      ).replacingOccurrences(of: "spares_position-01 83 %", with: "82.7 %")
    },
  ]

  /// A drill of the trial whose known values are right.
  static func known(
    _ name: String, _ file: String, _ right: String, section: Section = .faults, digits: Int = 2
  ) -> Finding {
    Finding(section, name, right: right) {
      try estimates(of: "Findings/scenarios/\(file).yaml", in: $0, digits: digits)
    }
  }

  /// The repository's scenarios, to be added to.
  private static func copyScenarios(in folder: Folder) throws {
    let scenarios = URL(fileURLWithPath: Command.scenarios).resolvingSymlinksInPath().path
    try FileManager.default.copyItem(atPath: scenarios, toPath: folder.path("own"))
  }

  /// The estimates of a drill's known values, as `name value` each, by their names.
  static func estimates(
    of path: String, in folder: Folder, names: [String]? = nil, digits: Int = 2
  ) throws -> String {
    let ending = try Command.run(["validate", path, "--json"], in: folder)
    let found = try estimatesOf(ending.out)
    guard !found.isEmpty else { return "\(ending.status): \(ending.err)" }
    return found.filter { names?.contains($0.name) ?? true }
      .map { "\($0.name) \($0.text(digits: digits))" }.joined(separator: ", ")
  }

  struct KnownEstimate {
    var name: String
    var value: Double
    var unit: String

    func text(digits: Int) -> String {
      switch unit {
      case "share": String(format: "%.\(digits)f", value * 100).trimmed + " %"
      case "microseconds": String(format: "%.\(digits)f", value / 60e6).trimmed + " min"
      default: String(format: "%.\(digits)f", value).trimmed
      }
    }
  }

  static func estimatesOf(_ json: String) throws -> [KnownEstimate] {
    let cases = try object(json)["cases"] as? [[String: Any]] ?? []
    return cases.compactMap { found in
      guard let name = found["name"] as? String, let value = found["estimate"] as? Double else {
        return nil
      }
      return KnownEstimate(name: name, value: value, unit: found["unit"] as? String ?? "")
    }.sorted { $0.name < $1.name }
  }
}

extension Finding {
  /// The one object that a text of JSON is.
  static func object(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
  }

  /// A rack switch of the province whose board fails, and which hangs ten minutes later.
  private static var boardAndHang: String {
    """
    drill: hang
    title: {zh: 交换机, en: A switch}
    start: 2026-03-10 09:00
    horizon: 30 d
    uses:
      platform: ../platforms/province.yaml
      support: ../support/province.yaml
      agreement: ../agreements/standard.yaml
      rubric: ../rubrics/trainer.yaml
      flows: ../flows
    injects:
      board: {title: {zh: 坏板, en: Board}, at: 1 h, fail: tor-a1, mode: board}
      hang: {title: {zh: 死机, en: Hang}, at: 70 min, fail: tor-a1, mode: hang}

    """
  }
}

extension String {
  /// Without zeros behind the point that say nothing.
  fileprivate var trimmed: String {
    guard contains(".") else { return self }
    return String(reversed().drop { $0 == "0" }.reversed()).trimmedPoint
  }

  private var trimmedPoint: String { hasSuffix(".") ? String(dropLast()) : self }
}
