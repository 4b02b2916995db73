import Foundation

extension Finding {
  /// Runs a drill on a desk of one agent who takes ten minutes a call: six calls, four minutes
  /// apart, from the start on.
  private static func desk(_ rest: String) throws -> String {
    let folder = try Folder.withOwnScenarios()
    try folder.write(
      """
      drill: desk-levels
      title: {zh: 坐席, en: Desk}
      start: 2026-01-05 00:00
      horizon: 2 h
      uses: {platform: shared/office.yaml, support: shared/desk.yaml, agreement: ../agreements/standard.yaml, rubric: ../rubrics/planner.yaml, flows: flows/answer.yaml}
      changes: {flows.answer.steps.serve.takes: 10 min}
      demand:
        calls: {title: {zh: 来电, en: Calls}, starts: answer, every: 4 min, first: 0 min, arrivals at most: 6}
      \(rest)

      """, to: "scenarios/validation/desk-levels.yaml")
    let ending = try Command.run(
      [
        "run", folder.path("scenarios/validation/desk-levels.yaml"), "--seed", "1", "--no-report",
        "--no-archive", "--lang", "en",
      ], in: folder)
    guard [0, 1].contains(ending.status) else { return ending.out + ending.err }
    let lines = ending.out.split(separator: "\n")
      .drop { !$0.contains("Measures") }.dropFirst()
      .prefix { $0.hasPrefix("  ") }
      .map { $0.split(separator: " ").joined(separator: " ") }
    return lines.filter { !$0.hasPrefix("As it came") }.joined(separator: "; ")
  }

  /// What a drill's injects hit, and when.
  private static func hit(_ injects: String, in folder: Folder) throws -> String {
    let place = "Findings/attack/mini-base/hit.yaml"
    try folder.write(
      """
      drill: hit
      title: {zh: 命中, en: Hit}
      start: 2026-01-05 02:00
      horizon: 2 h
      uses: {platform: platform.yaml, support: support.yaml, agreement: agreement.yaml, rubric: rubric.yaml, flows: [flows/repair.yaml]}
      threats:
        worm: {title: {zh: 虫, en: Worm}, class: B.1, attacks: [terminal, server], vulnerable: 60 %, spreads: {within a zone: 0.0001 /h, across zones: 0.0001 /h}, harms: {after: {exponential: {mean: 900 h}}, symptom: down}, noticed: {exponential: {mean: 90 min}}}
      injects:
      \(injects)

      """, to: place)
    let ending = try Command.run(
      [
        "run", folder.path(place), "--seed", "1", "--json", "--no-report", "--no-archive",
      ], in: folder)
    guard [0, 1].contains(ending.status) else { return ending.out + ending.err }
    let document = try JSONDecoder().decode(Hits.self, from: Data(ending.out.utf8))
    return document.faults
      .map { "\($0.subject.key) at \(Int($0.began.seconds / 60))" }.joined(separator: ", ")
  }

  private struct Hits: Decodable {
    struct Name: Decodable { var key: String }
    struct Moment: Decodable { var seconds: Double }
    struct Fault: Decodable {
      var subject: Name
      var began: Moment
    }

    var faults: [Fault]
  }

  static let injects: [Finding] = [
    Finding(
      .injects, "a list of components is hit at one time, in its order",
      right: "app-4 at 10, app-1 at 10"
    ) { folder in
      try hit("  both: {at: 10 min, fail: [app-4, app-1], mode: crash}", in: folder)
    },
    Finding(
      .injects, "a range of components is hit at one time",
      right: "kiosk-01 at 10, kiosk-02 at 10, kiosk-03 at 10, kiosk-04 at 10"
    ) { folder in
      try hit("  range: {at: 10 min, fail: kiosk-01..04}", in: folder)
    },
    Finding(
      .injects, "a list of hosts is infected", right: "kiosk-03 at 5, kiosk-01 at 5"
    ) { folder in
      try hit("  mail: {at: 5 min, infect: [kiosk-03, kiosk-01], with: worm}", in: folder)
    },
    Finding(
      .injects, "one of several is still one", right: "1 of them"
    ) { folder in
      let hits = try hit(
        "  one: {at: 10 min, fail: {one of: [app-1, app-2]}, mode: crash}", in: folder)
      return ["app-1 at 10", "app-2 at 10"].contains(hits) ? "1 of them" : hits
    },
    Finding(
      .injects, "a measure waits for a level of a stream, and for tasks that wait",
      right: "Four there 16 min; Two waiting 8 min"
    ) { _ in
      try desk(
        """
        measures:
          four: {title: {zh: 四件, en: Four there}, quantity: time until, of: cases(calls) >= 4}
          two: {title: {zh: 两件, en: Two waiting}, quantity: time until, of: waiting(answer.serve) >= 2}
        """)
    },
    Finding(
      .injects, "a drill ends at a level of a stream", right: "There 4; Five –"
    ) { _ in
      // Four are there at 16, five at 20.
      try desk(
        """
        ends when: cases(calls) >= 4 and waiting(answer.serve) = 3
        measures:
          there: {title: {zh: 在办, en: There}, quantity: number in system, of: calls, at the end: true}
          five: {title: {zh: 五件, en: Five}, quantity: time until, of: cases(calls) > 4}
        """)
    },
    Finding(
      .injects, "finish instants: the second, the last, the mean",
      right: "Second 20 min; Last 60 min; Mean 35 min; Flow 60 min"
    ) { _ in
      try desk(
        """
        measures:
          second: {title: {zh: 第二, en: Second}, quantity: finished at, of: calls, statistic: number 2}
          last: {title: {zh: 最后, en: Last}, quantity: finished at, of: calls, statistic: last}
          mean: {title: {zh: 平均, en: Mean}, quantity: finished at, of: calls}
          flow: {title: {zh: 流程, en: Flow}, quantity: flow ended at, of: answer, statistic: last}
        """)
    },
  ]
}
